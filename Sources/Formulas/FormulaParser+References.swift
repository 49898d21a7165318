// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// References and what may stand before them: sheets, spans of sheets, other workbooks.

extension FormulaParser {
    /// A word that may be a sheet, or else an operand without a prefix.
    mutating func unprefixed() throws(FormulaError) -> Expression {
        let (start, end) = (token.start, token.end)
        if token.kind == .word, lexer.byte(at: end) == UInt8(ascii: "!") {
            let text = lexer.string(start, end)
            try resume(at: end + 1)
            return try prefixed(sheetPrefix(text), text: text)
        }
        if lexer.byte(at: end) == UInt8(ascii: ":"), let last = sheetName(at: end + 1) {
            let first = lexer.string(start, end)
            if let span = span(first, last.name) {
                try resume(at: last.end + 1)
                return try prefixed(span, text: first + ":" + last.name)
            }
        }
        if let reference = try reference(prefix: .none) { return reference }
        return try wordOperand()
    }

    /// The word at a position when an exclamation mark follows it.
    private func sheetName(at position: Int) -> (name: String, end: Int)? {
        guard lexer.byte(at: position).startsWord else { return nil }
        var end = position
        while lexer.byte(at: end).continuesWord { end += 1 }
        return lexer.byte(at: end) == UInt8(ascii: "!") ? (lexer.string(position, end), end) : nil
    }

    private func span(_ first: String, _ last: String) -> SheetPrefix? {
        guard let first = sheets.id(named: first), let last = sheets.id(named: last) else { return nil }
        return .span(first, last)
    }

    private func sheetPrefix(_ name: String) -> SheetPrefix {
        sheets.id(named: name).map(SheetPrefix.sheet) ?? .external(name)
    }

    /// `'Sheet 1'!A1`, `'A:B'!A1`, `'C:\dir\[Book.xlsx]Sheet'!A1`.
    mutating func quotedSheet() throws(FormulaError) -> Expression {
        let text = unescaped(token, quote: UInt8(ascii: "'"))
        guard lexer.byte(at: token.end + 1) == UInt8(ascii: "!") else {
            throw FormulaError(position: token.start - 1, reason: .unexpectedToken)
        }
        try resume(at: token.end + 2)
        // A sheet's name holds no colon, so there is one way to read two of them.
        if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
            let span = span(String(text[..<colon]), String(text[text.utf8.index(after: colon)...]))
        {
            return try prefixed(span, text: text)
        }
        return try prefixed(sheetPrefix(text), text: text)
    }

    /// What begins with a bracket: `[1]Sheet1!A1`, `[Book.xlsx]!Name`, or columns of the table around the cell.
    mutating func bracketed() throws(FormulaError) -> Expression {
        let start = token.start
        var end = start + 1
        while lexer.byte(at: end) != UInt8(ascii: "]"), end < lexer.bytes.count { end += 1 }
        end += 1
        while lexer.byte(at: end).continuesWord || lexer.byte(at: end) == UInt8(ascii: ":") { end += 1 }
        guard lexer.byte(at: end) == UInt8(ascii: "!") else {
            return try structured(table: nil, book: nil, at: start)
        }
        let text = lexer.string(start, end)
        try resume(at: end + 1)
        return try prefixed(.external(text), text: text)
    }

    /// What stands behind a prefix; `text` is the prefix without quotes.
    mutating func prefixed(_ prefix: SheetPrefix, text: String) throws(FormulaError) -> Expression {
        if let reference = try reference(prefix: prefix) { return reference }
        switch token.kind {
        case .number:
            if let rows = try rows(prefix: prefix) { return rows }
            throw unexpected()
        case .error where token.error == .reference:
            try advance()
            return .reference(.deleted(prefix: prefix))
        case .word, .column:
            guard lexer.bytes[token.start] != UInt8(ascii: "$") else {
                throw FormulaError(position: token.start, reason: .invalidReference)
            }
            let end = token.end
            let name = lexer.string(token.start, end)
            if lexer.byte(at: end) == UInt8(ascii: "[") {
                return try structured(table: name, book: text, at: end)
            }
            try advance()
            return .name(NameExpression(prefix: prefix, name: name))
        default: throw unexpected()
        }
    }

    // MARK: Cells, areas, columns, rows

    /// The reference that begins with this token; `nil` when the token is a name after all.
    @inline(never) mutating func reference(prefix: SheetPrefix) throws(FormulaError) -> Expression? {
        let first = token
        let trimming = trimming
        let origin = lexer.origin
        let isR1C1 = syntax.notation == .r1c1
        func onGrid(_ reference: ReferenceExpression) throws(FormulaError) -> Expression {
            // Offsets of the R1C1 notation may lead off the grid; Excel does not let such a formula be entered.
            guard !isR1C1 || reference.resolved(at: origin) != nil else {
                throw FormulaError(position: first.start, reason: .invalidReference)
            }
            return .reference(reference)
        }
        func trimmed(_ reference: ReferenceExpression) throws(FormulaError) -> Expression {
            let area = try onGrid(reference)
            return trimming?.function.map { .call($0, [area]) } ?? area
        }
        switch first.kind {
        case .cell:
            guard let last = corner(.cell) else {
                guard trimming?.isLeading != true else { throw unexpected() }
                try advance()
                return try onGrid(
                    ReferenceExpression(prefix: prefix, shape: .cell, first: first.reference, last: first.reference))
            }
            try resume(at: last.end)
            return try trimmed(.area(prefix: prefix, first.reference, last.reference, at: origin))
        case .column:
            let last = corner(.column) ?? (isR1C1 ? first : nil)
            guard let last else {
                guard lexer.bytes[first.start] != UInt8(ascii: "$") else {
                    throw FormulaError(position: first.start, reason: .invalidReference)
                }
                return nil
            }
            try resume(at: last.end)
            return try trimmed(.columns(prefix: prefix, first.reference, last.reference, at: origin))
        case .row:
            guard let last = corner(.row) ?? (isR1C1 ? first : nil) else {
                throw FormulaError(position: first.start, reason: .invalidReference)
            }
            try resume(at: last.end)
            return try trimmed(.rows(prefix: prefix, first.reference, last.reference, at: origin))
        default: return nil
        }
    }

    /// The other corner of the kind of reference that this token begins, behind a colon.
    private func corner(_ kind: FormulaToken.Kind) -> FormulaToken? {
        guard let start = trimming?.end else { return nil }
        let isPlainRow = kind == .row && syntax.notation == .a1 && lexer.byte(at: start).isDigit
        let corner =
            isPlainRow ? lexer.row(from: start, digits: start, isAbsolute: false) : lexer.reference(at: start)
        // In A1:B2# the `#` belongs to B2.
        guard let corner, corner.kind == kind, lexer.byte(at: corner.end) != UInt8(ascii: "#") else { return nil }
        return corner
    }

    /// The colon behind this token with the dots around it; `nil` when there is none.
    private var trimming: TrimOperator? { TrimOperator(lexer, at: token.end) }

    /// `2:4` or `2:$4`, which begins like a number; `nil` when it is a number.
    mutating func rows(prefix: SheetPrefix) throws(FormulaError) -> Expression? {
        guard let row = lexer.row(from: token.start, digits: token.start, isAbsolute: false),
            row.end == token.end || TrimOperator(lexer, at: row.end)?.isLeading == true
        else {
            return nil
        }
        token = row
        guard corner(.row) != nil else { throw FormulaError(position: token.start, reason: .invalidReference) }
        return try reference(prefix: prefix)
    }
}
