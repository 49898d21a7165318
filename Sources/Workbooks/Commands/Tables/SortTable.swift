// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Puts the data rows of a table into another order and remembers by what they were sorted.
public struct SortTable: Command {
    public static let name = "table.sort"

    public var tableID: Int
    public var sort: TableSort
    /// One for each data row.
    public var order: LineOrder

    public init(tableID: Int, sort: TableSort, order: LineOrder) {
        self.tableID = tableID
        self.sort = sort
        self.order = order
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        let table = workbook.sheets[place.sheet].tables[place.table]
        guard sort.fields.allSatisfy({ field in table.columns.contains { $0.id == field.columnID } }) else {
            throw .itemNotFound("The table '\(table.name)' has no such column.")
        }
        var change = Change()
        if let data = table.dataRange {
            change = try workbook.reorder(data, .rows, order, sheetIndex: place.sheet)
        }
        workbook.sheets[place.sheet].tables[place.table].sort = sort
        return change
    }
}
