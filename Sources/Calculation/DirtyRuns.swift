// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// The runs that have to be calculated, found by following edges from what changed, with the order among them: for each
/// dirty run the dirty runs that read it, and how many of those it waits for are left.
struct DirtyRuns {
    struct Entry {
        var run: UInt32
        /// The dirty rows, as one span.
        var firstRow: Int32
        var lastRow: Int32
        /// Entries that read this one; an entry may stand here more than once, and counts as often in `waitsFor`.
        var readers: [Int32] = []
        var waitsFor = 0
        /// The entry that this one was put behind last; columns of one array name the same readers again and again.
        fileprivate var lastSource: Int32 = -1
        /// Whether a cell of the run reads others of the same run above or below itself.
        var readsAbove = false
        var readsBelow = false
        /// Whether it can be ordered only while it runs.
        var isDynamic = false
    }

    /// Rows of an entry, or of a run.
    private struct Marked {
        var number: Int
        var rows: ClosedRange<Int32>

        init(_ number: Int, _ rows: ClosedRange<Int32>) {
            self.number = number
            self.rows = rows
        }
    }

    private(set) var entries: [Entry] = []
    /// The entry of each run plus one; memory that was never touched costs nothing.
    private let slots: UnsafeMutablePointer<Int32>
    private var queue: [Marked] = []
    /// The readers of what was marked last, kept for its memory.
    private var found: [Marked] = []
    private let graph: DependencyGraph
    private let workbook: Workbook

    /// The runs that `mark` marks and all that follow from them. Graph and workbook are let go of on return, so that
    /// calculating copies no page that only the search still held.
    static func found(
        in graph: DependencyGraph, _ workbook: Workbook, _ mark: (inout DirtyRuns) -> Void
    ) -> [Entry] {
        var dirty = DirtyRuns(graph, workbook)
        defer { dirty.slots.deallocate() }
        mark(&dirty)
        dirty.propagate()
        return dirty.entries
    }

    private init(_ graph: DependencyGraph, _ workbook: Workbook) {
        self.graph = graph
        self.workbook = workbook
        slots = .allocate(capacity: max(graph.runs.count, 1))
        slots.initialize(repeating: 0, count: max(graph.runs.count, 1))
    }

    private func entry(of run: UInt32) -> Int? {
        let slot = slots[Int(run)]
        return slot == 0 ? nil : Int(slot) - 1
    }

    /// Marks rows of a run dirty.
    mutating func mark(_ number: UInt32, rows: ClosedRange<Int32>) {
        let slot = slots[Int(number)]
        if slot == 0 {
            var entry = Entry(run: number, firstRow: rows.lowerBound, lastRow: rows.upperBound)
            entry.isDynamic = graph.runs[Int(number)].program.traits.contains(.dynamicReference)
            entries.append(entry)
            slots[Int(number)] = Int32(entries.count)
            queue.append(Marked(entries.count - 1, rows))
            return
        }
        let index = Int(slot) - 1
        let before = entries[index].firstRow...entries[index].lastRow
        if rows.lowerBound < before.lowerBound {
            entries[index].firstRow = rows.lowerBound
            queue.append(Marked(index, rows.lowerBound...before.lowerBound - 1))
        }
        if rows.upperBound > before.upperBound {
            entries[index].lastRow = rows.upperBound
            queue.append(Marked(index, before.upperBound + 1...rows.upperBound))
        }
    }

    /// Marks the formulas in an area.
    mutating func markFormulas(in area: Area) {
        guard let sheet = workbook.sheet(area.sheet) else { return }
        sheet.formulas.forEachBlock(in: area.range) { column, firstRow, block in
            for offset in 0..<block.count where block[offset] != 0 {
                let row = firstRow + Int32(offset)
                if let number = graph.run(at: area.sheet, row, column) { mark(number, rows: row...row) }
            }
        }
    }

    /// Marks single cells, from top to bottom whatever order they come in: of two arrays that want the same cells the
    /// first takes them.
    mutating func mark(_ cells: some Sequence<CallContext.Cell>) {
        for cell in cells.sorted() {
            if let number = graph.run(at: cell.sheet, cell.address.row, cell.address.column) {
                mark(number, rows: cell.address.row...cell.address.row)
            }
        }
    }

    /// Marks everything that reads an area, and what reads that.
    mutating func markReaders(of area: Area) {
        markReaders(of: area.sheet, area.range, from: nil)
    }

    /// Follows the edges from everything marked so far.
    private mutating func propagate() {
        while let next = queue.popLast() {
            let run = graph.runs[Int(entries[next.number].run)]
            let range = CellRange(
                firstRow: next.rows.lowerBound, firstColumn: run.column, lastRow: next.rows.upperBound,
                lastColumn: run.column)
            markReaders(of: run.sheet, range, from: next.number)
            if run.kind != .implicit { markReadersOfArrays(run, next.rows, from: next.number) }
        }
    }

    /// What an array formula fills besides its own cell changes with it.
    private mutating func markReadersOfArrays(_ run: DependencyGraph.Run, _ rows: ClosedRange<Int32>, from index: Int) {
        guard let sheet = workbook.sheet(run.sheet) else { return }
        for row in rows {
            guard let array = sheet.array(at: row, run.column), !array.range.isSingleCell else { continue }
            markReaders(of: run.sheet, array.range, from: index, isFilled: true)
        }
    }

