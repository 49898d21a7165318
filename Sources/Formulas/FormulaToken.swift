// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// A piece of a formula's text: its kind and its bytes. Trivial to copy; texts are cut out only where they are kept.
struct FormulaToken {
    enum Kind: UInt8 {
        case end
        case blank
        case number
        /// A text in double quotes; the bounds leave the quotes out.
        case text
        /// A sheet in single quotes; the bounds leave the quotes out.
        case quoted
        case error
        /// A name, a function, a table or a sheet.
        case word
        /// `A1`, `R1C1`
        case cell
        /// In A1 a word that could be the column of `A:C` (a name otherwise), in R1C1 a whole column.
        case column
        /// `$2`, which is only half of a reference in A1; in R1C1 a whole row.
        case row
        case openParenthesis, closeParenthesis, openBrace, closeBrace, openBracket
        case comma, semicolon, colon, exclamation, hash, at, percent
        case plus, minus, multiply, divide, power, concatenate
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    }

    var kind: Kind
    var start: Int
    var end: Int
    /// Of a `cell`, `column` or `row`; the other axis of the latter two is zero.
    var reference = CellReference(row: 0, column: 0, isRowAbsolute: false, isColumnAbsolute: false)
    var number = 0.0
    var error = CellError.null

    init(_ kind: Kind, _ start: Int, _ end: Int) {
        self.kind = kind
        self.start = start
        self.end = end
    }
}

extension UInt8 {
    var isLetter: Bool { (self | 0x20) &- 97 < 26 }
    var isDigit: Bool { self &- 48 < 10 }
    /// Blank, line feed, carriage return or tab.
    var isBlank: Bool { self == 32 || self == 10 || self == 13 || self == 9 }
    var startsWord: Bool { isLetter || self == 95 || self == 92 || self >= 0x80 }
    /// Letters, digits, `_`, `.`, `\`, `?` and everything outside ASCII.
    var continuesWord: Bool { startsWord || isDigit || self == 46 || self == 63 }
}
