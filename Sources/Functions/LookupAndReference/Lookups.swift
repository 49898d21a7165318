// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Excel's category Lookup and Reference.
enum LookupAndReference {}

extension LookupAndReference {
    /// `MATCH`: where a value stands in a row or column, counted from 1: the last not above it (1), an equal one (0,
    /// with wildcards), the last not below it (-1). ECMA-376-1 §18.17.7.
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
        _ value: CellValue, _ table: Operand, _ column: LineNumber, _ isApproximate: CellValue?, _ context: CallContext
    ) throws(CellError) -> CellValue {
        try lookup(value, in: table, isVertical: true, line: column, isApproximate ?? .boolean(true), context)
    }

    /// `HLOOKUP`: the value in a row of the column whose first cell matches. ECMA-376-1 §18.17.7.
    static func hlookup(
        _ value: CellValue, _ table: Operand, _ row: LineNumber, _ isApproximate: CellValue?, _ context: CallContext
    ) throws(CellError) -> CellValue {
        try lookup(value, in: table, isVertical: false, line: row, isApproximate ?? .boolean(true), context)
    }

    /// What is wrong with the line's number shows only once the value is found, and as `#REF!` unless it is a number.
    private static func lookup(
        _ value: CellValue, in operand: Operand, isVertical: Bool, line: LineNumber, _ isApproximate: CellValue,
        _ context: CallContext
    ) throws(CellError) -> CellValue {
        let sought = try sought(value)
        if case .scalar(.text) = operand { throw .value }
        let table = try Table(operand, context)
        let vector = table.line(0, isVertical: isVertical)
        let position =
            try Coercion.boolean(isApproximate)
            ? try vector.bisect(sought) : try vector.exact(sought, wildcards: true)
        guard let position else { throw .notAvailable }
        guard let number = try? Coercion.number(line.value, context.workbook.dateSystem) else { throw .reference }
        guard number >= 1 else { throw .value }
        guard number < Double((isVertical ? table.columns : table.rows) + 1) else { throw .reference }
        return table.line(Int(number) - 1, isVertical: isVertical)[position]
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

/// The row or column number of HLOOKUP and VLOOKUP. An error written in its place ends the call at once; one in a cell
/// it refers to shows later, as `#REF!`.
struct LineNumber: FunctionParameter {
    let value: CellValue

    static var isLifted: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> LineNumber {
        let operand =
            arguments.operands.indices.contains(arguments.position) ? arguments.operands[arguments.position] : nil
        let value = try arguments.scalar()
        if case .scalar(.error(let error))? = operand { throw error }
        return LineNumber(value: value)
    }
}