    private mutating func markReaders(
        of sheet: SheetID, _ range: CellRange, from source: Int?, isFilled: Bool = false
    ) {
        for column in range.firstColumn...range.lastColumn {
            markReaders(of: sheet, range, in: column, from: source, isFilled)
        }
    }

    /// Those that read the range from the column on: what began to the left of it is marked already.
    ///
    /// - Parameter isFilled: whether an array of the source fills the range.
    private mutating func markReaders(
        of sheet: SheetID, _ range: CellRange, in column: Int32, from source: Int?, _ isFilled: Bool
    ) {
        let rows = range.firstRow...range.lastRow
        var found: [Marked] = []
        swap(&found, &self.found)
        graph.edgeIndex.forEachCandidate(sheet: sheet, column: column, rows: rows) { number in
            let edge = graph.edges[Int(number)]
            guard column == max(edge.range.firstColumn, range.firstColumn), column <= edge.range.lastColumn,
                rows.lowerBound <= edge.range.lastRow, rows.upperBound >= edge.range.firstRow,
                let readers = graph.rows(reading: rows, through: edge)
            else { return }
            found.append(Marked(Int(edge.run), readers))
        }
        for reader in found {
            let run = UInt32(truncatingIfNeeded: reader.number)
            if isFilled, let source, entries[source].run == run {
                // An array that reads what it, or one of the cells beside it, fills.
                entries[source].isDynamic = true
                mark(run, rows: reader.rows)
            } else {
                link(run, reader.rows, from: source)
            }
        }
        found.removeAll(keepingCapacity: true)
        swap(&found, &self.found)
    }

    private mutating func link(_ run: UInt32, _ rows: ClosedRange<Int32>, from source: Int?) {
        guard let source, entries[source].run == run else {
            mark(run, rows: rows)
            if let source, let reader = entry(of: run), entries[reader].lastSource != source {
                entries[reader].lastSource = Int32(source)
                entries[source].readers.append(Int32(reader))
                entries[reader].waitsFor += 1
            }
            return
        }
        markWithin(source, rows)
    }

    /// A run that reads itself: everything beyond in the direction of reading is dirty.
    private mutating func markWithin(_ index: Int, _ rows: ClosedRange<Int32>) {
        let number = entries[index].run
        let run = graph.runs[Int(number)]
        for reference in run.program.references where reference.sheets.contains(run.sheet) {
            guard let read = reference.swept(column: run.column, rows: run.firstRow...run.lastRow),
                read.firstColumn <= run.column, read.lastColumn >= run.column, read.firstRow <= run.lastRow,
                read.lastRow >= run.firstRow
            else { continue }
            let readsOnlyAbove =
                !reference.isLastRowAbsolute && reference.lastRow < 0
                && (reference.isFirstRowAbsolute || reference.firstRow < 0)
            let readsOnlyBelow =
                !reference.isFirstRowAbsolute && reference.firstRow > 0
                && (reference.isLastRowAbsolute || reference.lastRow > 0)
            if !readsOnlyBelow { entries[index].readsAbove = true }
            if !readsOnlyAbove { entries[index].readsBelow = true }
        }
        let first = entries[index].readsBelow ? run.firstRow : rows.lowerBound
        let last = entries[index].readsAbove ? run.lastRow : rows.upperBound
        mark(number, rows: first...last)
    }
}

extension DependencyGraph {
    /// The rows of an edge's run whose reference meets any of `rows`; `nil` when none does. Nothing is copied, and so
    /// nothing counted.
    @inline(__always)
    fileprivate func rows(reading rows: ClosedRange<Int32>, through edge: Edge) -> ClosedRange<Int32>? {
        let run = Int(edge.run)
        if runs[run].isDead { return nil }
        let (first, last) = (runs[run].firstRow, runs[run].lastRow)
        return runs[run].program.references.withUnsafeBufferPointer {
            $0[Int(edge.reference)].rowsReading(rows, in: first...last)
        }
    }
}

extension BoundReference {
    /// The rows of a run whose reference meets any of `rows`; `nil` when none does.
    func rowsReading(_ rows: ClosedRange<Int32>, in run: ClosedRange<Int32>) -> ClosedRange<Int32>? {
        // Corners that may change places along the run: every row is taken.
        if isFirstRowAbsolute != isLastRowAbsolute {
            let fixed = isFirstRowAbsolute ? firstRow : lastRow
            let offset = isFirstRowAbsolute ? lastRow : firstRow
            let isOrdered =
                isFirstRowAbsolute ? run.lowerBound &+ offset >= fixed : run.upperBound &+ offset <= fixed
            if !isOrdered { return run }
        }
        var low = run.lowerBound
        var high = run.upperBound
        let isReversed = isFirstRowAbsolute == isLastRowAbsolute && firstRow > lastRow
        let (top, isTopAbsolute) = isReversed ? (lastRow, isLastRowAbsolute) : (firstRow, isFirstRowAbsolute)
        let (bottom, isBottomAbsolute) = isReversed ? (firstRow, isFirstRowAbsolute) : (lastRow, isLastRowAbsolute)
        if isTopAbsolute {
            if top > rows.upperBound { return nil }
        } else {
            high = min(high, rows.upperBound &- top)
        }
        if isBottomAbsolute {
            if bottom < rows.lowerBound { return nil }
        } else {
            low = max(low, rows.lowerBound &- bottom)
        }
        return low <= high ? low...high : nil
    }
}
