// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Calculator {
    /// Evaluates all dirty runs: first those whose order is known, run by run, then the rest cell by cell.
    mutating func evaluate(_ dirty: [DirtyRuns.Entry]) throws(WorkbookError) {
        var waiting = dirty.map(\.waitsFor)
        var ready: [Int] = []
        for (index, entry) in dirty.enumerated() where entry.waitsFor == 0 && !entry.isUnordered {
            ready.append(index)
        }
        var isDone = [Bool](repeating: false, count: dirty.count)
        var left = dirty.count
        while let index = ready.popLast() {
            try control.check()
            evaluate(dirty[index])
            isDone[index] = true
            left -= 1
            for reader in dirty[index].readers {
                waiting[Int(reader)] -= 1
                if waiting[Int(reader)] == 0, !dirty[Int(reader)].isUnordered { ready.append(Int(reader)) }
            }
        }
        guard left > 0 else { return }
        try evaluateOnDemand(dirty.indices.filter { !isDone[$0] }.map { dirty[$0] })
    }

    /// Steps that a plain formula takes.
    private static let stepsPerCell = 16

    /// One run: as a block, or from top to bottom, or from bottom to top when its cells read those below them.
    private mutating func evaluate(_ entry: DirtyRuns.Entry) {
        let run = graph.runs[Int(entry.run)]
        if run.isDataTable { return }
        let rows = entry.firstRow...entry.lastRow
        evaluator.enter(run)
        evaluator.meter.note(rows.count * Self.stepsPerCell)
        if run.isBlockwise, !evaluator.keepsDisplayedPrecision, rows.count >= Evaluator.shortestBlock {
            if entry.readsAbove || entry.readsBelow {
                evaluator.calculateSequence(column: run.column, rows, isUpwards: entry.readsBelow)
            } else {
                evaluator.calculateBlock(column: run.column, rows)
            }
        } else if entry.readsBelow {
            for row in rows.reversed() { evaluateCell(run, row) }
        } else {
            for row in rows { evaluateCell(run, row) }
        }
    }

    private mutating func evaluateCell(_ run: DependencyGraph.Run, _ row: Int32) {
        evaluator.move(to: CellAddress(row: row, column: run.column))
        if run.givesOneValue {
            evaluator.storeScalar(evaluator.result())
        } else {
            storeArray(evaluator.operand(run.program.root), run.kind)
        }
    }
}

extension DependencyGraph.Run {
    /// Whether its formula fills its own cell only, whatever the arguments.
    var givesOneValue: Bool { kind == .implicit || kind == .dynamic && !program.mayGiveArray }

    /// Whether all its cells may be calculated together. Random numbers follow one another within a cell.
    var isBlockwise: Bool {
        kind != .array && !program.mayGiveArray && program.traits.isDisjoint(with: [.volatile, .dynamicReference])
    }
}

extension DirtyRuns.Entry {
    /// Whether its cells cannot be put in order by looking at rows alone.
    var isUnordered: Bool { isDynamic || readsAbove && readsBelow }
}

extension Evaluator {
    /// The current program's result as one value.
    func result() -> PackedValue {
        let root = nodes[Int(program.root)]
        if root.isScalar { return scalar(program.root) }
        return pack(value(of: operand(program.root)))
    }

    /// Writes a result into the current cell; a blank result is 0.
    func storeScalar(_ value: PackedValue) {
        guard let position = position(sheet) else { return }
        var value = value.isVacant ? PackedValue(0) : value
        if keepsDisplayedPrecision, value.isNumber {
            value = PackedValue(shown(value.number, position, origin.row, origin.column))
        }
        note(stored: value)
        workbook.sheets[position].values.set(value, row: origin.row, column: origin.column)
    }
    /// Counts a text that goes into a cell. Short ones are no more than the formula itself.
    @inline(__always) func note(stored value: PackedValue) {
        if value.isText { noteText(value.text) }
    }

    private func noteText(_ text: CellText) {
        let bytes = text.string.utf8.count
        if bytes >= Self.longText { control.note(textBytes: bytes, of: limits.textBytes) }
    }

    private static var longText: Int { 1024 }
}
