// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Steps from one range to another beside, around or within it.
extension RangeSteps {
    @Sendable static func offset(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let rows = Int(try step.arguments.integer("rowOffset"))
        let columns = Int(try step.arguments.integer("columnOffset"))
        return try moved(resource) { range in
            (
                Int(range.firstRow) + rows, Int(range.firstColumn) + columns, Int(range.lastRow) + rows,
                Int(range.lastColumn) + columns
            )
        }
    }

    @Sendable static func resized(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let rows = Int(try step.arguments.integer("deltaRows"))
        let columns = Int(try step.arguments.integer("deltaColumns"))
        return try moved(resource) { range in
            (
                Int(range.firstRow), Int(range.firstColumn), Int(range.lastRow) + rows,
                Int(range.lastColumn) + columns
            )
        }
    }

    @Sendable static func rowsAbove(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let count = try count(step)
        return try moved(resource) { range in
            let first = Int(range.firstRow)
            let rows = count > 0 ? (first - count, first - 1) : (first, first - count - 1)
            return (rows.0, Int(range.firstColumn), rows.1, Int(range.lastColumn))
        }
    }

    @Sendable static func rowsBelow(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let count = try count(step)
        return try moved(resource) { range in
            let last = Int(range.lastRow)
            let rows = count > 0 ? (last + 1, last + count) : (last + count + 1, last)
            return (rows.0, Int(range.firstColumn), rows.1, Int(range.lastColumn))
        }
    }

    @Sendable static func columnsBefore(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let count = try count(step)
        return try moved(resource) { range in
            let first = Int(range.firstColumn)
            let columns = count > 0 ? (first - count, first - 1) : (first, first - count - 1)
            return (Int(range.firstRow), columns.0, Int(range.lastRow), columns.1)
        }
    }

    @Sendable static func columnsAfter(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let count = try count(step)
        return try moved(resource) { range in
            let last = Int(range.lastColumn)
            let columns = count > 0 ? (last + 1, last + count) : (last + count + 1, last)
            return (Int(range.firstRow), columns.0, Int(range.lastRow), columns.1)
        }
    }

    @Sendable static func intersection(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let area = try resource.area()
        guard let common = area.range.intersection(try other(than: area, step)) else {
            throw .itemNotFound("The ranges do not intersect.")
        }
        return .range(Area(sheet: area.sheet, range: common))
    }

    @Sendable static func boundingRectangle(
        _ resource: Resource, _ step: ResourceStep
    ) throws(GraphError) -> Resource {
        let area = try resource.area()
        return .range(Area(sheet: area.sheet, range: area.range.union(try other(than: area, step))))
    }

    /// The used cells within the range.
    @Sendable static func usedRange(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let area = try resource.area()
        let sheet = try resource.sheet(in: step.workbook)
        let valuesOnly = try step.arguments.optionalBool("valuesOnly") ?? false
        var used: CellRange?
        for part in [
            sheet.values.usedRange(in: area.range), sheet.formulas.usedRange(in: area.range),
            valuesOnly ? nil : sheet.styles.usedRange(in: area.range),
        ] {
            guard let part else { continue }
            used = used?.union(part) ?? part
        }
        guard let used else { throw .itemNotFound("The range has no used cells.") }
        return .range(Area(sheet: area.sheet, range: used))
    }

    /// How many rows or columns beside the range; a negative number reaches into it.
    private static func count(_ step: ResourceStep) throws(GraphError) -> Int {
        let count = Int(try step.arguments.optionalInteger("count") ?? 1)
        guard count != 0 else { throw .invalidArgument("The argument 'count' cannot be zero.") }
        return count
    }

    /// The range of `anotherRange`, which must be on the same sheet.
    private static func other(than area: Area, _ step: ResourceStep) throws(GraphError) -> CellRange {
        let address = try step.arguments.string("anotherRange")
        return try RangeAddress.area(address, on: step.workbook.sheet(area.sheet), in: step.workbook).range
    }
}
