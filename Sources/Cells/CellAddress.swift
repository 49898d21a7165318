// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A cell's place in its sheet. Row and column are zero-based; `A1` is (0, 0).
@frozen public struct CellAddress: Sendable, Hashable {
    public var row: Int32
    public var column: Int32

    @inlinable public init(row: Int32, column: Int32) {
        self.row = row
        self.column = column
    }

    /// Whether the address lies inside Excel's grid.
    @inlinable public var isOnGrid: Bool {
        row >= 0 && row <= GridLimits.lastRow && column >= 0 && column <= GridLimits.lastColumn
    }
}
