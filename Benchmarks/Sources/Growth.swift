// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Workbooks

/// What a recalculation costs when ever more cells depend on what changed, in one workbook of a million formulas.
enum Growth {
    /// How many formulas read each of three inputs.
    private static let steps = [10_000, 100_000, 1_000_000]
    private static let repetitions = 9

    static func measure() throws -> Findings {
        var draft = WorkbookDraft(sheets: ["Data"])
        for (column, count) in steps.enumerated() {
            draft.put(1, 0, column * 2)
            let input = CellAddress(row: 0, column: Int32(column * 2)).a1
            try draft.fill(0...count - 1, column * 2 + 1...column * 2 + 1, "=$\(input.dropLast())$1*2+ROW()")
        }
        var state = WorkbookState(draft.workbook)
        draft = WorkbookDraft(sheets: ["Data"])
        let inputs = EvaluationInputs(now: 46_023, seed: 1)
        try Calculator.calculate(&state, everything: true, inputs: inputs)
        let clock = ContinuousClock()
        var findings = Findings()
        for (column, count) in steps.enumerated() {
            let area = Area(
                sheet: state.workbook.sheets[0].id, range: CellRange(CellAddress(row: 0, column: Int32(column * 2))))
            var times: [Double] = []
            for round in 1...repetitions {
                state.workbook.sheets[0].set(.number(Double(round)), row: 0, column: Int32(column * 2))
                var change = Change()
                change.values = [area]
                let start = clock.now
                try Calculator.recalculate(&state, after: change, inputs: inputs)
                times.append((clock.now - start) / .seconds(1))
            }
            findings.figures["\(count)"] = times.sorted()[times.count / 2]
            findings.outputs.append(Findings.Output(state.workbook.sheets[0].value(9, Int32(column * 2 + 1))))
        }
        return findings
    }
}
