// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Throws when an edit would push content off the sheet or cut through a merge, an array formula, a table or a
    /// pivot table.
    func checkShift(_ shift: Shift, sheetIndex: Int) throws(WorkbookError) {
        let sheet = sheets[sheetIndex]
        if shift.isInsertion {
            let strip = shift.pushedOff
            guard sheet.values.usedRange(in: strip) == nil, sheet.formulas.usedRange(in: strip) == nil,
                !sheet.merges.contains(where: { $0.intersects(strip) }),
                !sheet.tables.contains(where: { $0.range.intersects(strip) })
            else {
                throw .nonBlankCellOffSheet("Inserting would push cells with content off the worksheet.")
            }
        }
        for merge in sheet.merges where Self.isCut(merge, by: shift) {
            throw .insertDeleteConflict("The edit would change part of the merged cells \(merge.a1).")
        }
        for case let array? in sheet.arrays where !array.isDynamic {
            guard !Self.isCut(array.range, by: shift), !Self.isTorn(array.range, by: shift) else {
                throw .insertDeleteConflict("The edit would change part of the array formula in \(array.range.a1).")
            }
        }
        for table in sheet.tables { try checkShift(shift, of: table) }
        for pivot in sheet.pivotTables {
            for range in [pivot.range, pivot.pageRange].compactMap(\.self) {
                guard !Self.isCut(range, by: shift), !Self.isTorn(range, by: shift) else {
                    throw .insertDeleteConflict("The edit would change part of the pivot table '\(pivot.name)'.")
                }
            }
        }
    }

    /// Whether part of a range would move and part stay because the band ends inside it.
    private static func isCut(_ range: CellRange, by shift: Shift) -> Bool {
        shift.zone.intersects(range) && !shift.bandHolds(range)
    }

    /// Whether cells would be inserted into a range or part of it deleted.
    private static func isTorn(_ range: CellRange, by shift: Shift) -> Bool {
        guard let shifted = range.shifted(by: shift) else { return false }
        return shifted.cellCount != range.cellCount
    }

    private func checkShift(_ shift: Shift, of table: Table) throws(WorkbookError) {
        guard shift.zone.intersects(table.range) else { return }
        guard shift.bandHolds(table.range) else {
            throw .insertDeleteConflict("The edit would shift part of the table '\(table.name)'.")
        }
        guard !shift.isInsertion, shift.axis == .rows, let rest = table.range.shifted(by: shift) else { return }
        if let header = table.headerRange, header.shifted(by: shift) == nil {
            throw .insertDeleteConflict("The header of the table '\(table.name)' cannot be deleted alone.")
        }
        let totals = table.totalsRange.map { $0.shifted(by: shift) != nil } ?? false
        guard rest.rowCount > (table.hasHeaders ? 1 : 0) + (totals ? 1 : 0) else {
            throw .insertDeleteConflict("The table '\(table.name)' would be left without rows.")
        }
    }
}
