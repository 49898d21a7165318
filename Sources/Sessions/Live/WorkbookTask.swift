// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
public import Workbooks

/// Finds a command from the workbook as it is when the command's turn comes, with no change of anybody else in between.
public typealias Decision = @Sendable (Workbook) throws(WorkbookError) -> any Command

/// Something that can be done to a workbook and written to its journal.
enum WorkbookTask: Sendable {
    case command(any Command)
    /// Calculates what is dirty and volatile, or everything.
    case calculation(everything: Bool)

    /// Changes a draft and recalculates it. After a throw the draft is to be dropped.
    func apply(
        to state: inout WorkbookState, inputs: EvaluationInputs, control: CalculationControl
    ) throws(WorkbookError) -> Change {
        switch self {
        case .command(let command):
            let change = try command.apply(to: &state.workbook)
            try Calculator.recalculate(&state, after: change, inputs: inputs, control: control)
            return change
        case .calculation(let everything):
            try Calculator.calculate(&state, everything: everything, inputs: inputs, control: control)
            var change = Change()
            change.calculatesEverything = everything
            return change
        }
    }
}
