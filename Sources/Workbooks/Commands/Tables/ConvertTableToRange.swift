// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

/// Makes a table plain cells again: they keep their content, and formulas refer to them by address.
public struct ConvertTableToRange: Command {
    public static let name = "table.convertToRange"

    public var tableID: Int

    public init(tableID: Int) { self.tableID = tableID }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let place = try workbook.place(ofTable: tableID)
        try workbook.checkUnprotected(place.sheet)
        let table = workbook.sheets[place.sheet].tables[place.table]
        let sheet = workbook.sheets[place.sheet].id
        var change = Change.structural
        change.formulas = workbook.formulasUsing(table: table.name)
        change += workbook.rewriteFormulas { expression in
            expression.mapped { part in
                guard case .structured(let reference) = part, reference.book == nil,
                    reference.table?.lowercased() == table.name.lowercased()
                else { return nil }
                return table.address(of: reference, on: sheet).map { .reference($0) } ?? .error(.reference)
            }
        }
        workbook.sheets[place.sheet].tables.remove(at: place.table)
        change += workbook.forgetLostFilters()
        return change
    }
}

extension Table {
    /// The cells a structured reference means, as a reference by address; `nil` when there are none.
    func address(of reference: StructuredReference, on sheet: SheetID) -> ReferenceExpression? {
        guard let columns = columns(of: reference.columns) else { return nil }
        let isThisRow = reference.items.contains(.thisRow)
        guard let rows = isThisRow ? 0...0 : rows(of: reference.items) else { return nil }
        func corner(_ row: Int32, _ column: Int32) -> CellReference {
            CellReference(row: row, column: column, isRowAbsolute: !isThisRow, isColumnAbsolute: true)
        }
        let isCell = rows.count == 1 && columns.count == 1
        return ReferenceExpression(
            prefix: .sheet(sheet), shape: isCell ? .cell : .area, first: corner(rows.lowerBound, columns.lowerBound),
            last: corner(rows.upperBound, columns.upperBound))
    }

    private func columns(of columns: StructuredReference.Columns) -> ClosedRange<Int32>? {
        func place(_ name: String) -> Int32? { columnIndex(named: name).map { range.firstColumn + Int32($0) } }
        switch columns {
        case .all: return range.firstColumn...range.lastColumn
        case .one(let name): return place(name).map { $0...$0 }
        case .span(let first, let last):
            guard let one = place(first), let other = place(last) else { return nil }
            return min(one, other)...max(one, other)
        }
    }

    private func rows(of items: StructuredReference.Items) -> ClosedRange<Int32>? {
        let items = items.isEmpty ? .data : items
        let parts = [
            items.contains(.headers) ? headerRange : nil, items.contains(.data) ? dataRange : nil,
            items.contains(.totals) ? totalsRange : nil,
        ].compactMap { $0 }
        guard let first = parts.map(\.firstRow).min(), let last = parts.map(\.lastRow).max() else { return nil }
        return first...last
    }
}
