// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Workbooks

/// The grids of a request as the command takes them.
enum RangeInput {
    /// Reads a grid: rows of equal length, or one value for all cells. Null leaves a cell alone, but is no grid.
    static func grid(_ name: String, _ value: JSONValue) throws(GraphError) -> CellInputs {
        guard case .array(let rows) = value else {
            guard !value.isNull else { throw .invalidArgument("The value of '\(name)' cannot be null.") }
            return CellInputs(try input(name, value))
        }
        var elements: [CellInput] = []
        var width: Int?
        for row in rows {
            guard case .array(let cells) = row else {
                throw .invalidArgument("The value of '\(name)' is not an array of rows.")
            }
            guard !cells.isEmpty, width == nil || width == cells.count else {
                throw .invalidArgument("The rows of '\(name)' differ in length or are empty.")
            }
            width = cells.count
            if elements.isEmpty { elements.reserveCapacity(rows.count * cells.count) }
            for cell in cells { elements.append(try input(name, cell)) }
        }
        guard let width else { throw .invalidArgument("The value of '\(name)' has no rows.") }
        do {
            return try CellInputs(rows: rows.count, columns: width, elements: elements)
        } catch {
            throw GraphError(error)
        }
    }

    private static func input(_ name: String, _ value: JSONValue) throws(GraphError) -> CellInput {
        switch value {
        case .null: return .unchanged
        case .bool(let bool): return .boolean(bool)
        case .integer(let integer): return .number(Double(integer))
        case .number(let number): return .number(number)
        case .string(let text): return .text(text)
        case .array, .object:
            throw .invalidArgument("A cell of '\(name)' is a JSON \(value.kindName); a single value is expected.")
        }
    }
}
