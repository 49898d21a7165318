// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import OData
import Workbooks

/// What can be done with the sort of a table.
enum TableSorts {
    /// A table that is not sorted has no fields.
    static func describe(_ table: Table, _ object: inout JSONObject) {
        let fields = keyed(table).map { key, field -> JSONValue in
            [
                "ascending": .bool(field.isAscending), "color": .null, "dataOption": .string(field.dataOption.rawValue),
                "icon": .null, "key": .integer(Int64(key)), "sortOn": .string(field.criterion.rawValue),
            ]
        }
        object["fields"] = .array(fields)
        object["matchCase"] = .bool(table.sort?.matchesCase ?? false)
        object["method"] = .string((table.sort?.method ?? .pinYin).rawValue)
    }

    /// The fields of a table's sort with the positions their columns have now; those of deleted columns are gone.
    private static func keyed(_ table: Table) -> [(key: Int, field: TableSort.Field)] {
        (table.sort?.fields ?? []).compactMap { field in
            table.columns.firstIndex { $0.id == field.columnID }.map { ($0, field) }
        }
    }

    @Sendable static func apply(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let table = try call.resource.table(in: call.workbook)
        let request = try SortRequest(try call.body(), lineLength: table.columns.count)
        let fields = request.fields.map { field in
            TableSort.Field(
                columnID: table.columns[field.key].id, criterion: field.criterion, isAscending: field.isAscending,
                dataOption: field.dataOption)
        }
        let sort = TableSort(fields: fields, matchesCase: request.matchesCase, method: request.method)
        return try edit(table, sort, request.fields, call)
    }

    /// Sorts again by what the table was sorted by; nothing happens to one that was not.
    @Sendable static func reapply(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let table = try call.resource.table(in: call.workbook)
        let keyed = keyed(table)
        guard let sort = table.sort, !keyed.isEmpty else { return Edit { _ throws(GraphError) in .noContent } }
        if let other = keyed.first(where: { $0.field.criterion != .value }) {
            throw SortRequest.notBuilt(other.field.criterion)
        }
        guard sort.method == .pinYin, !sort.fields.contains(where: \.hasCustomList) else {
            throw .notImplemented("Sorting by a custom list or by the strokes of characters is not implemented.")
        }
        let fields = keyed.map { key, field in
            SortRequest.Field(
                key: key, criterion: field.criterion, isAscending: field.isAscending, dataOption: field.dataOption)
        }
        let kept = TableSort(fields: keyed.map(\.field), matchesCase: sort.matchesCase, method: sort.method)
        return try edit(table, kept, fields, call)
    }

    @Sendable static func clear(_ call: WorkbookCall) throws(GraphError) -> Edit {
        Edit(ClearTableSort(tableID: try call.resource.table(in: call.workbook).id))
    }

    private static func edit(
        _ table: Table, _ sort: TableSort, _ fields: [SortRequest.Field], _ call: WorkbookCall
    ) throws(GraphError) -> Edit {
        let sheet = try call.resource.sheet(in: call.workbook)
        let order = table.dataRange.map { data in
            LineSort(
                sheet: sheet, range: data, axis: .rows, matchesCase: sort.matchesCase,
                dateSystem: call.workbook.dateSystem
            ).order(by: fields)
        }
        guard let order = order ?? LineOrder([]) else { return Edit { _ throws(GraphError) in .noContent } }
        return Edit(SortTable(tableID: table.id, sort: sort, order: order))
    }
}
