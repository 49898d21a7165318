// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Renames a column of a table or writes its cells.
public struct UpdateTableColumn: Command {
    public static let name = "table.column.update"

    public var tableID: Int
    /// `TableColumn.id`.
    public var columnID: Int
    public var newName: String?
    /// One column of the table's full height, its header first.
    public var values: CellInputs?
    /// The year of dates that are typed without one.
    public var currentYear: Int

    public init(
        tableID: Int, columnID: Int, newName: String? = nil, values: CellInputs? = nil, currentYear: Int
    ) {
        self.tableID = tableID
        self.columnID = columnID
        self.newName = newName
        self.values = values
        self.currentYear = currentYear
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        try workbook.atomically { draft throws(WorkbookError) in try edit(&draft) }
    }

    private func edit(_ workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        let table = workbook.sheets[place.sheet].tables[place.table]
        let sheet = workbook.sheets[place.sheet].id
        let column = try table.column(id: columnID)
        if let newName { try table.checkUnused(columnName: newName, except: column.index) }
        if let values, values.columns != 1 || values.rows != table.range.rowCount {
            throw .invalidArgument("The values of the column are one column of \(table.range.rowCount) rows.")
        }
        var change = Change()
        if let values {
            change += try UpdateRange(sheet: sheet, range: column.range, values: values, currentYear: currentYear)
                .apply(to: &workbook)
        }
        guard let newName, newName != table.columns[column.index].name || values != nil else { return change }
        guard table.hasHeaders else {
            return workbook.renameColumn(
                ColumnRename(sheetIndex: place.sheet, tableID: tableID, column: column.index, name: newName))
        }
        let header = CellRange(column.range.first)
        // The apostrophe keeps a name that looks like a number or a formula.
        change += try UpdateRange(
            sheet: sheet, range: header, values: CellInputs(.text("'" + newName)), currentYear: currentYear
        ).apply(to: &workbook)
        return change
    }
}
