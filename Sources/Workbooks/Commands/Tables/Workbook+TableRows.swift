// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Shows or hides a table's header row. A hidden one leaves blank cells; a shown one takes the row above when it is
    /// free, else the table moves down.
    mutating func show(headers: Bool, ofTable id: Int) throws(WorkbookError) -> Change {
        var (sheet, index) = try place(ofTable: id)
        var table = sheets[sheet].tables[index]
        var change = Change.structural
        if headers {
            var above = table.range
            above.firstRow -= 1
            above.lastRow = above.firstRow
            if above.firstRow < 0 || !isFree(above, sheetIndex: sheet) {
                change += try makeRoom(
                    row: table.range.firstRow, columns: table.range.firstColumn...table.range.lastColumn,
                    sheetIndex: sheet, movesAlways: true)
                (sheet, index) = try place(ofTable: id)
                table = sheets[sheet].tables[index]
            }
            table.range.firstRow -= 1
            table.hasHeaders = true
        }
        guard var row = table.headerRange else { return change }
        row.lastRow = row.firstRow
        sheets[sheet].values.clear(row)
        if headers {
            for (offset, column) in table.columns.enumerated() {
                sheets[sheet].set(.text(column.name), row: row.firstRow, column: row.firstColumn + Int32(offset))
            }
        } else {
            table.range.firstRow += 1
            table.hasHeaders = false
            table.showsFilterButton = false
        }
        sheets[sheet].tables[index] = table
        change.values.append(Area(sheet: sheets[sheet].id, range: row))
        change.formulas += formulasUsing(table: table.name)
        return change
    }

    /// Shows or hides a table's totals row. A shown one takes the row below when it is free, else cells move down.
    mutating func show(totals: Bool, ofTable id: Int) throws(WorkbookError) -> Change {
        var (sheet, index) = try place(ofTable: id)
        var change = Change.structural
        if totals {
            let range = sheets[sheet].tables[index].range
            change += try makeRoom(
                row: range.lastRow + 1, columns: range.firstColumn...range.lastColumn, sheetIndex: sheet)
            (sheet, index) = try place(ofTable: id)
            sheets[sheet].tables[index].range = range
            sheets[sheet].tables[index].range.lastRow += 1
            sheets[sheet].tables[index].hasTotals = true
            writeTotals(sheet, index)
        }
        let table = sheets[sheet].tables[index]
        guard let row = table.totalsRange else { return change }
        if !totals {
            let arrays = try arraysToRelease(in: row, sheetIndex: sheet) { _, _ in true }
            change += release(arrays, sheetIndex: sheet) { row.contains($0) }
            sheets[sheet].values.clear(row)
            sheets[sheet].formulas.clear(row)
            sheets[sheet].tables[index].range.lastRow -= 1
            sheets[sheet].tables[index].hasTotals = false
        }
        let area = Area(sheet: sheets[sheet].id, range: row)
        change.values.append(area)
        change.formulas.append(area)
        change.formulas += formulasUsing(table: table.name)
        return change
    }

    /// Fills a totals row: what the columns had before, or a label in the first and a total of the last column.
    private mutating func writeTotals(_ sheet: Int, _ index: Int) {
        var table = sheets[sheet].tables[index]
        guard let row = table.totalsRange, let data = table.dataRange else { return }
        if table.columns.allSatisfy({ $0.totalsFunction == nil && $0.totalsLabel == nil }) {
            let last = table.columns.count - 1
            if last > 0 { table.columns[0].totalsLabel = "Total" }
            var numbers = data
            numbers.firstColumn = numbers.lastColumn
            var hasOther = false
            sheets[sheet].values.forEach(in: numbers) { _, _, value in if !value.isNumber { hasOther = true } }
            table.columns[last].totalsFunction = hasOther ? "count" : "sum"
            sheets[sheet].tables[index] = table
        }
        for (offset, column) in table.columns.enumerated() {
            let place = row.firstColumn + Int32(offset)
            if let label = column.totalsLabel { sheets[sheet].set(.text(label), row: row.firstRow, column: place) }
            guard let function = column.totalsFunction.flatMap({ Self.subtotals[$0] }) else { continue }
            let values = StructuredReference(table: table.name, items: [], columns: .one(column.name))
            setFormula(
                .call("SUBTOTAL", [.number(function), .structured(values)]), kind: .dynamic,
                at: CellAddress(row: row.firstRow, column: place), sheetIndex: sheet)
        }
    }

    /// The numbers by which SUBTOTAL knows the totals functions of tables, without hidden rows.
    private static let subtotals: [String: Double] = [
        "average": 101, "countNums": 102, "count": 103, "max": 104, "min": 105, "stdDev": 107, "sum": 109, "var": 110,
    ]
}
