// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
public import Workbooks

/// Brings results up to date after a change: finds what is dirty, orders it and evaluates it.
///
///     let change = try command.apply(to: &state.workbook)
///     try Calculator.recalculate(&state, after: change, inputs: inputs)
public struct Calculator {
    let evaluator: Evaluator
    var graph: DependencyGraph
    let control: CalculationControl
    /// Areas whose extent changed while calculating (spills), to be followed in another round.
    var lateAreas: [Area] = []

    /// How often spills may change what is dirty before the rest is left as it is.
    private static let maximumRounds = 64

    /// Recalculates what depends on a change. A workbook that calculates by hand only evaluates the formulas that were
    /// entered; the rest waits for `calculate`.
    public static func recalculate(
        _ state: inout WorkbookState, after change: Change, inputs: EvaluationInputs,
        control: CalculationControl = CalculationControl()
    ) throws(WorkbookError) {
        if change.isStructural {
            state.graph = DependencyGraph(state.workbook)
        } else {
            for area in change.formulas { state.graph.update(area, in: state.workbook) }
        }
        let isAsked = change.calculatesEverything || change.calculatesDeferred
        if state.workbook.settings.mode == .manual && !isAsked {
            state.deferred.values += change.values + change.formulas
            try run(&state, inputs, control) { dirty in
                for area in change.formulas { dirty.markFormulas(in: area) }
            }
            return
        }
        var whole = change
        if isAsked {
            whole += state.deferred
            state.deferred = Change()
        }
        try calculate(&state, after: whole, inputs, control)
    }

    /// Calculates on demand.
    ///
    /// - Parameter everything: every formula, not only what is dirty and volatile.
    public static func calculate(
        _ state: inout WorkbookState, everything: Bool, inputs: EvaluationInputs,
        control: CalculationControl = CalculationControl()
    ) throws(WorkbookError) {
        var change = state.deferred
        change.calculatesEverything = everything
        change.calculatesDeferred = true
        state.deferred = Change()
        try calculate(&state, after: change, inputs, control)
    }

    private static func calculate(
        _ state: inout WorkbookState, after change: Change, _ inputs: EvaluationInputs, _ control: CalculationControl
    ) throws(WorkbookError) {
        let graph = state.graph
        try run(&state, inputs, control) { dirty in
            for number in graph.volatileRuns {
                let run = graph.runs[Int(number)]
                dirty.mark(number, rows: run.firstRow...run.lastRow)
            }
            dirty.mark(graph.blockedSpills.keys)
            if change.calculatesEverything || !change.formats.isEmpty {
                for (number, run) in graph.runs.enumerated() where !run.isDead {
                    if change.calculatesEverything ? !run.program.callsUnknownFunction : run.program.readsFormats {
                        dirty.mark(UInt32(number), rows: run.firstRow...run.lastRow)
                    }
                }
            }
            for area in change.formulas {
                dirty.markFormulas(in: area)
                dirty.markReaders(of: area)
            }
            for area in change.values { dirty.markReaders(of: area) }
        }
        let isAsked = change.calculatesEverything || change.calculatesDeferred
        if isAsked || state.workbook.settings.mode == .automatic { try calculateDataTables(&state, inputs, control) }
    }

    /// Evaluates what `mark` marks and what follows from it.
    static func run(
        _ state: inout WorkbookState, _ inputs: EvaluationInputs, _ control: CalculationControl,
        _ mark: (inout DirtyRuns) -> Void
    ) throws(WorkbookError) {
        var dirty = DirtyRuns.found(in: state.graph, state.workbook, mark)
        guard !dirty.isEmpty else { return }
        // The workbook moves into the evaluator and back, so that its pages stay uniquely owned.
        let evaluator = Evaluator(state.workbook, inputs: inputs, limits: state.limits, control: control)
        state.workbook = Workbook()
        evaluator.takeIndexes(of: &state)
        var calculator = Calculator(evaluator: evaluator, graph: state.graph, control: control)
        defer {
            evaluator.returnIndexes(to: &state)
            state.workbook = evaluator.workbook
            state.graph = calculator.graph
        }
        var rounds = 0
        while true {
            try calculator.evaluate(dirty)
            rounds += 1
            guard !calculator.lateAreas.isEmpty, rounds < maximumRounds else { break }
            dirty = DirtyRuns.found(in: calculator.graph, evaluator.workbook) { dirty in
                for area in calculator.lateAreas { dirty.markReaders(of: area) }
                // What these read is not known.
                for number in calculator.graph.volatileRuns {
                    let run = calculator.graph.runs[Int(number)]
                    if run.program.traits.contains(.dynamicReference) {
                        dirty.mark(number, rows: run.firstRow...run.lastRow)
                    }
                }
                dirty.mark(calculator.blockedSpills(touching: calculator.lateAreas))
            }
            calculator.lateAreas = []
        }
        evaluator.meter.settle()
        // What the formula that was stopped gave is void.
        if evaluator.meter.isStopped { throw control.failure }
    }
    /// The arrays that want cells of which some may have become free.
    private func blockedSpills(touching areas: [Area]) -> [CallContext.Cell] {
        var cells: [CallContext.Cell] = []
        for (cell, wanted) in graph.blockedSpills
        where areas.contains(where: { $0.sheet == cell.sheet && $0.range.intersects(wanted) }) {
            cells.append(cell)
        }
        return cells
    }
}
