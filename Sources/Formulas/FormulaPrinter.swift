// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Writes an `Expression` as text. What `FormulaParser` reads comes back as it was written, blanks included.
public struct FormulaPrinter {
    var text: [UInt8] = []
    var origin: CellAddress
    let sheets: SheetNames
    let syntax: FormulaSyntax
    let currentTable: String?
    /// The LET variables and LAMBDA parameters whose scope is open, in lower case; files mark them.
    var variables: [String] = []
    /// Whether references are left out and their places remembered in `gaps`.
    var leavesGaps = false
    private(set) var gaps: [Gap] = []

    /// A reference that was left out.
    struct Gap {
        /// Where it belongs in the text without references.
        let position: Int
        let reference: ReferenceExpression
        let colon: String
    }

    /// The formula without a leading `=`.
    ///
    /// `origin` is the cell the formula stands in. `currentTable` is the table around it, whose name people leave out
    /// (`[@Amount]`) and files do not.
    public static func print(
        _ expression: Expression, at origin: CellAddress, sheets: SheetNames, syntax: FormulaSyntax,
        currentTable: String? = nil
    ) -> String {
        var printer = FormulaPrinter(origin: origin, sheets: sheets, syntax: syntax, currentTable: currentTable)
        printer.append(expression, minimum: 0)
        return String(decoding: printer.text, as: UTF8.self)
    }

    init(origin: CellAddress, sheets: SheetNames, syntax: FormulaSyntax, currentTable: String?) {
        self.origin = origin
        self.sheets = sheets
        self.syntax = syntax
        self.currentTable = currentTable
        text.reserveCapacity(64)
    }

    mutating func leaveGap(for reference: ReferenceExpression, colon: String) {
        gaps.append(Gap(position: text.count, reference: reference, colon: colon))
    }

    mutating func append(_ string: String) { text.append(contentsOf: string.utf8) }

    mutating func append(_ byte: Unicode.Scalar) { text.append(UInt8(ascii: byte)) }

    mutating func append(_ integer: Int32) {
        var rest = integer.magnitude
        if integer < 0 { text.append(UInt8(ascii: "-")) }
        var power: UInt32 = 1
        while rest / power >= 10 { power *= 10 }
        while power > 0 {
            text.append(UInt8(truncatingIfNeeded: 48 + rest / power))
            rest %= power
            power /= 10
        }
    }

    /// Appends a text between quotes, doubling those inside.
    mutating func append(_ string: String, quotedBy quote: UInt8) {
        text.append(quote)
        for byte in string.utf8 {
            if byte == quote { text.append(quote) }
            text.append(byte)
        }
        text.append(quote)
    }

    /// Appends an expression, in parentheses where it binds less strongly than its place asks for. A parsed tree
    /// carries its own parentheses; only trees made otherwise need more.
    mutating func append(_ expression: Expression, minimum: Int) {
        if case .spaced(let before, let inner, let after) = expression {
            append(before)
            append(inner, minimum: minimum)
            append(after)
            return
        }
        let needsParentheses = strength(of: expression) < minimum
        if needsParentheses { append("(") }
        appendBare(expression)
        if needsParentheses { append(")") }
    }

    private func strength(of expression: Expression) -> Int {
        switch expression {
        case .binary(let binary, _, _): binary.strength
        case .unary(.implicitIntersection, _), .unary(.spill, _):
            syntax.dialect == .file ? Expression.operandStrength : expression.unaryStrength
        case .unary: expression.unaryStrength
        case .number(let number): number < 0 ? UnaryOperator.minus.strength : Expression.operandStrength
        case .reference(let reference):
            reference.shape == .cell || reference.shape == .deleted
                ? Expression.operandStrength : BinaryOperator.range.strength
        default: Expression.operandStrength
        }
    }

    private mutating func appendBare(_ expression: Expression) {
        switch expression {
        case .number(let number): append(number)
        case .text(let string): append(string, quotedBy: UInt8(ascii: "\""))
        case .boolean(let boolean): append(boolean ? "TRUE" : "FALSE")
        case .error(let error): append(error.text)
        case .missing: break
        case .array(let array): append(array)
        case .reference(let reference): append(reference)
        case .name(let name): append(name)
        case .structured(let reference): append(reference)
        case .unary(let unary, let operand): append(unary, operand)
        case .binary: appendBinary(expression)
        case .call(let name, let arguments): appendCall(name, arguments)
        case .invoke(let callee, let arguments):
            append(callee, minimum: Expression.operandStrength)
            append(arguments)
        case .parenthesized(let inner):
            append("(")
            append(inner, minimum: 0)
            append(")")
        case .spaced: append(expression, minimum: 0)
        }
    }

    private mutating func append(_ unary: UnaryOperator, _ operand: Expression) {
        switch unary {
        case .plus: append("+")
        case .minus: append("-")
        case .percent:
            append(operand, minimum: unary.strength)
            append("%")
            return
        case .implicitIntersection:
            if syntax.dialect == .file { return appendFileCall("_xlfn.SINGLE", operand) }
            append("@")
        case .spill:
            if syntax.dialect == .file { return appendFileCall("_xlfn.ANCHORARRAY", operand) }
            append(operand, minimum: unary.strength)
            append("#")
            return
        }
        append(operand, minimum: unary.strength)
    }

    /// Appends a chain of binary operators. The left side is walked in a loop, as `1+1+1…` makes it deep.
    private mutating func appendBinary(_ expression: Expression) {
        var pending: [(BinaryOperator, right: Expression, minimum: Int, isClosed: Bool)] = []
        var leftmost = expression
        var minimum = 0
        while case .binary(let binary, let left, let right) = leftmost {
            let isClosed = !pending.isEmpty && binary.strength < minimum
            if isClosed { append("(") }
            let isApart = binary == .range && right.standsApart(after: left)
            pending.append((binary, right, isApart ? binary.strength : binary.strength + 1, isClosed))
            minimum = binary.strength
            leftmost = left
        }
        append(leftmost, minimum: minimum)
        while let (binary, right, minimum, isClosed) = pending.popLast() {
            append(binary.symbol)
            append(right, minimum: minimum)
            if isClosed { append(")") }
        }
    }
}

extension Expression {
    fileprivate var unaryStrength: Int {
        if case .unary(let unary, _) = self { unary.strength } else { Expression.operandStrength }
    }

    /// Whether this area is read as one behind `left:`. A cell before it would take its first cell for itself:
    /// `A1:B2:C3` begins with A1:B2.
    fileprivate func standsApart(after left: Expression) -> Bool {
        guard case .reference(let reference) = self else { return false }
        if reference.shape != .area || reference.prefix != .none { return true }
        switch left {
        case .reference(let reference): return reference.shape != .cell
        case .binary(_, _, let right): return standsApart(after: right)
        default: return true
        }
    }
}

extension BinaryOperator {
    fileprivate var symbol: String {
        switch self {
        case .range: ":"
        case .intersection: " "
        case .union: ","
        case .power: "^"
        case .multiply: "*"
        case .divide: "/"
        case .add: "+"
        case .subtract: "-"
        case .concatenate: "&"
        case .equal: "="
        case .notEqual: "<>"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }
}
