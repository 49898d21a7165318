// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import HTTPMessages
import OData
import Workbooks

/// What can be done with the columns of tables.
enum TableColumns {
    /// A column's values have its header first, when there is one, and its total last.
    static func describe(_ resource: Resource, in workbook: Workbook, _ object: inout JSONObject) throws(GraphError) {
        let (column, index) = try resource.column(in: workbook)
        let table = try resource.table(in: workbook)
        guard table.range.cellCount <= UpdateRange.maximumCells else {
            throw GraphError(.rangeExceedsLimit, "The table has too many cells to show its columns; ask for its rows.")
        }
        let range = table.range.column(index)
        object["id"] = .string(String(column.id))
        object["index"] = .integer(Int64(index))
        object["name"] = .string(column.name)
        object["values"] = .grid(range, try resource.sheet(in: workbook))
    }

    /// `POST columns`: the entity, by navigation.
    @Sendable static func create(_ call: WorkbookCall) throws(GraphError) -> Edit {
        try add(call, isFunctionResult: false)
    }

    /// `POST columns/add`: the same as the result of an action.
    @Sendable static func add(_ call: WorkbookCall) throws(GraphError) -> Edit {
        try add(call, isFunctionResult: true)
    }

    private static func add(_ call: WorkbookCall, isFunctionResult: Bool) throws(GraphError) -> Edit {
        let table = try call.resource.table(in: call.workbook)
        guard let reference = call.resource.tableReference else { throw .itemNotFound("The table does not exist.") }
        let body = try call.body()
        try body.allowOnly(["id", "index", "name", "values"], of: "workbookTableColumn")
        let index = try body.optionalInteger("index").map(Int.init)
        let command = AddTableColumn(
            tableID: table.id, index: index, name: try body.optionalString("name"), values: try values(body),
            currentYear: call.context.currentYear)
        return Edit(command) { workbook throws(GraphError) in
            let columns = try call.resource.table(in: workbook).columns
            let place = if let index, index >= 0 { index } else { columns.count - 1 }
            guard columns.indices.contains(place) else { throw .itemNotFound("The column does not exist.") }
            return try call.made(
                .tableColumn(reference, id: columns[place].id), .tableColumn, in: workbook,
                isFunctionResult: isFunctionResult)
        }
    }

    @Sendable static func update(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let body = try call.body()
        try body.allowOnly(["id", "index", "name", "values"], of: "workbookTableColumn")
        let command = UpdateTableColumn(
            tableID: try call.resource.table(in: call.workbook).id,
            columnID: try call.resource.column(in: call.workbook).column.id,
            newName: try body.optionalString("name"), values: try values(body),
            currentYear: call.context.currentYear)
        return Edit(command) { workbook throws(GraphError) in
            try Entities.response(call.replacing(workbook: workbook))
        }
    }

    @Sendable static func delete(_ call: WorkbookCall) throws(GraphError) -> Edit {
        Edit(
            DeleteTableColumn(
                tableID: try call.resource.table(in: call.workbook).id,
                columnID: try call.resource.column(in: call.workbook).column.id))
    }

    /// `[["header"], [1], [2]]`
    private static func values(_ body: Arguments) throws(GraphError) -> CellInputs? {
        guard let value = body.value("values"), !value.isNull else { return nil }
        return try RangeInput.grid("values", value)
    }
}
