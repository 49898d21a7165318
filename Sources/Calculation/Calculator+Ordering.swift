// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Calculator {
    /// Evaluates all dirty runs: first those whose order is known, run by run, then the rest cell by cell.
    mutating func evaluate(_ dirty: [DirtyRuns.Entry]) throws(WorkbookError) {
        control.begin(dirty.reduce(0) { $0 + Int($1.lastRow - $1.firstRow) + 1 })
        let schedule = Schedule(dirty, isAlone: dirty.map { graph.runs[Int($0.run)].isCalculatedAlone }, control)
        var ready = schedule.first()
        var stages = 0
        while true {
            calculate(ready, schedule, stages)
            if schedule.isStopped { throw control.failure }
            let alone = schedule.takeAlone()
            if alone.isEmpty { break }
            ready = []
            for index in alone {
                try control.check()
                evaluateAlone(dirty[index])
                schedule.finish(index, &ready)
            }
            stages += 1
        }
        let left = schedule.left
        if !left.isEmpty { try evaluateOnDemand(left.map { dirty[$0] }) }
    }

    /// One stage: with helpers where there is enough to do for them.
    private func calculate(_ ready: [Int], _ schedule: Schedule, _ stages: Int) {
        let number = schedule.begin()
        let helpers = ready.isEmpty ? 0 : helpers(worthwhileFor: schedule, stages)
        guard helpers > 0 else {
            return schedule.work(ready) { index in
                let entry = schedule.entries[index]
                evaluator.calculate(entry, graph.runs[Int(entry.run)])
            }
        }
        let stage = SharedStage(schedule, number: number, evaluator, graph)
        _ = HelperThreads.shared.ask(helpers) { stage.help() }
        stage.work(ready, evaluator)
        stage.end(evaluator)
    }

    /// How many nodes of formulas a thread calculates in the time for which it is worthwhile to wake another one, some
    /// tenths of a millisecond.
    private static let worthwhile = 100_000

    /// Each stage has to be worth twice the one before, since all that is left is looked through to begin one.
    private func helpers(worthwhileFor schedule: Schedule, _ stages: Int) -> Int {
        let most = control.threads - 1
        if most < 1 { return 0 }
        let unit = Self.worthwhile << min(stages, 20)
        let cost = schedule.cost(upTo: unit * (most + 1)) { entry in
            (Int(entry.lastRow - entry.firstRow) + 1) * graph.runs[Int(entry.run)].program.cost
        }
        return min(most, cost / unit)
    }

    /// A formula that writes other cells than its own, or reads others than it names.
    private mutating func evaluateAlone(_ entry: DirtyRuns.Entry) {
        let run = graph.runs[Int(entry.run)]
        if run.givesOneValue { return evaluator.calculate(entry, run) }
        evaluator.enter(run)
        evaluator.meter.note((Int(entry.lastRow - entry.firstRow) + 1) * Evaluator.stepsPerCell)
        for step in 0...(entry.lastRow - entry.firstRow) {
            let row = entry.readsBelow ? entry.lastRow - step : entry.firstRow + step
            evaluator.move(to: CellAddress(row: row, column: run.column))
            storeArray(evaluator.operand(run.program.root), run.kind)
        }
    }
}

extension Evaluator {
    /// Steps that a plain formula takes.
    static let stepsPerCell = 16

    /// Calculates the dirty rows of a run whose formulas fill their own cells only: as a block, or from top to bottom,
    /// or from bottom to top when its cells read those below them.
    func calculate(_ entry: DirtyRuns.Entry, _ run: DependencyGraph.Run) {
        if run.isDataTable { return }
        let rows = entry.firstRow...entry.lastRow
        enter(run)
        meter.note(rows.count * Self.stepsPerCell)
        if run.isBlockwise, !keepsDisplayedPrecision, rows.count >= Evaluator.shortestBlock {
            if entry.readsAbove || entry.readsBelow {
                calculateSequence(column: run.column, rows, isUpwards: entry.readsBelow)
            } else {
                calculateBlock(column: run.column, rows)
            }
            return
        }
        for step in 0..<Int32(truncatingIfNeeded: rows.count) {
            let row = entry.readsBelow ? rows.upperBound - step : rows.lowerBound + step
            move(to: CellAddress(row: row, column: run.column))
            let value = result()
            if let claimed {
                storeScalar(value, at: claimed + Int(row - rows.lowerBound))
            } else {
                storeScalar(value)
            }
        }
    }
}

extension DependencyGraph.Run {
    /// Whether its formula fills its own cell only, whatever the arguments.
    var givesOneValue: Bool { kind == .implicit || kind == .dynamic && !program.mayGiveArray }

    /// Whether nothing may be calculated beside it: it writes more than its own cell, or reads what its references do
    /// not name.
    var isCalculatedAlone: Bool { !isDataTable && (!givesOneValue || program.readsElsewhere) }

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
        workbook.sheets[position].values.set(kept(value), row: origin.row, column: origin.column)
    }

    /// The same where the place of the cell is known, and claimed.
    private func storeScalar(_ value: PackedValue, at target: UnsafeMutablePointer<PackedValue>) {
        var value = kept(value)
        write(&value, count: 1, to: target)
    }

    /// What a cell keeps of a result.
    private func kept(_ value: PackedValue) -> PackedValue {
        if value.isVacant { return PackedValue(0) }
        note(stored: value)
        guard keepsDisplayedPrecision, value.isNumber, let position = position(sheet) else { return value }
        return PackedValue(shown(value.number, position, origin.row, origin.column))
    }

    /// Writes results into claimed cells. While others calculate, texts that were there are kept.
    func write(_ values: UnsafePointer<PackedValue>, count: Int, to target: UnsafeMutablePointer<PackedValue>) {
        if claimed != nil {
            for position in 0..<count where target[position].isText { replaced.append(target[position].text) }
        }
        Plane.replace(target, with: values, count: count)
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
