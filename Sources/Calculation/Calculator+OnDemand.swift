// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Calculator {
    /// Calculates runs whose order is not known beforehand, cell by cell: a formula that meets a cell not yet
    /// calculated is put off until that cell is. The stack is explicit, so depth costs memory and not the thread.
    mutating func evaluateOnDemand(_ entries: [DirtyRuns.Entry]) throws(WorkbookError) {
        var pending = PendingCells(sheets: evaluator.workbook.sheets.count)
        for entry in entries {
            let run = graph.runs[Int(entry.run)]
            guard let position = evaluator.position(run.sheet) else { continue }
            pending.insert(position, column: run.column, rows: entry.firstRow...entry.lastRow)
        }
        evaluator.pending = pending
        pending = PendingCells(sheets: 0)
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
        var path = [cell]
        var open = OpenCells()
        while let top = path.last {
            guard let position = evaluator.position(top.sheet),
                let mark = evaluator.pending?.mark(position, top.address)
            else {
                path.removeLast()
                continue
            }
            if case .open(let number) = mark {
                switch next(of: number, &open) {
                case .fresh(let cell):
                    path.append(cell)
                    continue
                case .waits:
                    // For a cell further down, together with which it will turn out to be a circle.
                    path.removeLast()
                    continue
                case .closes:
                    hasCycle = true
                    let circle = open.close(number)
                    breakCycle(circle)
                    order.append(contentsOf: circle)
                    control.advance(by: circle.count)
                    continue
                case .isReady: break
                }
            }
            try control.check()
            evaluator.need = nil
            let result = evaluate(top)
            switch (evaluator.need, mark) {
            case (nil, _):
                if mark != .fresh { open.removeLast() }
                finish(top, result)
                order.append(top)
                path.removeLast()
                control.advance(by: 1)
            case (let need?, .fresh): evaluator.pending?.open(position, top.address, as: open.enter(top, need))
            case (let need?, .open(let number)): open.setNeed(need, of: number)
            }
        }
    }

    /// What comes of a cell that waits for others.
    private enum Step {
        /// One of them was not tried yet.
        case fresh(CallContext.Cell)
        /// All are there: it is evaluated again.
        case isReady
        /// They need a cell that was met before it, or nothing but each other and itself.
        case waits, closes
    }

    private func next(of number: Int, _ open: inout OpenCells) -> Step {
        guard let pending = evaluator.pending, let position = evaluator.position(open.sheet(neededBy: number)) else {
            return .isReady
        }
        if let cell = open.nextFresh(of: number, pending, position) { return .fresh(cell) }
        guard let lowest = open.lowest(of: number, pending, position) else { return .isReady }
        return lowest == number ? .closes : .waits
    }

    /// Steps that trying a cell takes beside what its formula does.
    private static let stepsPerTrial = 128

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
        evaluator.meter.note(Self.stepsPerTrial)
        evaluator.move(to: cell.address)
        if run.givesOneValue { return .scalar(evaluator.result().value) }
        // References are read here, where a cell that is not calculated yet is noticed.
        return .array(evaluator.materialized(evaluator.operand(run.program.root)), run.kind)
    }

    private mutating func finish(_ cell: CallContext.Cell, _ result: Result) {
        remove(cell)
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

    private func remove(_ cell: CallContext.Cell) {
        if let position = evaluator.position(cell.sheet) { evaluator.pending?.remove(position, cell.address) }
    }

    /// The cells of a circular reference are 0, as Excel leaves them, or keep their values to be iterated. An array
    /// that reads what it fills, itself or through others, fills nothing.
    private mutating func breakCycle(_ circle: [CallContext.Cell]) {
        for cell in circle {
            remove(cell)
            guard let position = evaluator.position(cell.sheet), !evaluator.workbook.settings.isIterative else {
                continue
            }
            let (row, column) = (cell.address.row, cell.address.column)
            let array = evaluator.workbook.sheets[position].array(at: row, column)
            if let array, !array.isDynamic {
                evaluator.workbook.sheets[position].values.fill(array.range, with: PackedValue(0))
                continue
            }
            if let array {
                evaluator.workbook.sheets[position].uncover(anchor: array.anchor)
                evaluator.workbook.sheets[position].values.clear(array.range)
                evaluator.usedRanges[position] = nil
            }
            graph.blockedSpills[cell] = nil
            evaluator.workbook.sheets[position].set(.number(0), row: row, column: column)
        }
        evaluator.leaveLines()
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
