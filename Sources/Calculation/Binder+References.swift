// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Functions
import Workbooks

extension Binder {
    mutating func bind(_ reference: ReferenceExpression) -> Int32 {
        guard reference.shape != .deleted, let sheets = sheets(of: reference.prefix) else {
            return addError(.reference)
        }
        return add(
            BoundReference(
                sheets: sheets, firstRow: reference.first.row, firstColumn: reference.first.column,
                lastRow: reference.last.row, lastColumn: reference.last.column,
                isFirstRowAbsolute: reference.first.isRowAbsolute,
                isFirstColumnAbsolute: reference.first.isColumnAbsolute,
                isLastRowAbsolute: reference.last.isRowAbsolute,
                isLastColumnAbsolute: reference.last.isColumnAbsolute),
            isCell: reference.shape == .cell)
    }

    mutating func add(_ reference: BoundReference, isCell: Bool) -> Int32 {
        references.append(reference)
        let number = Int32(references.count - 1)
        if reference.sheets.count > 1 { return add(Node(operation: .areas, isScalar: false, first: number)) }
        guard isCell else { return add(Node(operation: .area, isScalar: false, first: number)) }
        return add(
            Node(
                operation: .cell, isScalar: true, isRowAbsolute: reference.isFirstRowAbsolute,
                isColumnAbsolute: reference.isFirstColumnAbsolute, count: Int32(reference.sheets[0].rawValue),
                first: reference.firstRow, second: reference.firstColumn, number: Double(number)))
    }

    /// The sheets a prefix means; `nil` when they are gone or in another workbook.
    private func sheets(of prefix: SheetPrefix) -> [SheetID]? {
        switch prefix {
        case .none: return [sheet]
        case .sheet(let id): return workbook.index(of: id) == nil ? nil : [id]
        case .span(let first, let last):
            guard let low = workbook.index(of: first), let high = workbook.index(of: last) else { return nil }
            return workbook.sheets[min(low, high)...max(low, high)].map(\.id)
        case .missing, .external: return nil
        }
    }

    mutating func bind(_ name: NameExpression) -> Int32 {
        let folded = name.name.lowercased()
        if name.prefix == .none, let variable = scope.last(where: { $0.name == folded }) {
            return add(Node(operation: .variable, isScalar: false, first: variable.slot))
        }
        var place: SheetID? = sheet
        switch name.prefix {
        case .sheet(let id): place = id
        case .external(let book):
            // `[0]` is the workbook the formula stands in.
            guard book == "[0]" else { return addError(.reference) }
            place = nil
        default: break
        }
        guard let defined = workbook.definedName(name.name, on: place) else {
            if name.isFunction, let number = table.index(of: name.name.uppercased()) {
                return add(Node(operation: .functionValue, isScalar: false, second: Int32(number)))
            }
            return bindTableName(name.name)
        }
        guard let expression = defined.expression else { return addError(.name) }
        if openNames.contains(folded) {
            usesItself = true
            texts.append(CellText(name.name))
            return add(Node(operation: .recursiveName, isScalar: false, first: Int32(texts.count - 1)))
        }
        let key = BoundName(name: folded, sheet: place)
        if let known = boundNames[key] { return reuse(known) }
        guard openNames.count < Self.maximumOpenNames else { return addError(.number) }
        let before = weight
        let node = bindOpening(folded, expression)
        boundNames[key] = (node, weight - before)
        return node
    }

    private mutating func bindOpening(_ name: String, _ expression: Expression) -> Int32 {
        openNames.append(name)
        let outer = (scope, readsArrays)
        // What a name stands for is calculated as an array formula, whichever kind of formula uses it.
        (scope, readsArrays) = ([], true)
        defer {
            openNames.removeLast()
            (scope, readsArrays) = outer
        }
        return bind(expression)
    }

    /// A bare table name means its data.
    private mutating func bindTableName(_ name: String) -> Int32 {
        guard workbook.table(named: name) != nil else { return addError(.name) }
        return bind(StructuredReference(table: name, items: [], columns: .all))
    }

    mutating func bind(_ reference: StructuredReference) -> Int32 {
        dependsOnPlace = dependsOnPlace || reference.table == nil || reference.items.contains(.thisRow)
        guard reference.book == nil, let found = table(of: reference) else { return addError(.reference) }
        let (table, place) = found
        guard let columns = columns(of: reference.columns, in: table) else { return addError(.reference) }
        if reference.items.contains(.thisRow) { return bindThisRow(columns, of: table, on: place) }
        guard let rows = rows(of: reference.items, in: table) else { return addError(.reference) }
        let range = BoundReference(
            sheets: [place], firstRow: rows.lowerBound, firstColumn: columns.lowerBound, lastRow: rows.upperBound,
            lastColumn: columns.upperBound, isFirstRowAbsolute: true, isFirstColumnAbsolute: true,
            isLastRowAbsolute: true, isLastColumnAbsolute: true)
        return add(range, isCell: rows.count == 1 && columns.count == 1)
    }

    /// The formula's own row of a table: `#VALUE!` beside the data rows, which is known where the formula stands.
    private mutating func bindThisRow(_ columns: ClosedRange<Int32>, of table: Table, on place: SheetID) -> Int32 {
        guard let data = table.dataRange, place == sheet else { return addError(.value) }
        guard origin.row >= data.firstRow, origin.row <= data.lastRow else { return addError(.value) }
        let range = BoundReference(
            sheets: [place], firstRow: 0, firstColumn: columns.lowerBound, lastRow: 0,
            lastColumn: columns.upperBound, isFirstRowAbsolute: false, isFirstColumnAbsolute: true,
            isLastRowAbsolute: false, isLastColumnAbsolute: true)
        return add(range, isCell: columns.count == 1)
    }

    private func table(of reference: StructuredReference) -> (table: Table, sheet: SheetID)? {
        if let name = reference.table {
            guard let found = workbook.table(named: name) else { return nil }
            return (found.table, workbook.sheets[found.sheetIndex].id)
        }
        guard let own = workbook.sheet(sheet)?.table(at: origin) else { return nil }
        return (own, sheet)
    }

    private func columns(of columns: StructuredReference.Columns, in table: Table) -> ClosedRange<Int32>? {
        switch columns {
        case .all: return table.range.firstColumn...table.range.lastColumn
        case .one(let name):
            guard let index = table.columnIndex(named: name) else { return nil }
            let column = table.range.firstColumn + Int32(index)
            return column...column
        case .span(let first, let last):
            guard let low = table.columnIndex(named: first), let high = table.columnIndex(named: last) else {
                return nil
            }
            let base = table.range.firstColumn
            return base + Int32(min(low, high))...base + Int32(max(low, high))
        }
    }

    private func rows(of items: StructuredReference.Items, in table: Table) -> ClosedRange<Int32>? {
        var rows: ClosedRange<Int32>?
        func take(_ range: CellRange?) {
            guard let range else { return }
            let part = range.firstRow...range.lastRow
            rows = rows.map { min($0.lowerBound, part.lowerBound)...max($0.upperBound, part.upperBound) } ?? part
        }
        let items = items.isEmpty ? .data : items
        if items.contains(.headers) { take(table.headerRange) }
        if items.contains(.data) { take(table.dataRange) }
        if items.contains(.totals) { take(table.totalsRange) }
        return rows
    }
}
