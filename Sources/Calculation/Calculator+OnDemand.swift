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
    ///
    /// Cells that need each other are found as Tarjan finds the strongly connected parts of a graph, so that the
    /// circles are the same wherever the search begins.
    private mutating func settle(
        _ cell: CallContext.Cell, _ order: inout [CallContext.Cell], _ hasCycle: inout Bool
    ) throws(WorkbookError) {
        var stack = [cell]
        var open = OpenCells()
        while let top = stack.last {
            guard evaluator.pending?.contains(top.sheet, top.address.row, top.address.column) == true else {
                stack.removeLast()
                continue
            }
            try control.check()
            evaluator.missing.removeAll(keepingCapacity: true)
            let result = evaluate(top)
            let needed = evaluator.missing
            if needed.isEmpty {
                finish(top, result)
                open.remove(top)
                order.append(top)
                control.advance(by: 1)
                continue
            }
            open.enter(top)
            let fresh = needed.filter { !open.contains($0) }
            guard fresh.isEmpty else {
                stack.append(contentsOf: fresh)
                continue
            }
            guard open.isRoot(top, waitingFor: needed) else {
                // It waits for a cell further down, together with which it will turn out to be a circle.
                stack.removeLast()
                continue
            }
            hasCycle = true
            let circle = open.close(top)
            breakCycle(circle)
            order.append(contentsOf: circle)
            control.advance(by: circle.count)
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

/// Cells that were tried and wait for others, in the order in which they were met.
private struct OpenCells {
    private var numbers: [CallContext.Cell: Int] = [:]
    /// By number, the lowest number of a cell that it is known to wait for.
    private var lowest: [Int] = []
    private var cells: [CallContext.Cell] = []

    func contains(_ cell: CallContext.Cell) -> Bool { numbers[cell] != nil }

    mutating func enter(_ cell: CallContext.Cell) {
        guard numbers[cell] == nil else { return }
        numbers[cell] = cells.count
        lowest.append(cells.count)
        cells.append(cell)
    }

    mutating func remove(_ cell: CallContext.Cell) { numbers[cell] = nil }

    /// Whether a cell waits for none that was met before it, all that it needs being open.
    mutating func isRoot(_ cell: CallContext.Cell, waitingFor needed: [CallContext.Cell]) -> Bool {
        guard let number = numbers[cell] else { return true }
        for other in needed {
            if let known = numbers[other] { lowest[number] = min(lowest[number], lowest[known]) }
        }
        return lowest[number] == number
    }

    /// Takes out a cell and those met after it that are still open: they all need each other.
    mutating func close(_ root: CallContext.Cell) -> [CallContext.Cell] {
        guard let first = numbers[root] else { return [root] }
        let circle = cells[first...].enumerated().filter { numbers[$0.element] == first + $0.offset }.map(\.element)
        for cell in circle { numbers[cell] = nil }
        cells.removeSubrange(first...)
        lowest.removeSubrange(first...)
        return circle
    }
}
