// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import HTTPMessages
import OData
import Workbooks

/// What can be done with tables.
enum Tables {
    static func describe(_ table: Table, _ object: inout JSONObject) {
        object["highlightFirstColumn"] = .bool(table.style.showsFirstColumn)
        object["highlightLastColumn"] = .bool(table.style.showsLastColumn)
        object["id"] = .string(table.graphID)
        object["legacyId"] = .string(String(table.id))
        object["name"] = .string(table.name)
        object["showBandedColumns"] = .bool(table.style.showsColumnStripes)
        object["showBandedRows"] = .bool(table.style.showsRowStripes)
        object["showFilterButton"] = .bool(table.showsFilterButton)
        object["showHeaders"] = .bool(table.hasHeaders)
        object["showTotals"] = .bool(table.hasTotals)
        object["style"] = table.style.name.map { .string($0) } ?? .null
    }

    /// `POST tables`: the entity, by navigation.
    @Sendable static func create(_ call: WorkbookCall) throws(GraphError) -> Edit {
        try add(call, isFunctionResult: false)
    }

    /// `POST tables/add`: the same as the result of an action.
    @Sendable static func add(_ call: WorkbookCall) throws(GraphError) -> Edit {
        try add(call, isFunctionResult: true)
    }

    private static func add(_ call: WorkbookCall, isFunctionResult: Bool) throws(GraphError) -> Edit {
        let body = try call.body()
        let area = try area(of: body.string("address"), call)
        let command = AddTable(
            sheet: area.sheet, range: area.range, hasHeaders: try body.optionalBool("hasHeaders") ?? false)
        return Edit(command) { workbook throws(GraphError) in
            guard let table = workbook.sheet(area.sheet)?.tables.first(where: { $0.uid == command.uid }) else {
                throw .itemNotFound("The table does not exist.")
            }
            return try call.made(
                .table(TableReference(sheet: area.sheet, id: table.id)), .table, in: workbook,
                isFunctionResult: isFunctionResult)
        }
    }

    /// The range of a new table: on the sheet of the collection, else of the address, else the active one.
    private static func area(of address: String, _ call: WorkbookCall) throws(GraphError) -> Area {
        let workbook = call.workbook
        if case .tables(.some) = call.resource {
            return try RangeAddress.area(address, on: call.resource.sheet(in: workbook), in: workbook)
        }
        if CellRange(a1: address) != nil, workbook.sheets.indices.contains(workbook.activeSheet) {
            return try RangeAddress.area(address, on: workbook.sheets[workbook.activeSheet], in: workbook)
        }
        return try RangeAddress.area(address, on: nil, in: workbook)
    }

    private static let members = [
        "highlightFirstColumn", "highlightLastColumn", "id", "legacyId", "name", "showBandedColumns",
        "showBandedRows", "showFilterButton", "showHeaders", "showTotals", "style",
    ]

    @Sendable static func update(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let body = try call.body()
        try body.allowOnly(members, of: "workbookTable")
        let command = UpdateTable(
            tableID: try call.resource.table(in: call.workbook).id, newName: try body.optionalString("name"),
            style: try body.optionalString("style"), showHeaders: try body.optionalBool("showHeaders"),
            showTotals: try body.optionalBool("showTotals"),
            showBandedRows: try body.optionalBool("showBandedRows"),
            showBandedColumns: try body.optionalBool("showBandedColumns"),
            highlightFirstColumn: try body.optionalBool("highlightFirstColumn"),
            highlightLastColumn: try body.optionalBool("highlightLastColumn"),
            showFilterButton: try body.optionalBool("showFilterButton"))
        return Edit(command) { workbook throws(GraphError) in
            try Entities.response(call.replacing(workbook: workbook))
        }
    }

    @Sendable static func delete(_ call: WorkbookCall) throws(GraphError) -> Edit {
        Edit(DeleteTable(tableID: try call.resource.table(in: call.workbook).id))
    }

    /// Answers with the range the table was.
    @Sendable static func convertToRange(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let table = try call.resource.table(in: call.workbook)
        let sheet = try call.resource.sheet(in: call.workbook)
        let area = Area(sheet: sheet.id, range: table.range)
        return Edit(ConvertTableToRange(tableID: table.id)) { workbook throws(GraphError) in
            try RangeAnswer(call.asResult(in: workbook, .range(area), .range, call.path(to: area, in: workbook)))
                .response()
        }
    }
}

extension WorkbookCall {
    /// The path of an address on its sheet, for a range that has lost the resource it was reached by.
    func path(to area: Area, in workbook: Workbook) throws(GraphError) -> ResourcePath {
        var path = ResourcePath(context.path.driveAddress().resourcePath(userID: context.principal.userID))
        let sheet = try Resource.worksheet(area.sheet).sheet(in: workbook)
        path.append(name: "workbook")
        path.append(name: "worksheets")
        path.append(key: sheet.name, canonical: .key(sheet.uid))
        path.append(function: "range", [("address", .string(area.range.a1))])
        return path
    }
}
