// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Steps to tables, their rows, their columns, and the ranges of each.
enum TableSteps {
    @Sendable static func tablesOfSheet(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        .tables(try resource.sheet(in: step.workbook).id)
    }

    /// The tables of a collection in the order of their sheets, with the sheet each stands on.
    static func all(_ resource: Resource, in workbook: Workbook) -> [(table: Table, sheet: SheetID)] {
        guard case .tables(let scope) = resource else { return [] }
        return workbook.sheets.filter { scope == nil || $0.id == scope }.flatMap { sheet in
            sheet.tables.map { ($0, sheet.id) }
        }
    }

    /// A table by its id, its number or its name.
    @Sendable static func table(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let key = step.key.lowercased()
        let tables = all(resource, in: step.workbook)
        let match = tables.first { $0.table.graphID.lowercased() == key || String($0.table.id) == key }
        guard let (table, sheet) = match ?? tables.first(where: { $0.table.name.lowercased() == key }) else {
            throw .itemNotFound("The table '\(step.key.prefix(100))' does not exist.")
        }
        return .table(TableReference(sheet: sheet, id: table.id))
    }

    @Sendable static func tableAt(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let tables = all(resource, in: step.workbook)
        let (table, sheet) = tables[try index(step.arguments.integer("index"), below: tables.count)]
        return .table(TableReference(sheet: sheet, id: table.id))
    }

    @Sendable static func sort(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        .tableSort(try reference(resource))
    }

    @Sendable static func rows(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        .tableRows(try reference(resource))
    }

    /// A row by its position as key.
    @Sendable static func row(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        guard let position = Int32(step.key) else { throw .invalidArgument("A table row's key is its index.") }
        return try row(at: position, resource, step)
    }

    @Sendable static func rowAt(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        try row(at: step.arguments.integer("index"), resource, step)
    }

    private static func row(
        at position: Int32, _ resource: Resource, _ step: ResourceStep
    ) throws(GraphError) -> Resource {
        let count = try resource.table(in: step.workbook).dataRange?.rowCount ?? 0
        return .tableRow(try reference(resource), index: try index(position, below: count))
    }

    @Sendable static func columns(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        .tableColumns(try reference(resource))
    }

    /// A column by its id or its name.
    @Sendable static func column(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let table = try resource.table(in: step.workbook)
        let byID = table.columns.first { String($0.id) == step.key }
        guard let column = byID ?? table.columnIndex(named: step.key).map({ table.columns[$0] }) else {
            throw .itemNotFound("The column '\(step.key.prefix(100))' does not exist.")
        }
        return .tableColumn(try reference(resource), id: column.id)
    }

    @Sendable static func columnAt(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let table = try resource.table(in: step.workbook)
        let position = try index(step.arguments.integer("index"), below: table.columns.count)
        return .tableColumn(try reference(resource), id: table.columns[position].id)
    }

    private static func reference(_ resource: Resource) throws(GraphError) -> TableReference {
        guard let reference = resource.tableReference else { throw .itemNotFound("The table does not exist.") }
        return reference
    }

    private static func index(_ index: Int32, below count: Int) throws(GraphError) -> Int {
        guard index >= 0 else { throw .invalidArgument("The index \(index) is negative.") }
        guard index < count else { throw .itemNotFound("There is no item at index \(index).") }
        return Int(index)
    }
}
