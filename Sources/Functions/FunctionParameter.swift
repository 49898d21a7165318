// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// A Swift type that can stand in the signature of a worksheet function. The type *is* the coercion rule: `Double`
/// takes what Excel accepts where it wants a number, `Numbers` takes ranges whole, `T?` may be left out at the end.
///
/// | type | takes | over an array |
/// |---|---|---|
/// | `Double`, `Int`, `Bool`, `String`, `CellValue` | one value, coerced | runs once per element |
/// | `Optional` of those | the same, `nil` when not given (an empty argument counts as an empty cell) | the same |
/// | `Skippable` of those | the same, `nil` when not given or left empty | the same |
/// | `Numbers`, `Values`, `Matrix`, `Reference`, `Operand` | everything at once | taken whole |
/// | `Rest` of any | one or more of them | as its element |
/// | `CallContext` | no argument: cell, clock, limits, workbook | – |
public protocol FunctionParameter: SendableMetatype {
    /// Whether an array in this place makes the function run once per element.
    static var isLifted: Bool { get }
    /// Whether the argument may be missing at the end.
    static var isOptional: Bool { get }
    /// Whether it takes all arguments that are left.
    static var isRest: Bool { get }
    /// How many arguments one value takes: 0 for the context, 2 for a pair.
    static var width: Int { get }
    /// For each of those arguments, whether an array in its place makes the function run once per element.
    static var liftedPositions: [Bool] { get }
    /// Whether a range of several cells in this place is `#VALUE!`, though an array is not: a habit of the functions
    /// that came with Excel's Analysis ToolPak (EOMONTH, ISEVEN, DEC2BIN).
    static var refusesRanges: Bool { get }
    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Self
}

extension FunctionParameter {
    public static var isLifted: Bool { false }
    public static var isOptional: Bool { false }
    public static var isRest: Bool { false }
    public static var width: Int { 1 }
    public static var refusesRanges: Bool { false }
    public static var liftedPositions: [Bool] { Array(repeating: isLifted, count: width) }
}

/// Walks over the arguments of one call, for one element of the result when the call is lifted over arrays.
public struct ArgumentCursor {
    let operands: [Operand]
    /// Row and column of the element being computed; both 0 when nothing is lifted.
    let row: Int
    let column: Int
    public let context: CallContext
    private(set) var position = 0

    init(operands: [Operand], row: Int = 0, column: Int = 0, context: CallContext) {
        self.operands = operands
        self.row = row
        self.column = column
        self.context = context
    }

    public var isAtEnd: Bool { position >= operands.count }

    /// Whether the next argument was left empty.
    public var isAtOmitted: Bool {
        guard position < operands.count, case .omitted = operands[position] else { return false }
        return true
    }

    /// The next argument as it is.
    public mutating func operand() -> Operand {
        guard position < operands.count else { return .omitted }
        defer { position += 1 }
        return operands[position]
    }

    /// The next argument as one value: the element at hand of an array, the content of a single cell; an empty argument
    /// is an empty cell.
    public mutating func scalar() throws(CellError) -> CellValue {
        switch operand() {
        case .scalar(let value): return value
        case .omitted: return .empty
        case .matrix(let matrix): return matrix.broadcast(row, column)
        case .reference(let reference):
            guard let area = reference.single else { throw .value }
            return context.workbook.value(area.sheet, area.range.firstRow, area.range.firstColumn)
        case .lambda: throw .calculation
        }
    }
}
