// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions

/// What a run of formulas knows of one conditional aggregate of theirs.
struct ConditionalSite {
    /// The node's first child, which no other node has.
    let node: Int32
    var conditions = Conditions()
    /// The criteria as given, with their texts, so that the same ones are not read again.
    var given: [PackedValue] = []
    var givenTexts: [CellText?] = []
    /// What the last formula aggregated.
    var last: Extent?
    var state = AggregateState()
    var failure: CellError?

    /// The stretches of columns that an aggregate goes over.
    struct Extent: Equatable {
        var conditions: [Start] = []
        var values: Start?
        /// How many cells, of those in use.
        var count: Int32 = 0

        /// Whether another one begins with this one.
        func isPrefix(of other: Extent) -> Bool {
            conditions == other.conditions && values == other.values && count <= other.count
        }
    }

    /// Where a stretch begins.
    struct Start: Hashable {
        var line: GridLineID
        var first: Int32
    }

    /// Notes the criterion of a condition; whether it is the one of the formula before.
    mutating func note(_ value: PackedValue, _ index: Int) -> Bool {
        if index < given.count, given[index] == value { return true }
        let text = value.isText ? value.text : nil
        if index < given.count {
            (given[index], givenTexts[index]) = (value, text)
        } else {
            given.append(value)
            givenTexts.append(text)
        }
        return false
    }
}

/// Results of aggregates under equal criteria over the same columns, for formulas that ask for the same again and
/// again: one for each group of values, or pair of groups.
struct ConditionalMemo {
    struct Key: Hashable {
        var conditions: [ConditionalSite.Start]
        var values: ConditionalSite.Start?
        var count: Int32
    }

    /// The indexes whose groups are meant, and the aggregated cells.
    var indexes: [ValueIndex]
    var values: LineSnapshot?
    var checkedAt: Int
    var results: [UInt64: (state: AggregateState, failure: CellError?)] = [:]
    /// More are not kept.
    static let maximumResults = 1 << 16
    static let maximumMemos = 64
    /// Runs of fewer rows ask for the same too seldom.
    static let smallestRun = 32
}
