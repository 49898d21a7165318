// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a path can stand on: the node types of the API's graph.
///
/// Navigation leads from one kind to another, operations apply to one kind; both are rows of `Routes`.
enum ResourceKind: String, Sendable, CaseIterable {
    // The service and its drives.
    case root, service, users, user, groups, group, sites, site, drives, drive, items, driveItem, children
    // What links lead to that carry their own proof.
    case downloads, download, monitors, monitor, uploads, upload
    // The workbook and what hangs off it directly.
    case workbook, application, functions, function, operations, operation, sessionInfo, tableRowOperationResult
    case worksheets, worksheet, worksheetProtection
    case range, rangeSort
    case tables, table, tableSort, tableRows, tableRow, tableColumns, tableColumn
    case names, namedItem

    /// The name of the Graph type without its namespace; collections have that of their items.
    var typeName: String {
        switch self {
        case .worksheets, .worksheet: "workbookWorksheet"
        case .worksheetProtection: "workbookWorksheetProtection"
        case .range: "workbookRange"
        case .rangeSort: "workbookRangeSort"
        case .tables, .table: "workbookTable"
        case .tableSort: "workbookTableSort"
        case .tableRows, .tableRow, .tableRowOperationResult: "workbookTableRow"
        case .tableColumns, .tableColumn: "workbookTableColumn"
        case .names, .namedItem: "workbookNamedItem"
        case .application: "workbookApplication"
        case .functions: "workbookFunctions"
        case .function: "workbookFunctionResult"
        case .operations, .operation: "workbookOperation"
        case .sessionInfo: "workbookSessionInfo"
        case .workbook: "workbook"
        case .users, .user: "user"
        case .drives, .drive: "drive"
        case .groups, .group: "group"
        case .sites, .site: "site"
        case .items, .driveItem, .children, .downloads, .download: "driveItem"
        case .monitors, .monitor: "asyncJobStatus"
        case .uploads, .upload: "uploadSession"
        case .root, .service: "service"
        }
    }
}
