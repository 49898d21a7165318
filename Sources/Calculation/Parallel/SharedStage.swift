// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Synchronization
import Workbooks

/// A stage in which several threads calculate in one workbook.
///
/// Before it begins every page that will be written is claimed: from then on nobody else holds it, its place stays, and
/// the workbook itself is only read. Each thread has an evaluator of its own over the same pages and writes its results
/// where the claims say. A run is calculated when all that it reads is, so no cell is read while it is written.
/// Unchecked, because the compiler cannot see that the workbook changes only before and after.
final class SharedStage: @unchecked Sendable {
    private let schedule: Schedule
    private let number: Int
    private let graph: DependencyGraph
    /// `nil` when the stage is over, so that a helper that comes late holds no page.
    private var workbook: Workbook?
    private let inputs: EvaluationInputs
    private let limits: CalculationLimits
    private let control: CalculationControl
    private let shelf: IndexShelf
    private let usedRanges: [Int: CellRange?]
    private let epoch: Int
    /// By entry, where its first row is written.
    private let targets: UnsafeMutablePointer<UnsafeMutablePointer<PackedValue>?>
    /// By column, counted through all sheets, how many entries in it are not calculated.
    private let unfinished: UnsafeMutablePointer<Atomic<Int32>>
    private let firstColumns: [Int]
    private let positions: [Int]
    /// Texts that results took the place of. They are kept as long as the stage lasts, for whoever should still look
    /// at one.
    private let replaced = Mutex<[[CellText]]>([])

    /// Claims the pages that the entries to be calculated write.
    init(_ schedule: Schedule, number: Int, _ evaluator: Evaluator, _ graph: DependencyGraph) {
        self.schedule = schedule
        self.number = number
        self.graph = graph
        for sheet in evaluator.workbook.sheets { _ = evaluator.usedRange(of: sheet.id) }
        usedRanges = evaluator.usedRanges
        let left = schedule.left
        targets = .allocate(capacity: max(schedule.entries.count, 1))
        targets.initialize(repeating: nil, count: schedule.entries.count)
        // A claim may move a page that was claimed before: the second round finds them all where they stay.
        for _ in 0..<2 {
            for index in left { targets[index] = Self.claim(schedule.entries[index], evaluator, graph) }
        }
        var columns = 0
        var firstColumns: [Int] = []
        for sheet in evaluator.workbook.sheets {
            firstColumns.append(columns)
            columns += sheet.values.columns.count
        }
        self.firstColumns = firstColumns
        positions = evaluator.positions
        unfinished = .allocate(capacity: max(columns, 1))
        for column in 0..<max(columns, 1) { (unfinished + column).initialize(to: Atomic(0)) }
        columnCount = max(columns, 1)
        workbook = evaluator.workbook
        inputs = evaluator.inputs
        limits = evaluator.limits
        control = evaluator.control
        shelf = evaluator.shelf
        epoch = evaluator.lineEpoch
        for index in left { count(schedule.entries[index], 1) }
    }

    private let columnCount: Int

    deinit {
        targets.deallocate()
        unfinished.deinitialize(count: columnCount)
        unfinished.deallocate()
    }

    private static func claim(
        _ entry: DirtyRuns.Entry, _ evaluator: Evaluator, _ graph: DependencyGraph
    ) -> UnsafeMutablePointer<PackedValue>? {
        let run = Int(entry.run)
        guard let position = evaluator.position(graph.runs[run].sheet) else { return nil }
        return evaluator.workbook.sheets[position].values.claim(
            entry.firstRow...entry.lastRow, column: graph.runs[run].column)
    }

    private func count(_ entry: DirtyRuns.Entry, _ change: Int32) {
        let run = Int(entry.run)
        guard let column = column(graph.runs[run].sheet, graph.runs[run].column) else { return }
        unfinished[column].wrappingAdd(change, ordering: .acquiringAndReleasing)
    }

    private func column(_ sheet: SheetID, _ column: Int32) -> Int? {
        let raw = Int(sheet.rawValue)
        guard raw < positions.count, positions[raw] >= 0 else { return nil }
        let index = firstColumns[positions[raw]] + Int(column)
        return index < columnCount ? index : nil
    }

    /// Whether no result is still to be written into a line.
    func isSettled(_ line: GridLineID) -> Bool {
        guard line.isVertical, let column = column(line.sheet, line.number) else { return false }
        return unfinished[column].load(ordering: .acquiring) == 0
    }

    /// What a helper does.
    func help() {
        guard schedule.enter(number) else { return }
        defer { schedule.leave() }
        guard let workbook else { return }
        let evaluator = Evaluator(workbook, inputs: inputs, limits: limits, control: control, shelf: shelf)
        evaluator.usedRanges = usedRanges
        evaluator.lineEpoch = epoch
        work([], evaluator)
        evaluator.meter.settle()
        if evaluator.meter.isStopped { schedule.stop() }
    }

    /// Calculates with one evaluator until nothing is left.
    func work(_ ready: [Int], _ evaluator: Evaluator) {
        evaluator.stage = self
        schedule.work(ready) { index in
            let entry = schedule.entries[index]
            evaluator.claimed = targets[index]
            evaluator.calculate(entry, graph.runs[Int(entry.run)])
            count(entry, -1)
        }
        evaluator.claimed = nil
        evaluator.stage = nil
        replaced.withLock { $0.append(evaluator.replaced) }
        evaluator.replaced = []
    }

    /// Waits for the helpers and gives the workbook back.
    func end(_ evaluator: Evaluator) {
        schedule.end()
        workbook = nil
        evaluator.lineEpoch = epoch + schedule.entries.count + 1
        replaced.withLock { $0 = [] }
    }
}
