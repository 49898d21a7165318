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
        return edit(table.id, TableSort(fields: fields, matchesCase: request.matchesCase, method: request.method))
    }

    /// Sorts again by what the table was sorted by; nothing happens to one that was not.
    @Sendable static func reapply(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let table = try call.resource.table(in: call.workbook)
        let fields = keyed(table).map(\.field)
        guard let sort = table.sort, !fields.isEmpty else { return Edit { _ throws(GraphError) in .noContent } }
        if let other = fields.first(where: { $0.criterion != .value }) {
            throw SortRequest.notBuilt(other.criterion)
        }
        guard sort.method == .pinYin, !sort.fields.contains(where: \.hasCustomList) else {
            throw .notImplemented("Sorting by a custom list or by the strokes of characters is not implemented.")
        }
        return edit(table.id, TableSort(fields: fields, matchesCase: sort.matchesCase, method: sort.method))
    }

    @Sendable static func clear(_ call: WorkbookCall) throws(GraphError) -> Edit {
        Edit(ClearTableSort(tableID: try call.resource.table(in: call.workbook).id))
    }

    private static func edit(_ tableID: Int, _ sort: TableSort) -> Edit {
        Edit(deciding: { workbook throws(WorkbookError) in
            let place = try workbook.place(ofTable: tableID)
            let sheet = workbook.sheets[place.sheet]
            var table = sheet.tables[place.table]
            table.sort = sort
            let fields = keyed(table).map { key, field in
                SortRequest.Field(
                    key: key, criterion: field.criterion, isAscending: field.isAscending, dataOption: field.dataOption)
            }
            let order = table.dataRange.map { data in
                LineSort(
                    sheet: sheet, range: data, axis: .rows, matchesCase: sort.matchesCase,
                    dateSystem: workbook.dateSystem
                ).order(by: fields)
            }
            return SortTable(tableID: tableID, sort: sort, order: order ?? LineOrder(permutation: []))
        })
    }
}
