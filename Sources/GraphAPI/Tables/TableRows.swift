// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import HTTPMessages
import OData
import Workbooks

/// What can be done with the rows of tables. A row has no id: its key is its position.
enum TableRows {
    /// The values of a body row, always as one inner array.
    static func values(_ resource: Resource, _ index: Int, in workbook: Workbook) throws(GraphError) -> JSONValue {
        let table = try resource.table(in: workbook)
        guard let range = table.rowRange(at: index) else { throw .itemNotFound("There is no row \(index).") }
        return .grid(range, try resource.sheet(in: workbook))
    }

    /// `GET rows`, written straight from the cells unless the rows have to be filtered or sorted first.
    @Sendable static func list(_ call: WorkbookCall) throws(GraphError) -> HTTPResponse {
        guard call.options.filter == nil, call.options.orderBy.isEmpty, call.options.expand.isEmpty else {
            return try Entities.list(call)
        }
        try call.checkSelect(["index", "values"])
        let sheet = try call.resource.sheet(in: call.workbook)
        let table = try call.resource.table(in: call.workbook)
        let total = table.dataRange?.rowCount ?? 0
        let start = min(call.options.skip ?? 0, total)
        let end = start + min(call.options.top ?? total, total - start)
        var writer = JSONWriter(capacity: 1024 + (end - start) * table.columns.count * 16)
        writer.beginObject()
        writer.member("@odata.context", call.collectionContext)
        if call.options.count == true { writer.member("@odata.count", total) }
        if let link = call.options.nextLink(url: call.context.url, position: end, total: total) {
            writer.member("@odata.nextLink", link)
        }
        writer.name("value")
        writer.beginArray()
        if let data = table.dataRange, start < end {
            var values = GridRows(sheet.values, in: data)
            for index in start..<end { try write(index, data, &values, call, &writer) }
        }
        writer.endArray()
        writer.endObject()
        return .json(200, writer.bytes)
    }

    private static func write(
        _ index: Int, _ data: CellRange, _ values: inout GridRows<PackedValue>, _ call: WorkbookCall,
        _ writer: inout JSONWriter
    ) throws(GraphError) {
        let row = data.firstRow + Int32(index)
        values.move(to: row)
        writer.beginObject()
        writer.member("@odata.id", call.path.canonical + "/itemAt(index=\(index))")
        if call.options.selects("index") { writer.member("index", index) }
        if call.options.selects("values") {
            writer.name("values")
            writer.beginArray()
            writer.beginArray()
            for offset in 0..<data.columnCount { writer.value(values.element(row, offset)) }
            writer.endArray()
            writer.endArray()
        }
        writer.endObject()
        try RangeGrids.checkSize(writer.bytes.count, call.context.api.configuration.maximumResponseBytes)
    }

    /// `POST rows`: the entity, by navigation.
    @Sendable static func create(_ call: WorkbookCall) throws(GraphError) -> Edit {
        try add(call, isFunctionResult: false)
    }

    /// `POST rows/add`: the same as the result of an action.
    @Sendable static func add(_ call: WorkbookCall) throws(GraphError) -> Edit {
        try add(call, isFunctionResult: true)
    }

    /// Adds any number of rows and answers with the first of them.
    private static func add(_ call: WorkbookCall, isFunctionResult: Bool) throws(GraphError) -> Edit {
        let table = try call.resource.table(in: call.workbook)
        guard let reference = call.resource.tableReference else { throw .itemNotFound("The table does not exist.") }
        let body = try call.body()
        try body.allowOnly(["index", "values"], of: "workbookTableRow")
        let values = try rows(body)
        let index = try body.optionalInteger("index").map(Int.init)
        let command = AddTableRows(
            tableID: table.id, index: index, values: values, currentYear: call.context.currentYear)
        return Edit(command) { workbook throws(GraphError) in
            let count = try call.resource.table(in: workbook).dataRange?.rowCount ?? 0
            // Others may have added rows in the meantime, so the place of appended ones is counted from the end.
            let first = if let index, index >= 0 { index } else { count - (values?.rows ?? 1) }
            return try call.made(
                .tableRow(reference, index: first), .tableRow, in: workbook, isFunctionResult: isFunctionResult)
        }
    }

    @Sendable static func update(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let body = try call.body()
        try body.allowOnly(["index", "values"], of: "workbookTableRow")
        let answer: Edit.Answer = { workbook throws(GraphError) in
            try Entities.response(call.replacing(workbook: workbook))
        }
        guard let values = try rows(body) else { return Edit(answer: answer) }
        guard case .tableRow(_, let index) = call.resource else { throw .itemNotFound("The row does not exist.") }
        let command = UpdateTableRow(
            tableID: try call.resource.table(in: call.workbook).id, index: index, values: values,
            currentYear: call.context.currentYear)
        return Edit(command, answer: answer)
    }

    @Sendable static func delete(_ call: WorkbookCall) throws(GraphError) -> Edit {
        guard case .tableRow(_, let index) = call.resource else { throw .itemNotFound("The row does not exist.") }
        return Edit(DeleteTableRow(tableID: try call.resource.table(in: call.workbook).id, index: index))
    }

    /// The rows of a body; one row may come without the outer array.
    private static func rows(_ body: Arguments) throws(GraphError) -> CellInputs? {
        guard let value = body.value("values"), !value.isNull else { return nil }
        if let cells = value.arrayValue, !cells.isEmpty, cells.allSatisfy({ $0.arrayValue == nil }) {
            return try RangeInput.grid("values", .array([value]))
        }
        return try RangeInput.grid("values", value)
    }
}
