// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Writes the values of one row of a table.
public struct UpdateTableRow: Command {
    public static let name = "table.row.update"

    public var tableID: Int
    /// Zero-based among the data rows.
    public var index: Int
    /// One row.
    public var values: CellInputs
    /// The year of dates that are typed without one.
    public var currentYear: Int

    public init(tableID: Int, index: Int, values: CellInputs, currentYear: Int) {
        self.tableID = tableID
        self.index = index
        self.values = values
        self.currentYear = currentYear
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        let table = workbook.sheets[place.sheet].tables[place.table]
        guard values.rows == 1, values.columns == table.columns.count else {
            throw .invalidArgument("The values of a table row are one row of \(table.columns.count) columns.")
        }
        let update = UpdateRange(
            sheet: workbook.sheets[place.sheet].id, range: try table.row(index), values: values,
            currentYear: currentYear)
        return try update.apply(to: &workbook)
    }
}

extension Table {
    /// The cells of a data row; throws `itemNotFound` when there is none.
    func row(_ index: Int) throws(WorkbookError) -> CellRange {
        guard var row = dataRange, index >= 0, index < row.rowCount else {
            throw .itemNotFound("The table '\(name)' has no row \(index).")
        }
        row.firstRow += Int32(index)
        row.lastRow = row.firstRow
        return row
    }

    /// The position and the cells, header and totals included, of a column; throws `itemNotFound` when there is none.
    func column(id: Int) throws(WorkbookError) -> (index: Int, range: CellRange) {
        guard let index = columns.firstIndex(where: { $0.id == id }) else {
            throw .itemNotFound("The table '\(name)' has no such column.")
        }
        var column = range
        column.firstColumn += Int32(index)
        column.lastColumn = column.firstColumn
        return (index, column)
    }
}
