// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The shapes in which a section shows its digits, as bits 24 to 31 of a locale code or `[DBNum1]` say.
enum FormatNumerals: Sendable, Hashable {
    case western
    /// Ten digits in a row in Unicode, starting at this scalar.
    case contiguous(UInt32)
    /// Ten digits that stand apart.
    case listed([String])

    init?(code: UInt8) {
        let starts: [UInt8: UInt32] = [
            0x02: 0x0660, 0x03: 0x06F0, 0x04: 0x0966, 0x05: 0x09E6, 0x06: 0x0A66, 0x07: 0x0AE6, 0x08: 0x0B66,
            0x09: 0x0BE6, 0x0A: 0x0C66, 0x0B: 0x0CE6, 0x0C: 0x0D66, 0x0D: 0x0E50, 0x0E: 0x0ED0, 0x0F: 0x0F20,
            0x10: 0x1040, 0x12: 0x17E0, 0x13: 0x1810,
        ]
        guard let start = starts[code] else { return nil }
        self = .contiguous(start)
    }

    /// `DBNum1` to `DBNum4`, digit by digit.
    init?(chinese text: String) {
        switch text.lowercased() {
        case "dbnum1": self = .listed(["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"])
        case "dbnum2": self = .listed(["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"])
        case "dbnum3": self = .contiguous(0xFF10)
        case "dbnum4": self = .western
        default: return nil
        }
    }

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
            case .listed(let digits): result += digits[Int(digit)]
            }
        }
        return result
    }
}
