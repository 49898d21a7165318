// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Calculator {
    /// Calculates runs whose order is not known beforehand, cell by cell: a formula that meets a cell not yet
    /// calculated is put off until that cell is. The stack is explicit, so depth costs memory and not the thread.
    mutating func evaluateOnDemand(_ entries: [DirtyRuns.Entry]) throws(WorkbookError) {
        var pending = PendingCells(graph)
        for entry in entries { pending.insert(run: entry.run, rows: entry.firstRow...entry.lastRow) }
        evaluator.pending = pending
        defer { evaluator.pending = nil }
        var order: [CallContext.Cell] = []
        var hasCycle = false
        for entry in entries {
            let run = graph.runs[Int(entry.run)]
            for row in entry.firstRow...entry.lastRow {
                let cell = CallContext.Cell(sheet: run.sheet, address: CellAddress(row: row, column: run.column))
                try settle(cell, &order, &hasCycle)
            }
        }
        if hasCycle, evaluator.workbook.settings.isIterative { try iterate(order) }
    }

    /// Calculates one cell and, before it, whatever it turns out to need.
    private mutating func settle(
        _ cell: CallContext.Cell, _ order: inout [CallContext.Cell], _ hasCycle: inout Bool
    ) throws(WorkbookError) {
        var stack = [cell]
        // Cells on the stack that were tried and wait for others; those of one path, since a cell's needs stand above
        // it.
        var waiting: Set<CallContext.Cell> = []
        while let top = stack.last {
            guard evaluator.pending?.contains(top.sheet, top.address.row, top.address.column) == true else {
                stack.removeLast()
                waiting.remove(top)
                continue
            }
            try control.check()
            evaluator.missing.removeAll(keepingCapacity: true)
            let result = evaluate(top)
            let needed = evaluator.missing
            if needed.isEmpty {
                finish(top, result)
                order.append(top)
                continue
            }
            waiting.insert(top)
            if let closing = needed.first(where: waiting.contains) {
                hasCycle = true
                let start = stack.firstIndex(of: closing) ?? 0
                let circle = stack[start...].filter(waiting.contains)
                breakCycle(circle)
                order.append(contentsOf: circle)
                continue
            }
            stack.append(contentsOf: needed)
        }
    }

    private enum Result {
        case scalar(CellValue)
        case array(Operand, FormulaTemplate.Kind)
        /// A what-if table keeps its values until everything else is calculated.
        case kept
    }

    private mutating func evaluate(_ cell: CallContext.Cell) -> Result {
        guard let number = graph.run(at: cell.sheet, cell.address.row, cell.address.column) else {
            return .scalar(.error(.reference))
        }
        let run = graph.runs[Int(number)]
        if run.isDataTable { return .kept }
        evaluator.enter(run)
        evaluator.move(to: cell.address)
        if run.givesOneValue { return .scalar(evaluator.result().value) }
        // References are read here, where a cell that is not calculated yet is noticed.
        return .array(evaluator.materialized(evaluator.operand(run.program.root)), run.kind)
    }

    private mutating func finish(_ cell: CallContext.Cell, _ result: Result) {
        evaluator.pending?.remove(cell)
        let pending = evaluator.pending
        // Writing asks nothing of the order.
        evaluator.pending = nil
        switch result {
        case .scalar(let value): evaluator.storeScalar(evaluator.pack(value))
        case .array(let operand, let kind): storeArray(operand, kind)
        case .kept: break
        }
        evaluator.pending = pending
    }

    /// The cells of a circular reference are 0, as Excel leaves them, or keep their values to be iterated.
    private mutating func breakCycle(_ circle: [CallContext.Cell]) {
        for cell in circle {
            evaluator.pending?.remove(cell)
            guard let position = evaluator.position(cell.sheet) else { continue }
            if !evaluator.workbook.settings.isIterative {
                evaluator.workbook.sheets[position].set(.number(0), row: cell.address.row, column: cell.address.column)
            }
        }
    }

    /// Repeats the cells of circular references, and what follows from them, until they settle.
    private mutating func iterate(_ order: [CallContext.Cell]) throws(WorkbookError) {
        evaluator.pending = nil
        let settings = evaluator.workbook.settings
        for _ in 0..<settings.maximumIterations {
            try control.check()
            var largest = 0.0
            for cell in order {
                let before = evaluator.value(cell.sheet, cell.address.row, cell.address.column)
                let result = evaluate(cell)
                finish(cell, result)
                let after = evaluator.value(cell.sheet, cell.address.row, cell.address.column)
                if case .number(let old) = before, case .number(let new) = after {
                    largest = max(largest, (new - old).magnitude)
                } else if before != after {
                    largest = .infinity
                }
            }
            if largest < settings.maximumChange { return }
        }
    }
}
