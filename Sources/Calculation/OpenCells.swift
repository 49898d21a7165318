// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// Cells that were tried and wait for others, numbered in the order in which they were met: the stack of Tarjan's way
/// to find the parts of a graph whose nodes all reach each other, so that circles are the same wherever the search
/// begins.
struct OpenCells {
    private struct Entry {
        let cell: CallContext.Cell
        var need: Need
        /// The lowest number of a cell that it is known to wait for.
        var lowest: Int
    }

    private var entries: [Entry] = []

    /// The next cell's number.
    mutating func enter(_ cell: CallContext.Cell, _ need: Need) -> Int {
        entries.append(Entry(cell: cell, need: need, lowest: entries.count))
        return entries.count - 1
    }

    mutating func setNeed(_ need: Need, of number: Int) { entries[number].need = need }

    /// The last cell was calculated.
    mutating func removeLast() { entries.removeLast() }

    /// The next cell that a cell waits for and that was not tried yet.
    mutating func nextFresh(of number: Int, _ pending: PendingCells, _ position: Int) -> CallContext.Cell? {
        let (sheet, range) = (entries[number].need.area.sheet, entries[number].need.area.range)
        if let cell = pending.firstFresh(position, in: range, from: entries[number].need.cursor) {
            entries[number].need.cursor = cell
            return CallContext.Cell(sheet: sheet, address: cell)
        }
        entries[number].need.cursor = CellAddress(row: range.lastRow + 1, column: range.lastColumn)
        while entries[number].need.anchorCursor < entries[number].need.anchors.count {
            let anchor = entries[number].need.anchors[entries[number].need.anchorCursor]
            if pending.mark(position, anchor) == .fresh { return CallContext.Cell(sheet: sheet, address: anchor) }
            entries[number].need.anchorCursor += 1
        }
        return nil
    }

    /// The lowest number that a cell waits for, all that it needs being open; `nil` when all of it is there.
    mutating func lowest(of number: Int, _ pending: PendingCells, _ position: Int) -> Int? {
        var lowest: Int?
        func note(_ other: Int) { lowest = min(lowest ?? .max, entries[other].lowest) }
        pending.forEachOpen(position, in: entries[number].need.area.range) { other in
            note(other)
            // No number is lower.
            return lowest != 0
        }
        for anchor in entries[number].need.anchors {
            if case .open(let other) = pending.mark(position, anchor) { note(other) }
        }
        guard let lowest else { return nil }
        entries[number].lowest = min(entries[number].lowest, lowest)
        return entries[number].lowest
    }

    /// The sheet of what a cell waits for.
    func sheet(neededBy number: Int) -> SheetID { entries[number].need.area.sheet }

    /// Takes out a cell and those met after it: they all need each other.
    mutating func close(_ root: Int) -> [CallContext.Cell] {
        let circle = entries[root...].map(\.cell)
        entries.removeSubrange(root...)
        return circle
    }
}
