// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A rectangle of cells in one sheet, zero-based, bounds included; never empty. (`Range` is Swift's own word.)
@frozen public struct CellRange: Sendable, Hashable {
    public var firstRow: Int32
    public var firstColumn: Int32
    public var lastRow: Int32
    public var lastColumn: Int32

    @inlinable public init(firstRow: Int32, firstColumn: Int32, lastRow: Int32, lastColumn: Int32) {
        self.firstRow = firstRow
        self.firstColumn = firstColumn
        self.lastRow = lastRow
        self.lastColumn = lastColumn
    }

    @inlinable public init(_ address: CellAddress) {
        self.init(
            firstRow: address.row, firstColumn: address.column, lastRow: address.row, lastColumn: address.column)
    }

    /// The rectangle spanned by two corners given in any order.
    @inlinable public init(_ one: CellAddress, _ other: CellAddress) {
        self.init(
            firstRow: min(one.row, other.row), firstColumn: min(one.column, other.column),
            lastRow: max(one.row, other.row), lastColumn: max(one.column, other.column))
    }

    /// Every cell of the grid.
    @inlinable public static var wholeSheet: CellRange {
        CellRange(firstRow: 0, firstColumn: 0, lastRow: GridLimits.lastRow, lastColumn: GridLimits.lastColumn)
    }

    @inlinable public var rowCount: Int { Int(lastRow) - Int(firstRow) + 1 }
    @inlinable public var columnCount: Int { Int(lastColumn) - Int(firstColumn) + 1 }
    @inlinable public var cellCount: Int { rowCount * columnCount }
    @inlinable public var isSingleCell: Bool { firstRow == lastRow && firstColumn == lastColumn }
    @inlinable public var first: CellAddress { CellAddress(row: firstRow, column: firstColumn) }
    @inlinable public var last: CellAddress { CellAddress(row: lastRow, column: lastColumn) }
    /// Whether it takes in every row of its columns (`A:C`).
    @inlinable public var isWholeColumns: Bool { firstRow == 0 && lastRow == GridLimits.lastRow }
    /// Whether it takes in every column of its rows (`2:4`).
    @inlinable public var isWholeRows: Bool { firstColumn == 0 && lastColumn == GridLimits.lastColumn }
    @inlinable public var isOnGrid: Bool { first.isOnGrid && last.isOnGrid }

    @inlinable public func contains(_ address: CellAddress) -> Bool {
        address.row >= firstRow && address.row <= lastRow && address.column >= firstColumn
            && address.column <= lastColumn
    }

    @inlinable public func contains(_ other: CellRange) -> Bool {
        other.firstRow >= firstRow && other.lastRow <= lastRow && other.firstColumn >= firstColumn
            && other.lastColumn <= lastColumn
    }

    @inlinable public func intersects(_ other: CellRange) -> Bool {
        firstRow <= other.lastRow && other.firstRow <= lastRow && firstColumn <= other.lastColumn
            && other.firstColumn <= lastColumn
    }

    /// The cells both hold; `nil` when they share none.
    @inlinable public func intersection(_ other: CellRange) -> CellRange? {
        guard intersects(other) else { return nil }
        return CellRange(
            firstRow: max(firstRow, other.firstRow), firstColumn: max(firstColumn, other.firstColumn),
            lastRow: min(lastRow, other.lastRow), lastColumn: min(lastColumn, other.lastColumn))
    }

    /// The smallest rectangle that holds both.
    @inlinable public func union(_ other: CellRange) -> CellRange {
        CellRange(
            firstRow: min(firstRow, other.firstRow), firstColumn: min(firstColumn, other.firstColumn),
            lastRow: max(lastRow, other.lastRow), lastColumn: max(lastColumn, other.lastColumn))
    }

    /// The same size elsewhere; the result may leave the grid.
    @inlinable public func offset(rows: Int32, columns: Int32) -> CellRange {
        CellRange(
            firstRow: firstRow &+ rows, firstColumn: firstColumn &+ columns, lastRow: lastRow &+ rows,
            lastColumn: lastColumn &+ columns)
    }
}
