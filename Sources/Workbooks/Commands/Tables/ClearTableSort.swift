// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Forgets by what a table was sorted; its rows stay where they are.
public struct ClearTableSort: Command {
    public static let name = "table.sort.clear"

    public var tableID: Int

    public init(tableID: Int) { self.tableID = tableID }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        try workbook.checkUnprotected(place.sheet)
        workbook.sheets[place.sheet].tables[place.table].sort = nil
        return Change()
    }
}
