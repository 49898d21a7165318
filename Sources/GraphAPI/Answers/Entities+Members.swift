// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

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
        case .worksheetProtection: Worksheets.describeProtection(try resource.sheet(in: workbook), &object)
        case .application: object["calculationMode"] = .string(Application.mode(workbook.settings.mode))
        case .table: Tables.describe(try resource.table(in: workbook), &object)
        case .tableRow(_, let index):
            object["index"] = .integer(Int64(index))
            object["values"] = try Tables.rowValues(resource, index, in: workbook)
        case .tableColumn: try Tables.describeColumn(resource, in: workbook, &object)
        case .namedItem: try Names.describe(resource, call, &object)
        default: break
        }
        return object
    }

    /// The entities of a collection in their order, each as a call of its own.
    static func children(of call: WorkbookCall) throws(GraphError) -> [WorkbookCall] {
        let workbook = call.workbook
        switch call.resource {
        case .worksheets: return try workbook.sheets.map { sheet in try call.child(.worksheet(sheet.id), .worksheet) }
        case .tables:
            return try TableSteps.all(call.resource, in: workbook).map { table, sheet in
                try call.child(.table(TableReference(sheet: sheet, id: table.id)), .table)
            }
        case .tableRows(let table):
            let count = try call.resource.table(in: workbook).dataRange?.rowCount ?? 0
            return try (0..<count).map { index in try call.child(.tableRow(table, index: index), .tableRow) }
        case .tableColumns(let table):
            return try call.resource.table(in: workbook).columns.map { column in
                try call.child(.tableColumn(table, id: column.id), .tableColumn)
            }
        case .names:
            return try NameSteps.all(call.resource, in: workbook).map { name in
                try call.child(.namedItem(NameReference(scope: name.scope, name: name.name)), .namedItem)
            }
        default: return []
        }
    }

    static func count(of call: WorkbookCall) throws(GraphError) -> Int {
        if case .tableRows = call.resource {
            return try call.resource.table(in: call.workbook).dataRange?.rowCount ?? 0
        }
        return try children(of: call).count
    }
}

extension WorkbookCall {
    /// The call that an item of this collection would answer.
    func child(_ resource: Resource, _ kind: ResourceKind) throws(GraphError) -> WorkbookCall {
        var path = path
        if let segment = try resource.canonicalSegment(in: workbook) { path.append(child: segment) }
        return replacing(workbook: workbook, resource: resource, path: path, kind: kind)
    }
}
