// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// One command of every kind, with all members set.
enum RandomCommands {
    static let sheet = SheetID(rawValue: 1)

    static let range = CellRange(firstRow: 1, firstColumn: 2, lastRow: 3, lastColumn: 300)

    static let order = LineOrder([2, 0, 1, 3])!

    static let samples: [any Command] = [
        UpdateRange(
            sheet: sheet, range: range,
            values: CellInputs("x"), formulas: CellInputs("=A1"), formulasR1C1: CellInputs(.unchanged),
            numberFormat: CellInputs("0.00"), rowHidden: true, columnHidden: false, currentYear: 2026),
        ClearRange(sheet: sheet, range: .wholeSheet, applyTo: .contents),
        AddWorksheet(name: "Ärger", uid: "{8B1C7F5E-3A0D-4C52-9E6B-0F6D1C2A3B4C}"),
        UpdateWorksheet(sheet: sheet, newName: "x", position: 3, visibility: .veryHidden),
        DeleteWorksheet(sheet: sheet),
        ProtectSheet(sheet: sheet, options: SheetProtection()),
        UnprotectSheet(sheet: sheet),
        InsertCells(sheet: sheet, range: range, shift: .right),
        DeleteCells(sheet: sheet, range: range, shift: .up),
        MergeCells(sheet: sheet, range: range, across: true),
        UnmergeCells(sheet: sheet, range: range),
        ReorderRange(sheet: sheet, range: range, orientation: .columns, order: order),
        AddTable(sheet: sheet, range: range, hasHeaders: false, name: "Sales", uid: "{A}"),
        UpdateTable(
            tableID: 300, newName: "x", style: "TableStyleDark1", showHeaders: true, showTotals: false,
            showBandedRows: true, showBandedColumns: false, highlightFirstColumn: true, highlightLastColumn: false,
            showFilterButton: true),
        DeleteTable(tableID: 1),
        ConvertTableToRange(tableID: 2),
        AddTableRows(tableID: 1, index: -1, values: CellInputs(.number(1.5)), currentYear: 2026),
        UpdateTableRow(tableID: 1, index: 70_000, values: CellInputs("x"), currentYear: 2026),
        DeleteTableRow(tableID: 1, index: 0),
        AddTableColumn(tableID: 1, index: 2, name: "N", values: CellInputs(.boolean(true)), currentYear: 2026),
        UpdateTableColumn(tableID: 1, columnID: 2, newName: "M", values: CellInputs("x"), currentYear: 2026),
        DeleteTableColumn(tableID: 1, columnID: 3),
        SortTable(
            tableID: 1,
            sort: TableSort(
                fields: [.init(columnID: 2, criterion: .value, isAscending: false, dataOption: .textAsNumber)],
                matchesCase: true, method: .pinYin),
            order: order),
        ClearTableSort(tableID: 1),
        AddName(name: "Rate", scope: sheet, formula: "=1", comment: "c"),
        UpdateName(name: "Rate", scope: sheet, visible: false, comment: ""),
        DeleteName(name: "Rate", scope: nil),
        CalculateWorkbook(.fullRebuild),
    ]
}
