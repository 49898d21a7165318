// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FormulaPrinter {
    mutating func append(_ array: ArrayConstant) {
        append("{")
        for (index, element) in array.elements.enumerated() {
            if index > 0 { append(index.isMultiple(of: array.columns) ? ";" : ",") }
            switch element {
            case .empty: break
            case .number(let number): append(number)
            case .text(let string): append(string, quotedBy: UInt8(ascii: "\""))
            case .boolean(let boolean): append(boolean ? "TRUE" : "FALSE")
            case .error(let error): append(error.text)
            }
        }
        append("}")
    }

    /// Appends a number as Excel writes constants of formulas: plain digits where they fit, else `1E+30`. People see 15
    /// significant digits; files get as many as the number needs.
    mutating func append(_ number: Double) {
        if number.magnitude < 1e9, Double(Int32(number)) == number { return append(Int32(number)) }
        guard number.isFinite else { return append(CellError.number.text) }
        if number < 0 { append("-") }
        var (digits, exponent) = Self.digits(of: number.magnitude)
        if syntax.dialect == .user { Self.round(&digits, &exponent, to: 15) }
        if exponent > 20 || digits.count - exponent > 20 {
            appendScientific(digits, exponent)
        } else if exponent < 0 {
            append("0.")
            text.append(contentsOf: repeatElement(48, count: -exponent - 1))
            text.append(contentsOf: digits)
        } else {
            text.append(contentsOf: digits.prefix(exponent + 1))
            text.append(contentsOf: repeatElement(48, count: max(0, exponent + 1 - digits.count)))
            if digits.count > exponent + 1 {
                append(".")
                text.append(contentsOf: digits[(exponent + 1)...])
            }
        }
    }

    private mutating func appendScientific(_ digits: [UInt8], _ exponent: Int) {
        text.append(digits[0])
        if digits.count > 1 {
            append(".")
            text.append(contentsOf: digits[1...])
        }
        append(exponent < 0 ? "E-" : "E+")
        let magnitude = String(exponent.magnitude)
        if magnitude.utf8.count < 2 { append("0") }
        append(magnitude)
    }

    /// The shortest digits that read back as the number, without zeros at the ends, and the power of ten of the first.
    private static func digits(of number: Double) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var integerDigits = 0
        var isFraction = false
        var exponent = 0
        let description = Array(number.description.utf8)
        for (index, byte) in description.enumerated() {
            switch byte {
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"):
                exponent = Int(String(decoding: description[(index + 1)...], as: UTF8.self)) ?? 0
            default:
                if description[..<index].contains(UInt8(ascii: "e")) { continue }
                if !isFraction { integerDigits += 1 }
                digits.append(byte)
            }
        }
        let zeros = digits.prefix { $0 == 48 }.count
        digits.removeFirst(zeros)
        while digits.last == 48 { digits.removeLast() }
        return (digits.isEmpty ? [48] : digits, exponent + integerDigits - 1 - zeros)
    }

    private static func round(_ digits: inout [UInt8], _ exponent: inout Int, to count: Int) {
        guard digits.count > count else { return }
        let isUp = digits[count] >= 53
        digits.removeLast(digits.count - count)
        if isUp {
            while digits.last == 57 { digits.removeLast() }
            if digits.isEmpty {
                digits = [49]
                exponent += 1
            } else {
                digits[digits.count - 1] += 1
            }
        }
        while digits.count > 1, digits.last == 48 { digits.removeLast() }
    }
}
