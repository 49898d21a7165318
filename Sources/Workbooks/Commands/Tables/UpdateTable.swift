// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

/// Renames a table, changes how it looks, and shows or hides its header and totals rows.
public struct UpdateTable: Command {
    public static let name = "table.update"

    public var tableID: Int
    public var newName: String?
    public var style: String?
    public var showHeaders: Bool?
    public var showTotals: Bool?
    public var showBandedRows: Bool?
    public var showBandedColumns: Bool?
    public var highlightFirstColumn: Bool?
    public var highlightLastColumn: Bool?
    public var showFilterButton: Bool?

    public init(
        tableID: Int, newName: String? = nil, style: String? = nil, showHeaders: Bool? = nil, showTotals: Bool? = nil,
        showBandedRows: Bool? = nil, showBandedColumns: Bool? = nil, highlightFirstColumn: Bool? = nil,
        highlightLastColumn: Bool? = nil, showFilterButton: Bool? = nil
    ) {
        self.tableID = tableID
        self.newName = newName
        self.style = style
        self.showHeaders = showHeaders
        self.showTotals = showTotals
        self.showBandedRows = showBandedRows
        self.showBandedColumns = showBandedColumns
        self.highlightFirstColumn = highlightFirstColumn
        self.highlightLastColumn = highlightLastColumn
        self.showFilterButton = showFilterButton
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        try workbook.atomically { draft throws(WorkbookError) in try edit(&draft) }
    }

    private func edit(_ workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        let table = workbook.sheets[place.sheet].tables[place.table]
        try workbook.checkUnprotected(place.sheet)
        if showFilterButton == true, !(showHeaders ?? table.hasHeaders) {
            throw .invalidOperation("A table without a header row has no filter buttons.")
        }
        var change = Change()
        if let newName, newName != table.name { change += try rename(table, to: newName, in: &workbook) }
        changeLook(&workbook.sheets[place.sheet].tables[place.table])
        if let showHeaders, showHeaders != table.hasHeaders {
            change += try workbook.show(headers: showHeaders, ofTable: tableID)
        }
        if let showTotals, showTotals != table.hasTotals {
            change += try workbook.show(totals: showTotals, ofTable: tableID)
        }
        return change
    }

    private func rename(_ table: Table, to name: String, in workbook: inout Workbook) throws(WorkbookError) -> Change {
        try NameRules.check(name)
        if name.lowercased() != table.name.lowercased() { try workbook.checkUnused(tableName: name) }
        let place = try workbook.place(ofTable: tableID)
        var change = Change.structural
        change += workbook.rewriteFormulas { $0.renamingTable(table.name, to: name) }
        workbook.sheets[place.sheet].tables[place.table].name = name
        workbook.edits.append(.renameTable(from: table.name, to: name))
        change.formulas += workbook.formulasUsing(table: name)
        return change
    }

    private func changeLook(_ table: inout Table) {
        if let style { table.style.name = style.isEmpty ? nil : style }
        if let showBandedRows { table.style.showsRowStripes = showBandedRows }
        if let showBandedColumns { table.style.showsColumnStripes = showBandedColumns }
        if let highlightFirstColumn { table.style.showsFirstColumn = highlightFirstColumn }
        if let highlightLastColumn { table.style.showsLastColumn = highlightLastColumn }
        if let showFilterButton { table.showsFilterButton = showFilterButton }
    }
}
