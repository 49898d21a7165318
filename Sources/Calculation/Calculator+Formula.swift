// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import Formulas
public import Functions
public import Workbooks

extension Calculator {
    /// Evaluates a formula as if it stood at a cell, without writing anything.
    public static func evaluate(
        _ expression: Expression, in workbook: Workbook, sheet: SheetID, at cell: CellAddress,
        inputs: EvaluationInputs
    ) -> Operand {
        let evaluator = Evaluator(workbook, inputs: inputs)
        let template = FormulaTemplate(expression, kind: .dynamic)
        let program = Binder.program(template, in: workbook, sheet: sheet, origin: cell)
        evaluator.enter(program, sheet: sheet, kind: .dynamic)
        evaluator.move(to: cell)
        return evaluator.materialized(evaluator.operand(program.root))
    }

    /// Calls a worksheet function with operands that are already at hand, as Graph's `functions/{name}` does.
    public static func call(
        _ function: WorksheetFunction, _ operands: [Operand], in workbook: Workbook, inputs: EvaluationInputs
    ) -> Operand {
        let evaluator = Evaluator(workbook, inputs: inputs)
        let sheet = workbook.sheets.first?.id ?? SheetID(rawValue: 0)
        evaluator.enter(evaluator.program, sheet: sheet, kind: .dynamic)
        evaluator.move(to: CellAddress(row: 0, column: 0))
        return evaluator.materialized(function.call(operands, evaluator.context))
    }
}

extension Evaluator {
    /// An operand that stays good after the evaluator is gone: references are read.
    func materialized(_ operand: Operand) -> Operand {
        switch operand {
        case .reference(let reference):
            guard let area = reference.single else { return .error(.value) }
            do throws(CellError) {
                let matrix = try Matrix(area, context)
                return matrix.isSingle ? .scalar(matrix.elements[0]) : .matrix(matrix)
            } catch {
                return .error(error)
            }
        case .lambda: return .error(.calculation)
        default: return operand
        }
    }
}
