// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Roman numerals and other bases. ECMA-376-1 §18.17.7 and Excel's function pages.
extension MathAndTrigonometry {
    private static let romanSymbols: [(letter: String, value: Int)] = [
        ("M", 1000), ("D", 500), ("C", 100), ("L", 50), ("X", 10), ("V", 5), ("I", 1),
    ]

    /// `ROMAN`: 0 to 3999 in Roman numerals; the form goes from classic (0 or TRUE) to simplified (4 or FALSE).
    static func roman(_ number: Double, _ form: CellValue?, _ context: CallContext) throws(CellError) -> String {
        let number = number.rounded(.towardZero)
        let boldness: Int
        switch form {
        case nil: boldness = 0
        case .boolean(let isClassic): boldness = isClassic ? 0 : 4
        case let value?:
            let form = try Coercion.number(value, context.workbook.dateSystem).rounded(.towardZero)
            guard form >= 0, form <= 4 else { throw .value }
            boldness = Int(form)
        }
        guard number >= 0, number <= 3999 else { throw .value }
        return roman(Int(number), boldness)
    }

    /// Four and nine of a decimal unit are written by subtraction; a bolder form may subtract a symbol up to `boldness`
    /// places smaller, as long as the number is not exceeded: 499 is CDXCIX, LDVLIV, XDIX, VDIV, ID.
    private static func roman(_ number: Int, _ boldness: Int) -> String {
        var rest = number
        var text = ""
        for unit in stride(from: 0, through: 6, by: 2) {
            let (letter, value) = romanSymbols[unit]
            let digit = rest / value
            if digit % 5 == 4 {
                let target = romanSymbols[digit == 4 ? unit - 1 : unit - 2]
                let bold = romanSymbols[unit...min(unit + boldness, 6)].last { target.value - $0.value <= rest }
                let subtracted = bold ?? (letter, value)
                text += subtracted.letter + target.letter
                rest -= target.value - subtracted.value
            } else {
                if digit > 4 { text += romanSymbols[unit - 1].letter }
                text += String(repeating: letter, count: digit % 5)
            }
            rest %= value
        }
        return text
    }

    /// `ARABIC`: the number of a Roman numeral, in any case, with an optional minus; `#VALUE!` when it is none.
    static func arabic(_ text: String) throws(CellError) -> Double {
        var bytes = Array(text.utf8).trimmingBlanks()[...]
        guard bytes.count <= 255 else { throw .value }
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes = bytes.dropFirst() }
        if isNegative && bytes.isEmpty { throw .number }
        var total = 0
        var previous = 0
        for byte in bytes.reversed() {
            let letter = String(UnicodeScalar(byte & 0xDF))
            guard let symbol = romanSymbols.first(where: { $0.letter == letter }) else { throw .value }
            if symbol.value < previous {
                total -= symbol.value
            } else {
                total += symbol.value
                previous = symbol.value
            }
        }
        return Double(isNegative ? -total : total)
    }

    /// `BASE`: a whole number below 2^53 written to a base of 2 to 36, with leading zeros up to a length.
    static func base(_ number: Double, _ radix: Double, _ minLength: Double?) throws(CellError) -> String {
        let number = number.rounded(.towardZero)
        let radix = radix.rounded(.towardZero)
        let length = (minLength ?? 0).rounded(.towardZero)
        guard number >= 0, number < 0x1p53, radix >= 2, radix <= 36, length >= 0, length <= 255 else { throw .number }
        // Not a single digit is asked for, and 0 has none.
        if number == 0, minLength != nil, length == 0 { return "" }
        let digits = String(UInt64(number), radix: Int(radix), uppercase: true)
        return String(repeating: "0", count: max(0, Int(length) - digits.utf8.count)) + digits
    }

    /// `DECIMAL`: the number that a text of at most 255 digits means to a base of 2 to 36.
    static func decimal(_ number: String, _ radix: Double) throws(CellError) -> Double {
        let radix = radix.rounded(.towardZero)
        let bytes = Array(number.utf8).trimmingBlanks()
        guard bytes.count <= 255 else { throw .value }
        guard radix >= 2, radix <= 36 else { throw .number }
        var result = 0.0
        for byte in bytes {
            guard byte < 0x80, let digit = Character(UnicodeScalar(byte)).hexOrLetterDigit, digit < Int(radix) else {
                throw .number
            }
            result = result * radix + Double(digit)
        }
        return result
    }
}

extension Character {
    /// 0 to 9 and A to Z as the digits 0 to 35, in any case.
    fileprivate var hexOrLetterDigit: Int? {
        guard let byte = asciiValue else { return nil }
        switch byte {
        case 0x30...0x39: return Int(byte) - 0x30
        case 0x41...0x5A: return Int(byte) - 0x41 + 10
        case 0x61...0x7A: return Int(byte) - 0x61 + 10
        default: return nil
        }
    }
}
