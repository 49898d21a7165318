// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// An argument of AND, COUNTA, AVERAGEA and their kin: every value that is there is visited, with word of whether it
/// was given directly or stands in a range or array (where texts and booleans often count differently). Blank cells of
/// ranges and arrays are passed over.
public struct Values: FunctionParameter {
    public let operand: Operand
    public let context: CallContext

    public init(operand: Operand, context: CallContext) {
        self.operand = operand
        self.context = context
    }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Values {
        Values(operand: arguments.operand(), context: arguments.context)
    }

    /// Visits the values; an argument left empty is one empty value given directly.
    public func forEach(
        _ body: (_ value: CellValue, _ isDirect: Bool) throws(CellError) -> Void
    ) throws(CellError) {
        switch operand {
        case .omitted: try body(.empty, true)
        case .scalar(let value): try body(value, true)
        case .lambda: throw .calculation
        case .matrix(let matrix):
            try context.charge(matrix.elements.count)
            for element in matrix.elements where !element.isEmpty { try body(element, false) }
        case .reference(let reference):
            for area in reference.areas {
                try context.workbook.forEachBlock(in: area) { _, _, block throws(CellError) in
                    for element in block where !element.isVacant { try body(element.value, false) }
                }
            }
        }
    }
}

extension Rest where Element == Values {
    /// Visits the values of every argument.
    public func forEach(
        _ body: (_ value: CellValue, _ isDirect: Bool) throws(CellError) -> Void
    ) throws(CellError) {
        for element in elements { try element.forEach(body) }
    }
}
