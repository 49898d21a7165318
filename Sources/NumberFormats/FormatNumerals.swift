// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The shapes in which a section shows its digits, as bits 24 to 31 of a locale code or `[DBNum1]` say.
enum FormatNumerals: Sendable, Hashable {
    case western
    /// Ten digits in a row in Unicode, starting at this scalar.
    case contiguous(UInt32)
    /// Characters of the language, `[DBNum1]` and its like.
    case native(NativeNumerals)

    init?(code: UInt8) {
        let starts: [UInt8: UInt32] = [
            0x02: 0x0660, 0x03: 0x06F0, 0x04: 0x0966, 0x05: 0x09E6, 0x06: 0x0A66, 0x07: 0x0AE6, 0x08: 0x0B66,
            0x09: 0x0BE6, 0x0A: 0x0C66, 0x0B: 0x0CE6, 0x0C: 0x0D66, 0x0D: 0x0E50, 0x0E: 0x0ED0, 0x0F: 0x0F20,
            0x10: 0x1040, 0x12: 0x17E0, 0x13: 0x1810,
        ]
        guard let start = starts[code] else { return nil }
        self = .contiguous(start)
    }

    /// `DBNum1` to `DBNum4` in a language. Wide digits for the third, and for the fourth digits as they are but in
    /// Korean.
    init(native kind: Int, _ locale: FormatLocale) {
        if let numerals = NativeNumerals.numerals(kind, locale) {
            self = .native(numerals)
        } else {
            self = kind == 3 ? .contiguous(0xFF10) : .western
        }
    }

    /// A number as `General` shows it, whose integer part is told in words where the language has them.
    func general(_ text: String) -> String {
        guard case .native(let numerals) = self, !text.contains("E") else { return replacingDigits(in: text) }
        let integer = text.prefix { $0 != "." }
        return numerals.words(integer) + replacingDigits(in: String(text.dropFirst(integer.count)))
    }

    /// Appends a part of a date or a time; years and parts of seconds are told digit by digit.
    func append(_ value: Int, width: Int, byDigits: Bool = false, to buffer: inout TextBuffer) {
        if self == .western { return buffer.append(value, width: width) }
        let plain = TextBuffer.string { $0.append(value, width: width) }
        if case .native(let numerals) = self, !byDigits, plain.utf8.first != .zero || plain.utf8.count == 1 {
            buffer.append(numerals.words(plain, inDate: true))
        } else {
            buffer.append(replacingDigits(in: plain))
        }
    }

    /// A text with its digits in these shapes.
    func replacingDigits(in text: String) -> String {
        if self == .western { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            guard scalar >= "0", scalar <= "9" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            let digit = scalar.value - 48
            switch self {
            case .western: result.unicodeScalars.append(scalar)
            case .contiguous(let start): result.unicodeScalars.append(Unicode.Scalar(start + digit) ?? scalar)
            case .native(let numerals): result += numerals.digits[Int(digit)]
            }
        }
        return result
    }
}
