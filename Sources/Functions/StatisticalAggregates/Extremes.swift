// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Greatest and least numbers. ECMA-376-1 §18.17.7; MAXIFS and MINIFS from Excel's function pages.
extension StatisticalAggregates {
    /// `MAX`: the greatest number, 0 without numbers.
    static func max(_ values: Rest<Numbers>) throws(CellError) -> Double { try values.maximum() }
    /// `MIN`: the least number, 0 without numbers.
    static func min(_ values: Rest<Numbers>) throws(CellError) -> Double { try values.minimum() }

    /// `MAXA`: the greatest value, in which texts count 0 and booleans 0 or 1.
    static func maxA(_ values: Rest<Values>) throws(CellError) -> Double { try TextsAsZero(values: values).maximum() }
    /// `MINA`: the least value, in which texts count 0 and booleans 0 or 1.
    static func minA(_ values: Rest<Values>) throws(CellError) -> Double { try TextsAsZero(values: values).minimum() }

    /// `MAXIFS`: the greatest number where equally shaped ranges meet their criteria, 0 where none do.
    static func maxIfs(
        _ maxRange: Reference, _ criteria: Rest<Pair<Reference, Criterion>>, _ context: CallContext
    ) throws(CellError) -> Double {
        try SelectedNumbers(maxRange, criteria, context).maximum()
    }

    /// `MINIFS`: the least number where equally shaped ranges meet their criteria, 0 where none do.
    static func minIfs(
        _ minRange: Reference, _ criteria: Rest<Pair<Reference, Criterion>>, _ context: CallContext
    ) throws(CellError) -> Double {
        try SelectedNumbers(minRange, criteria, context).minimum()
    }

    /// `LARGE`: the k-th greatest number.
    static func large(_ array: Numbers, _ k: Double) throws(CellError) -> Double {
        try ranked(array.ascending(), k, fromTop: true)
    }

    /// `SMALL`: the k-th least number.
    static func small(_ array: Numbers, _ k: Double) throws(CellError) -> Double {
        try ranked(array.ascending(), k, fromTop: false)
    }

    /// The k-th of sorted numbers from one end; a fraction of a rank goes to the next; `#NUM!` when there is none.
    static func ranked(_ sorted: [Double], _ k: Double, fromTop: Bool) throws(CellError) -> Double {
        let rank = k.rounded(.up)
        guard rank >= 1, rank <= Double(sorted.count) else { throw .number }
        return sorted[fromTop ? sorted.count - Int(rank) : Int(rank) - 1]
    }
}
