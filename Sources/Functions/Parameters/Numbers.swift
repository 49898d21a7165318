// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// An argument of SUM and its kin, read without copying: of a range or an array only the numbers count (texts, booleans
/// and blanks are passed over), a value given directly is coerced, errors end it.
public struct Numbers: FunctionParameter {
    public let operand: Operand
    public let context: CallContext

    public init(operand: Operand, context: CallContext) {
        self.operand = operand
        self.context = context
    }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Numbers {
        Numbers(operand: arguments.operand(), context: arguments.context)
    }

    /// Visits the numbers, of a range column by column (their order within a sum is Excel's own affair).
    public func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        switch operand {
        case .omitted: try body(0)
        case .scalar(let value): try body(Coercion.number(value, context.workbook.dateSystem))
        case .lambda: throw .calculation
        case .matrix(let matrix):
            try context.charge(matrix.elements.count)
            for element in matrix.elements {
                switch element {
                case .number(let number): try body(number)
                case .error(let error): throw error
                default: continue
                }
            }
        case .reference(let reference):
            for area in reference.areas {
                try context.workbook.forEachBlock(in: area) { _, _, block throws(CellError) in
                    for element in block {
                        if element.isNumber { try body(element.number) } else if element.isError { throw element.error }
                    }
                }
            }
        }
    }

    /// The numbers in rising order.
    func ascending() throws(CellError) -> [Double] {
        var numbers = try collected()
        try context.chargeSorting(numbers.count)
        numbers.sort()
        return numbers
    }

    /// All the numbers.
    public func collected() throws(CellError) -> [Double] {
        var numbers: [Double] = []
        try forEach { number throws(CellError) in numbers.append(number) }
        return numbers
    }
}

extension Rest where Element == Numbers {
    /// Visits the numbers of every argument.
    public func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        for element in elements { try element.forEach(body) }
    }

    public func collected() throws(CellError) -> [Double] {
        var numbers: [Double] = []
        try forEach { number throws(CellError) in numbers.append(number) }
        return numbers
    }
}
