// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// Operators by precedence: comparison, `&`, `+ -`, `* /`, `^`, `%`, signs and `@`, then the reference operators blank
// and `:`. All of them associate to the left, and a sign binds tighter than `^`: =-2^2 is 4. ECMA-376-1 §18.17.2.2.

extension FormulaParser {
    /// An expression whose operators bind at least as strongly as `minimum`.
    mutating func expression(_ minimum: Int = 1) throws(FormulaError) -> Expression {
        var left = try percentages()
        while let binary = token.kind.binaryOperator, binary.strength >= minimum {
            try countOperator()
            try advance()
            left = .binary(binary, left, try expression(binary.strength + 1))
        }
        return left
    }

    private mutating func percentages() throws(FormulaError) -> Expression {
        var operand = try signed()
        while token.kind == .percent {
            try countOperator()
            try advance()
            operand = try spacedAfter(.unary(.percent, operand))
        }
        return operand
    }

    /// An operand with the signs and `@` before it.
    private mutating func signed() throws(FormulaError) -> Expression {
        let before = try blanks()
        let operand: Expression
        if let unary = token.kind.unaryOperator {
            operand = .unary(
                unary,
                try nested { parser throws(FormulaError) in
                    try parser.advance()
                    return try parser.signed()
                })
        } else {
            operand = try intersections()
        }
        return before.isEmpty ? operand : .spaced(before: before, operand, after: "")
    }

    /// Ranges with blanks between them. Other blanks after an operand are kept around it.
    private mutating func intersections() throws(FormulaError) -> Expression {
        var left = try ranges()
        while token.kind == .blank {
            let (start, end) = (token.start, token.end)
            guard left.mayBeReference, startsReference(at: end) else { return try spacedAfter(left) }
            try countOperator()
            try advance()
            // One blank is the operator; what else is there is layout.
            if end - start > 1 { left = .spaced(before: "", left, after: lexer.string(start, end - 1)) }
            left = .binary(
                .intersection, left, try referenceOperand { parser throws(FormulaError) in try parser.ranges() })
        }
        return left
    }

    private mutating func ranges() throws(FormulaError) -> Expression {
        var left = try operand()
        while token.kind == .colon || (token.kind == .blank && lexer.byte(at: token.end) == UInt8(ascii: ":")) {
            left = try spacedAfter(left)
            guard left.mayBeReference else { throw unexpected() }
            try countOperator()
            try advance()
            let before = try blanks()
            let right = try referenceOperand { parser throws(FormulaError) in try parser.operand() }
            left = .binary(.range, left, before.isEmpty ? right : .spaced(before: before, right, after: ""))
        }
        return left
    }

    /// What `body` reads, which must be something that can be a reference.
    private mutating func referenceOperand(
        _ body: (inout FormulaParser) throws(FormulaError) -> Expression
    ) throws(FormulaError) -> Expression {
        let start = token.start
        let operand = try body(&self)
        guard operand.mayBeReference else { throw FormulaError(position: start, reason: .unexpectedToken) }
        return operand
    }

    /// The expression together with the blanks that stand here, if any.
    private mutating func spacedAfter(_ expression: Expression) throws(FormulaError) -> Expression {
        let after = try blanks()
        return after.isEmpty ? expression : .spaced(before: "", expression, after: after)
    }

    /// Whether what begins at a position may be the right side of an intersection.
    private func startsReference(at position: Int) -> Bool {
        let byte = lexer.byte(at: position)
        switch byte {
        case UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "#"): return true
        default: return byte.startsWord || byte.isDigit
        }
    }
}

extension Expression {
    /// Whether the expression may give a reference, so that a blank behind it can be the intersection operator.
    var mayBeReference: Bool {
        switch self {
        case .reference, .name, .structured, .call, .invoke, .parenthesized: true
        case .binary(let binary, _, _): binary == .range || binary == .intersection
        case .unary(let unary, _): unary == .spill
        case .spaced(_, let inner, _): inner.mayBeReference
        default: false
        }
    }
}

extension BinaryOperator {
    /// How strongly the operator binds; signs, `@` and `%` have the places between (`UnaryOperator.strength`).
    var strength: Int {
        switch self {
        case .union: 0
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 1
        case .concatenate: 2
        case .add, .subtract: 3
        case .multiply, .divide: 4
        case .power: 5
        case .intersection: 8
        case .range: 9
        }
    }
}

extension UnaryOperator {
    var strength: Int {
        switch self {
        case .percent: 6
        case .plus, .minus, .implicitIntersection: 7
        case .spill: Expression.operandStrength
        }
    }
}

extension Expression {
    /// What binds tighter than every operator: literals, references, calls, parentheses.
    static let operandStrength = 10
}

extension FormulaToken.Kind {
    var unaryOperator: UnaryOperator? {
        switch self {
        case .plus: .plus
        case .minus: .minus
        case .at: .implicitIntersection
        default: nil
        }
    }

    var binaryOperator: BinaryOperator? {
        switch self {
        case .plus: .add
        case .minus: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .power: .power
        case .concatenate: .concatenate
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }
}
