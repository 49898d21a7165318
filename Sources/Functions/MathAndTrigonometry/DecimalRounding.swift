// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers
import Glibc

/// Rounding at a decimal place the way Excel does: a number is what its 15 significant digits say, so that 2.675 rounds
/// to 2.68 although its binary value lies below the half.
enum DecimalRounding {
    enum Rule {
        case halfAwayFromZero, towardZero, awayFromZero
    }

    /// `number` with `digits` decimals; negative `digits` round left of the point.
    static func round(_ number: Double, digits: Int, _ rule: Rule) -> Double {
        if number == 0 { return 0 }
        if let result = quick(number, digits, rule) { return result }
        return precise(number, digits, rule)
    }

    /// The number of its 15 significant digits cut to a whole one, as INT does: 410 for 409.99999999999994.
    static func floor(_ number: Double) -> Double {
        if number == number.rounded(.down) && number.magnitude < 1e15 { return number }
        return round(number, digits: 0, number < 0 ? .awayFromZero : .towardZero)
    }

    /// The least whole number not below the 15 significant digits.
    static func ceiling(_ number: Double) -> Double { -floor(-number) }

    private static let powers: [Double] = (0...22).map { Glibc.pow(10, Double($0)) }

    /// Few digits and no tie in sight: scaling is exact enough to see the right whole number, and whole numbers below
    /// 2^53 divided by or multiplied with exact powers of ten are correctly rounded. `nil` when it cannot tell.
    private static func quick(_ number: Double, _ digits: Int, _ rule: Rule) -> Double? {
        guard digits.magnitude <= 22 else { return nil }
        let power = powers[Int(digits.magnitude)]
        let scaled = digits >= 0 ? number * power : number / power
        guard scaled.magnitude < 1e8 else { return nil }
        let whole = scaled.rounded(.towardZero)
        let fraction = (scaled - whole).magnitude
        let margin = 1e-6
        let up: Bool
        switch rule {
        case .halfAwayFromZero:
            guard (fraction - 0.5).magnitude > margin else { return nil }
            up = fraction > 0.5
        case .towardZero, .awayFromZero:
            guard fraction > margin && fraction < 1 - margin else { return nil }
            up = rule == .awayFromZero
        }
        let rounded = up ? whole + (number < 0 ? -1 : 1) : whole
        if rounded == 0 { return 0 }
        return digits >= 0 ? rounded / power : rounded * power
    }

    private static func precise(_ number: Double, _ digits: Int, _ rule: Rule) -> Double {
        guard number.isFinite else { return number }
        guard digits <= 400 else { return number }
        var (decimal, exponent) = significant(number, 15)
        // The digits before the place that is rounded to.
        var kept = exponent + 1 + max(digits, -400)
        if kept > 16 { return number }
        if kept == 16 {
            // Excel keeps what binary64 has beyond 15 digits; there is one digit left to round at.
            (decimal, exponent) = significant(number, 17)
            kept = exponent + 1 + digits
        }
        if kept >= decimal.count { return value(decimal, exponent, number) }
        let up = roundsUp(decimal, kept, rule)
        decimal = kept > 0 ? Array(decimal.prefix(kept)) : []
        if up {
            var index = decimal.count - 1
            while index >= 0, decimal[index] == 9 {
                decimal[index] = 0
                index -= 1
            }
            if index >= 0 {
                decimal[index] += 1
            } else {
                // A carry out of the front; with no digit kept, one unit of the place itself.
                exponent = kept > 0 ? exponent + 1 : -max(digits, -400)
                decimal.insert(1, at: 0)
            }
        }
        return value(decimal, exponent, number)
    }

    private static func roundsUp(_ decimal: [UInt8], _ kept: Int, _ rule: Rule) -> Bool {
        switch rule {
        case .towardZero: false
        case .awayFromZero: decimal.suffix(decimal.count - max(kept, 0)).contains { $0 != 0 }
        case .halfAwayFromZero: kept >= 0 && decimal[kept] >= 5
        }
    }

    /// The digits of `d.ddd × 10^exponent`.
    static func significant(_ number: Double, _ count: Int) -> (digits: [UInt8], exponent: Int) {
        var buffer = [CChar](repeating: 0, count: 48)
        let length = cnumbers_print_scientific(number.magnitude, Int32(count), &buffer)
        var digits: [UInt8] = []
        var index = 0
        while index < length, buffer[index] != 0x65 {
            if buffer[index] != 0x2E { digits.append(UInt8(buffer[index]) - 48) }
            index += 1
        }
        var exponent = 0
        let isNegative = index + 1 < length && buffer[index + 1] == 0x2D
        index += 2
        while index < length {
            exponent = exponent * 10 + Int(buffer[index]) - 48
            index += 1
        }
        return (digits, isNegative ? -exponent : exponent)
    }

    /// The number nearest to the digits, with the sign of `original`.
    private static func value(_ decimal: [UInt8], _ exponent: Int, _ original: Double) -> Double {
        guard decimal.contains(where: { $0 != 0 }) else { return 0 }
        var text = decimal.map { CChar($0 + 48) }
        if text.count > 1 { text.insert(0x2E, at: 1) }
        text.append(contentsOf: "e\(exponent)".utf8.map { CChar($0) })
        var result = 0.0
        guard cnumbers_parse(text, text.count, &result) == text.count else {
            return exponent > 0 ? (original < 0 ? -.infinity : .infinity) : 0
        }
        return original < 0 ? -result : result
    }
}
