// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers
import Cells

extension Text {
    /// `FIXED`: a number rounded to so many decimals, 2 unless told, with or without thousands separators.
    /// ECMA-376-1 §18.17.7.
    static func fixed(_ number: Double, _ decimals: Int?, _ noCommas: Bool?) throws(CellError) -> String {
        let text = try rounded(number.magnitude, decimals ?? 2, groups: !(noCommas ?? false))
        return number < 0 && text.contains(where: { $0 >= "1" && $0 <= "9" }) ? "-" + text : text
    }

    /// `DOLLAR`, `USDOLLAR`: an amount in dollars, negative ones in parentheses. ECMA-376-1 §18.17.7.
    static func dollar(_ number: Double, _ decimals: Int?) throws(CellError) -> String {
        let text = "$" + (try rounded(number.magnitude, decimals ?? 2, groups: true))
        // Decimals are left to the number format, which shows -0.001 as ($0.00); -5 rounded to tens is 0.
        let isNegative = number < 0 && ((decimals ?? 2) >= 0 || text.contains { $0 >= "1" && $0 <= "9" })
        return isNegative ? "(" + text + ")" : text
    }

    /// A number that is not negative in fixed notation, its 15 significant digits rounded half up.
    private static func rounded(_ number: Double, _ decimals: Int, groups: Bool) throws(CellError) -> String {
        guard decimals <= 127 else { throw .value }
        var (digits, exponent) = significantDigits(number)
        let kept = exponent + 1 + max(decimals, -400)
        if kept < 0 {
            digits = []
        } else if kept < digits.count {
            let roundsUp = digits[kept] >= 5
            digits.removeLast(digits.count - kept)
            if roundsUp {
                var index = digits.count - 1
                while index >= 0, digits[index] == 9 {
                    digits[index] = 0
                    index -= 1
                }
                if index >= 0 {
                    digits[index] += 1
                } else {
                    digits.insert(1, at: 0)
                    exponent += 1
                }
            }
        }
        func digit(_ power: Int) -> Character {
            let index = exponent - power
            return digits.indices.contains(index) ? Character(Unicode.Scalar(48 + digits[index])) : "0"
        }
        var text = ""
        for power in stride(from: max(digits.isEmpty ? 0 : exponent, 0), through: 0, by: -1) {
            text.append(digit(power))
            if groups && power > 0 && power.isMultiple(of: 3) { text.append(",") }
        }
        guard decimals > 0 else { return text }
        text.append(".")
        for power in 1...decimals { text.append(digit(-power)) }
        return text
    }

    /// The 15 significant digits of a number that is not negative, and the power of ten of the first.
    private static func significantDigits(_ number: Double) -> (digits: [UInt8], exponent: Int) {
        var buffer = [CChar](repeating: 0, count: 48)
        let length = cnumbers_print_scientific(number, 15, &buffer)
        let printed = buffer[..<length].map { UInt8(bitPattern: $0) }
        let mark = printed.firstIndex(of: UInt8(ascii: "e")) ?? printed.count
        let exponent = Int(String(decoding: printed[mark...].dropFirst(), as: UTF8.self)) ?? 0
        return (printed[..<mark].filter { $0 != UInt8(ascii: ".") }.map { $0 - 48 }, exponent)
    }

    /// `NUMBERVALUE`: the number a text writes with the given separators. Excel's page NUMBERVALUE.
    static func numberValue(
        _ text: String, _ decimalSeparator: Skippable<String>, _ groupSeparator: Skippable<String>
    ) throws(CellError) -> Double {
        guard let point = (decimalSeparator.value ?? ".").unicodeScalars.first,
            let group = (groupSeparator.value ?? ",").unicodeScalars.first
        else { throw .value }
        var ascii: [UInt8] = []
        var percents = 0
        var hasPoint = false
        for scalar in text.unicodeScalars {
            if scalar == point {
                if hasPoint { throw .value }
                hasPoint = true
                ascii.append(UInt8(ascii: "."))
                continue
            }
            if scalar == group {
                if hasPoint { throw .value }
                continue
            }
            if scalar.properties.isWhitespace { continue }
            if scalar == "%" {
                percents += 1
                continue
            }
            guard percents == 0, scalar.isASCII else { throw .value }
            ascii.append(UInt8(scalar.value))
        }
        if ascii.isEmpty { return 0 }
        guard let number = plainNumber(ascii) else { throw .value }
        var result = number
        for _ in 0..<min(percents, 400) { result /= 100 }
        return result
    }

    /// A sign, digits with or without a point and an exponent; `nil` for anything else.
    private static func plainNumber(_ bytes: [UInt8]) -> Double? {
        guard bytes.allSatisfy({ $0 >= 48 && $0 <= 57 || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }) else {
            return nil
        }
        let start = bytes.first == UInt8(ascii: "+") ? 1 : 0
        guard bytes.count > start, start == 0 || bytes[1] != UInt8(ascii: "-") else { return nil }
        var number = 0.0
        let characters = bytes[start...].map { CChar(bitPattern: $0) }
        let taken = cnumbers_parse(characters, characters.count, &number)
        return taken == characters.count && number.isFinite ? number : nil
    }
}
