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
