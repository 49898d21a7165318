// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

extension Engineering {
    /// Beyond the numbers that bit functions take and give.
    private static let bitLimit = 0x1p48

    private static func bits(_ number: Double) throws(CellError) -> UInt64 {
        guard number >= 0, number < bitLimit, number == number.rounded(.towardZero) else { throw .number }
        return UInt64(number)
    }

    /// `BITAND`: the bits set in both numbers. Excel's function page BITAND.
    static func bitAnd(_ number1: Double, _ number2: Double) throws(CellError) -> Double {
        try Double(bits(number1) & bits(number2))
    }

    /// `BITOR`: the bits set in either number. Excel's function page BITOR.
    static func bitOr(_ number1: Double, _ number2: Double) throws(CellError) -> Double {
        try Double(bits(number1) | bits(number2))
    }

    /// `BITXOR`: the bits set in one of two numbers only. Excel's function page BITXOR.
    static func bitXor(_ number1: Double, _ number2: Double) throws(CellError) -> Double {
        try Double(bits(number1) ^ bits(number2))
    }

    /// `BITLSHIFT`: a number shifted left, or right by a negative amount. Excel's function page BITLSHIFT.
    static func bitShiftLeft(_ number: Double, _ amount: Double) throws(CellError) -> Double {
        let value = try Double(bits(number))
        let amount = amount.rounded(.towardZero)
        guard Swift.abs(amount) <= 53 else { throw .number }
        let result = (value * exp2(amount)).rounded(.down)
        guard result < bitLimit else { throw .number }
        return result
    }

    /// `BITRSHIFT`: a number shifted right, or left by a negative amount. Excel's function page BITRSHIFT.
    static func bitShiftRight(_ number: Double, _ amount: Double) throws(CellError) -> Double {
        try bitShiftLeft(number, -amount)
    }

    /// `DELTA`: 1 if two numbers are equal, else 0. Excel's function page DELTA.
    static func delta(_ number1: PlainNumber, _ number2: Skippable<PlainNumber>) -> Int {
        number1.value == (number2.value?.value ?? 0) ? 1 : 0
    }

    /// `GESTEP`: 1 if a number is at least the step, else 0. Excel's function page GESTEP.
    static func step(_ number: PlainNumber, _ step: Skippable<PlainNumber>) -> Int {
        number.value >= (step.value?.value ?? 0) ? 1 : 0
    }

    /// `ERF`: the error function, or its integral between two limits. Excel's function page ERF.
    static func errorFunction(_ lower: PlainNumber, _ upper: Skippable<PlainNumber>) -> Double {
        guard let upper = upper.value else { return erf(lower.value) }
        return erf(upper.value) - erf(lower.value)
    }

    /// `ERF.PRECISE`: the error function. Excel's function page ERF.PRECISE.
    static func preciseErrorFunction(_ x: PlainNumber) -> Double { erf(x.value) }

    /// `ERFC`, `ERFC.PRECISE`: the complement of the error function. Excel's function page ERFC.
    static func complementaryErrorFunction(_ x: PlainNumber) -> Double { erfc(x.value) }
}
