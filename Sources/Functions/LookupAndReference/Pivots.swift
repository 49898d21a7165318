// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `GETPIVOTDATA`: a value that a pivot table shows, `#REF!` when it shows none. Volatile, since the cell it reads
    /// is not among its arguments. ECMA-376-1 §18.17.7.
    static func getPivotData(
        _ field: String, _ table: Reference, _ items: PivotItems, _ context: CallContext
    ) throws(CellError) -> CellValue {
        guard let area = table.single,
            let value = context.workbook.pivotData(field: field, at: area, items: items.items)
        else { throw .reference }
        return value
    }
}

/// The fields and items of GETPIVOTDATA, in pairs; there may be none.
struct PivotItems: FunctionParameter {
    let items: [(field: String, item: CellValue)]

    static var isOptional: Bool { true }
    static var isRest: Bool { true }
    static var width: Int { 2 }
    static var isLifted: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> PivotItems {
        var items: [(String, CellValue)] = []
        while !arguments.isAtEnd {
            let field = try String.take(from: &arguments)
            let item = try arguments.scalar()
            if case .error(let error) = item { throw error }
            items.append((field, item))
        }
        return PivotItems(items: items)
    }
}
