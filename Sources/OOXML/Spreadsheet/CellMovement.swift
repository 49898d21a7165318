// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Where the rows and columns of a part have gone since it was written. Edits of part of a sheet scatter its cells, so
/// that none of them can be copied.
struct CellMovement {
    private let shifts: [Shift]
    /// Whether cells moved in only a band of the sheet.
    private let isScattered: Bool

    init(_ edits: [StructuralEdit], on sheet: SheetID) {
        let all = edits.compactMap { edit -> Shift? in
            if case .shift(let shift, sheet) = edit { shift } else { nil }
        }
        shifts = all.filter(\.isWhole)
        isScattered = shifts.count < all.count
        isEmpty = all.isEmpty
    }

    /// Whether nothing moved.
    let isEmpty: Bool

    /// Where a row is now; `nil` when it is gone.
    func row(_ row: Int32) -> Int32? { moved(row, along: .rows, limit: GridLimits.lastRow) }

    /// Where a column is now; `nil` when it is gone or nobody can say.
    func column(_ column: Int32) -> Int32? {
        isScattered ? nil : moved(column, along: .columns, limit: GridLimits.lastColumn)
    }

    private func moved(_ position: Int32, along axis: Shift.Axis, limit: Int32) -> Int32? {
        var position = position
        for shift in shifts where shift.axis == axis {
            guard let moved = shift.moved(position), moved <= limit else { return nil }
            position = moved
        }
        return position
    }
}

extension Shift {
    /// Whether it moves whole rows or columns.
    fileprivate var isWhole: Bool {
        band.lowerBound == 0 && band.upperBound >= (axis == .rows ? GridLimits.lastColumn : GridLimits.lastRow)
    }
}
