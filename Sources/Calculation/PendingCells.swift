// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// Cells that are still to be calculated, asked for by place while formulas of unknown order run.
struct PendingCells {
    private let graph: DependencyGraph
    /// By run, one bit for each row of its block of 256.
    private var rows: [UInt32: SIMD4<UInt64>] = [:]
    /// The runs in the order they came, so that every evaluation meets pending cells in the same order.
    private var runs: [UInt32] = []
    private(set) var count = 0

    init(_ graph: DependencyGraph) { self.graph = graph }

    mutating func insert(run: UInt32, rows span: ClosedRange<Int32>) {
        if rows[run] == nil { runs.append(run) }
        var bits = rows[run] ?? .zero
        for row in span where !Self.isSet(bits, row) {
            bits[Int(row & 255) >> 6] |= 1 << UInt64(row & 63)
            count += 1
        }
        rows[run] = bits
    }

    mutating func remove(_ cell: CallContext.Cell) {
        guard let run = graph.run(at: cell.sheet, cell.address.row, cell.address.column), var bits = rows[run],
            Self.isSet(bits, cell.address.row)
        else { return }
        bits[Int(cell.address.row & 255) >> 6] &= ~(1 << UInt64(cell.address.row & 63))
        rows[run] = bits
        count -= 1
    }

    func contains(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> Bool {
        guard let run = graph.run(at: sheet, row, column), let bits = rows[run] else { return false }
        return Self.isSet(bits, row)
    }

    /// Visits the pending cells of a range, always in the same order: replaying a journal must give the same values
    /// even where a circle of references makes the order matter.
    func forEach(in area: Area, _ body: (CellAddress) -> Void) {
        let range = area.range
        let blocks = (Int(range.lastRow >> 8) - Int(range.firstRow >> 8) + 1) * range.columnCount
        guard blocks < runs.count else { return runs.forEach { visit($0, area, body) } }
        for column in range.firstColumn...range.lastColumn {
            for row in stride(from: range.firstRow & ~255, through: range.lastRow, by: 256) {
                for run in graph.runIndex[DependencyGraph.blockKey(area.sheet, row, column)] { visit(run, area, body) }
            }
        }
    }

    private func visit(_ number: UInt32, _ area: Area, _ body: (CellAddress) -> Void) {
        guard let bits = rows[number], bits != .zero else { return }
        let run = graph.runs[Int(number)]
        guard run.sheet == area.sheet, run.column >= area.range.firstColumn, run.column <= area.range.lastColumn,
            run.firstRow <= area.range.lastRow, run.lastRow >= area.range.firstRow
        else { return }
        for row in max(run.firstRow, area.range.firstRow)...min(run.lastRow, area.range.lastRow)
        where Self.isSet(bits, row) {
            body(CellAddress(row: row, column: run.column))
        }
    }

    private static func isSet(_ bits: SIMD4<UInt64>, _ row: Int32) -> Bool {
        bits[Int(row & 255) >> 6] & (1 << UInt64(row & 63)) != 0
    }
}

extension Evaluator {
    /// Notes a cell, or the array that covers it, when it still has to be calculated.
    ///
    /// Only the first reading that meets such cells counts: what is read after it may be asked for only because of what
    /// the cell held before.
    func demand(_ sheet: SheetID, _ row: Int32, _ column: Int32) {
        guard missing.isEmpty else { return }
        require(sheet, row, column)
    }

    func demand(_ area: Area) {
        guard missing.isEmpty, let pending, pending.count > 0 else { return }
        pending.forEach(in: area) { missing.append(.init(sheet: area.sheet, address: $0)) }
        guard let position = position(area.sheet) else { return }
        for case let array? in workbook.sheets[position].arrays
        where array.range.intersects(area.range) && !area.range.contains(array.anchor) {
            require(area.sheet, array.anchor.row, array.anchor.column)
        }
    }

    private func require(_ sheet: SheetID, _ row: Int32, _ column: Int32) {
        guard let pending else { return }
        if pending.contains(sheet, row, column) {
            missing.append(.init(sheet: sheet, address: CellAddress(row: row, column: column)))
        } else if let position = position(sheet), let array = workbook.sheets[position].array(at: row, column),
            pending.contains(sheet, array.anchor.row, array.anchor.column)
        {
            missing.append(.init(sheet: sheet, address: array.anchor))
        }
    }
}
