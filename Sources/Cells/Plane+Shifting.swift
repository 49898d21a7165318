// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A structural edit of a sheet along one axis: `count` rows or columns inserted before `index`, or deleted from it on,
/// within a band of the other axis (the whole sheet unless cells are shifted in part of it).
public struct Shift: Sendable, Hashable {
    public enum Axis: Sendable, Hashable { case rows, columns }

    public var axis: Axis
    /// Zero-based row or column at which the edit happens.
    public var index: Int32
    /// How many are inserted (positive) or deleted (negative).
    public var count: Int32
    /// The zero-based span of the other axis that takes part, bounds included.
    public var band: ClosedRange<Int32>

    /// `band` defaults to the whole sheet.
    public init(axis: Axis, index: Int32, count: Int32, band: ClosedRange<Int32>? = nil) {
        self.axis = axis
        self.index = index
        self.count = count
        self.band = band ?? 0...(axis == .rows ? GridLimits.lastColumn : GridLimits.lastRow)
    }

    public var isInsertion: Bool { count > 0 }

    /// Where a position on the edited axis ends up; `nil` when it was deleted.
    @inlinable public func moved(_ position: Int32) -> Int32? {
        if position < index { return position }
        if count < 0 && position < index - count { return nil }
        return position + count
    }
}

extension Plane {
    /// Moves elements as the edit says. Elements pushed off the sheet are dropped: the caller has checked for them.
    public mutating func apply(_ shift: Shift) {
        switch shift.axis {
        case .rows: shiftRows(shift)
        case .columns where shift.band.lowerBound == 0 && shift.band.upperBound == GridLimits.lastRow:
            shiftWholeColumns(shift)
        case .columns: shiftCells(shift)
        }
    }

    private mutating func shiftRows(_ shift: Shift) {
        var result = columns
        for column in columns.indices where shift.band.contains(Int32(column)) {
            var moved = Plane()
            let one = CellRange(
                firstRow: 0, firstColumn: Int32(column), lastRow: GridLimits.lastRow, lastColumn: Int32(column))
            forEach(in: one) { row, _, element in
                guard let target = shift.moved(row), target <= GridLimits.lastRow else { return }
                moved.set(element, row: target, column: 0)
            }
            result[column] = moved.columns.first ?? Column()
        }
        columns = result
    }

    private mutating func shiftWholeColumns(_ shift: Shift) {
        var result = columns
        let index = Int(shift.index)
        guard index < result.count else { return }
        if shift.isInsertion {
            result.insert(contentsOf: repeatElement(Column(), count: Int(shift.count)), at: index)
            result.removeLast(max(0, result.count - Int(GridLimits.columns)))
        } else {
            result.removeSubrange(index..<min(index - Int(shift.count), result.count))
        }
        columns = result
    }

    private mutating func shiftCells(_ shift: Shift) {
        let band = CellRange(
            firstRow: shift.band.lowerBound, firstColumn: shift.index, lastRow: shift.band.upperBound,
            lastColumn: GridLimits.lastColumn)
        let before = self
        clear(band)
        before.forEach(in: band) { row, column, element in
            guard let target = shift.moved(column), target <= GridLimits.lastColumn else { return }
            set(element, row: row, column: target)
        }
    }
}
