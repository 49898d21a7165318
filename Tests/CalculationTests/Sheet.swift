// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Testing
import Workbooks

/// A one-sheet workbook for tests, addressed by A1 texts: constants and formulas go in, values come out.
struct Sheet {
    var state: WorkbookState
    let id: SheetID
    /// 2024-02-29 12:00.
    static let inputs = EvaluationInputs(now: 45351.5, seed: 7)

    init(limits: CalculationLimits = CalculationLimits()) {
        var workbook = Workbook()
        id = workbook.appendSheet(named: "Sheet1", uid: "{00000000-0001-0000-0000-000000000000}")
        state = WorkbookState(workbook, limits: limits)
    }

    /// What a cell holds.
    subscript(_ address: String) -> CellValue {
        let cell = Self.cell(address)
        return state.workbook.sheets[0].value(cell.row, cell.column)
    }

    /// The numbers of a range, row by row; `nil` where there is none.
    func numbers(_ range: String) -> [Double?] {
        guard let range = CellRange(a1: range) else { return [] }
        return (range.firstRow...range.lastRow).flatMap { row in
            (range.firstColumn...range.lastColumn).map { column in
                if case .number(let number) = state.workbook.sheets[0].value(row, column) { number } else { nil }
            }
        }
    }

    /// Types something into a cell: a formula when it starts with `=`, else a number or a text. Recalculates.
    mutating func type(_ text: String, into address: String, kind: FormulaTemplate.Kind = .dynamic) throws {
        try enter([(address, text)], kind: kind)
    }

    /// Types into several cells at once.
    mutating func enter(_ cells: [(String, String)], kind: FormulaTemplate.Kind = .dynamic) throws {
        var change = Change()
        for (address, text) in cells {
            let cell = Self.cell(address)
            let area = Area(sheet: id, range: CellRange(cell))
            if text.hasPrefix("=") {
                let expression = try FormulaParser.parse(
                    text, at: cell, sheets: state.workbook.sheetNames,
                    syntax: Self.syntax)
                state.workbook.setFormula(expression, kind: kind, at: cell, sheetIndex: 0)
                change.formulas.append(area)
            } else {
                let hadFormula = state.workbook.sheets[0].formulas[cell.row, cell.column] != 0
                state.workbook.sheets[0].formulas.set(0, row: cell.row, column: cell.column)
                state.workbook.sheets[0].set(Self.constant(text), row: cell.row, column: cell.column)
                if hadFormula { change.formulas.append(area) } else { change.values.append(area) }
            }
        }
        try Calculator.recalculate(&state, after: change, inputs: Self.inputs)
    }

    /// How people type formulas, where every name may be that of a function.
    static let syntax = FormulaSyntax(notation: .a1, dialect: .user, isFunction: { _ in true })

    static func cell(_ address: String) -> CellAddress {
        CellAddress(a1: address) ?? CellAddress(row: 0, column: 0)
    }

    private static func constant(_ text: String) -> CellValue {
        if text.isEmpty { return .empty }
        return Double(text).map { .number($0) } ?? .text(text)
    }
}
