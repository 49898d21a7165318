// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Deletes a row of a table; cells below move up within the table's columns. The last row is only emptied, as a table
/// always has one.
public struct DeleteTableRow: Command {
    public static let name = "table.row.delete"

    public var tableID: Int
    /// Zero-based among the data rows.
    public var index: Int

    public init(tableID: Int, index: Int) {
        self.tableID = tableID
        self.index = index
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        try workbook.checkUnprotected(place.sheet)
        let table = workbook.sheets[place.sheet].tables[place.table]
        let row = try table.row(index)
        if table.dataRange?.rowCount == 1 { return try workbook.clearContents(row, sheetIndex: place.sheet) }
        var change = try workbook.apply(row.shift(.rows, isInsertion: false), sheetIndex: place.sheet)
        change.formulas += workbook.formulasUsing(table: table.name)
        return change
    }
}
