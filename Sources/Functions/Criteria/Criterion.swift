// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import NumberFormats

/// What SUMIF, COUNTIFS, DSUM and their kin ask of a cell: `5`, `">=10"`, `"<>done"`, `"a*"`, `"="`.
///
/// A text starts with an operator or stands for `=`; what follows is read as a number, date, boolean or error where it
/// can be, else it is a pattern with wildcards, without regard to case. ECMA-376-1 §18.17.7.308 (SUMIF) and Excel's
/// function pages.
public struct Criterion: FunctionParameter, Sendable {
    enum Comparison: Sendable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    }

    enum Test: Sendable {
        case number(Comparison, Double, DateSystem)
        case pattern(WildcardPattern, isNegated: Bool)
        /// Only texts have an order among texts.
        case text(Comparison, CellText)
        case boolean(Comparison, Bool)
        case error(CellError, isNegated: Bool)
        /// `"="`: cells that hold nothing.
        case blank(isNegated: Bool)
        /// `""`: cells that hold nothing or an empty text.
        case blankOrEmptyText
    }

    let test: Test

    public static var isLifted: Bool { true }

    /// Excel answers a criterion longer than this with `#VALUE!`.
    static let maximumLength = 255

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Criterion {
        let value = try arguments.scalar()
        if case .text(let text) = value, text.utf16.count > maximumLength { throw .value }
        return Criterion(value, arguments.context.workbook.dateSystem)
    }

    /// `matchesPrefix` is the habit of the database functions: a text without operator also matches what begins with
    /// it.
    public init(_ value: CellValue, _ dateSystem: DateSystem, matchesPrefix: Bool = false) {
        switch value {
        // An empty cell as a criterion asks for zero.
        case .empty: test = .number(.equal, 0, dateSystem)
        case .number(let number): test = .number(.equal, number, dateSystem)
        case .boolean(let boolean): test = .boolean(.equal, boolean)
        case .error(let error): test = .error(error, isNegated: false)
        case .text(let text): test = Self.test(text, dateSystem, matchesPrefix)
        }
    }

    private static let operators: [(sign: String, comparison: Comparison)] = [
        ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<>", .notEqual), ("<", .less), (">", .greater), ("=", .equal),
    ]

    private static func test(_ text: String, _ dateSystem: DateSystem, _ matchesPrefix: Bool) -> Test {
        if text.isEmpty { return .blankOrEmptyText }
        let found = operators.first { text.utf8.starts(with: $0.sign.utf8) }
        let comparison = found?.comparison ?? .equal
        let operand = String(text.utf8.dropFirst(found?.sign.utf8.count ?? 0)) ?? text
        if operand.isEmpty {
            switch comparison {
            case .equal: return .blank(isNegated: false)
            case .notEqual: return .blank(isNegated: true)
            default: return .text(comparison, CellText(""))
            }
        }
        if let number = Coercion.number(text: operand, dateSystem) { return .number(comparison, number, dateSystem) }
        let upper = operand.uppercased()
        if upper == "TRUE" || upper == "FALSE" { return .boolean(comparison, upper == "TRUE") }
        switch comparison {
        case .equal, .notEqual:
            let isNegated = comparison == .notEqual
            if let error = CellError(text: operand) { return .error(error, isNegated: isNegated) }
            let pattern = matchesPrefix && found == nil ? operand + "*" : operand
            guard WildcardPattern.isNeeded(for: pattern) else { return .text(comparison, CellText(operand)) }
            return .pattern(WildcardPattern(pattern), isNegated: isNegated)
        default: return .text(comparison, CellText(operand))
        }
    }
}

extension Criterion.Comparison {
    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }

    /// What the comparison says of a value of another kind: only `<>` is true of it.
    var holdsAcrossKinds: Bool { self == .notEqual }
}
