// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Routes {
    static let workbookNavigation: [NavigationRow] = [
        .init(.workbook, "application", .application) { _, _ in .application },
        .init(.workbook, "functions", .functions) { _, _ in .functions },
        .init(.functions, "{function}", .function) { .function($1.key.prefix { $0 != "(" }.lowercased()) },
        .init(.workbook, "operations", .operations),
        .init(.operations, "{operation}", .operation),
        .init(.workbook, "sessionInfoResource(key={key})", .sessionInfo),
        .init(.workbook, "tableRowOperationResult(key={key})", .tableRowOperationResult),

        .init(.workbook, "worksheets", .worksheets) { _, _ in .worksheets },
        .init(.worksheets, "{worksheet}", .worksheet, WorksheetSteps.worksheet),
        .init(.worksheet, "protection", .worksheetProtection, WorksheetSteps.protection),
    ]

    static let workbookOperations: [OperationRow] = []
}
