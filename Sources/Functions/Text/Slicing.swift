// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// LEFTB, LENB and the others that count bytes count characters unless the default language is Chinese, Japanese or
// Korean (Excel's function pages); this house is en-US, so they are the same as those without the B.
extension Text {
    /// `LEFT`, `LEFTB`: the first characters, 1 unless told. ECMA-376-1 §18.17.7.
    static func left(_ text: String, _ count: Int?) throws(CellError) -> String {
        let count = count ?? 1
        guard count >= 0 else { throw .value }
        return text.units(0, count)
    }

    /// `RIGHT`, `RIGHTB`: the last characters, 1 unless told. ECMA-376-1 §18.17.7.
    static func right(_ text: String, _ count: Int?) throws(CellError) -> String {
        let count = count ?? 1
        guard count >= 0 else { throw .value }
        let length = text.utf16.count
        return text.units(length - min(count, length), length)
    }

    /// `MID`, `MIDB`: characters from a place counted from 1. ECMA-376-1 §18.17.7.
    static func mid(_ text: String, _ start: Int, _ count: Int) throws(CellError) -> String {
        guard start >= 1, count >= 0 else { throw .value }
        return text.units(start - 1, start - 1 + count)
    }

    /// `LEN`, `LENB`: the number of characters. ECMA-376-1 §18.17.7.
    static func len(_ text: String) -> Int { text.utf16.count }

    /// `REPLACE`, `REPLACEB`: other characters in place of those from a position. ECMA-376-1 §18.17.7.
    static func replace(
        _ old: String, _ start: Int, _ count: Int, _ new: String, _ context: CallContext
    ) throws(CellError) -> String {
        guard start >= 1, count >= 0 else { throw .value }
        let length = old.utf16.count
        return try fitting(old.units(0, start - 1) + new + old.units(start - 1 + count, length), context)
    }

    /// `REPT`: a text several times over. ECMA-376-1 §18.17.7.
    static func rept(_ text: String, _ times: Int, _ context: CallContext) throws(CellError) -> String {
        guard times >= 0, times <= context.limits.textLength else {
            if times > 0, text.isEmpty { return "" }
            throw .value
        }
        guard text.utf16.count * times <= context.limits.textLength else { throw .value }
        let bytes = text.utf8.count * times
        if bytes > 64 { try context.charge(bytes / 16) }
        return text.repeated(times)
    }

    /// `TRIM`: without blanks at the ends and with single ones between words. ECMA-376-1 §18.17.7.
    static func trim(_ text: String) -> String {
        text.utf8.split(separator: 0x20).map { String(Substring($0)) }.joined(separator: " ")
    }

    /// `CLEAN`: without the characters 0 to 31. ECMA-376-1 §18.17.7.
    static func clean(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 }))
    }

    /// `EXACT`: whether two texts are the same, case included. ECMA-376-1 §18.17.7.
    static func exact(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

    /// `T`: the value when it is a text, else nothing; of a range its first cell. ECMA-376-1 §18.17.7.
    static func t(_ value: Operand, _ context: CallContext) throws(CellError) -> Operand {
        func text(_ value: CellValue) -> CellValue {
            switch value {
            case .text, .error: value
            default: .text("")
            }
        }
        guard case .matrix(var matrix) = value else { return .scalar(text(try value.first(context))) }
        matrix.elements = matrix.elements.map(text)
        return .matrix(matrix)
    }
}
