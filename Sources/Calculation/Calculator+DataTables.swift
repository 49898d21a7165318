// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

extension Calculator {
    /// How often tables whose formulas read other tables are calculated before the rest is left as it is.
    private static let maximumTableRounds = 8

    /// Calculates every what-if table, as Excel does with each calculation, and what reads their results.
    static func calculateDataTables(
        _ state: inout WorkbookState, _ inputs: EvaluationInputs, _ control: CalculationControl
    ) throws(WorkbookError) {
        guard !state.graph.dataTables.isEmpty else { return }
        for _ in 0..<maximumTableRounds {
            var changed: [Area] = []
            for number in state.graph.dataTables {
                guard let table = DataTable(state.graph.runs[Int(number)], in: state.workbook) else { continue }
                let results = try table.results(state, inputs, control)
                if table.store(results, in: &state.workbook) { changed.append(table.area) }
            }
            if changed.isEmpty { return }
            try run(&state, inputs, control) { dirty in
                for area in changed { dirty.markReaders(of: area) }
            }
        }
    }
}

/// A what-if table: the results of formulas with other values put into one or two input cells.
///
/// With two inputs the formula stands in the corner, the values for the row input above the results and those for the
/// column input beside them. With one, each line of results has a formula of its own at its beginning.
struct DataTable {
    private enum Input {
        case none
        case cell(CellAddress)
        /// The cell was deleted.
        case lost
    }

    let area: Area
    private let sheetIndex: Int
    private let row: Input
    private let column: Input

    /// Nothing when the run's formula is gone.
    init?(_ run: DependencyGraph.Run, in workbook: Workbook) {
        let anchor = CellAddress(row: run.firstRow, column: run.column)
        guard let index = workbook.index(of: run.sheet) else { return nil }
        let number = workbook.sheets[index].formulas[anchor.row, anchor.column]
        guard number != 0, case .call(_, let inputs) = workbook.formulas[number].expression, inputs.count == 2 else {
            return nil
        }
        let range = workbook.sheets[index].array(at: anchor.row, anchor.column)?.range ?? CellRange(anchor)
        guard range.firstRow > 0, range.firstColumn > 0 else { return nil }
        area = Area(sheet: run.sheet, range: range)
        sheetIndex = index
        row = Self.input(inputs[0], at: anchor)
        column = Self.input(inputs[1], at: anchor)
    }

    private static func input(_ expression: Expression, at anchor: CellAddress) -> Input {
        switch expression {
        case .missing: return .none
        case .spaced(_, let inner, _): return input(inner, at: anchor)
        case .reference(let reference) where reference.shape == .cell:
            return reference.resolved(at: anchor).map { .cell($0.first) } ?? .lost
        default: return .lost
        }
    }

    /// The results, row by row. Each is read from a fork of the workbook, calculated with the other values.
    func results(
        _ state: WorkbookState, _ inputs: EvaluationInputs, _ control: CalculationControl
    ) throws(WorkbookError) -> [CellValue] {
        let range = area.range
        var results: [CellValue] = []
        results.reserveCapacity(range.cellCount)
        for row in range.firstRow...range.lastRow {
            for column in range.firstColumn...range.lastColumn {
                try control.check()
                results.append(try result(row, column, state, inputs, control))
            }
        }
        return results
    }

    private func result(
        _ row: Int32, _ column: Int32, _ state: WorkbookState, _ inputs: EvaluationInputs,
        _ control: CalculationControl
    ) throws(WorkbookError) -> CellValue {
        let range = area.range
        let above = CellAddress(row: range.firstRow - 1, column: column)
        let beside = CellAddress(row: row, column: range.firstColumn - 1)
        let formula: CellAddress
        var replaced: [(cell: CellAddress, by: CellAddress)] = []
        switch (self.row, self.column) {
        case (.cell(let first), .cell(let second)):
            formula = CellAddress(row: range.firstRow - 1, column: range.firstColumn - 1)
            replaced = [(first, above), (second, beside)]
        case (.cell(let input), .none):
            formula = beside
            replaced = [(input, above)]
        case (.none, .cell(let input)):
            formula = above
            replaced = [(input, beside)]
        default: return .error(.reference)
        }
        var draft = state
        let values = replaced.map { state.workbook.sheets[sheetIndex].value($0.by.row, $0.by.column) }
        for (index, replacement) in replaced.enumerated() {
            let cell = replacement.cell
            draft.workbook.sheets[sheetIndex].set(values[index], row: cell.row, column: cell.column)
        }
        try Calculator.run(&draft, inputs, control) { dirty in
            for replacement in replaced {
                dirty.markReaders(of: Area(sheet: area.sheet, range: CellRange(replacement.cell)))
            }
        }
        let result = draft.workbook.sheets[sheetIndex].value(formula.row, formula.column)
        return result.isEmpty ? .number(0) : result
    }

    /// Writes the results; whether any differs from what was there.
    func store(_ results: [CellValue], in workbook: inout Workbook) -> Bool {
        var isChanged = false
        for (index, result) in results.enumerated() {
            let row = area.range.firstRow + Int32(index / area.range.columnCount)
            let column = area.range.firstColumn + Int32(index % area.range.columnCount)
            if workbook.sheets[sheetIndex].value(row, column) == result { continue }
            workbook.sheets[sheetIndex].set(result, row: row, column: column)
            isChanged = true
        }
        return isChanged
    }
}
