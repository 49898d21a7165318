// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Rounding to digits, whole and even numbers. ECMA-376-1 §18.17.7.
extension MathAndTrigonometry {
    /// A number of decimals; beyond what binary64 reaches it makes no difference.
    private static func places(_ numDigits: Double) -> Int {
        Int(Swift.min(Swift.max(numDigits.rounded(.towardZero), -400), 401))
    }

    /// `ROUND`: to a number of decimals, halves away from zero.
    static func round(_ number: Double, _ numDigits: Double) -> Double {
        DecimalRounding.round(number, digits: places(numDigits), .halfAwayFromZero)
    }

    /// `ROUNDDOWN`: towards zero.
    static func roundDown(_ number: Double, _ numDigits: Double) -> Double {
        DecimalRounding.round(number, digits: places(numDigits), .towardZero)
    }

    /// `ROUNDUP`: away from zero.
    static func roundUp(_ number: Double, _ numDigits: Double) -> Double {
        DecimalRounding.round(number, digits: places(numDigits), .awayFromZero)
    }

    /// `TRUNC`: cuts decimals off, all of them by default.
    static func trunc(_ number: Double, _ numDigits: Double?) -> Double {
        DecimalRounding.round(number, digits: places(numDigits ?? 0), .towardZero)
    }

    /// `INT`: down to a whole number.
    static func int(_ number: Double) -> Double { DecimalRounding.floor(number) }

    /// `EVEN`: away from zero to an even number.
    static func even(_ number: Double) -> Double {
        let half = DecimalRounding.ceiling(number.magnitude / 2)
        return half == 0 ? 0 : number < 0 ? -2 * half : 2 * half
    }

    /// `ODD`: away from zero to an odd number.
    static func odd(_ number: Double) -> Double {
        let half = max(DecimalRounding.ceiling((number.magnitude - 1) / 2), 0)
        return number < 0 ? -(2 * half + 1) : 2 * half + 1
    }

    /// `MROUND`: to the nearest multiple, halves away from zero; `#NUM!` when the signs differ.
    static func mround(_ number: PlainNumber, _ multiple: PlainNumber) throws(CellError) -> Double {
        if number.value == 0 || multiple.value == 0 { return 0 }
        guard (number.value < 0) == (multiple.value < 0) else { throw .number }
        return (number.value / multiple.value).rounded(.toNearestOrAwayFromZero) * multiple.value
    }

    /// `QUOTIENT`: the whole part of a division.
    static func quotient(_ numerator: PlainNumber, _ denominator: PlainNumber) throws(CellError) -> Double {
        guard denominator.value != 0 else { throw .divisionByZero }
        let quotient = (numerator.value / denominator.value).rounded(.towardZero)
        return quotient == 0 ? 0 : quotient
    }

    /// Above this quotient MOD gives up.
    private static let modQuotientLimit = 1.1259e12

    /// `MOD`: the remainder with the divisor's sign; `#NUM!` for a quotient Excel no longer calculates with.
    static func mod(_ number: Double, _ divisor: Double) throws(CellError) -> Double {
        guard divisor != 0 else { throw .divisionByZero }
        guard (number / divisor).magnitude < modQuotientLimit else { throw .number }
        let remainder = number.truncatingRemainder(dividingBy: divisor)
        if remainder == 0 { return 0 }
        return (remainder < 0) == (divisor < 0) ? remainder : remainder + divisor
    }
}
