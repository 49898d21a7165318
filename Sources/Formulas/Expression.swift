// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// A formula as a tree, in relative form: what is relative in it is stored as an offset from the cell that holds it, so
/// a filled-down column is one `Expression` shared by all its cells. ECMA-376-1 §18.17.
///
///     // B2: =A2*$C$1
///     .binary(.multiply, .reference(A2 as offset (0, -1)), .reference(C1 absolute))
public indirect enum Expression: Sendable, Hashable {
    case number(Double)
    case text(String)
    case boolean(Bool)
    case error(CellError)
    /// An argument left empty, as the second of `IF(A1,,2)`.
    case missing
    case array(ArrayConstant)
    case reference(ReferenceExpression)
    case name(NameExpression)
    case structured(StructuredReference)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// A function by its upper-case name without `_xlfn.` or `_xlws.` prefixes.
    case call(String, [Expression])
    /// A value that is called: `LAMBDA(x,x+1)(2)` or `rate(2)` where `rate` is a name or a LET variable.
    case invoke(Expression, [Expression])
    case parenthesized(Expression)
    /// Blanks and line breaks around an expression, kept because Excel keeps them.
    case spaced(before: String, Expression, after: String)
}

/// A constant array, `{1,2;3,4}`: `rows` × `columns` literals (numbers, texts, booleans, errors), row by row.
public struct ArrayConstant: Sendable, Hashable {
    public var rows: Int
    public var columns: Int
    public var elements: [CellValue]

    public init(rows: Int, columns: Int, elements: [CellValue]) {
        precondition(elements.count == rows * columns)
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }
}

/// Operators before or after one operand.
public enum UnaryOperator: Sendable, Hashable {
    case plus, minus
    /// Postfix `%`.
    case percent
    /// `@`: the value in the formula's own row or column.
    case implicitIntersection
    /// Postfix `#`: the whole range spilled from a cell.
    case spill
}

/// Operators between two operands, weakest binding last in Excel's order (comparison) and strongest first (range).
public enum BinaryOperator: Sendable, Hashable {
    /// `:` between expressions that are not two plain corners, as in `A1:INDEX(B:B,3)`.
    case range
    /// A blank between references.
    case intersection
    /// `,` between references, in parentheses.
    case union
    case power, multiply, divide, add, subtract, concatenate
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// A defined name, a LET variable or a LAMBDA parameter, as written.
public struct NameExpression: Sendable, Hashable {
    /// The sheet or book written before the name (`Sheet1!Rate`), `.none` for a bare name.
    public var prefix: SheetPrefix
    public var name: String
    /// Whether it is a function that is passed as a value, as in `BYROW(A1:B9,SUM)`, unless a name is so defined. Files
    /// mark these; a bare `SUM` in a file is a name that nobody defined.
    public var isFunction: Bool

    public init(prefix: SheetPrefix = .none, name: String, isFunction: Bool = false) {
        self.prefix = prefix
        self.name = name
        self.isFunction = isFunction
    }
}
