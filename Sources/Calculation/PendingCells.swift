// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// Cells that are still to be calculated, asked for by place while formulas of unknown order run.
struct PendingCells {
    /// What is known of a pending cell: that it was not tried yet, or its number among those that were and wait for
    /// others.
    enum Mark: Equatable {
        case fresh
        case open(Int)
    }

    /// By position of the sheet: 0 where nothing is pending, 1 for a fresh cell, from 2 on the number of an open one.
    private var planes: [Plane<UInt32>]
    private(set) var count = 0

    init(sheets: Int) { planes = Array(repeating: Plane(), count: sheets) }

    /// Adds rows of a column none of which is there yet.
    mutating func insert(_ position: Int, column: Int32, rows: ClosedRange<Int32>) {
        planes[position].fill(
            CellRange(firstRow: rows.lowerBound, firstColumn: column, lastRow: rows.upperBound, lastColumn: column),
            with: 1)
        count += rows.count
    }

    func mark(_ position: Int, _ cell: CellAddress) -> Mark? {
        let number = planes[position][cell.row, cell.column]
        return number == 0 ? nil : number == 1 ? .fresh : .open(Int(number) - 2)
    }

    mutating func open(_ position: Int, _ cell: CellAddress, as number: Int) {
        planes[position].set(UInt32(number) + 2, row: cell.row, column: cell.column)
    }

    mutating func remove(_ position: Int, _ cell: CellAddress) {
        guard planes[position][cell.row, cell.column] != 0 else { return }
        planes[position].set(0, row: cell.row, column: cell.column)
        count -= 1
    }

    @inline(__always) func contains(_ position: Int, _ row: Int32, _ column: Int32) -> Bool {
        planes[position][row, column] != 0
    }

    func containsAny(_ position: Int, in range: CellRange) -> Bool {
        var isFound = false
        visit(position, in: range) { _, _, _ in
            isFound = true
            return false
        }
        return isFound
    }

    /// The first fresh cell of a range at or after `cursor`, column by column.
    func firstFresh(_ position: Int, in range: CellRange, from cursor: CellAddress) -> CellAddress? {
        var found: CellAddress?
        for column in cursor.column...max(cursor.column, range.lastColumn) where found == nil {
            var part = range
            (part.firstColumn, part.lastColumn) = (column, column)
            if column == cursor.column { part.firstRow = cursor.row }
            guard part.firstRow <= part.lastRow else { continue }
            visit(position, in: part) { row, column, number in
                if number == 1 { found = CellAddress(row: row, column: column) }
                return found == nil
            }
        }
        return found
    }

    /// Visits the open cells of a range by number, until `body` returns false.
    func forEachOpen(_ position: Int, in range: CellRange, _ body: (Int) -> Bool) {
        visit(position, in: range) { _, _, number in number < 2 || body(Int(number) - 2) }
    }

    private func visit(_ position: Int, in range: CellRange, _ body: (Int32, Int32, UInt32) -> Bool) {
        planes[position].visitBlocks(in: range) { column, firstRow, block in
            for offset in 0..<block.count where block[offset] != 0 {
                guard body(firstRow + Int32(offset), column, block[offset]) else { return false }
            }
            return true
        }
    }
}

/// What a formula read before it was there: the first reading that meets pending cells, since what is read after it may
/// be asked for only because of what those cells held before.
struct Need {
    let area: Area
    /// Arrays that reach into the area from outside.
    var anchors: [CellAddress] = []
    /// From where on fresh cells may be left in the area, and among the anchors.
    var cursor: CellAddress
    var anchorCursor = 0

    init(_ area: Area) {
        self.area = area
        cursor = area.range.first
    }
}

extension Evaluator {
    /// Notes a cell, or the array that covers it, when it still has to be calculated.
    func demand(_ sheet: SheetID, _ row: Int32, _ column: Int32) {
        guard need == nil, let position = position(sheet) else { return }
        let address = CellAddress(row: row, column: column)
        if pending?.contains(position, row, column) == true {
            need = Need(Area(sheet: sheet, range: CellRange(address)))
        } else if let array = workbook.sheets[position].array(at: row, column), array.anchor != address,
            pending?.contains(position, array.anchor.row, array.anchor.column) == true
        {
            need = Need(Area(sheet: sheet, range: CellRange(array.anchor)))
        }
    }

    func demand(_ area: Area) {
        guard need == nil, let position = position(area.sheet), pending?.count ?? 0 > 0 else { return }
        var found = Need(area)
        for array in workbook.sheets[position].arrays(touching: area.range)
        where !area.range.contains(array.anchor)
            && pending?.contains(position, array.anchor.row, array.anchor.column) == true
        {
            found.anchors.append(array.anchor)
        }
        if !found.anchors.isEmpty || pending?.containsAny(position, in: area.range) == true { need = found }
    }
}
