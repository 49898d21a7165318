// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// One row or column that is searched: cells not copied, or a part of an array.
struct LookupVector {
    private enum Source {
        case cells(Area)
        case array(Matrix, first: Int, stride: Int)
    }

    private let source: Source
    let context: CallContext
    let isVertical: Bool
    let count: Int
    /// Positions up to the last one that the sheet uses; what comes after is blank.
    let usedCount: Int

    /// The cells of a column or row.
    init(_ area: Area, isVertical: Bool, _ context: CallContext) {
        source = .cells(area)
        self.context = context
        self.isVertical = isVertical
        count = isVertical ? area.range.rowCount : area.range.columnCount
        if let used = context.workbook.usedRange(of: area.sheet)?.intersection(area.range) {
            let last = isVertical ? used.lastRow - area.range.firstRow : used.lastColumn - area.range.firstColumn
            usedCount = Int(last) + 1
        } else {
            usedCount = 0
        }
    }

    /// A row or column of an array.
    init(_ matrix: Matrix, line: Int, isVertical: Bool, _ context: CallContext) {
        source = .array(
            matrix, first: isVertical ? line : line * matrix.columns, stride: isVertical ? matrix.columns : 1)
        self.context = context
        self.isVertical = isVertical
        count = isVertical ? matrix.rows : matrix.columns
        usedCount = count
    }

    /// An operand that is one row or one column; `nil` when it has several of both.
    init?(_ operand: Operand, _ context: CallContext) throws(CellError) {
        if case .reference(let reference) = operand {
            guard let area = reference.single else { throw .value }
            guard area.range.columnCount == 1 || area.range.rowCount == 1 else { return nil }
            self.init(area, isVertical: area.range.columnCount == 1, context)
            return
        }
        if case .scalar(.error(let error)) = operand { throw error }
        let matrix = try operand.matrix(context)
        guard matrix.columns == 1 || matrix.rows == 1 else { return nil }
        self.init(matrix, line: 0, isVertical: matrix.columns == 1, context)
    }

    /// The value at a position counted from 0.
    subscript(position: Int) -> CellValue {
        switch source {
        case .array(let matrix, let first, let stride): return matrix.elements[first + position * stride]
        case .cells(let area):
            let down = isVertical ? Int32(position) : 0
            let right = isVertical ? 0 : Int32(position)
            return context.workbook.value(area.sheet, area.range.firstRow + down, area.range.firstColumn + right)
        }
    }

    /// Steps that looking at an element of an array takes, and at a cell besides reading it.
    private static let stepsPerElement = 16
    private static let stepsPerCell = 7

    /// Visits the values that are not blank from `start` to before `end`, until `body` returns false.
    func forEach(from start: Int, to end: Int, _ body: (Int, CellValue) -> Bool) throws(CellError) {
        guard start < end else { return }
        switch source {
        case .array:
            var position = start
            while position < end, self[position].isEmpty || body(position, self[position]) { position += 1 }
            try context.charge((position - start) * Self.stepsPerElement)
        case .cells(let area):
            var part = area
            if isVertical {
                part.range.lastRow = area.range.firstRow + Int32(end - 1)
                part.range.firstRow += Int32(start)
            } else {
                part.range.lastColumn = area.range.firstColumn + Int32(end - 1)
                part.range.firstColumn += Int32(start)
            }
            try visit(part, origin: area.range, body)
        }
    }

    private func visit(_ part: Area, origin: CellRange, _ body: (Int, CellValue) -> Bool) throws(CellError) {
        var hasStopped = false
        var looked = 0
        do throws(CellError) {
            try context.workbook.forEachBlock(in: part) { column, firstRow, block throws(CellError) in
                var position = Int(isVertical ? firstRow - origin.firstRow : column - origin.firstColumn)
                for value in block {
                    looked += 1
                    if !value.isVacant, !body(position, value.value) {
                        hasStopped = true
                        // Any error ends the visit; this one goes no further.
                        throw .notAvailable
                    }
                    position += 1
                }
            }
        } catch {
            if !hasStopped { throw error }
        }
        try context.charge(looked * Self.stepsPerCell)
    }

    /// The workbook's index of where each value stands, when it keeps one, and the positions that are searched.
    var valueIndex: (index: ValueIndex, bounds: ClosedRange<Int32>)? {
        guard case .cells(let area) = source, let index = context.workbook.valueIndex(for: area) else { return nil }
        return (index, bounds(of: area))
    }

    /// The workbook's index of the numbers in order, when it keeps one, and the positions that are searched.
    func orderIndex(sorts: Bool) -> (index: OrderIndex, bounds: ClosedRange<Int32>)? {
        guard case .cells(let area) = source, let index = context.workbook.orderIndex(for: area, sorts: sorts) else {
            return nil
        }
        return (index, bounds(of: area))
    }

    private func bounds(of area: Area) -> ClosedRange<Int32> {
        isVertical ? area.range.firstRow...area.range.lastRow : area.range.firstColumn...area.range.lastColumn
    }
}
