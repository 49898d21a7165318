// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Shift {
    /// The cells the edit moves or deletes: from its index to the end of the sheet, within its band.
    var zone: CellRange {
        switch axis {
        case .rows:
            CellRange(
                firstRow: index, firstColumn: band.lowerBound, lastRow: GridLimits.lastRow, lastColumn: band.upperBound)
        case .columns:
            CellRange(
                firstRow: band.lowerBound, firstColumn: index, lastRow: band.upperBound,
                lastColumn: GridLimits.lastColumn)
        }
    }

    /// The cells that are inserted or deleted.
    var edited: CellRange {
        var range = zone
        let last = index + Int32(count.magnitude) - 1
        if axis == .rows { range.lastRow = last } else { range.lastColumn = last }
        return range
    }

    /// The cells that an insertion pushes off the sheet.
    var pushedOff: CellRange {
        var range = zone
        if axis == .rows {
            range.firstRow = max(index, GridLimits.rows - count)
        } else {
            range.firstColumn = max(index, GridLimits.columns - count)
        }
        return range
    }

    /// Whether whole rows or columns take part.
    var isWhole: Bool { axis == .rows ? zone.isWholeRows : zone.isWholeColumns }

    /// Whether all of a range lies in the band.
    func bandHolds(_ range: CellRange) -> Bool {
        let (first, last) =
            axis == .rows ? (range.firstColumn, range.lastColumn) : (range.firstRow, range.lastRow)
        return band.lowerBound <= first && last <= band.upperBound
    }

    /// Where a cell is afterwards; `nil` when it is deleted or pushed off.
    func moved(_ cell: CellAddress) -> CellAddress? {
        guard zone.contains(cell) else { return cell }
        var result = cell
        if axis == .rows {
            guard let row = moved(cell.row) else { return nil }
            result.row = row
        } else {
            guard let column = moved(cell.column) else { return nil }
            result.column = column
        }
        return result.isOnGrid ? result : nil
    }
}
