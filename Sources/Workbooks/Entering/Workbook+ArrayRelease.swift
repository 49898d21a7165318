// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Workbook {
    /// The array formulas and spills that give way when the meant cells of a range get other content.
    ///
    /// Throws `invalidOperation` when part of an array formula would change: it can only be replaced as a whole.
    func arraysToRelease(
        in range: CellRange, sheetIndex: Int, where isMeant: (Int32, Int32) -> Bool
    ) throws(WorkbookError) -> [ArrayArea] {
        var released: [ArrayArea] = []
        for area in sheets[sheetIndex].arrays(touching: range) {
            guard let part = area.range.intersection(range) else { continue }
            let meant = Self.count(part, where: isMeant)
            if meant == 0 { continue }
            guard area.isDynamic || meant == area.range.cellCount else {
                throw .invalidOperation("Part of the array formula in \(area.range.a1) cannot be changed.")
            }
            released.append(area)
        }
        return released
    }

    private static func count(_ range: CellRange, where isMeant: (Int32, Int32) -> Bool) -> Int {
        var count = 0
        for row in range.firstRow...range.lastRow {
            for column in range.firstColumn...range.lastColumn where isMeant(row, column) { count += 1 }
        }
        return count
    }

    /// Uncovers arrays and empties the cells they filled. A dynamic array whose formula stays is calculated again, and
    /// then finds whether it may spill.
    mutating func release(
        _ arrays: [ArrayArea], sheetIndex: Int, replacing isReplaced: (CellAddress) -> Bool
    ) -> Change {
        var change = Change()
        let id = sheets[sheetIndex].id
        for area in arrays {
            sheets[sheetIndex].uncover(anchor: area.anchor)
            sheets[sheetIndex].values.clear(area.range)
            change.values.append(Area(sheet: id, range: area.range))
            if !isReplaced(area.anchor) {
                change.formulas.append(Area(sheet: id, range: CellRange(area.anchor)))
            }
        }
        return change
    }
}
