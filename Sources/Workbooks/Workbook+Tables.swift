// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Where a table is; throws `itemNotFound` when it is gone.
    public func place(ofTable id: Int) throws(WorkbookError) -> (sheet: Int, table: Int) {
        for (sheet, worksheet) in sheets.enumerated() {
            if let table = worksheet.tables.firstIndex(where: { $0.id == id }) { return (sheet, table) }
        }
        throw .itemNotFound("The table does not exist.")
    }

    func checkUnprotected(_ sheetIndex: Int) throws(WorkbookError) {
        guard sheets[sheetIndex].protection == nil else {
            throw .accessDenied("The sheet '\(sheets[sheetIndex].name)' is protected.")
        }
    }

    /// Formulas that use a table by name.
    func formulasUsing(table name: String) -> [Area] {
        let folded = name.lowercased()
        return formulaCells { part in
            switch part {
            case .structured(let reference): reference.book == nil && reference.table?.lowercased() == folded
            case .name(let name): name.name.lowercased() == folded
            default: false
            }
        }
    }

    /// Whether nothing is in the way in a range: no content, merge, table or spill.
    func isFree(_ range: CellRange, sheetIndex: Int) -> Bool {
        let sheet = sheets[sheetIndex]
        return sheet.values.usedRange(in: range) == nil && sheet.formulas.usedRange(in: range) == nil
            && sheet.arrayCover.usedRange(in: range) == nil && !sheet.merges.contains { $0.intersects(range) }
            && !sheet.tables.contains { $0.range.intersects(range) }
    }

    /// Takes a row below or above a table: the free one that is there, or a new one for which cells move down.
    ///
    /// - Parameter row: where the new row is to be.
    mutating func makeRoom(
        row: Int32, columns: ClosedRange<Int32>, sheetIndex: Int, movesAlways: Bool = false
    ) throws(WorkbookError) -> Change {
        let strip = CellRange(
            firstRow: row, firstColumn: columns.lowerBound, lastRow: row, lastColumn: columns.upperBound)
        guard strip.isOnGrid else {
            throw .nonBlankCellOffSheet("There is no room for another row on the worksheet.")
        }
        if !movesAlways, isFree(strip, sheetIndex: sheetIndex) { return Change() }
        return try apply(Shift(axis: .rows, index: row, count: 1, band: columns), sheetIndex: sheetIndex)
    }

    /// Makes the cells of a header row the names of columns: unique texts. Returns the names.
    mutating func writeHeaders(_ header: CellRange, sheetIndex: Int) -> [String] {
        var names: [String] = []
        var known: Set<String> = []
        for column in header.firstColumn...header.lastColumn {
            let value = sheets[sheetIndex].value(header.firstRow, column)
            let wanted = Self.headerText(value) ?? "Column\(names.count + 1)"
            let name = Self.unique(wanted, among: known)
            known.insert(name.lowercased())
            names.append(name)
            if value != .text(name) { sheets[sheetIndex].set(.text(name), row: header.firstRow, column: column) }
        }
        sheets[sheetIndex].formulas.clear(header)
        return names
    }
}
