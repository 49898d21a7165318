// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Which sheet names stand in single quotes before an exclamation mark: all that could be read as something else.
enum SheetQuoting {
    static func isNeeded(for name: String) -> Bool {
        guard let first = name.utf8.first, first.startsWord || first == 95, first != UInt8(ascii: "\\") else {
            return true
        }
        return name.unicodeScalars.contains { !isPlain($0) } || looksLikeReference(name)
    }

    /// `[1]Sheet1`, `[Book.xlsx]Sheet1:Sheet3`, `C:\dir\[Book.xlsx]Sheet1`, `Book.xlsx`, without quotes.
    static func isNeeded(forExternal text: String) -> Bool {
        guard text.utf8.first == UInt8(ascii: "["), let close = text.utf8.lastIndex(of: UInt8(ascii: "]")) else {
            return isNeeded(for: text)
        }
        let book = text[text.utf8.index(after: text.startIndex)..<close]
        if book.unicodeScalars.contains(where: { !isPlain($0) }) { return true }
        let sheets = text[text.utf8.index(after: close)...]
        return !sheets.isEmpty
            && sheets.split(separator: ":", omittingEmptySubsequences: false).contains {
                isNeeded(for: String($0))
            }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            let byte = UInt8(value: scalar)
            return byte.isLetter || byte.isDigit || byte == 95 || byte == 46
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber:
            return true
        default: return false
        }
    }

    /// Whether a name reads like a cell in either notation, a row or column of R1C1, or a boolean.
    private static func looksLikeReference(_ name: String) -> Bool {
        if CellAddress(a1: name) != nil { return true }
        let upper = name.uppercased()
        if upper == "TRUE" || upper == "FALSE" { return true }
        var rest = Substring(upper)
        if rest.first == "R" { rest = rest.dropFirst().drop { $0.isASCII && $0.isNumber } }
        if rest.first == "C" { rest = rest.dropFirst().drop { $0.isASCII && $0.isNumber } }
        return rest.isEmpty
    }
}

extension UInt8 {
    fileprivate init(value scalar: Unicode.Scalar) { self = UInt8(truncatingIfNeeded: scalar.value) }
}
