// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Routes {
    static let tableNavigation: [NavigationRow] = [
        .init(.workbook, "tables", .tables) { _, _ in .tables(nil) },
        .init(.worksheet, "tables", .tables, TableSteps.tablesOfSheet),
        .init(.tables, "{table}", .table, TableSteps.table),
        .init(.tables, "itemAt(index={index})", .table, TableSteps.tableAt),
        .init(.table, "worksheet", .worksheet, WorksheetSteps.parent),
        .init(.table, "range()", .range, TableSteps.range),
        .init(.table, "dataBodyRange()", .range, TableSteps.dataBodyRange),
        .init(.table, "headerRowRange()", .range, TableSteps.headerRowRange),
        .init(.table, "totalRowRange()", .range, TableSteps.totalRowRange),
        .init(.table, "rows", .tableRows, TableSteps.rows),
        .init(.tableRows, "{row}", .tableRow, TableSteps.row),
        .init(.tableRows, "itemAt(index={index})", .tableRow, TableSteps.rowAt),
        .init(.tableRow, "range()", .range, TableSteps.rowRange),
        .init(.table, "columns", .tableColumns, TableSteps.columns),
        .init(.tableColumns, "{column}", .tableColumn, TableSteps.column),
        .init(.tableColumns, "itemAt(index={index})", .tableColumn, TableSteps.columnAt),
        .init(.tableColumn, "range()", .range, TableSteps.columnRange),
        .init(.tableColumn, "dataBodyRange()", .range, TableSteps.columnDataBodyRange),
        .init(.tableColumn, "headerRowRange()", .range, TableSteps.columnHeaderRowRange),
        .init(.tableColumn, "totalRowRange()", .range, TableSteps.columnTotalRowRange),
    ]

    static let tableOperations: [OperationRow] = [
        .get(.tables, Entities.list),
        .get(.tables, "$count", Entities.countText),
        .get(.tables, "count()", Entities.countValue),
        .get(.table, Entities.get),
        .get(.tableRows, Entities.list),
        .get(.tableRows, "$count", Entities.countText),
        .get(.tableRows, "count()", Entities.countValue),
        .get(.tableRow, Entities.get),
        .get(.tableColumns, Entities.list),
        .get(.tableColumns, "$count", Entities.countText),
        .get(.tableColumns, "count()", Entities.countValue),
        .get(.tableColumn, Entities.get),
    ]
}
