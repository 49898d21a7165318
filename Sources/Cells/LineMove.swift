// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The lines of a range, its rows or its columns, put into another order.
public struct LineMove: Sendable, Hashable {
    public var range: CellRange
    /// Whether its rows or its columns move.
    public var axis: Shift.Axis
    /// For each line the zero-based place in the range to which it goes: every place once.
    public var targets: [Int32]

    public init(range: CellRange, axis: Shift.Axis, targets: [Int32]) {
        self.range = range
        self.axis = axis
        self.targets = targets
    }

    /// Where a cell goes; one outside the range stays.
    @inlinable public func moved(_ cell: CellAddress) -> CellAddress {
        guard range.contains(cell) else { return cell }
        return switch axis {
        case .rows: CellAddress(row: range.firstRow + targets[Int(cell.row - range.firstRow)], column: cell.column)
        case .columns:
            CellAddress(row: cell.row, column: range.firstColumn + targets[Int(cell.column - range.firstColumn)])
        }
    }
}

extension Plane {
    /// Puts the lines of a range into another order.
    public mutating func apply(_ move: LineMove) {
        let before = self
        clear(move.range)
        before.forEach(in: move.range) { row, column, element in
            let target = move.moved(CellAddress(row: row, column: column))
            set(element, row: target.row, column: target.column)
        }
    }
}
