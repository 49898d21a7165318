// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers
import Glibc
public import NumberFormats

extension Coercion {
    /// A number cut to so many significant digits (Excel works with 15), rounded to nearest.
    public static func rounded(toDigits digits: Int, _ number: Double) -> Double {
        guard number != 0, number.isFinite else { return number }
        var buffer = [CChar](repeating: 0, count: 48)
        let length = cnumbers_print_scientific(number, Int32(digits), &buffer)
        var result = number
        _ = cnumbers_parse(buffer, length, &result)
        return result
    }

    /// A number as `&`, LEN and the text functions see it: General format with 15 significant digits, not cut to a
    /// cell's width.
    public static func text(number: Double) -> String {
        if number.magnitude < 1e15, number == number.rounded(.towardZero) { return String(Int(number)) }
        return GeneralNumber.unabridgedText(for: number)
    }

    /// The number a text reads as ("12", "1e3", "50%", "$1,200", "1/2/2024", "12:30"); `nil` when it is not one.
    ///
    /// - Parameter currentYear: the year of a date without one; today's when not given.
    public static func number(text: String, _ dateSystem: DateSystem, currentYear: Int? = nil) -> Double? {
        let bytes = Array(text.utf8).trimmingBlanks()
        guard !bytes.isEmpty, bytes.count <= 255 else { return nil }
        if let number = plainNumber(bytes) { return number }
        guard let typed = typed(bytes, dateSystem, currentYear), case .number(let number) = typed.value else {
            return nil
        }
        // Blanks before a number or a time do not matter; a date with its year must come first.
        if text.utf8.first != bytes.first, let code = typed.formatCode, code.contains("y") { return nil }
        return number
    }

    /// The date or time of day a text reads as; `nil` when it is none, and for plain numbers.
    public static func moment(text: String, _ dateSystem: DateSystem, currentYear: Int) -> Double? {
        let bytes = Array(text.utf8).trimmingBlanks()
        guard !bytes.isEmpty, bytes.count <= 255, let typed = typed(bytes, dateSystem, currentYear),
            case .number(let number) = typed.value, typed.isMoment
        else { return nil }
        return number
    }

    private static func typed(_ bytes: [UInt8], _ dateSystem: DateSystem, _ currentYear: Int?) -> TypedInput? {
        TypedInput.parse(
            String(decoding: bytes, as: UTF8.self), currentYear: currentYear ?? thisYear(), dateSystem: dateSystem)
    }

    /// Digits with or without a sign, a point and an exponent, which is what most texts that are numbers look like;
    /// not more of them than Excel heeds.
    private static func plainNumber(_ bytes: [UInt8]) -> Double? {
        guard let first = bytes.first, first >= 45 && first <= 57, bytes.count <= 15 else { return nil }
        var number = 0.0
        let taken = bytes.withUnsafeBytes { cnumbers_parse($0.baseAddress, bytes.count, &number) }
        return taken == bytes.count && number.isFinite ? number : nil
    }

    private static func thisYear() -> Int {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return Int(parts.tm_year) + 1900
    }
}
