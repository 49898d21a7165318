// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension Expression {
    /// The expression after rows, columns or cells were inserted or deleted on `sheet`, as Excel rewrites formulas:
    /// absolute and relative references follow alike, what is gone becomes `#REF!`, 3-D references and those to other
    /// workbooks stay.
    ///
    /// `formulaSheet` holds the formula, whose own cell was `origin` before the edit and is `newOrigin` after it.
    public func shifted(
        by shift: Shift, on sheet: SheetID, formulaSheet: SheetID, from origin: CellAddress, to newOrigin: CellAddress
    ) -> Expression {
        mapped { part in
            guard case .reference(let reference) = part else { return nil }
            let shifted = reference.shifted(
                by: shift, on: sheet, formulaSheet: formulaSheet, from: origin, to: newOrigin)
            return shifted == reference ? nil : .reference(shifted)
        }
    }

    /// The expression after the rows of a table's data on `sheet` became those of `grown`: areas that held a column's
    /// whole data, or several columns', hold the new rows too, as in Excel when rows are added to a table.
    ///
    /// `formulaSheet` holds the formula, in the cell `origin`.
    public func following(
        _ data: CellRange, grownTo grown: CellRange, on sheet: SheetID, formulaSheet: SheetID, origin: CellAddress
    ) -> Expression {
        mapped { part in
            guard case .reference(let reference) = part, reference.shape == .area,
                reference.sheet(in: formulaSheet) == sheet, let range = reference.resolved(at: origin)
            else { return nil }
            let followed = range.following(data, grownTo: grown)
            return followed == range ? nil : .reference(reference.placed(on: followed, from: origin, to: origin))
        }
    }

    /// The expression after the cells of `range` on `sheet` were cut and pasted with `target` on `targetSheet` as their
    /// new top-left corner: references to them follow, references to what they were pasted over become `#REF!`.
    ///
    /// `origin` is the formula's cell on `formulaSheet` before the move. If it is among the moved cells, the result is
    /// meant for its new place, and references to what did not move still mean the same cells.
    public func moved(
        range: CellRange, on sheet: SheetID, to target: CellAddress, toSheet targetSheet: SheetID,
        formulaSheet: SheetID, origin: CellAddress
    ) -> Expression {
        let move = CellMove(source: range, sheet: sheet, target: target, targetSheet: targetSheet)
        return mapped { part in
            guard case .reference(let reference) = part else { return nil }
            let moved = reference.moved(move, formulaSheet: formulaSheet, origin: origin)
            return moved == reference ? nil : .reference(moved)
        }
    }
}

/// Cells cut from one place and pasted to another.
struct CellMove {
    var source: CellRange
    var sheet: SheetID
    var target: CellAddress
    var targetSheet: SheetID

    var rows: Int32 { target.row - source.firstRow }
    var columns: Int32 { target.column - source.firstColumn }
    var destination: CellRange { source.offset(rows: rows, columns: columns) }

    /// Whether a cell is among those that move.
    func takes(_ address: CellAddress, on sheet: SheetID) -> Bool { sheet == self.sheet && source.contains(address) }

    /// Where a range of cells is after the move; `nil` when it was pasted over.
    func followed(_ range: CellRange, on sheet: SheetID) -> (range: CellRange, sheet: SheetID)? {
        if sheet == self.sheet {
            if source.contains(range) { return (range.offset(rows: rows, columns: columns), targetSheet) }
            if targetSheet == self.sheet, let stretched = range.stretched(by: source, rows: rows, columns: columns) {
                return (stretched, sheet)
            }
        }
        guard sheet == targetSheet else { return (range, sheet) }
        return range.uncovered(by: destination).map { ($0, sheet) }
    }
}

extension ReferenceExpression {
    /// The one sheet the reference is on; `nil` for 3-D references, other workbooks and sheets that are gone.
    public func sheet(in formulaSheet: SheetID) -> SheetID? {
        switch prefix {
        case .none: formulaSheet
        case .sheet(let id): id
        case .span, .missing, .external: nil
        }
    }

    func shifted(
        by shift: Shift, on sheet: SheetID, formulaSheet: SheetID, from origin: CellAddress, to newOrigin: CellAddress
    ) -> ReferenceExpression {
        guard let range = resolved(at: origin) else { return self }
        let isWholeAlongAxis = shape == (shift.axis == .rows ? .columns : .rows)
        guard self.sheet(in: formulaSheet) == sheet, !isWholeAlongAxis else {
            return placed(on: range, from: origin, to: newOrigin)
        }
        guard let shifted = range.shifted(by: shift) else { return .deleted(prefix: prefix) }
        return placed(on: shifted, from: origin, to: newOrigin)
    }

    func moved(_ move: CellMove, formulaSheet: SheetID, origin: CellAddress) -> ReferenceExpression {
        let formulaMoves = move.takes(origin, on: formulaSheet)
        let newFormulaSheet = formulaMoves ? move.targetSheet : formulaSheet
        let newOrigin =
            formulaMoves
            ? CellAddress(row: origin.row + move.rows, column: origin.column + move.columns) : origin
        guard let range = resolved(at: origin) else { return self }
        guard let sheet = sheet(in: formulaSheet) else { return placed(on: range, from: origin, to: newOrigin) }
        let followed = move.followed(range, on: sheet)
        let newSheet = followed?.sheet ?? sheet
        var result = self
        result.prefix = prefix == .none && newSheet == newFormulaSheet ? .none : .sheet(newSheet)
        guard let target = followed?.range, target.isOnGrid else { return .deleted(prefix: result.prefix) }
        return result.placed(on: target, from: origin, to: newOrigin)
    }

    /// The reference written for other cells and from another cell, with its dollar signs as they are.
    func placed(on range: CellRange, from origin: CellAddress, to newOrigin: CellAddress)
        -> ReferenceExpression
    {
        let (one, other) = (first.resolved(at: origin), last.resolved(at: origin))
        let (rowsTurned, columnsTurned) = (one.row > other.row, one.column > other.column)
        var result = self
        result.first.place(
            CellAddress(
                row: rowsTurned ? range.lastRow : range.firstRow,
                column: columnsTurned ? range.lastColumn : range.firstColumn), from: newOrigin)
        result.last.place(
            CellAddress(
                row: rowsTurned ? range.firstRow : range.lastRow,
                column: columnsTurned ? range.firstColumn : range.lastColumn), from: newOrigin)
        return result
    }
}

extension CellReference {
    fileprivate mutating func place(_ address: CellAddress, from origin: CellAddress) {
        row = isRowAbsolute ? address.row : address.row - origin.row
        column = isColumnAbsolute ? address.column : address.column - origin.column
    }
}
