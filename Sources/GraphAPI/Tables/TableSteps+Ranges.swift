// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// The ranges of tables, rows and columns.
extension TableSteps {
    @Sendable static func range(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        try part(resource, step) { $0.range }
    }

    @Sendable static func dataBodyRange(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        try part(resource, step, \.dataRange)
    }

    @Sendable static func headerRowRange(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        try part(resource, step, \.headerRange)
    }

    @Sendable static func totalRowRange(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        try part(resource, step, \.totalsRange)
    }

    @Sendable static func rowRange(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        guard case .tableRow(_, let index) = resource else { throw .itemNotFound("The row does not exist.") }
        return try part(resource, step) { $0.rowRange(at: index) }
    }

    @Sendable static func columnRange(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        try columnPart(resource, step) { $0.range }
    }

    @Sendable static func columnDataBodyRange(
        _ resource: Resource, _ step: ResourceStep
    ) throws(GraphError) -> Resource {
        try columnPart(resource, step, \.dataRange)
    }

    @Sendable static func columnHeaderRowRange(
        _ resource: Resource, _ step: ResourceStep
    ) throws(GraphError) -> Resource {
        try columnPart(resource, step, \.headerRange)
    }

    @Sendable static func columnTotalRowRange(
        _ resource: Resource, _ step: ResourceStep
    ) throws(GraphError) -> Resource {
        try columnPart(resource, step, \.totalsRange)
    }

    private static func part(
        _ resource: Resource, _ step: ResourceStep, _ range: (Table) -> CellRange?
    ) throws(GraphError) -> Resource {
        let sheet = try resource.sheet(in: step.workbook)
        guard let range = range(try resource.table(in: step.workbook)) else {
            throw .itemNotFound("The table has no such range.")
        }
        return .range(Area(sheet: sheet.id, range: range))
    }

    private static func columnPart(
        _ resource: Resource, _ step: ResourceStep, _ range: (Table) -> CellRange?
    ) throws(GraphError) -> Resource {
        let index = try resource.column(in: step.workbook).index
        return try part(resource, step) { table in range(table)?.column(index) }
    }
}

extension Table {
    /// The cells of a body row by its zero-based position; `nil` when there is none.
    func rowRange(at index: Int) -> CellRange? {
        guard let data = dataRange, index >= 0, index < data.rowCount else { return nil }
        let row = data.firstRow + Int32(index)
        return CellRange(
            firstRow: row, firstColumn: data.firstColumn, lastRow: row, lastColumn: data.lastColumn)
    }
}

extension CellRange {
    /// One column of the range by its zero-based position.
    func column(_ index: Int) -> CellRange {
        let column = firstColumn + Int32(index)
        return CellRange(firstRow: firstRow, firstColumn: column, lastRow: lastRow, lastColumn: column)
    }
}
