// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Steps that lead to a range. Positions are zero-based and relative to the range they start from.
enum RangeSteps {
    @Sendable static func range(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let sheet = try resource.sheet(in: step.workbook)
        guard let address = try step.arguments.optionalString("address"), !address.isEmpty else {
            return .range(Area(sheet: sheet.id, range: .wholeSheet))
        }
        return .range(try RangeAddress.area(address, on: sheet, in: step.workbook))
    }

    @Sendable static func worksheetCell(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let sheet = try resource.sheet(in: step.workbook)
        return try cell(.range(Area(sheet: sheet.id, range: .wholeSheet)), step)
    }

    /// A blank sheet's used range is its first cell.
    @Sendable static func worksheetUsedRange(
        _ resource: Resource, _ step: ResourceStep
    ) throws(GraphError) -> Resource {
        let sheet = try resource.sheet(in: step.workbook)
        let valuesOnly = try step.arguments.optionalBool("valuesOnly") ?? false
        let used = sheet.usedRange(valuesOnly: valuesOnly) ?? CellRange(CellAddress(row: 0, column: 0))
        return .range(Area(sheet: sheet.id, range: used))
    }

    /// May lie outside the range, but not outside the grid.
    @Sendable static func cell(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let row = try step.arguments.integer("row")
        let column = try step.arguments.integer("column")
        return try moved(resource) { range in
            let firstRow = Int(range.firstRow) + Int(row)
            let firstColumn = Int(range.firstColumn) + Int(column)
            return (firstRow, firstColumn, firstRow, firstColumn)
        }
    }

    @Sendable static func row(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let row = Int(try step.arguments.integer("row"))
        return try moved(resource) { range in
            let row = Int(range.firstRow) + row
            return (row, Int(range.firstColumn), row, Int(range.lastColumn))
        }
    }

    @Sendable static func column(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let column = Int(try step.arguments.integer("column"))
        return try moved(resource) { range in
            let column = Int(range.firstColumn) + column
            return (Int(range.firstRow), column, Int(range.lastRow), column)
        }
    }

    @Sendable static func lastCell(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let area = try resource.area()
        return .range(Area(sheet: area.sheet, range: CellRange(area.range.last)))
    }

    @Sendable static func lastRow(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        var area = try resource.area()
        area.range.firstRow = area.range.lastRow
        return .range(area)
    }

    @Sendable static func lastColumn(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        var area = try resource.area()
        area.range.firstColumn = area.range.lastColumn
        return .range(area)
    }

    @Sendable static func entireRow(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        var area = try resource.area()
        area.range.firstColumn = 0
        area.range.lastColumn = GridLimits.lastColumn
        return .range(area)
    }

    @Sendable static func entireColumn(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        var area = try resource.area()
        area.range.firstRow = 0
        area.range.lastRow = GridLimits.lastRow
        return .range(area)
    }

    /// Edges that a step computed, checked against the grid: first row, first column, last row, last column.
    static func moved(
        _ resource: Resource, _ edges: (CellRange) -> (Int, Int, Int, Int)
    ) throws(GraphError) -> Resource {
        let area = try resource.area()
        let (firstRow, firstColumn, lastRow, lastColumn) = edges(area.range)
        guard firstRow >= 0, firstColumn >= 0, lastRow <= Int(GridLimits.lastRow),
            lastColumn <= Int(GridLimits.lastColumn), firstRow <= lastRow, firstColumn <= lastColumn
        else { throw .invalidArgument("The arguments lead to a range outside the worksheet.") }
        let range = CellRange(
            firstRow: Int32(firstRow), firstColumn: Int32(firstColumn), lastRow: Int32(lastRow),
            lastColumn: Int32(lastColumn))
        return .range(Area(sheet: area.sheet, range: range))
    }
}
