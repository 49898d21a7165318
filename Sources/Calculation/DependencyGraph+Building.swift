// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension DependencyGraph {
    /// The graph of every formula of a workbook.
    init(_ workbook: Workbook) {
        var programs = ProgramCache(workbook: workbook)
        for sheet in workbook.sheets {
            addRuns(on: sheet, in: .wholeSheet, &programs)
        }
        noteBlockedSpills(in: workbook)
    }

    /// Dynamic arrays that show `#SPILL!` try again with every calculation, so they are known from the start.
    private mutating func noteBlockedSpills(in workbook: Workbook) {
        for run in runs where run.kind == .dynamic && run.program.mayGiveArray {
            guard let sheet = workbook.sheet(run.sheet) else { continue }
            for row in run.firstRow...run.lastRow
            where sheet.values[row, run.column] == PackedValue(CellError.spill) {
                let anchor = CellAddress(row: row, column: run.column)
                blockedSpills[CallContext.Cell(sheet: run.sheet, address: anchor)] = CellRange(anchor)
            }
        }
    }

    /// Brings the graph up to date after formulas in an area were set or removed.
    mutating func update(_ area: Area, in workbook: Workbook) {
        guard let sheet = workbook.sheet(area.sheet) else { return }
        // Runs never cross a block of 256 rows: the blocks the area touches are done anew.
        var blocks = area.range
        blocks.firstRow &= ~255
        blocks.lastRow |= 255
        removeRuns(on: area.sheet, in: blocks)
        var programs = ProgramCache(workbook: workbook)
        addRuns(on: sheet, in: blocks, &programs)
        if deadRuns > 1024, deadRuns > runs.count / 2 { self = DependencyGraph(workbook) }
    }

    private mutating func removeRuns(on sheet: SheetID, in blocks: CellRange) {
        let tiles = (blocks.rowCount >> 8) * blocks.columnCount
        if tiles < runs.count {
            for column in blocks.firstColumn...blocks.lastColumn {
                for row in stride(from: blocks.firstRow, through: blocks.lastRow, by: 256) {
                    for number in runIndex[Self.blockKey(sheet, row, column)] { kill(Int(number)) }
                }
            }
        } else {
            for number in runs.indices where runs[number].sheet == sheet {
                let run = runs[number]
                if blocks.contains(CellAddress(row: run.firstRow, column: run.column)) { kill(number) }
            }
        }
        volatileRuns.removeAll { runs[Int($0)].isDead }
        dataTables.removeAll { runs[Int($0)].isDead }
    }

    private mutating func kill(_ number: Int) {
        if runs[number].isDead { return }
        runs[number].isDead = true
        deadRuns += 1
    }

    private mutating func addRuns(on sheet: Worksheet, in range: CellRange, _ programs: inout ProgramCache) {
        sheet.formulas.forEachBlock(in: range) { column, firstRow, block in
            var start = 0
            while start < block.count {
                guard block[start] != 0 else {
                    start += 1
                    continue
                }
                let cell = CellAddress(row: firstRow + Int32(start), column: column)
                guard let bound = programs.program(of: block[start], on: sheet.id, at: cell) else {
                    start += 1
                    continue
                }
                let (length, literals) = extent(of: bound, in: block, from: start, programs)
                add(bound.program, literals, block[start], on: sheet.id, at: cell, length: length, programs.workbook)
                start += length
            }
        }
    }

    /// How many cells from `start` on hold the same formula but for its numbers, and those numbers.
    private func extent(
        of bound: ProgramCache.Bound, in block: UnsafeBufferPointer<UInt32>, from start: Int, _ programs: ProgramCache
    ) -> (length: Int, literals: Literals) {
        let formula = block[start]
        let width = bound.numbers.count
        var end = start + 1
        while end < block.count, block[end] == formula { end += 1 }
        // The numbers of all rows so far, once they are not the same in each.
        var numbers: [Double] = []
        while end < block.count, block[end] != 0 {
            guard programs.appendNumbers(of: block[end], ifLike: formula, bound, to: &numbers) else { break }
            if numbers.count == width {
                let same = repeatElement(bound.numbers, count: end - start).joined()
                numbers.insert(contentsOf: Array(same), at: 0)
                numbers.reserveCapacity((block.count - start) * width)
            }
            end += 1
        }
        return (end - start, numbers.isEmpty ? bound.literals : Literals(numbers, stride: width))
    }

    private mutating func add(
        _ program: Program, _ literals: Literals, _ formula: UInt32, on sheet: SheetID, at cell: CellAddress,
        length: Int, _ workbook: Workbook
    ) {
        let rows = cell.row...cell.row + Int32(length) - 1
        let number = UInt32(runs.count)
        runs.append(
            Run(
                sheet: sheet, column: cell.column, firstRow: rows.lowerBound, lastRow: rows.upperBound,
                program: program, literals: literals, kind: workbook.formulas[formula].kind,
                isDataTable: workbook.formulas[formula].isDataTable))
        if runs[Int(number)].isDataTable { dataTables.append(number) }
        runIndex.insert(number, at: Self.blockKey(sheet, rows.lowerBound, cell.column))
        if !program.traits.isDisjoint(with: [.volatile, .dynamicReference]) { volatileRuns.append(number) }
        for (position, reference) in program.references.enumerated() {
            guard let range = reference.swept(column: cell.column, rows: rows) else { continue }
            for target in reference.sheets {
                edges.append(Edge(run: number, reference: Int32(position), range: range))
                edgeIndex.insert(
                    UInt32(edges.count - 1), sheet: target, range: range,
                    isCell: range.isSingleCell && reference.isFirstRowAbsolute && reference.isFirstColumnAbsolute)
            }
        }
    }
}
