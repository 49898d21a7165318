// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension CellRange {
    /// Where the cells of a range are after an edit of their sheet, as Excel's references follow it: an insertion
    /// inside makes the range grow, a deletion makes it shrink; `nil` when all of it was deleted or pushed off the
    /// grid. Only ranges that lie wholly within the edit's band follow.
    public func shifted(by shift: Shift) -> CellRange? {
        var range = self
        switch shift.axis {
        case .rows:
            guard shift.band.lowerBound <= firstColumn, lastColumn <= shift.band.upperBound else { return self }
            guard let rows = shift.followed(firstRow, lastRow, limit: GridLimits.lastRow) else { return nil }
            (range.firstRow, range.lastRow) = rows
        case .columns:
            guard shift.band.lowerBound <= firstRow, lastRow <= shift.band.upperBound else { return self }
            guard let columns = shift.followed(firstColumn, lastColumn, limit: GridLimits.lastColumn) else {
                return nil
            }
            (range.firstColumn, range.lastColumn) = columns
        }
        return range
    }

    /// The range after the rows of a table's data became those of `grown`: one that held all the rows of `data`, in
    /// columns of the table, holds all of the new ones. Nothing else changes, nor does a single cell.
    public func following(_ data: CellRange, grownTo grown: CellRange) -> CellRange {
        guard firstRow == data.firstRow, lastRow == data.lastRow, !isSingleCell,
            data.firstColumn <= firstColumn, lastColumn <= data.lastColumn
        else { return self }
        return CellRange(
            firstRow: grown.firstRow, firstColumn: firstColumn, lastRow: grown.lastRow, lastColumn: lastColumn)
    }

    /// The range after the cells of `source`, which hold one of its ends in full width, moved along the range: that end
    /// goes with them. `nil` when they do not hold exactly one end or move elsewhere.
    func stretched(by source: CellRange, rows: Int32, columns: Int32) -> CellRange? {
        if columns == 0, source.firstColumn <= firstColumn, source.lastColumn >= lastColumn {
            let holdsFirst = source.firstRow <= firstRow && source.lastRow >= firstRow
            let holdsLast = source.firstRow <= lastRow && source.lastRow >= lastRow
            guard holdsFirst != holdsLast else { return nil }
            return CellRange(
                CellAddress(row: holdsFirst ? firstRow + rows : firstRow, column: firstColumn),
                CellAddress(row: holdsLast ? lastRow + rows : lastRow, column: lastColumn))
        }
        if rows == 0, source.firstRow <= firstRow, source.lastRow >= lastRow {
            let holdsFirst = source.firstColumn <= firstColumn && source.lastColumn >= firstColumn
            let holdsLast = source.firstColumn <= lastColumn && source.lastColumn >= lastColumn
            guard holdsFirst != holdsLast else { return nil }
            return CellRange(
                CellAddress(row: firstRow, column: holdsFirst ? firstColumn + columns : firstColumn),
                CellAddress(row: lastRow, column: holdsLast ? lastColumn + columns : lastColumn))
        }
        return nil
    }

    /// What is left of the range when other cells are put over part of it: nothing when they cover all, less when they
    /// cover one end in full width, the same otherwise.
    func uncovered(by cover: CellRange) -> CellRange? {
        if cover.contains(self) { return nil }
        guard intersects(cover) else { return self }
        var rest = self
        if cover.firstColumn <= firstColumn, cover.lastColumn >= lastColumn {
            if cover.firstRow <= firstRow {
                rest.firstRow = cover.lastRow + 1
            } else if cover.lastRow >= lastRow {
                rest.lastRow = cover.firstRow - 1
            }
        } else if cover.firstRow <= firstRow, cover.lastRow >= lastRow {
            if cover.firstColumn <= firstColumn {
                rest.firstColumn = cover.lastColumn + 1
            } else if cover.lastColumn >= lastColumn {
                rest.lastColumn = cover.firstColumn - 1
            }
        }
        return rest
    }
}

extension Shift {
    /// Where the first and last position of a span end up; `nil` when nothing is left of it on the grid.
    fileprivate func followed(_ first: Int32, _ last: Int32, limit: Int32) -> (Int32, Int32)? {
        if isInsertion {
            let newFirst = first >= index ? first + count : first
            let newLast = last >= index ? min(last + count, limit) : last
            return newFirst <= limit ? (newFirst, newLast) : nil
        }
        let newFirst = moved(first) ?? index
        let newLast = moved(last) ?? index - 1
        return newFirst <= newLast ? (newFirst, newLast) : nil
    }
}
