// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Cuts a formula's bytes into tokens, one at a time.
struct FormulaLexer {
    let bytes: UnsafeBufferPointer<UInt8>
    let origin: CellAddress
    let notation: FormulaSyntax.Notation
    /// How many significant digits of a number are read; Excel drops what is typed beyond 15.
    let significantDigits: Int
    /// Where the next token begins.
    var position: Int

    /// The byte at a position; zero beyond the end.
    func byte(at position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }

    func string(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }

    mutating func next() throws(FormulaError) -> FormulaToken {
        let token = try token(at: position)
        position = token.end
        // The closing quote belongs to the token but not to its content.
        if token.kind == .text || token.kind == .quoted { position += 1 }
        return token
    }

    private func token(at start: Int) throws(FormulaError) -> FormulaToken {
        guard start < bytes.count else { return FormulaToken(.end, bytes.count, bytes.count) }
        let byte = bytes[start]
        if byte.startsWord || byte == UInt8(ascii: "$") {
            if let reference = reference(at: start) { return reference }
            return try word(at: start)
        }
        if byte.isDigit || byte == UInt8(ascii: ".") { return try number(at: start) }
        if byte.isBlank {
            var end = start + 1
            while self.byte(at: end).isBlank { end += 1 }
            return FormulaToken(.blank, start, end)
        }
        switch byte {
        case UInt8(ascii: "\""): return try quoted(.text, at: start)
        case UInt8(ascii: "'"): return try quoted(.quoted, at: start)
        case UInt8(ascii: "#"): return error(at: start) ?? FormulaToken(.hash, start, start + 1)
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="): return comparison(at: start)
        default:
            guard let kind = Self.punctuation(byte) else {
                throw FormulaError(position: start, reason: .unexpectedCharacter)
            }
            return FormulaToken(kind, start, start + 1)
        }
    }

    private static func punctuation(_ byte: UInt8) -> FormulaToken.Kind? {
        switch byte {
        case UInt8(ascii: "("): .openParenthesis
        case UInt8(ascii: ")"): .closeParenthesis
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: "+"): .plus
        case UInt8(ascii: "-"): .minus
        case UInt8(ascii: "*"): .multiply
        case UInt8(ascii: "/"): .divide
        case UInt8(ascii: "^"): .power
        case UInt8(ascii: "&"): .concatenate
        case UInt8(ascii: ":"): .colon
        case UInt8(ascii: "%"): .percent
        case UInt8(ascii: "!"): .exclamation
        case UInt8(ascii: "@"): .at
        case UInt8(ascii: "["): .openBracket
        case UInt8(ascii: "{"): .openBrace
        case UInt8(ascii: "}"): .closeBrace
        case UInt8(ascii: ";"): .semicolon
        default: nil
        }
    }

    private func comparison(at start: Int) -> FormulaToken {
        switch (bytes[start], byte(at: start + 1)) {
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): FormulaToken(.lessOrEqual, start, start + 2)
        case (UInt8(ascii: "<"), UInt8(ascii: ">")): FormulaToken(.notEqual, start, start + 2)
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): FormulaToken(.greaterOrEqual, start, start + 2)
        case (UInt8(ascii: "<"), _): FormulaToken(.less, start, start + 1)
        case (UInt8(ascii: ">"), _): FormulaToken(.greater, start, start + 1)
        default: FormulaToken(.equal, start, start + 1)
        }
    }

    private func quoted(_ kind: FormulaToken.Kind, at start: Int) throws(FormulaError) -> FormulaToken {
        let quote = bytes[start]
        var end = start + 1
        while end < bytes.count {
            if bytes[end] == quote {
                if byte(at: end + 1) != quote { return FormulaToken(kind, start + 1, end) }
                end += 1
            }
            end += 1
        }
        throw FormulaError(position: start, reason: .unexpectedEnd)
    }

    /// An error literal, without regard to case; `nil` when none stands here.
    private func error(at start: Int) -> FormulaToken? {
        for error in CellError.allCases {
            let end = start + error.text.utf8.count
            guard end <= bytes.count else { continue }
            let here = UnsafeBufferPointer(rebasing: bytes[start..<end])
            if zip(error.text.utf8, here).allSatisfy({ $0 == ($1.isLetter ? $1 & 0xDF : $1) }) {
                var token = FormulaToken(.error, start, end)
                token.error = error
                return token
            }
        }
        return nil
    }

    private func word(at start: Int) throws(FormulaError) -> FormulaToken {
        guard bytes[start] != UInt8(ascii: "$") else {
            throw FormulaError(position: start, reason: .invalidReference)
        }
        var end = start
        var isASCII = true
        while end < bytes.count, bytes[end].continuesWord {
            if bytes[end] >= 0x80 { isASCII = false }
            end += 1
        }
        if !isASCII, string(start, end).unicodeScalars.contains(where: { !$0.isAllowedInName }) {
            throw FormulaError(position: start, reason: .unexpectedCharacter)
        }
        return FormulaToken(.word, start, end)
    }
}

extension Unicode.Scalar {
    /// Whether a name may hold the scalar unquoted. Spaces, typographic quotes, dashes and mathematical signs, which
    /// people paste where they mean operators, are no part of names.
    var isAllowedInName: Bool {
        if isASCII { return UInt8(value).continuesWord }
        switch properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .initialPunctuation, .finalPunctuation,
            .openPunctuation, .closePunctuation, .dashPunctuation, .mathSymbol:
            return false
        default: return true
        }
    }
}
