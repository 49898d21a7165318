// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Puts the rows or columns of a range into another order. Formulas are carried as when they are copied; references
    /// to the cells of the range stay, and so mean what has come there.
    ///
    /// Throws `invalidArgument` for an order of another size, `invalidOperation` where merged cells, an array formula,
    /// the header or the totals of a table or a pivot table are in the way, `accessDenied` on a protected sheet.
    mutating func reorder(
        _ range: CellRange, _ axis: Shift.Axis, _ order: LineOrder, sheetIndex: Int
    ) throws(WorkbookError) -> Change {
        guard range.isOnGrid else { throw .invalidReference("The range is off the grid.") }
        guard order.sources.count == (axis == .rows ? range.rowCount : range.columnCount) else {
            throw .invalidArgument("The order has another number of lines than the range \(range.a1).")
        }
        try checkReordering(range, sheetIndex)
        if order.isIdentity { return Change() }
        let move = LineMove(range: range, axis: axis, targets: order.targets)
        let sheet = sheets[sheetIndex].id
        let arrays = sheets[sheetIndex].arrays(touching: range)
        var change = release(arrays.filter { !$0.range.isSingleCell }, sheetIndex: sheetIndex) { _ in true }
        let carried = carriedFormulas(move, sheetIndex)
        sheets[sheetIndex].values.apply(move)
        sheets[sheetIndex].formulas.apply(move)
        sheets[sheetIndex].styles.apply(move)
        for (cell, number) in carried {
            sheets[sheetIndex].formulas.set(number, row: cell.row, column: cell.column)
        }
        let singles = arrays.filter(\.range.isSingleCell)
        for array in singles { sheets[sheetIndex].uncover(anchor: array.anchor) }
        for array in singles {
            sheets[sheetIndex].cover(
                ArrayArea(range: CellRange(move.moved(array.anchor)), isDynamic: array.isDynamic))
        }
        // A formula that spilled from outside of the range tries again.
        for array in arrays where !range.contains(array.anchor) {
            change.formulas.append(Area(sheet: sheet, range: CellRange(array.anchor)))
        }
        edits.append(.reorder(move, sheet))
        let area = Area(sheet: sheet, range: range)
        change.values.append(area)
        change.formats.append(area)
        if sheets[sheetIndex].formulas.usedRange(in: range) != nil { change.formulas.append(area) }
        return change
    }

    private func checkReordering(_ range: CellRange, _ sheetIndex: Int) throws(WorkbookError) {
        let sheet = sheets[sheetIndex]
        if let protection = sheet.protection {
            guard protection.allowSort else {
                throw .accessDenied("The sheet '\(sheet.name)' is protected against sorting.")
            }
            guard range.cellCount <= UpdateRange.maximumCells else {
                throw .rangeExceedsLimit("A range of \(range.cellCount) cells is too large for a protected sheet.")
            }
            try checkUnlocked(range, sheetIndex: sheetIndex)
        }
        if let merge = sheet.merges.first(where: { $0.intersects(range) }) {
            throw .invalidOperation("The range holds the merged cells \(merge.a1), which cannot be sorted.")
        }
        for array in sheet.arrays(touching: range) where !array.isDynamic && !array.range.isSingleCell {
            throw .invalidOperation("Part of the array formula in \(array.range.a1) cannot be changed.")
        }
        for table in sheet.tables {
            for row in [table.headerRange, table.totalsRange].compactMap(\.self) where row.intersects(range) {
                throw .invalidOperation(
                    "The header and the totals of the table '\(table.name)' cannot be sorted among its rows.")
            }
        }
        for pivot in sheet.pivotTables {
            for part in [pivot.range, pivot.pageRange].compactMap(\.self) where part.intersects(range) {
                throw .invalidOperation("Part of the pivot table '\(pivot.name)' cannot be changed.")
            }
        }
    }

    /// The formulas that read otherwise where they come to, by their new cells.
    private mutating func carriedFormulas(_ move: LineMove, _ sheetIndex: Int) -> [(CellAddress, UInt32)] {
        var carried: [(CellAddress, UInt32)] = []
        let templates = formulas.templates
        sheets[sheetIndex].formulas.forEach(in: move.range) { row, column, number in
            let cell = CellAddress(row: row, column: column)
            let target = move.moved(cell)
            let template = templates[Int(number) - 1]
            guard target != cell, template.unparsedText == nil else { return }
            let expression = template.expression.carried(from: cell, to: target)
            if expression == template.expression { return }
            carried.append((target, formulas.intern(FormulaTemplate(expression, kind: template.kind))))
        }
        return carried
    }
}
