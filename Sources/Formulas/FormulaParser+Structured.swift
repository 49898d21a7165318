// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// Table references, `Sales[[#Totals],[Amount]:[Tax]]`, `[@Amount]`. ECMA-376-1 §18.17.2.3; `@` is newer. Inside the
// brackets blanks, commas and colons mean something else than outside, so they are read from the bytes.

extension FormulaParser {
    /// The reference whose first bracket stands at a position.
    @inline(never) mutating func structured(table: String?, book: String?, at start: Int) throws(FormulaError)
        -> Expression
    {
        var scanner = StructuredScanner(lexer: lexer, position: start + 1)
        var reference = StructuredReference(table: table, book: book, items: [], columns: .all)
        scanner.skipBlanks()
        switch scanner.byte {
        case UInt8(ascii: "]"): break
        case UInt8(ascii: "@"):
            scanner.position += 1
            reference.items = .thisRow
            scanner.skipBlanks()
            if scanner.byte == UInt8(ascii: "[") {
                reference.columns = try scanner.columns()
            } else if scanner.byte != UInt8(ascii: "]") {
                reference.columns = .one(try scanner.name())
            }
        case UInt8(ascii: "["): try scanner.parts(into: &reference)
        case UInt8(ascii: "#"): reference.items = try scanner.item()
        default:
            scanner.position = start + 1
            reference.columns = .one(try scanner.name())
        }
        scanner.skipBlanks()
        try scanner.take(UInt8(ascii: "]"))
        try resume(at: scanner.position)
        return .structured(reference)
    }
}

/// Reads what stands between the brackets of a table reference.
private struct StructuredScanner {
    let lexer: FormulaLexer
    var position: Int

    var byte: UInt8 { lexer.byte(at: position) }

    mutating func skipBlanks() {
        while byte.isBlank { position += 1 }
    }

    mutating func take(_ expected: UInt8) throws(FormulaError) {
        guard byte == expected, position < lexer.bytes.count else { throw failure() }
        position += 1
    }

    private func failure() -> FormulaError {
        FormulaError(
            position: position,
            reason: position >= lexer.bytes.count ? .unexpectedEnd : .invalidStructuredReference)
    }

    /// Items and columns in brackets of their own, separated by commas; columns come last.
    mutating func parts(into reference: inout StructuredReference) throws(FormulaError) {
        while true {
            skipBlanks()
            guard lexer.byte(at: position + 1) == UInt8(ascii: "#") else {
                reference.columns = try columns()
                return
            }
            position += 1
            reference.items.formUnion(try item())
            try take(UInt8(ascii: "]"))
            skipBlanks()
            guard byte == UInt8(ascii: ",") else { return }
            position += 1
        }
    }

    /// `[A]` or `[A]:[B]`
    mutating func columns() throws(FormulaError) -> StructuredReference.Columns {
        let first = try bracketedName()
        let end = position
        skipBlanks()
        guard byte == UInt8(ascii: ":") else {
            position = end
            return .one(first)
        }
        position += 1
        skipBlanks()
        return .span(first, try bracketedName())
    }

    private mutating func bracketedName() throws(FormulaError) -> String {
        try take(UInt8(ascii: "["))
        let name = try name()
        try take(UInt8(ascii: "]"))
        return name
    }

    /// A column's name up to the closing bracket, without the `'` that escapes `[ ] # ' @`.
    mutating func name() throws(FormulaError) -> String {
        var name: [UInt8] = []
        while byte != UInt8(ascii: "]") {
            if byte == UInt8(ascii: "'") {
                position += 1
            } else if byte == UInt8(ascii: "[") {
                throw failure()
            }
            guard position < lexer.bytes.count else { throw failure() }
            name.append(byte)
            position += 1
        }
        guard !name.isEmpty else { throw failure() }
        return String(decoding: name, as: UTF8.self)
    }

    /// `#Headers` and its like, at the `#`; the closing bracket is left.
    mutating func item() throws(FormulaError) -> StructuredReference.Items {
        let items: [(StaticString, StructuredReference.Items)] = [
            ("#all", .all), ("#data", .data), ("#headers", .headers), ("#totals", .totals), ("#this row", .thisRow),
        ]
        for (text, item) in items where lexer.matches(text, at: position) {
            position += text.utf8CodeUnitCount
            return item
        }
        throw failure()
    }
}
