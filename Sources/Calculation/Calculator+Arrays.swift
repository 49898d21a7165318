// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Calculator {
    /// Writes the result of a formula that may give an array into the current cell and those it fills.
    mutating func storeArray(_ operand: Operand, _ kind: FormulaTemplate.Kind) {
        let values: Matrix
        do throws(CellError) {
            values = try operand.matrix(evaluator.context)
        } catch {
            values = Matrix(.error(error))
        }
        if kind == .array { fill(values) } else { spill(values) }
        evaluator.leaveLines()
    }

    /// An array formula over a fixed range: a single row or column is repeated, what is not given is `#N/A`.
    private mutating func fill(_ values: Matrix) {
        guard let position = evaluator.position(evaluator.sheet) else { return }
        let anchor = evaluator.origin
        let range =
            evaluator.workbook.sheets[position].array(at: anchor.row, anchor.column)?.range ?? CellRange(anchor)
        write(values, range, on: position)
    }

    /// A dynamic array: it takes the cells it needs, or shows `#SPILL!` when one of them is not free.
    private mutating func spill(_ values: Matrix) {
        guard let position = evaluator.position(evaluator.sheet) else { return }
        let anchor = evaluator.origin
        let sheetID = evaluator.sheet
        evaluator.usedRanges[position] = nil
        let wanted = CellRange(
            firstRow: anchor.row, firstColumn: anchor.column, lastRow: anchor.row + Int32(values.rows) - 1,
            lastColumn: anchor.column + Int32(values.columns) - 1)
        let known = evaluator.workbook.sheets[position].array(at: anchor.row, anchor.column)
        if let known, known.isDynamic, known.range == wanted { return write(values, wanted, on: position) }
        let cell = CallContext.Cell(sheet: sheetID, address: anchor)
        graph.blockedSpills[cell] = nil
        let before = evaluator.workbook.sheets[position].uncover(anchor: anchor)?.range
        if let before { clear(before, except: anchor, on: position) }
        let isFree = wanted.isSingleCell || isFree(wanted, anchor, on: position)
        if isFree {
            control.note(spilledCells: wanted.cellCount - 1, of: evaluator.limits.spilledCells)
            // The calculation will be refused: nothing more is written.
            if control.isOver { return }
            write(values, wanted, on: position)
            if !wanted.isSingleCell {
                evaluator.workbook.sheets[position].cover(ArrayArea(range: wanted, isDynamic: true))
            }
        } else {
            evaluator.workbook.sheets[position].set(.error(.spill), row: anchor.row, column: anchor.column)
            if wanted.isOnGrid { graph.blockedSpills[cell] = wanted }
        }
        let now = isFree ? wanted : CellRange(anchor)
        let old = before ?? CellRange(anchor)
        if now != old { lateAreas.append(Area(sheet: sheetID, range: now.union(old))) }
    }

    private func clear(_ range: CellRange, except anchor: CellAddress, on position: Int) {
        let first = evaluator.workbook.sheets[position].values[anchor.row, anchor.column].value
        evaluator.workbook.sheets[position].values.clear(range)
        evaluator.workbook.sheets[position].set(first, row: anchor.row, column: anchor.column)
    }

    private func isFree(_ range: CellRange, _ anchor: CellAddress, on position: Int) -> Bool {
        guard range.isOnGrid else { return false }
        let sheet = evaluator.workbook.sheets[position]
        if sheet.merges.contains(where: { $0.intersects(range) }) { return false }
        if sheet.tables.contains(where: { $0.range.intersects(range) }) { return false }
        var isFree = true
        func note(_ row: Int32, _ column: Int32) {
            if CellAddress(row: row, column: column) != anchor { isFree = false }
        }
        sheet.values.forEach(in: range) { row, column, _ in note(row, column) }
        sheet.formulas.forEach(in: range) { row, column, _ in note(row, column) }
        sheet.arrayCover.forEach(in: range) { row, column, _ in note(row, column) }
        return isFree
    }

    /// Writes an array over a range, block by block.
    private func write(_ values: Matrix, _ range: CellRange, on position: Int) {
        evaluator.meter.note(range.cellCount * Self.stepsPerElement)
        withUnsafeTemporaryAllocation(of: PackedValue.self, capacity: 256) { block in
            guard let start = block.baseAddress else { return }
            for column in 0..<range.columnCount {
                var row = 0
                while row < range.rowCount {
                    let first = range.firstRow + Int32(row)
                    let count = min(256 - Int(first) & 255, range.rowCount - row)
                    for step in 0..<count {
                        block[step] = element(
                            values.broadcast(row + step, column), position, first + Int32(step),
                            range.firstColumn + Int32(column))
                    }
                    evaluator.workbook.sheets[position].values.write(
                        start, first...(first + Int32(count) - 1), column: range.firstColumn + Int32(column))
                    evaluator.temporaries.removeAll(keepingCapacity: true)
                    row += count
                }
            }
        }
    }

    /// Steps that an element written into a cell takes.
    private static let stepsPerElement = 4

    /// One element as it is stored; a blank one is 0.
    private func element(_ value: CellValue, _ position: Int, _ row: Int32, _ column: Int32) -> PackedValue {
        switch value {
        case .empty: return PackedValue(0)
        case .number(let number) where evaluator.keepsDisplayedPrecision:
            return PackedValue(evaluator.shown(number, position, row, column))
        default:
            let packed = evaluator.pack(value)
            evaluator.note(stored: packed)
            return packed
        }
    }
}
