// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FormulaParser {
    /// A literal, a reference, a name, a call or something in brackets, with the `#` and the calls behind it.
    mutating func operand() throws(FormulaError) -> Expression {
        var operand = try simpleOperand()
        while true {
            if token.kind == .hash, operand.mayBeReference {
                guard let spilled = operand.spilled else { throw unexpected() }
                try countOperator()
                try advance()
                operand = spilled
            } else if token.kind == .openParenthesis, operand.mayBeCalled {
                try countOperator()
                operand = .invoke(operand, try arguments())
            } else {
                return operand
            }
        }
    }

    private mutating func simpleOperand() throws(FormulaError) -> Expression {
        switch token.kind {
        case .number: return try numberOrRows()
        case .text:
            let text = unescaped(token, quote: UInt8(ascii: "\""))
            try advance()
            return .text(text)
        case .error: return try error()
        case .openParenthesis: return try parenthesized()
        case .openBrace: return try array()
        case .openBracket: return try bracketed()
        case .quoted: return try quotedSheet()
        case .word, .column, .cell, .row: return try unprefixed()
        default: throw unexpected()
        }
    }

    private mutating func numberOrRows() throws(FormulaError) -> Expression {
        if lexer.byte(at: token.end) == UInt8(ascii: ":"), let rows = try rows(prefix: .none) { return rows }
        let number = token.number
        try advance()
        return .number(number)
    }

    /// An error literal. `#REF!` is a reference whose cells are gone, or before a reference a sheet that is gone.
    private mutating func error() throws(FormulaError) -> Expression {
        let error = token.error
        let next = lexer.byte(at: token.end)
        try advance()
        guard error == .reference else { return .error(error) }
        if next.startsWord || next.isDigit || next == UInt8(ascii: "$") || token.kind == .error {
            return try prefixed(.missing, text: error.text)
        }
        return .reference(.deleted())
    }

    private mutating func parenthesized() throws(FormulaError) -> Expression {
        try nested { parser throws(FormulaError) in
            try parser.advance()
            let inner = try parser.unions()
            try parser.expect(.closeParenthesis)
            return .parenthesized(inner)
        }
    }

    /// Where no list of arguments is open, commas are unions: in parentheses, and in a whole formula such as a name's
    /// print area.
    mutating func unions() throws(FormulaError) -> Expression {
        var left = try expression()
        while token.kind == .comma {
            try countOperator()
            try advance()
            left = .binary(.union, left, try expression())
        }
        return left
    }

    /// The content of a quoted token, with doubled quotes made single.
    func unescaped(_ token: FormulaToken, quote: UInt8) -> String {
        let content = lexer.bytes[token.start..<token.end]
        guard content.contains(quote) else { return lexer.string(token.start, token.end) }
        var result: [UInt8] = []
        var isDoubled = false
        for byte in content {
            isDoubled = byte == quote && !isDoubled
            if !isDoubled { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Expression {
    /// Whether a parenthesis directly behind the expression calls it.
    fileprivate var mayBeCalled: Bool {
        switch self {
        case .call, .invoke, .parenthesized, .name: true
        default: false
        }
    }
}

extension Expression {
    /// What `#` behind this operand means; nil behind whole rows and columns, from which nothing spills. It binds more
    /// strongly than the colon: `A1:B2#` goes from A1 to what spills from B2.
    fileprivate var spilled: Expression? {
        guard case .reference(let reference) = self else { return .unary(.spill, self) }
        switch reference.shape {
        case .cell, .deleted: return .unary(.spill, self)
        case .columns, .rows: return nil
        case .area:
            let (first, last) = (reference.first, reference.last)
            let corner = ReferenceExpression(prefix: reference.prefix, shape: .cell, first: first, last: first)
            let anchor = ReferenceExpression(shape: .cell, first: last, last: last)
            return .binary(.range, .reference(corner), .unary(.spill, .reference(anchor)))
        }
    }
}
