// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

// What Excel has for Thai texts and dates. [MS-XLS] §2.5.198.17 names the functions; Microsoft says no more of them
// than their arguments.
extension Text {
    private static let thaiDigits: ClosedRange<UInt32> = 0x0E50...0x0E59

    /// `ISTHAIDIGIT`: whether a text is made of Thai digits.
    static func isThaiDigit(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { thaiDigits.contains($0.value) }
    }

    /// `THAIDIGIT`: a text with Thai digits for its Arabic ones.
    static func thaiDigit(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let digit = scalar.value &- 48 < 10 ? Unicode.Scalar(thaiDigits.lowerBound + scalar.value - 48) : nil
            result.append(digit ?? scalar)
        }
        return String(result)
    }

    /// `THAISTRINGLENGTH`: how many places a text takes, vowels and marks above and below a letter not counted.
    static func thaiStringLength(_ text: String) -> Int {
        text.unicodeScalars.count { scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: false
            default: true
            }
        }
    }

    /// `THAIDAYOFWEEK`: the Thai name of a date's weekday.
    static func thaiDayOfWeek(_ date: Double, _ context: CallContext) throws(CellError) -> String {
        try shown(date, "[$-41E]dddd", context)
    }

    /// `THAIMONTHOFYEAR`: the Thai name of a date's month.
    static func thaiMonthOfYear(_ date: Double, _ context: CallContext) throws(CellError) -> String {
        try shown(date, "[$-41E]mmmm", context)
    }

    private static func shown(_ date: Double, _ code: String, _ context: CallContext) throws(CellError) -> String {
        guard DateSerial(serial: date, system: context.workbook.dateSystem) != nil else { throw .number }
        return NumberFormat(code).text(for: date, dateSystem: context.workbook.dateSystem).text
    }

    /// `THAIYEAR`: a date's year of the Buddhist era.
    static func thaiYear(_ date: Double, _ context: CallContext) throws(CellError) -> Int {
        guard let date = DateSerial(serial: date, system: context.workbook.dateSystem) else { throw .number }
        return date.year + 543
    }

    /// `ROUNDBAHTDOWN`: an amount rounded towards zero to quarters of a baht.
    static func roundBahtDown(_ amount: Double) -> Double { (amount * 4).rounded(.towardZero) / 4 }

    /// `ROUNDBAHTUP`: an amount rounded away from zero to quarters of a baht.
    static func roundBahtUp(_ amount: Double) -> Double { (amount * 4).rounded(.awayFromZero) / 4 }
}
