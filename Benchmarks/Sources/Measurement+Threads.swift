// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation

extension Measurement {
    /// Everything calculated again by one thread and by as many as there are processors, in turn.
    func threads() throws -> Findings {
        var state = try calculated().state
        var alone: [Double] = []
        var together: [Double] = []
        for _ in 0..<Self.loadRepetitions {
            alone.append(try recalculate(&state, threads: 1))
            together.append(try recalculate(&state, threads: CalculationControl.processors))
        }
        return Findings(
            figures: ["oneThread": median(alone), "allThreads": median(together)], outputs: outputs(of: state))
    }

    private func recalculate(_ state: inout WorkbookState, threads: Int) throws -> Double {
        let start = clock.now
        try Calculator.calculate(
            &state, everything: true, inputs: Self.inputs, control: CalculationControl(threads: threads))
        return seconds(clock.now - start)
    }
}
