// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Percentiles, quartiles and their inverse. ECMA-376-1 §18.17.7; the exclusive forms from Excel's function pages.
extension StatisticalAggregates {
    /// `PERCENTILE.INC`, `PERCENTILE`: the k-th percentile, k from 0 to 1.
    static func percentileInc(_ array: Numbers, _ k: Double) throws(CellError) -> Double {
        try percentileInclusive(array.ascending(), k)
    }

    /// `PERCENTILE.EXC`: the k-th percentile, k from 1/(n+1) to n/(n+1).
    static func percentileExc(_ array: Numbers, _ k: Double) throws(CellError) -> Double {
        try percentileExclusive(array.ascending(), k)
    }

    /// `QUARTILE.INC`, `QUARTILE`: the minimum (0), the quartiles (1 to 3) or the maximum (4).
    static func quartileInc(_ array: Numbers, _ quart: Double) throws(CellError) -> Double {
        try quartileInclusive(array.ascending(), quart)
    }

    /// `QUARTILE.EXC`: the quartiles 1 to 3.
    static func quartileExc(_ array: Numbers, _ quart: Double) throws(CellError) -> Double {
        try quartileExclusive(array.ascending(), quart)
    }

    static func percentileInclusive(_ sorted: [Double], _ k: Double) throws(CellError) -> Double {
        guard !sorted.isEmpty, k >= 0, k <= 1 else { throw .number }
        return interpolated(sorted, k * Double(sorted.count - 1))
    }

    static func percentileExclusive(_ sorted: [Double], _ k: Double) throws(CellError) -> Double {
        let count = Double(sorted.count)
        let position = k * (count + 1)
        guard !sorted.isEmpty, k > 0, k < 1, position >= 1, position <= count else { throw .number }
        return interpolated(sorted, position - 1)
    }

    static func quartileInclusive(_ sorted: [Double], _ quart: Double) throws(CellError) -> Double {
        try percentileInclusive(sorted, quart.rounded(.towardZero) / 4)
    }

    static func quartileExclusive(_ sorted: [Double], _ quart: Double) throws(CellError) -> Double {
        try percentileExclusive(sorted, quart.rounded(.towardZero) / 4)
    }

    /// The value at a fractional zero-based position of sorted numbers.
    private static func interpolated(_ sorted: [Double], _ position: Double) -> Double {
        let lower = Int(position.rounded(.down))
        let fraction = position - Double(lower)
        guard fraction > 0, lower + 1 < sorted.count else { return sorted[lower] }
        return sorted[lower] + fraction * (sorted[lower + 1] - sorted[lower])
    }

    /// `PERCENTRANK.INC`, `PERCENTRANK`: where a value stands among numbers, from 0 to 1, cut to some digits (3).
    static func percentRankInc(
        _ array: Numbers, _ x: Double, _ significance: Skippable<Double>
    ) throws(CellError) -> Double {
        let sorted = try array.ascending()
        let last = Double(sorted.count - 1)
        return try percentRank(sorted, x, significance.value) { last == 0 ? 1 : $0 / last }
    }

    /// `PERCENTRANK.EXC`: the same strictly between 0 and 1.
    static func percentRankExc(
        _ array: Numbers, _ x: Double, _ significance: Skippable<Double>
    ) throws(CellError) -> Double {
        let sorted = try array.ascending()
        let count = Double(sorted.count)
        return try percentRank(sorted, x, significance.value) { ($0 + 1) / (count + 1) }
    }

    /// `fraction` maps a zero-based rank; between two numbers the rank is interpolated, from the last
    /// of equal ones on.
    private static func percentRank(
        _ sorted: [Double], _ x: Double, _ significance: Double?, _ fraction: (Double) -> Double
    ) throws(CellError) -> Double {
        let digits = (significance ?? 3).rounded(.towardZero)
        guard digits >= 1, let least = sorted.first, let greatest = sorted.last else { throw .number }
        guard x >= least, x <= greatest else { throw .notAvailable }
        let above = firstIndex(in: sorted, notBelow: x)
        var rank = Double(above)
        if sorted[above] != x {
            let lower = sorted[above - 1]
            rank = Double(above - 1) + (x - lower) / (sorted[above] - lower)
        }
        return DecimalRounding.round(fraction(rank), digits: Int(Swift.min(digits, 400)), .towardZero)
    }

    /// The first position whose number is not below `number`; `sorted.count` when all are.
    static func firstIndex(in sorted: [Double], notBelow number: Double) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
