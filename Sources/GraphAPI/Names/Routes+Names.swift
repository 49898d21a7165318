// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Routes {
    static let nameNavigation: [NavigationRow] = [
        .init(.workbook, "names", .names) { _, _ in .names(nil) },
        .init(.worksheet, "names", .names, NameSteps.namesOfSheet),
        .init(.names, "{name}", .namedItem, NameSteps.name),
        .init(.namedItem, "range()", .range, NameSteps.range),
        .init(.namedItem, "worksheet", .worksheet, WorksheetSteps.parent),
    ]

    static let nameOperations: [OperationRow] = [
        .get(.names, Entities.list),
        .get(.names, "$count", Entities.countText),
        .post(.names, "add", Names.add),
        .post(.names, "addFormulaLocal", Names.addFormulaLocal),
        .get(.namedItem, Entities.get),
        .patch(.namedItem, Names.update),
        .delete(.namedItem, Names.delete),
    ]
}
