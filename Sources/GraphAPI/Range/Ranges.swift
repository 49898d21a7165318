// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import HTTPMessages
import OData
import Workbooks

/// What can be done with ranges.
enum Ranges {
    @Sendable static func get(_ call: WorkbookCall) throws(GraphError) -> HTTPResponse {
        try RangeAnswer(call).response()
    }

    /// The members that can be written, then those that are ignored because answers carry them.
    private static let writable = [
        "values", "formulas", "formulasLocal", "formulasR1C1", "numberFormat", "rowHidden", "columnHidden",
    ]

    @Sendable static func update(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let area = try call.resource.area()
        let body = try call.body()
        try body.allowOnly(RangeAnswer.Member.allCases.map(\.rawValue), of: "workbookRange")
        let answer: Edit.Answer = { workbook throws(GraphError) in
            try get(call.replacing(workbook: workbook))
        }
        guard writable.contains(where: body.has) else { return Edit(answer: answer) }
        let formulas = try grid("formulas", body)
        let local = try grid("formulasLocal", body)
        let command = UpdateRange(
            sheet: area.sheet, range: area.range, values: try grid("values", body), formulas: formulas ?? local,
            formulasR1C1: try grid("formulasR1C1", body), numberFormat: try grid("numberFormat", body),
            rowHidden: try flag("rowHidden", body), columnHidden: try flag("columnHidden", body),
            currentYear: call.context.currentYear)
        return Edit(command, answer: answer)
    }

    /// A grid when the member is there.
    static func grid(_ name: String, _ body: Arguments) throws(GraphError) -> CellInputs? {
        guard let value = body.value(name) else { return nil }
        return try RangeInput.grid(name, value)
    }

    private static func flag(_ name: String, _ body: Arguments) throws(GraphError) -> Bool? {
        guard let value = body.value(name) else { return nil }
        guard let flag = value.boolValue else { throw Arguments.wrongType(name, value, "a boolean") }
        return flag
    }

    @Sendable static func clear(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let area = try call.resource.area()
        let applyTo = try call.body().optionalWord("applyTo", [ClearRange.ApplyTo.all, .formats, .contents]) ?? .all
        return Edit(ClearRange(sheet: area.sheet, range: area.range, applyTo: applyTo))
    }

    /// Answers with the blank range that is now in the place.
    @Sendable static func insert(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let area = try call.resource.area()
        let shift = try call.body().word("shift", [InsertCells.Direction.down, .right])
        return Edit(InsertCells(sheet: area.sheet, range: area.range, shift: shift)) { workbook throws(GraphError) in
            try RangeAnswer(call.asResult(in: workbook, .range(area), .range, call.path)).response()
        }
    }

    @Sendable static func delete(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let area = try call.resource.area()
        let shift = try call.body().word("shift", [DeleteCells.Direction.up, .left])
        return Edit(DeleteCells(sheet: area.sheet, range: area.range, shift: shift))
    }

    @Sendable static func merge(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let area = try call.resource.area()
        let across = try call.body().optionalBool("across") ?? false
        return Edit(MergeCells(sheet: area.sheet, range: area.range, across: across))
    }

    @Sendable static func unmerge(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let area = try call.resource.area()
        return Edit(UnmergeCells(sheet: area.sheet, range: area.range))
    }
}
