// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

/// Adds rows to a table; cells below the table move down. Cells without an input get the column's formula.
public struct AddTableRows: Command {
    public static let name = "table.rows.add"

    public var tableID: Int
    /// Zero-based place of the first new row among the data rows; `nil` or -1 for behind the last.
    public var index: Int?
    /// New rows × columns of the table; `nil` for one blank row.
    public var values: CellInputs?
    /// The year of dates that are typed without one.
    public var currentYear: Int

    public init(tableID: Int, index: Int? = nil, values: CellInputs? = nil, currentYear: Int) {
        self.tableID = tableID
        self.index = index
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
        if let values, values.columns != table.columns.count {
            throw .invalidArgument(
                "A row has \(values.columns) values, but the table has \(table.columns.count) columns.")
        }
        let rowCount = table.dataRange?.rowCount ?? 0
        let position = index.flatMap { $0 == -1 ? nil : $0 } ?? rowCount
        guard (0...rowCount).contains(position) else {
            throw .invalidArgument("The index \(position) is not among the \(rowCount) rows of the table.")
        }
        let first = table.range.firstRow + (table.hasHeaders ? 1 : 0) + Int32(position)
        let count = Int32(clamping: values?.rows ?? 1)
        guard count <= GridLimits.lastRow - table.range.lastRow else {
            throw .nonBlankCellOffSheet("There is no room for \(count) more rows on the worksheet.")
        }
        let shift = Shift(
            axis: .rows, index: first, count: count, band: table.range.firstColumn...table.range.lastColumn)
        var change = try workbook.apply(shift, sheetIndex: place.sheet)
        var grown = table.range
        grown.lastRow += count
        workbook.sheets[place.sheet].tables[place.table].range = grown
        change += workbook.growReferences(to: table, by: shift, sheetIndex: place.sheet)
        change += try fill(shift.edited, &workbook, place)
        change.formulas += workbook.formulasUsing(table: table.name)
        return change
    }

    /// Formats, formulas and values of the new rows.
    private func fill(
        _ added: CellRange, _ workbook: inout Workbook, _ place: (sheet: Int, table: Int)
    ) throws(WorkbookError) -> Change {
        let table = workbook.sheets[place.sheet].tables[place.table]
        guard let data = table.dataRange else { return Change() }
        let hasAbove = added.firstRow > data.firstRow
        let model = hasAbove ? added.firstRow - 1 : added.lastRow + 1
        workbook.sheets[place.sheet].styles.clear(added)
        if model <= data.lastRow {
            var source = added
            (source.firstRow, source.lastRow) = (model, model)
            workbook.copyFormats(from: source, over: added, .rows, place.sheet)
        }
        for offset in table.columns.indices {
            let column = added.firstColumn + Int32(offset)
            let formula = workbook.calculatedFormula(of: table, offset, besides: added, sheetIndex: place.sheet)
            if formula == 0 { continue }
            for row in added.firstRow...added.lastRow {
                workbook.sheets[place.sheet].formulas.set(formula, row: row, column: column)
            }
        }
        let sheet = workbook.sheets[place.sheet].id
        var change = Change()
        change.formulas.append(Area(sheet: sheet, range: added))
        guard let values else { return change }
        change += try UpdateRange(sheet: sheet, range: added, values: values, currentYear: currentYear)
            .apply(to: &workbook)
        return change
    }
}

extension Workbook {
    /// The number of the formula that new rows of a column get: the one the file names, or that which all other rows
    /// have; 0 for none.
    func calculatedFormula(of table: Table, _ offset: Int, besides added: CellRange, sheetIndex: Int) -> UInt32 {
        let known = table.columns[offset].calculatedFormula
        guard known == 0, let data = table.dataRange else { return known }
        let column = table.range.firstColumn + Int32(offset)
        var common: UInt32?
        for row in data.firstRow...data.lastRow where row < added.firstRow || row > added.lastRow {
            let number = sheets[sheetIndex].formulas[row, column]
            guard number != 0, common == nil || common == number else { return 0 }
            common = number
        }
        return common ?? 0
    }
}
