// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Deletes a column of a table; cells right of it move left within the table's rows.
public struct DeleteTableColumn: Command {
    public static let name = "table.column.delete"

    public var tableID: Int
    /// `TableColumn.id`.
    public var columnID: Int

    public init(tableID: Int, columnID: Int) {
        self.tableID = tableID
        self.columnID = columnID
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        try workbook.checkUnprotected(place.sheet)
        let table = workbook.sheets[place.sheet].tables[place.table]
        let column = try table.column(id: columnID)
        guard table.columns.count > 1 else {
            throw .invalidOperation("The only column of a table cannot be deleted.")
        }
        var change = try workbook.apply(
            column.range.shift(.columns, isInsertion: false), sheetIndex: place.sheet)
        change.formulas += workbook.formulasUsing(table: table.name)
        return change
    }
}
