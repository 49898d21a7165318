// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension CallContext: FunctionParameter {
    public static var width: Int { 0 }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Self {
        // The class is final, so `Self` is always CallContext itself.
        unsafeDowncast(arguments.context, to: Self.self)
    }
}

extension Operand: FunctionParameter {
    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Operand {
        arguments.operand()
    }
}

extension Reference: FunctionParameter {
    /// Cells, not values; anything else is `#VALUE!`, an error is itself.
    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Reference {
        switch arguments.operand() {
        case .reference(let reference): return reference
        case .scalar(.error(let error)): throw error
        default: throw .value
        }
    }
}

extension Matrix: FunctionParameter {
    /// The argument as an array: a range is read, a single value is 1 × 1.
    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Matrix {
        let context = arguments.context
        return try arguments.operand().matrix(context)
    }
}

extension Operand {
    /// The operand as an array: a range is read, a value is 1 × 1, an empty argument is one empty cell.
    ///
    /// Throws `#VALUE!` for a union of ranges, `#CALC!` for a function, `#NUM!` beyond the array limit.
    public func matrix(_ context: CallContext) throws(CellError) -> Matrix {
        switch self {
        case .scalar(let value): return Matrix(value)
        case .omitted: return Matrix(.empty)
        case .matrix(let matrix): return matrix
        case .lambda: throw .calculation
        case .reference(let reference):
            guard let area = reference.single else { throw .value }
            return try Matrix(area, context)
        }
    }
}

extension Matrix {
    /// Reads an area.
    public init(_ area: Area, _ context: CallContext) throws(CellError) {
        let range = area.range
        guard range.cellCount <= context.limits.arrayElements else { throw .number }
        try context.meter.hold(range.cellCount)
        let columns = range.columnCount
        var elements = [CellValue](repeating: .empty, count: range.cellCount)
        try context.workbook.forEachBlock(in: area) { column, firstRow, block throws(CellError) in
            var index = Int(firstRow - range.firstRow) * columns + Int(column - range.firstColumn)
            for element in block {
                elements[index] = element.value
                index += columns
            }
        }
        self.init(rows: range.rowCount, columns: columns, elements: elements)
    }
}
