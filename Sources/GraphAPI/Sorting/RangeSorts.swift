// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// What can be done with the sort of a range.
enum RangeSorts {
    @Sendable static func apply(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let area = try call.resource.area()
        let body = try call.body()
        let orientation =
            try body.optionalWord("orientation", [ReorderRange.Orientation.rows, .columns]) ?? .rows
        let lineLength = orientation == .rows ? area.range.columnCount : area.range.rowCount
        let request = try SortRequest(body, lineLength: lineLength)
        let hasHeaders = try body.optionalBool("hasHeaders") ?? false
        return Edit(deciding: { workbook throws(WorkbookError) in
            let sheet = workbook.sheets[try workbook.position(of: area.sheet)]
            let range = Self.range(area.range, orientation, hasHeaders, on: sheet)
            let sort = LineSort(
                sheet: sheet, range: range, axis: orientation.axis, matchesCase: request.matchesCase,
                dateSystem: workbook.dateSystem)
            return ReorderRange(
                sheet: area.sheet, range: range, orientation: orientation, order: sort.order(by: request.fields))
        })
    }

    /// The lines to sort: without the headers, and without what is blank behind all content; one line where there are
    /// no others.
    private static func range(
        _ whole: CellRange, _ orientation: ReorderRange.Orientation, _ hasHeaders: Bool, on sheet: Worksheet
    ) -> CellRange {
        var range = whole
        switch orientation {
        case .rows where hasHeaders && range.rowCount > 1: range.firstRow += 1
        case .columns where hasHeaders && range.columnCount > 1: range.firstColumn += 1
        default: break
        }
        let used = sheet.usedRange(valuesOnly: false) ?? CellRange(CellAddress(row: 0, column: 0))
        range.lastRow = max(range.firstRow, min(range.lastRow, used.lastRow))
        range.lastColumn = max(range.firstColumn, min(range.lastColumn, used.lastColumn))
        return range
    }
}
