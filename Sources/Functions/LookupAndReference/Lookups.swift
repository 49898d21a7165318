// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Excel's category Lookup and Reference.
enum LookupAndReference {}

extension LookupAndReference {
    /// `MATCH`: where a value stands in a row or column, counted from 1: the last not above it (1), an equal one (0, with
    /// wildcards), the last not below it (-1). ECMA-376-1 §18.17.7.
    static func match(
        _ value: CellValue, _ array: Operand, _ type: Double?, _ context: CallContext
    ) throws(CellError) -> Int {
        let sought = try sought(value)
        guard let vector = try LookupVector(array, context) else { throw .notAvailable }
        let type = type ?? 1
        let position =
            type == 0
            ? try vector.exact(sought, wildcards: true) : try vector.bisect(sought, descending: type < 0)
        guard let position else { throw .notAvailable }
        return position + 1
    }

    /// `VLOOKUP`: the value in a column of the row whose first cell matches. ECMA-376-1 §18.17.7.
    static func vlookup(
        _ value: CellValue, _ table: Operand, _ column: Int, _ isApproximate: Bool?, _ context: CallContext
    ) throws(CellError) -> CellValue {
        try lookup(value, in: try Table(table, context), isVertical: true, line: column, isApproximate ?? true)
    }

    /// `HLOOKUP`: the value in a row of the column whose first cell matches. ECMA-376-1 §18.17.7.
    static func hlookup(
        _ value: CellValue, _ table: Operand, _ row: Int, _ isApproximate: Bool?, _ context: CallContext
    ) throws(CellError) -> CellValue {
        try lookup(value, in: try Table(table, context), isVertical: false, line: row, isApproximate ?? true)
    }

    private static func lookup(
        _ value: CellValue, in table: Table, isVertical: Bool, line: Int, _ isApproximate: Bool
    ) throws(CellError) -> CellValue {
        let sought = try sought(value)
        guard line >= 1 else { throw .value }
        guard line <= (isVertical ? table.columns : table.rows) else { throw .reference }
        let vector = table.line(0, isVertical: isVertical)
        let position = isApproximate ? try vector.bisect(sought) : try vector.exact(sought, wildcards: true)
        guard let position else { throw .notAvailable }
        return table.line(line - 1, isVertical: isVertical)[position]
    }

    /// `LOOKUP`: the value beside the last one not above the value sought, in another vector or in the last row or
    /// column of an array. ECMA-376-1 §18.17.7.
    static func lookup(
        _ value: CellValue, _ vector: Operand, _ result: Operand?, _ context: CallContext
    ) throws(CellError) -> CellValue {
        let sought = try sought(value)
        let table = try Table(vector, context)
        let isVertical = table.columns <= table.rows
        guard let position = try table.line(0, isVertical: isVertical).bisect(sought) else { throw .notAvailable }
        guard let result else {
            return table.line((isVertical ? table.columns : table.rows) - 1, isVertical: isVertical)[position]
        }
        guard let results = try LookupVector(result, context), position < results.count else { throw .notAvailable }
        return results[position]
    }

    /// The value to look for: a blank is 0, an error ends it, and no text longer than 255 characters is looked for.
    static func sought(_ value: CellValue) throws(CellError) -> CellValue {
        switch value {
        case .empty: return .number(0)
        case .error(let error): throw error
        case .text(let text) where text.utf8.count > 255 && text.utf16.count > 255: throw .value
        default: return value
        }
    }
}
