// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Entries for the cells of a range, row by row; a single one stands for all of them until one is set.
struct RangeEntries {
    let range: CellRange
    private var elements: [CellEntry]

    /// - elements: one, or one for each cell.
    init(range: CellRange, elements: [CellEntry]) {
        precondition(elements.count == 1 || elements.count == range.cellCount)
        self.range = range
        self.elements = elements
    }

    /// The entry of a cell of the sheet.
    subscript(row: Int32, column: Int32) -> CellEntry {
        get { elements.count == 1 ? elements[0] : elements[position(row, column)] }
        set {
            if elements.count == 1 { elements = Array(repeating: elements[0], count: range.cellCount) }
            elements[position(row, column)] = newValue
        }
    }

    /// Whether a cell gets new content.
    func touches(_ row: Int32, _ column: Int32) -> Bool {
        if case .unchanged = self[row, column] { false } else { true }
    }

    /// Whether no cell gets new content.
    var isUnchanged: Bool {
        elements.allSatisfy { if case .unchanged = $0 { true } else { false } }
    }

    private func position(_ row: Int32, _ column: Int32) -> Int {
        Int(row - range.firstRow) * range.columnCount + Int(column - range.firstColumn)
    }

    /// Leaves alone what is hidden under merged cells: only the top-left cell of a merge takes content.
    mutating func leaveOut(merges: [CellRange]) {
        for merge in merges {
            guard let part = merge.intersection(range) else { continue }
            for row in part.firstRow...part.lastRow {
                for column in part.firstColumn...part.lastColumn
                where CellAddress(row: row, column: column) != merge.first {
                    self[row, column] = .unchanged
                }
            }
        }
    }
}

/// Number formats for the cells of a range; a single one is for all of them.
struct RangeNumberFormats {
    let range: CellRange
    /// Numbers into the style table, `nil` where the format stays.
    let ids: [Int?]

    func id(_ row: Int32, _ column: Int32) -> Int? {
        if ids.count == 1 { return ids[0] }
        return ids[Int(row - range.firstRow) * range.columnCount + Int(column - range.firstColumn)]
    }
}
