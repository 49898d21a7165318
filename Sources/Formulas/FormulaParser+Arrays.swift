// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FormulaParser {
    /// `{1,-2;"a",TRUE}`: literals only, rows of one length.
    mutating func array() throws(FormulaError) -> Expression {
        let start = token.start
        var elements: [CellValue] = []
        var rows = 0
        var columns = 0
        repeat {
            let before = elements.count
            repeat {
                try advance()
                elements.append(try element())
            } while token.kind == .comma
            let width = elements.count - before
            guard rows == 0 || width == columns else { throw FormulaError(position: start, reason: .invalidArray) }
            columns = width
            rows += 1
        } while token.kind == .semicolon
        guard token.kind == .closeBrace else { throw unexpected() }
        try advance()
        return .array(ArrayConstant(rows: rows, columns: columns, elements: elements))
    }

    /// One literal. Excel does not keep the blanks around it.
    private mutating func element() throws(FormulaError) -> CellValue {
        _ = try blanks()
        let isNegative = token.kind == .minus
        let hasSign = isNegative || token.kind == .plus
        if hasSign { try advance() }
        let value: CellValue
        switch token.kind {
        case .number: value = .number(isNegative ? -token.number : token.number)
        case .text where !hasSign: value = .text(unescaped(token, quote: UInt8(ascii: "\"")))
        case .error where !hasSign: value = .error(token.error)
        case .word where !hasSign:
            guard let boolean = boolean(token) else { throw FormulaError(position: token.start, reason: .invalidArray) }
            value = .boolean(boolean)
        case .end: throw unexpected()
        default: throw FormulaError(position: token.start, reason: .invalidArray)
        }
        try advance()
        _ = try blanks()
        return value
    }

    /// `TRUE` or `FALSE` in any case; `nil` for other words.
    func boolean(_ token: FormulaToken) -> Bool? {
        switch token.end - token.start {
        case 4 where lexer.matches("true", at: token.start): true
        case 5 where lexer.matches("false", at: token.start): false
        default: nil
        }
    }
}

extension FormulaLexer {
    /// Whether the bytes at a position are those of a lower-case ASCII text, without regard to case.
    func matches(_ text: StaticString, at position: Int) -> Bool {
        guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { expected in
            for index in 0..<expected.count {
                let byte = bytes[position + index]
                if (byte.isLetter ? byte | 0x20 : byte) != expected[index] { return false }
            }
            return true
        }
    }
}
