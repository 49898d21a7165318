// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// The cells that an object over a sheet lies on, and how far into them it begins and ends.
struct ObjectAnchor: Equatable {
    /// A place along one axis: a row or column and a distance from its beginning in English Metric Units.
    struct Place: Equatable {
        var position: Int32
        var offset: Int
    }

    /// What happens to the object when the cells below it move. ECMA-376-1 §20.5.3.2 `ST_EditAs`.
    enum Behaviour {
        case movesAndSizes
        case moves
        case stays
    }

    struct Span: Equatable {
        var first: Place
        /// `nil` for an object whose size is told otherwise.
        var last: Place?

        /// The rows or columns that the object touches.
        var positions: ClosedRange<Int32> { first.position...max(first.position, last?.position ?? first.position) }
    }

    var rows: Span
    var columns: Span

    /// The anchor after the edits of its sheet.
    func followed(_ edits: [StructuralEdit], on sheet: SheetID, _ behaviour: Behaviour, _ layouts: SheetLayouts?)
        -> ObjectAnchor
    {
        var moved = self
        for case .shift(let shift, sheet) in edits where behaviour != .stays {
            switch shift.axis {
            case .rows: moved.rows.apply(shift, across: moved.columns)
            case .columns: moved.columns.apply(shift, across: moved.rows)
            }
        }
        guard behaviour != .movesAndSizes, let layouts else { return moved }
        moved.rows.keep(rows, behaviour, layouts.rows, limit: GridLimits.lastRow)
        moved.columns.keep(columns, behaviour, layouts.columns, limit: GridLimits.lastColumn)
        return moved
    }
}

extension ObjectAnchor.Span {
    /// Moves both ends with their cells, where all of the cells that the object lies on are among those that move.
    fileprivate mutating func apply(_ shift: Shift, across: ObjectAnchor.Span) {
        let cells = across.positions
        guard shift.band.contains(cells.lowerBound), shift.band.contains(cells.upperBound) else { return }
        let limit = shift.axis == .rows ? GridLimits.lastRow : GridLimits.lastColumn
        first.apply(shift, limit: limit)
        last?.apply(shift, limit: limit)
    }

    /// Gives the object its old size, or its old place, where the cells below it are now others.
    fileprivate mutating func keep(
        _ old: ObjectAnchor.Span, _ behaviour: ObjectAnchor.Behaviour, _ layout: (old: AxisLayout, new: AxisLayout),
        limit: Int32
    ) {
        if behaviour == .stays { first = old.first.kept(at: old.first.distance(layout.old), layout.new) }
        guard let oldLast = old.last else { return }
        let size = oldLast.distance(layout.old) - old.first.distance(layout.old)
        var expected = oldLast
        expected.position = min(max(expected.position + first.position - old.first.position, 0), limit)
        last = expected.kept(at: first.distance(layout.new) + size, layout.new)
    }
}

extension ObjectAnchor.Place {
    fileprivate mutating func apply(_ shift: Shift, limit: Int32) {
        if let moved = shift.moved(position) {
            position = min(moved, limit)
        } else {
            (position, offset) = (shift.index, 0)
        }
    }

    fileprivate func distance(_ layout: AxisLayout) -> Int { layout.start(of: position) + offset }

    /// This place where it is at a distance, else the one that is.
    fileprivate func kept(at distance: Int, _ layout: AxisLayout) -> ObjectAnchor.Place {
        if self.distance(layout) == distance { return self }
        let place = layout.place(at: max(0, distance))
        return ObjectAnchor.Place(position: place.position, offset: place.offset)
    }
}
