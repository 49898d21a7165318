// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Workbooks

/// What a cell costs, as growth of resident memory over a million of them.
enum CellMemory {
    private static let cells = 1_000_000

    /// A column of numbers, then a column of formulas filled down beside it, calculated, with its graph.
    static func measure() throws -> Findings {
        var draft = WorkbookDraft(sheets: ["Data"])
        // What every process needs once is in memory before the first figure is taken.
        try draft.put(formula: "=A1*2", 0, 3)
        var state = WorkbookState(draft.workbook)
        try Calculator.calculate(&state, everything: true, inputs: EvaluationInputs(now: 46_023, seed: 1))
        state = WorkbookState(Workbook())

        let empty = try ResidentMemory.current()
        for row in 0..<cells { draft.put(Double(row) * 0.5, row, 0) }
        let numbers = try ResidentMemory.current()
        try draft.fill(0...cells - 1, 1...1, "=A1*2+$D$1")
        state = WorkbookState(draft.workbook)
        // The state alone holds the workbook, so that calculating copies nothing.
        draft = WorkbookDraft(sheets: ["Data"])
        try Calculator.calculate(&state, everything: true, inputs: EvaluationInputs(now: 46_023, seed: 1))
        let formulas = try ResidentMemory.current()
        let outputs = (0..<10).map { row in Findings.Output(state.workbook.sheets[0].value(row, 1)) }
        return Findings(
            figures: [
                "bytesPerNumber": Double(numbers - empty) / Double(cells),
                "bytesPerFormula": Double(formulas - numbers) / Double(cells),
            ], outputs: outputs)
    }
}
