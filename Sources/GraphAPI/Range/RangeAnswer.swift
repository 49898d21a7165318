// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import HTTPMessages
import OData
import Workbooks

/// A `workbookRange` as an answer.
struct RangeAnswer {
    /// Members in the order of live answers.
    enum Member: String, CaseIterable {
        case address, addressLocal, columnCount, cellCount, columnHidden, rowHidden, numberFormat, columnIndex, text
        case formulas, formulasLocal, formulasR1C1, hidden, rowCount, rowIndex, valueTypes, values

        /// Whether it has a value for each cell.
        var isGrid: Bool {
            switch self {
            case .numberFormat, .text, .formulas, .formulasLocal, .formulasR1C1, .valueTypes, .values: true
            default: false
            }
        }
    }

    let area: Area
    let sheet: Worksheet
    let call: WorkbookCall

    init(_ call: WorkbookCall) throws(GraphError) {
        self.call = call
        area = try call.resource.area()
        sheet = try call.resource.sheet(in: call.workbook)
    }

    /// The whole answer. Members that `$select` leaves out are not computed.
    func response(status: Int = 200) throws(GraphError) -> HTTPResponse {
        try call.checkSelect(Member.allCases.map(\.rawValue) + ["format", "sort", "worksheet"])
        let cells = min(area.range.cellCount, 1 << 20)
        var writer = JSONWriter(capacity: 1024 + cells * 16)
        writer.beginObject()
        writer.member("@odata.context", call.resultContext)
        writer.member("@odata.type", "#microsoft.graph.workbookRange")
        writer.member("@odata.id", call.path.canonical)
        for member in Member.allCases where call.options.selects(member.rawValue) {
            writer.name(member.rawValue)
            if member.isGrid { try writeGrid(member, &writer) } else { writeFact(member, &writer) }
        }
        for (name, value) in try call.expansions() { writer.member(name, value) }
        writer.endObject()
        return .json(status, writer.bytes)
    }

    /// Whole rows and columns and ranges beyond the limit show their grids as null.
    private func writeGrid(_ member: Member, _ writer: inout JSONWriter) throws(GraphError) {
        let configuration = call.context.api.configuration
        guard !area.range.isWholeRows, !area.range.isWholeColumns,
            area.range.cellCount <= configuration.maximumCells
        else { return writer.null() }
        let grids = RangeGrids(
            workbook: call.workbook, sheet: sheet, range: area.range,
            maximumBytes: configuration.maximumResponseBytes)
        switch member {
        case .values: try grids.values(&writer)
        case .valueTypes: try grids.valueTypes(&writer)
        case .text: try grids.text(&writer)
        case .numberFormat: try grids.numberFormat(&writer)
        case .formulasR1C1: try grids.formulas(&writer, .r1c1)
        default: try grids.formulas(&writer, .a1)
        }
    }

    private func writeFact(_ member: Member, _ writer: inout JSONWriter) {
        let range = area.range
        switch member {
        case .address, .addressLocal: writer.value(RangeAddress.text(area, in: call.workbook))
        case .columnCount: writer.value(range.columnCount)
        case .rowCount: writer.value(range.rowCount)
        case .cellCount: writer.value(range.cellCount > Int(Int32.max) ? -1 : range.cellCount)
        case .columnIndex: writer.value(range.firstColumn)
        case .rowIndex: writer.value(range.firstRow)
        case .rowHidden: write(sheet.rowsHidden(in: range), &writer)
        case .columnHidden: write(sheet.columnsHidden(in: range), &writer)
        default: write(sheet.isHidden(range), &writer)
        }
    }

    private func write(_ flag: Bool?, _ writer: inout JSONWriter) {
        if let flag { writer.value(flag) } else { writer.null() }
    }
}

extension Worksheet {
    /// Whether all rows of a range are hidden, or none; `nil` when some are.
    func rowsHidden(in range: CellRange) -> Bool? {
        var hidden = 0
        rows.forEach(in: range.firstRow...range.lastRow) { _, properties in hidden += properties.isHidden ? 1 : 0 }
        return hidden == 0 ? false : hidden == range.rowCount ? true : nil
    }

    func columnsHidden(in range: CellRange) -> Bool? {
        var hidden = 0
        for span in columns.spans where span.properties.isHidden {
            let first = max(span.columns.lowerBound, range.firstColumn)
            let last = min(span.columns.upperBound, range.lastColumn)
            hidden += max(0, Int(last - first) + 1)
        }
        return hidden == 0 ? false : hidden == range.columnCount ? true : nil
    }

    /// Whether all cells of a range are hidden, by their row or their column, or none; `nil` when some are.
    func isHidden(_ range: CellRange) -> Bool? {
        switch (rowsHidden(in: range), columnsHidden(in: range)) {
        case (true, _), (_, true): true
        case (false, false): false
        default: nil
        }
    }
}
