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
                blockedSpills.append(BlockedSpill(sheet: run.sheet, anchor: anchor, wanted: CellRange(anchor)))
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
                let formula = block[start]
                var end = start + 1
                while end < block.count, block[end] == formula { end += 1 }
                if formula != 0 {
                    let rows = firstRow + Int32(start)...firstRow + Int32(end) - 1
                    add(formula, on: sheet.id, column: column, rows: rows, &programs)
                }
                start = end
            }
        }
    }

    private mutating func add(
        _ formula: UInt32, on sheet: SheetID, column: Int32, rows: ClosedRange<Int32>, _ programs: inout ProgramCache
    ) {
        let origin = CellAddress(row: rows.lowerBound, column: column)
        guard let program = programs.program(of: formula, on: sheet, at: origin) else { return }
        let number = UInt32(runs.count)
        runs.append(
            Run(
                sheet: sheet, column: column, firstRow: rows.lowerBound, lastRow: rows.upperBound, formula: formula,
                program: program, kind: programs.workbook.formulas[formula].kind))
        runIndex.insert(number, at: Self.blockKey(sheet, rows.lowerBound, column))
        if !program.traits.isDisjoint(with: [.volatile, .dynamicReference]) { volatileRuns.append(number) }
        for (position, reference) in program.references.enumerated() {
            guard let range = reference.swept(column: column, rows: rows) else { continue }
            for target in reference.sheets {
                edges.append(Edge(run: number, reference: Int32(position), range: range))
                edgeIndex.insert(UInt32(edges.count - 1), sheet: target, range: range)
            }
        }
    }
}

/// Programs by formula and sheet, so that every run of a formula shares one.
struct ProgramCache {
    let workbook: Workbook
    private var programs: [UInt64: Program] = [:]

    init(workbook: Workbook) { self.workbook = workbook }

    /// `nil` for a formula that could not be parsed: it keeps its cached value.
    mutating func program(of formula: UInt32, on sheet: SheetID, at origin: CellAddress) -> Program? {
        let template = workbook.formulas[formula]
        guard template.unparsedText == nil else { return nil }
        let key = UInt64(sheet.rawValue) << 32 | UInt64(formula)
        if let known = programs[key] { return known }
        let program = Binder.program(template, in: workbook, sheet: sheet, origin: origin)
        if !program.dependsOnPlace { programs[key] = program }
        return program
    }
}
