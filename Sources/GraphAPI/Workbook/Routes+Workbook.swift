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

    static let workbookOperations: [OperationRow] = [
        .service(.post, .service, "$batch", scope: [], Batches.run),
        .get(.workbook, Entities.get),
        .item(.post, .workbook, "createSession", scope: .read, WorkbookSessions.create),
        .item(.post, .workbook, "refreshSession", scope: .read, WorkbookSessions.refresh),
        .item(.post, .workbook, "closeSession", scope: .read, WorkbookSessions.close),
        .item(.get, .operation, nil, WorkbookOperations.get),
        .item(.get, .sessionInfo, nil, WorkbookOperations.sessionInfo),
        .item(.get, .tableRowOperationResult, nil, WorkbookOperations.tableRow),
        .get(.application, Entities.get),
        .post(.application, "calculate", Application.calculate),
        .query(.function, WorksheetFunctions.call),

        .get(.worksheets, Entities.list),
        .get(.worksheets, "$count", Entities.countText),
        .post(.worksheets, Worksheets.create),
        .post(.worksheets, "add", Worksheets.add),
        .get(.worksheet, Entities.get),
        .patch(.worksheet, Worksheets.update),
        .delete(.worksheet, Worksheets.delete),
        .get(.worksheetProtection, Entities.get),
        .post(.worksheetProtection, "protect", WorksheetProtections.protect),
        .post(.worksheetProtection, "unprotect", WorksheetProtections.unprotect),
    ]
}
