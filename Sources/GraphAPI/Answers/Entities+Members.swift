// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import OData
import Workbooks

extension Entities {
    /// The members of an entity in wire order, its `@odata.id` first.
    static func members(_ resource: Resource, _ call: WorkbookCall) throws(GraphError) -> JSONObject {
        let workbook = call.workbook
        var object = JSONObject()
        object["@odata.id"] = .string(call.path.canonical)
        switch resource {
        case .worksheet: Worksheets.describe(try resource.sheet(in: workbook), in: workbook, &object)
        case .worksheetProtection: WorksheetProtections.describe(try resource.sheet(in: workbook), &object)
        case .application: object["calculationMode"] = .string(Application.mode(workbook.settings.mode))
        case .table: Tables.describe(try resource.table(in: workbook), &object)
        case .tableSort: TableSorts.describe(try resource.table(in: workbook), &object)
        case .tableRow(_, let index):
            object["index"] = .integer(Int64(index))
            object["values"] = try TableRows.values(resource, index, in: workbook)
        case .tableColumn: try TableColumns.describe(resource, in: workbook, &object)
        case .namedItem: try Names.describe(resource, call, &object)
        default: break
        }
        return object
    }

    /// The entities of a collection in their order, each as a call of its own.
    static func children(of call: WorkbookCall) throws(GraphError) -> [WorkbookCall] {
        var children: [WorkbookCall] = []
        for child in try resources(in: call.resource, call.workbook) {
            children.append(try call.child(child, try call.elementKind()))
        }
        return children
    }

    private static func resources(in collection: Resource, _ workbook: Workbook) throws(GraphError) -> [Resource] {
        switch collection {
        case .worksheets: workbook.sheets.map { .worksheet($0.id) }
        case .tables:
            TableSteps.all(collection, in: workbook).map { table, sheet in
                .table(TableReference(sheet: sheet, id: table.id))
            }
        case .tableRows(let table):
            (0..<(try collection.table(in: workbook).dataRange?.rowCount ?? 0)).map { .tableRow(table, index: $0) }
        case .tableColumns(let table):
            try collection.table(in: workbook).columns.map { .tableColumn(table, id: $0.id) }
        case .names:
            NameSteps.all(collection, in: workbook).map { .namedItem(NameReference(scope: $0.scope, name: $0.name)) }
        default: []
        }
    }

    static func count(of call: WorkbookCall) throws(GraphError) -> Int {
        if case .tableRows = call.resource {
            return try call.resource.table(in: call.workbook).dataRange?.rowCount ?? 0
        }
        return try resources(in: call.resource, call.workbook).count
    }
}

extension WorkbookCall {
    /// The call that an item of this collection would answer.
    func child(_ resource: Resource, _ kind: ResourceKind) throws(GraphError) -> WorkbookCall {
        var path = path
        if let segment = try resource.canonicalSegment(in: workbook) { path.append(child: segment) }
        return navigated(to: resource, kind, path)
    }
}
