// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension Worksheet {
    /// Records that `area` is covered by the formula at its top-left cell.
    public mutating func cover(_ area: ArrayArea) {
        let position = vacantArrays.popLast() ?? arrays.count
        if position == arrays.count { arrays.append(area) } else { arrays[position] = area }
        mark(area.range, UInt32(position) + 1)
    }

    /// Forgets the array formula or spill anchored at a cell; values are left to the caller. Returns what it covered.
    @discardableResult
    public mutating func uncover(anchor: CellAddress) -> ArrayArea? {
        let position = arrayCover[anchor.row, anchor.column]
        guard position > 0, let area = arrays[Int(position) - 1], area.anchor == anchor else { return nil }
        arrays[Int(position) - 1] = nil
        vacantArrays.append(Int(position) - 1)
        mark(area.range, 0)
        return area
    }

    /// Rebuilds the cover from `arrays`, after a structural edit moved them.
    mutating func rebuildArrayCover() {
        arrayCover = Plane()
        arrays.removeAll { $0 == nil }
        vacantArrays = []
        for (position, area) in arrays.enumerated() {
            if let area { mark(area.range, UInt32(position) + 1) }
        }
    }

    private mutating func mark(_ range: CellRange, _ position: UInt32) {
        if position == 0 { arrayCover.clear(range) } else { arrayCover.fill(range, with: position) }
    }
}
