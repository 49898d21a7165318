// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import HTTPMessages
import OData
import Workbooks

/// What can be read of tables.
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

    /// The values of a body row, always as one inner array.
    static func rowValues(_ resource: Resource, _ index: Int, in workbook: Workbook) throws(GraphError) -> JSONValue {
        let table = try resource.table(in: workbook)
        guard let range = table.rowRange(at: index) else { throw .itemNotFound("There is no row \(index).") }
        return grid(range, try resource.sheet(in: workbook))
    }

    /// A column's values have its header first, when there is one, and its total last.
    static func describeColumn(
        _ resource: Resource, in workbook: Workbook, _ object: inout JSONObject
    ) throws(GraphError) {
        let (column, index) = try resource.column(in: workbook)
        let range = try resource.table(in: workbook).range.column(index)
        object["id"] = .string(String(column.id))
        object["index"] = .integer(Int64(index))
        object["name"] = .string(column.name)
        object["values"] = grid(range, try resource.sheet(in: workbook))
    }

    private static func grid(_ range: CellRange, _ sheet: Worksheet) -> JSONValue {
        .array(
            (range.firstRow...range.lastRow).map { row in
                .array((range.firstColumn...range.lastColumn).map { JSONValue(sheet.value(row, $0)) })
            })
    }
}

extension JSONValue {
    /// A cell's value as answers have it: an error as its text, an empty cell as the empty text.
    init(_ value: CellValue) {
        switch value {
        case .empty: self = ""
        case .number(let number): self = .number(number)
        case .text(let text): self = .string(text)
        case .boolean(let boolean): self = .bool(boolean)
        case .error(let error): self = .string(error.text)
        }
    }
}
