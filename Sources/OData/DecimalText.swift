// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers

/// Decimal text to and from binary64, as JSON and OData spell numbers.
enum DecimalText {
    /// The value nearest to a literal that follows the JSON grammar; a literal too small for binary64 is zero.
    ///
    /// - Returns: `nil` when the literal is too large, or is no number.
    static func value(of literal: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let start = literal.baseAddress else { return nil }
        var value = 0.0
        let taken = UnsafeRawPointer(start).withMemoryRebound(to: CChar.self, capacity: literal.count) {
            cnumbers_parse($0, literal.count, &value)
        }
        if taken == literal.count { return value }
        // The reader reports both ends of the range alike, so the size of the literal has to tell them apart.
        guard taken == 0, let exponent = decimalExponent(of: literal) else { return nil }
        return exponent < 0 ? 0 : nil
    }

    /// The power of ten of the first significant digit; `nil` when there is none or the text is no number.
    private static func decimalExponent(of literal: UnsafeBufferPointer<UInt8>) -> Int? {
        var place = 0
        var isAfterPoint = false
        var isSignificant = false
        var index = literal.first == UInt8(ascii: "-") ? 1 : 0
        while index < literal.count {
            let byte = literal[index]
            if byte == UInt8(ascii: ".") {
                isAfterPoint = true
            } else if let digit = decimalDigit(byte) {
                if isSignificant {
                    if !isAfterPoint { place += 1 }
                } else {
                    if isAfterPoint { place -= 1 }
                    isSignificant = digit != 0
                }
            } else {
                break
            }
            index += 1
        }
        guard isSignificant else { return nil }
        guard index < literal.count else { return place }
        index += 1
        let isNegative = index < literal.count && literal[index] == UInt8(ascii: "-")
        var exponent = 0
        for byte in literal[index...] {
            // Past a billion the digits no longer matter, and the sum cannot overflow.
            if let digit = decimalDigit(byte), exponent < 1_000_000_000 { exponent = exponent * 10 + Int(digit) }
        }
        return place + (isNegative ? -exponent : exponent)
    }
}

/// The value of an ASCII decimal digit.
@inline(__always)
func decimalDigit(_ byte: UInt8) -> UInt8? {
    let digit = byte &- UInt8(ascii: "0")
    return digit < 10 ? digit : nil
}

/// The value of an ASCII hexadecimal digit of either case.
@inline(__always)
func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    if let digit = decimalDigit(byte) { return digit }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
}

/// The integer a number stands for; `nil` when it has a fraction or does not fit.
@inline(__always)
func exactInteger(_ number: Double) -> Int64? {
    guard number >= -0x1p63, number < 0x1p63 else { return nil }
    let integer = Int64(number)
    return Double(integer) == number ? integer : nil
}
