// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Text {
    /// `PHONETIC`: how the Japanese text in the first cell of a range is read, in the script the text asks for; a text
    /// without readings is itself, anything else nothing, and several ranges `#N/A`. Excel's page PHONETIC.
    static func phonetic(_ reference: Reference, _ context: CallContext) throws(CellError) -> String {
        guard let area = reference.single else { throw .notAvailable }
        let (sheet, first) = (area.sheet, area.range.first)
        switch context.workbook.value(sheet, first.row, first.column) {
        case .error(let error): throw error
        case .text(let text):
            guard let reading = context.workbook.phonetic(sheet, first.row, first.column) else { return text }
            return spelled(reading)
        default: return ""
        }
    }

    private static func spelled(_ reading: PhoneticText) -> String {
        switch reading.form {
        case .noConversion: reading.text
        case .fullwidthKatakana: kana(reading.text, moved: 0x60, from: 0x3041...0x3096)
        case .halfwidthKatakana: asc(kana(reading.text, moved: 0x60, from: 0x3041...0x3096))
        case .hiragana: kana(reading.text, moved: -0x60, from: 0x30A1...0x30F6)
        }
    }

    /// Hiragana and katakana stand in the same order, 96 places apart.
    private static func kana(_ text: String, moved distance: Int32, from range: ClosedRange<UInt32>) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let moved = range.contains(scalar.value) ? Unicode.Scalar(UInt32(Int32(scalar.value) + distance)) : nil
            result.append(moved ?? scalar)
        }
        return String(result)
    }
}
