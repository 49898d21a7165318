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
        let sheet = try call.resource.sheet(in: call.workbook)
        guard let range = Self.range(area.range, orientation, hasHeaders, on: sheet),
            let order = LineSort(
                sheet: sheet, range: range, axis: orientation.axis, matchesCase: request.matchesCase,
                dateSystem: call.workbook.dateSystem
            ).order(by: request.fields)
        else { return Edit { _ throws(GraphError) in .noContent } }
        return Edit(ReorderRange(sheet: area.sheet, range: range, orientation: orientation, order: order))
    }

    /// The lines to sort: without the headers, and without what is blank behind all content. `nil` for none.
    private static func range(
        _ whole: CellRange, _ orientation: ReorderRange.Orientation, _ hasHeaders: Bool, on sheet: Worksheet
    ) -> CellRange? {
        guard let used = sheet.usedRange(valuesOnly: false) else { return nil }
        var range = whole
        switch orientation {
        case .rows:
            if hasHeaders { range.firstRow += 1 }
            range.lastRow = min(range.lastRow, used.lastRow)
            range.lastColumn = min(range.lastColumn, max(used.lastColumn, range.firstColumn))
        case .columns:
            if hasHeaders { range.firstColumn += 1 }
            range.lastColumn = min(range.lastColumn, used.lastColumn)
            range.lastRow = min(range.lastRow, max(used.lastRow, range.firstRow))
        }
        return range.firstRow <= range.lastRow && range.firstColumn <= range.lastColumn ? range : nil
    }
}
