// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The `vm` of cells with errors that Excel 2007 did not know, given out as they are written: the file has a rich value
/// for each kind of them, or gets one.
struct RichErrorMarks: Sendable {
    private var known: [CellError: Int] = [:]
    /// How many blocks of value metadata there are.
    private var blocks = 0
    private var canGrow = true
    /// What the file has no rich value for yet, in the order of the blocks that it gets.
    private(set) var added: [CellError] = []

    init() {}

    /// - Parameter blocks: how many blocks of value metadata the file has.
    init(_ errors: RichErrors, blocks: Int) {
        known = errors.marks
        self.blocks = blocks
        canGrow = errors.canGrow
    }

    /// The `vm` for a value; nil for all but such errors, and where a file with unreadable rich values has none for it.
    mutating func mark(_ value: PackedValue) -> Int? {
        guard value.kind == .error, value.error.isRich else { return nil }
        if let mark = known[value.error] { return mark }
        guard canGrow else { return nil }
        blocks += 1
        known[value.error] = blocks
        added.append(value.error)
        return blocks
    }
}

extension CellError {
    /// Whether files have `#VALUE!` in its place, with a rich value that tells which it is.
    var isRich: Bool { rawValue > CellError.gettingData.rawValue }
}
