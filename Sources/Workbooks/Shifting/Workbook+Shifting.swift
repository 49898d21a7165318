// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Inserts or deletes rows, columns or cells: what lies behind them moves, and formulas, names, tables, merges and
    /// arrays everywhere follow.
    mutating func apply(_ shift: Shift, sheetIndex: Int) throws(WorkbookError) -> Change {
        try checkShift(shift, sheetIndex: sheetIndex)
        let sheet = sheets[sheetIndex].id
        let used = contentRange(sheetIndex)
        var change = Change.structural
        let anchors = releaseSpills(shift, sheetIndex, &change)
        let rewritten = shiftedFormulas(shift, sheet)
        let lostColumns = shiftTables(shift, sheetIndex)
        shiftPlanes(shift, sheetIndex)
        for (place, number) in rewritten {
            guard let index = index(of: place.sheet) else { continue }
            sheets[index].formulas.set(number, row: place.range.firstRow, column: place.range.firstColumn)
            change.formulas.append(place)
        }
        change.formulas += shiftNames(shift, sheet)
        nameNewHeaders(sheetIndex)
        for (table, columns) in lostColumns { change += forget(columns, of: table) }
        change += forgetLostFilters()
        copyFormats(shift, sheetIndex)
        edits.append(.shift(shift, sheet))
        for anchor in anchors {
            if let moved = shift.moved(anchor) {
                change.formulas.append(Area(sheet: sheet, range: CellRange(moved)))
            }
        }
        note(shift, usedBefore: used, sheetIndex, &change)
        return change
    }

    /// Every cell whose content moved or went counts as changed.
    private func note(_ shift: Shift, usedBefore: CellRange?, _ sheetIndex: Int, _ change: inout Change) {
        var used = usedBefore
        if let now = contentRange(sheetIndex) { used = used.map { $0.union(now) } ?? now }
        guard let zone = used?.intersection(shift.zone) else { return }
        let area = Area(sheet: sheets[sheetIndex].id, range: zone)
        change.values.append(area)
        if sheets[sheetIndex].formulas.usedRange(in: zone) != nil { change.formulas.append(area) }
    }

    /// Takes back the spills that reach into the zone; returns their formulas' cells, which spill again afterwards.
    private mutating func releaseSpills(_ shift: Shift, _ sheetIndex: Int, _ change: inout Change) -> [CellAddress] {
        let spills = sheets[sheetIndex].arrays.compactMap { area in
            area.flatMap { $0.isDynamic && !$0.range.isSingleCell && $0.range.intersects(shift.zone) ? $0 : nil }
        }
        change += release(spills, sheetIndex: sheetIndex) { _ in true }
        return spills.map(\.anchor)
    }

    /// Formulas whose text changes, by the place where they are after the edit.
    private mutating func shiftedFormulas(_ shift: Shift, _ sheet: SheetID) -> [(Area, UInt32)] {
        var result: [(Area, UInt32)] = []
        let templates = formulas.templates
        var referring: [UInt32: Bool] = [:]
        for other in sheets {
            let isOwn = other.id == sheet
            let cells = other.formulas
            cells.forEach(in: .wholeSheet) { row, column, number in
                let template = templates[Int(number) - 1]
                if !isOwn {
                    let refers = referring[number] ?? template.shape.refers(to: sheet)
                    referring[number] = refers
                    if !refers { return }
                }
                let origin = CellAddress(row: row, column: column)
                guard template.unparsedText == nil, let target = isOwn ? shift.moved(origin) : origin else { return }
                let expression = template.expression
                let shifted = expression.shifted(
                    by: shift, on: sheet, formulaSheet: other.id, from: origin, to: target)
                if shifted == expression { return }
                let new = formulas.intern(FormulaTemplate(shifted, kind: template.kind))
                result.append((Area(sheet: other.id, range: CellRange(target)), new))
            }
        }
        return result
    }

    private mutating func shiftPlanes(_ shift: Shift, _ sheetIndex: Int) {
        sheets[sheetIndex].values.apply(shift)
        sheets[sheetIndex].formulas.apply(shift)
        sheets[sheetIndex].styles.apply(shift)
        if shift.isWhole {
            if shift.axis == .rows {
                sheets[sheetIndex].rows.apply(shift)
            } else {
                sheets[sheetIndex].columns.apply(shift)
            }
        }
        sheets[sheetIndex].merges = sheets[sheetIndex].merges.compactMap { $0.shifted(by: shift) }
            .filter { !$0.isSingleCell }
        sheets[sheetIndex].filterRange = sheets[sheetIndex].filterRange.flatMap { $0.shifted(by: shift) }
        sheets[sheetIndex].pivotTables = sheets[sheetIndex].pivotTables.compactMap { $0.shifted(by: shift) }
        sheets[sheetIndex].arrays = sheets[sheetIndex].arrays.compactMap { area in
            area.flatMap { area in
                area.range.shifted(by: shift).map { ArrayArea(range: $0, isDynamic: area.isDynamic) }
            }
        }
        sheets[sheetIndex].rebuildArrayCover()
    }

    /// Shifts what names refer to; returns the formulas that use a name that changed.
    private mutating func shiftNames(_ shift: Shift, _ sheet: SheetID) -> [Area] {
        let origin = CellAddress(row: 0, column: 0)
        return rewriteNames { part, scope in
            part.shifted(by: shift, on: sheet, formulaSheet: scope ?? sheet, from: origin, to: origin)
        }
    }

    /// Inserted cells look like those before them, as Excel has it when nothing else is chosen.
    private mutating func copyFormats(_ shift: Shift, _ sheetIndex: Int) {
        guard shift.isInsertion, shift.index > 0 else { return }
        var source = shift.edited
        if shift.axis == .rows {
            (source.firstRow, source.lastRow) = (shift.index - 1, shift.index - 1)
        } else {
            (source.firstColumn, source.lastColumn) = (shift.index - 1, shift.index - 1)
        }
        copyFormats(from: source, over: shift.edited, shift.axis, sheetIndex)
    }

    /// Repeats the styles of one row or column over others of the same width.
    mutating func copyFormats(
        from source: CellRange, over target: CellRange, _ axis: Shift.Axis, _ sheetIndex: Int
    ) {
        var styled: [(CellAddress, UInt16)] = []
        sheets[sheetIndex].styles.forEach(in: source) { row, column, style in
            styled.append((CellAddress(row: row, column: column), style))
        }
        for (cell, style) in styled {
            let positions =
                axis == .rows ? target.firstRow...target.lastRow : target.firstColumn...target.lastColumn
            for position in positions {
                if axis == .rows {
                    sheets[sheetIndex].styles.set(style, row: position, column: cell.column)
                } else {
                    sheets[sheetIndex].styles.set(style, row: cell.row, column: position)
                }
            }
        }
    }
}

extension Expression {
    /// Whether a reference in it is to a sheet given by name.
    func refers(to sheet: SheetID) -> Bool {
        var found = false
        forEachReference { if $0.prefix == .sheet(sheet) { found = true } }
        return found
    }
}

extension ReferenceExpression {
    /// Whether it means the same cells wherever it stands.
    var isAbsolute: Bool {
        first.isRowAbsolute && first.isColumnAbsolute && last.isRowAbsolute && last.isColumnAbsolute
    }
}
