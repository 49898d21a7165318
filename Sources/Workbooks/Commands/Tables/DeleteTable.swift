// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Deletes a table with the content of its cells. Formulas that refer to it get `#REF!`.
public struct DeleteTable: Command {
    public static let name = "table.delete"

    public var tableID: Int

    public init(tableID: Int) { self.tableID = tableID }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        try workbook.atomically { draft throws(WorkbookError) in try edit(&draft) }
    }

    private func edit(_ workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        try workbook.checkUnprotected(place.sheet)
        var change = Change.structural
        let table = workbook.sheets[place.sheet].tables[place.table]
        change.formulas = workbook.formulasUsing(table: table.name)
        workbook.sheets[place.sheet].tables.remove(at: place.table)
        change += try workbook.clearContents(table.range, sheetIndex: place.sheet)
        change += workbook.clearFormats(table.range, sheetIndex: place.sheet)
        change += workbook.forget(nil, of: table.name)
        change += workbook.forgetLostFilters()
        return change
    }
}
