// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Reads a formula's text into an `Expression`, by recursive descent over its bytes. ECMA-376-1 §18.17.2.
///
///     let sum = try FormulaParser.parse("=SUM(A1:A3)", at: origin, sheets: sheets, syntax: FormulaSyntax())
public struct FormulaParser {
    var lexer: FormulaLexer
    var token = FormulaToken(.end, 0, 0)
    let sheets: SheetNames
    let syntax: FormulaSyntax
    /// The LET variables and LAMBDA parameters whose scope is open, in lower case.
    var variables: [String] = []
    var depth = 0
    private var operators = 0

    /// Reads a formula, with or without its leading `=`.
    ///
    /// `origin` is the cell the formula stands in: what is relative is stored as an offset from it.
    public static func parse(
        _ text: String, at origin: CellAddress, sheets: SheetNames, syntax: FormulaSyntax
    ) throws(FormulaError) -> Expression {
        var text = text
        let result = text.withUTF8 { bytes in
            Result { () throws(FormulaError) in try parse(utf8: bytes, at: origin, sheets: sheets, syntax: syntax) }
        }
        return try result.get()
    }

    /// The same over bytes that are already at hand, as a file's reader has them.
    public static func parse(
        utf8 bytes: UnsafeBufferPointer<UInt8>, at origin: CellAddress, sheets: SheetNames, syntax: FormulaSyntax
    ) throws(FormulaError) -> Expression {
        if bytes.count > syntax.limits.length, utf16Count(of: bytes) > syntax.limits.length {
            throw FormulaError(position: 0, reason: .tooLong)
        }
        var parser = FormulaParser(bytes, at: origin, sheets: sheets, syntax: syntax)
        return try parser.formula()
    }

    private init(
        _ bytes: UnsafeBufferPointer<UInt8>, at origin: CellAddress, sheets: SheetNames, syntax: FormulaSyntax
    ) {
        let start = bytes.first == UInt8(ascii: "=") ? 1 : 0
        lexer = FormulaLexer(
            bytes: bytes, origin: origin, notation: syntax.notation,
            significantDigits: syntax.dialect == .user ? 15 : 19, position: start)
        self.sheets = sheets
        self.syntax = syntax
    }

    private static func utf16Count(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        bytes.reduce(into: 0) { count, byte in
            if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
        }
    }

    private mutating func formula() throws(FormulaError) -> Expression {
        try advance()
        let expression = try unions()
        guard token.kind == .end else { throw unexpected() }
        return expression
    }

    // MARK: Tokens

    // These stay out of line so that the frames of the recursive functions, of which one formula can stack some
    // thousands, are small.

    @inline(never) mutating func advance() throws(FormulaError) { token = try lexer.next() }

    /// Goes on at a position that the parser found by itself.
    @inline(never) mutating func resume(at position: Int) throws(FormulaError) {
        lexer.position = position
        token = try lexer.next()
    }

    @inline(never) mutating func expect(_ kind: FormulaToken.Kind) throws(FormulaError) {
        guard token.kind == kind else { throw unexpected() }
        try advance()
    }

    func unexpected() -> FormulaError {
        FormulaError(position: token.start, reason: token.kind == .end ? .unexpectedEnd : .unexpectedToken)
    }

    /// The blanks that stand here, empty when there are none.
    @inline(never) mutating func blanks() throws(FormulaError) -> String {
        guard token.kind == .blank else { return "" }
        let blanks = lexer.string(token.start, token.end)
        try advance()
        return blanks
    }

    // MARK: Limits

    /// Counts one more level around `body`.
    mutating func nested(
        _ body: (inout FormulaParser) throws(FormulaError) -> Expression
    ) throws(FormulaError) -> Expression {
        guard depth < syntax.limits.depth else { throw FormulaError(position: token.start, reason: .tooDeep) }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    mutating func countOperator() throws(FormulaError) {
        operators += 1
        guard operators <= syntax.limits.operators else {
            throw FormulaError(position: token.start, reason: .tooManyOperators)
        }
    }
}
