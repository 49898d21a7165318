// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// What stands before the `!` of a reference.
public enum SheetPrefix: Sendable, Hashable {
    /// The formula's own sheet.
    case none
    case sheet(SheetID)
    /// A 3-D reference over the sheets from one tab to another, bounds included.
    case span(SheetID, SheetID)
    /// A sheet that is gone: `#REF!A1`.
    case missing
    /// Another workbook, as written without the `!` (`[1]Sheet1`, `[Book.xlsx]Sheet 1`), or a sheet name nobody knows.
    case external(String)
}

/// One corner of a reference. A relative part is an offset from the formula's cell, an absolute one a grid position,
/// both zero-based.
public struct CellReference: Sendable, Hashable {
    public var row: Int32
    public var column: Int32
    public var isRowAbsolute: Bool
    public var isColumnAbsolute: Bool

    public init(row: Int32, column: Int32, isRowAbsolute: Bool, isColumnAbsolute: Bool) {
        self.row = row
        self.column = column
        self.isRowAbsolute = isRowAbsolute
        self.isColumnAbsolute = isColumnAbsolute
    }

    /// The cell meant when the formula stands at `origin`; may lie outside the grid.
    @inlinable public func resolved(at origin: CellAddress) -> CellAddress {
        CellAddress(
            row: isRowAbsolute ? row : origin.row &+ row,
            column: isColumnAbsolute ? column : origin.column &+ column)
    }
}

/// A cell, a rectangle, whole columns or whole rows, with the sheet they are on.
public struct ReferenceExpression: Sendable, Hashable {
    /// How the reference is written; whole columns and rows follow inserts differently from rectangles.
    public enum Shape: Sendable, Hashable {
        case cell
        case area
        /// `A:C`: rows are 0 and `GridLimits.lastRow`, absolute.
        case columns
        /// `2:4`: columns are 0 and `GridLimits.lastColumn`, absolute.
        case rows
        /// `#REF!`, what is left when the cells were deleted.
        case deleted
    }

    public var prefix: SheetPrefix
    public var shape: Shape
    /// The top-left corner as written (corners of an area may be in any order); equals `last` for a cell.
    public var first: CellReference
    public var last: CellReference

    public init(prefix: SheetPrefix = .none, shape: Shape, first: CellReference, last: CellReference) {
        self.prefix = prefix
        self.shape = shape
        self.first = first
        self.last = last
    }

    /// The rectangle meant when the formula stands at `origin`; `nil` when it is deleted or leaves the grid.
    public func resolved(at origin: CellAddress) -> CellRange? {
        guard shape != .deleted else { return nil }
        let range = CellRange(first.resolved(at: origin), last.resolved(at: origin))
        return range.isOnGrid ? range : nil
    }
}
