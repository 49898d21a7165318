// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

// Means and medians. ECMA-376-1 §18.17.7.
extension StatisticalAggregates {
    /// `AVERAGE`: the arithmetic mean, `#DIV/0!` without numbers.
    static func average(_ values: Rest<Numbers>) throws(CellError) -> Double { try values.mean() }

    /// `AVERAGEA`: the mean, in which texts count 0 and booleans 0 or 1.
    static func averageA(_ values: Rest<Values>) throws(CellError) -> Double {
        try TextsAsZero(values: values).mean()
    }

    /// `AVERAGEIF`: the mean where a range meets a criterion.
    static func averageIf(
        _ range: Reference, _ criteria: Criterion, _ averageRange: Skippable<Reference>, _ context: CallContext
    ) throws(CellError) -> Double {
        try SelectedNumbers(range, criteria, averageRange.value, context).mean()
    }

    /// `AVERAGEIFS`: the mean where equally shaped ranges meet their criteria.
    static func averageIfs(
        _ averageRange: Reference, _ values: Rest<Pair<Reference, Criterion>>, _ context: CallContext
    ) throws(CellError) -> Double {
        try SelectedNumbers(averageRange, values, context).mean()
    }

    /// `GEOMEAN`: the geometric mean, `#NUM!` unless all numbers are positive.
    static func geoMean(_ values: Rest<Numbers>) throws(CellError) -> Double {
        // The product as mantissa and power of two, so that it neither overflows nor loses digits.
        var mantissa = 1.0
        var exponent = 0.0
        var count = 0.0
        try values.forEach { number throws(CellError) in
            guard number > 0 else { throw .number }
            mantissa *= number.significand
            exponent += Double(number.exponent)
            exponent += Double(mantissa.exponent)
            mantissa = mantissa.significand
            count += 1
        }
        guard count > 0 else { throw .number }
        if exponent.magnitude < 1000 { return pow(scalbn(mantissa, Int32(exponent)), 1 / count) }
        let wholePart = (exponent / count).rounded(.down)
        return scalbn(exp2((exponent - wholePart * count + log2(mantissa)) / count), Int32(wholePart))
    }

    /// `HARMEAN`: the harmonic mean, `#NUM!` unless all numbers are positive.
    static func harMean(_ values: Rest<Numbers>) throws(CellError) -> Double {
        var sum = 0.0
        var count = 0.0
        try values.forEach { number throws(CellError) in
            guard number > 0 else { throw .number }
            sum += 1 / number
            count += 1
        }
        guard count > 0 else { throw .number }
        return count / sum
    }

    /// `MEDIAN`: the middle number, `#NUM!` without numbers.
    static func median(_ values: Rest<Numbers>) throws(CellError) -> Double { try median(values.ascending()) }

    /// The middle of sorted numbers.
    static func median(_ sorted: [Double]) throws(CellError) -> Double {
        guard !sorted.isEmpty else { throw .number }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// `TRIMMEAN`: the mean without a fraction of the numbers, half of it from each end.
    static func trimMean(_ array: Numbers, _ percent: Double) throws(CellError) -> Double {
        guard percent >= 0, percent < 1 else { throw .number }
        let sorted = try array.ascending()
        guard !sorted.isEmpty else { throw .number }
        let cut = Int(DecimalRounding.floor(Double(sorted.count) * percent / 2))
        return try Array(sorted[cut..<(sorted.count - cut)]).mean()
    }
}

/// The numbers of AVERAGEA, MAXA, STDEVA and their kin: in ranges and arrays a text is 0 and a boolean 0 or 1; a text
/// given directly must read as a number.
struct TextsAsZero: NumberSource {
    let values: Rest<Values>

    func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        for element in values.elements {
            let dateSystem = element.context.workbook.dateSystem
            try element.forEach { value, isDirect throws(CellError) in
                if case .text = value, !isDirect {
                    try body(0)
                } else {
                    try body(Coercion.number(value, dateSystem))
                }
            }
        }
    }
}
