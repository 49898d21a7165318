// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Adds a column to a table; cells right of the table move right.
public struct AddTableColumn: Command {
    public static let name = "table.column.add"

    public var tableID: Int
    /// Zero-based place among the columns; `nil` or -1 for behind the last.
    public var index: Int?
    public var columnName: String?
    /// One column of the table's full height, its header first.
    public var values: CellInputs?
    /// The year of dates that are typed without one.
    public var currentYear: Int

    public init(
        tableID: Int, index: Int? = nil, name: String? = nil, values: CellInputs? = nil, currentYear: Int
    ) {
        self.tableID = tableID
        self.index = index
        columnName = name
        self.values = values
        self.currentYear = currentYear
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        try workbook.atomically { draft throws(WorkbookError) in try edit(&draft) }
    }

    private func edit(_ workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        try workbook.checkUnprotected(place.sheet)
        let table = workbook.sheets[place.sheet].tables[place.table]
        let position = index.flatMap { $0 == -1 ? nil : $0 } ?? table.columns.count
        guard (0...table.columns.count).contains(position) else {
            throw .invalidArgument(
                "The index \(position) is not among the \(table.columns.count) columns of the table.")
        }
        if let values, values.columns != 1 || values.rows != table.range.rowCount {
            throw .invalidArgument("The values of a new column are one column of \(table.range.rowCount) rows.")
        }
        if let columnName { try table.checkUnused(columnName: columnName) }
        guard table.range.lastColumn < GridLimits.lastColumn else {
            throw .nonBlankCellOffSheet("There is no room for another column on the worksheet.")
        }
        let shift = Shift(
            axis: .columns, index: table.range.firstColumn + Int32(position), count: 1,
            band: table.range.firstRow...table.range.lastRow)
        var change = try workbook.apply(shift, sheetIndex: place.sheet)
        let id = grow(&workbook.sheets[place.sheet].tables[place.table], from: table, at: position)
        workbook.nameNewHeaders(place.sheet)
        change += try UpdateTableColumn(
            tableID: tableID, columnID: id, newName: columnName, values: values, currentYear: currentYear
        ).apply(to: &workbook)
        change.formulas += workbook.formulasUsing(table: table.name)
        return change
    }

    /// Takes the new cells into the table, where the insertion did not at its edges; returns the column's id.
    private func grow(_ table: inout Table, from old: Table, at position: Int) -> Int {
        if table.columns.count == old.columns.count {
            table.lastColumnID += 1
            table.columns.insert(TableColumn(id: table.lastColumnID, name: table.newColumnName()), at: position)
        }
        table.range = old.range
        table.range.lastColumn += 1
        return table.columns[position].id
    }
}

extension Table {
    /// Throws when a name cannot be that of a column, or another column has it.
    func checkUnused(columnName: String, except index: Int? = nil) throws(WorkbookError) {
        guard !columnName.isEmpty, columnName.utf16.count <= NameRules.maximumLength else {
            throw .invalidArgument("The name of a column has 1 to \(NameRules.maximumLength) characters.")
        }
        if let other = columnIndex(named: columnName), other != index {
            throw .itemAlreadyExists("The table '\(name)' has a column '\(columnName)' already.")
        }
    }
}
