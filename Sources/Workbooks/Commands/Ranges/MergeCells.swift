// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Merges a range into one cell, or each of its rows. The top-left cell keeps its content, the others lose theirs.
public struct MergeCells: Command {
    public static let name = "range.merge"

    public var sheet: SheetID
    public var range: CellRange
    /// Merge each row for itself.
    public var across: Bool

    public init(sheet: SheetID, range: CellRange, across: Bool = false) {
        self.sheet = sheet
        self.range = range
        self.across = across
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        guard range.isOnGrid else { throw .invalidReference("The range is off the grid.") }
        let sheetIndex = try workbook.position(of: sheet)
        try workbook.checkMayFormat(sheetIndex: sheetIndex)
        let merges = try parts()
        try check(workbook.sheets[sheetIndex])
        let change = try clearCovered(merges, &workbook, sheetIndex)
        workbook.sheets[sheetIndex].merges.removeAll { $0.intersects(range) }
        workbook.sheets[sheetIndex].merges += merges
        return change
    }

    private func parts() throws(WorkbookError) -> [CellRange] {
        if !across { return range.isSingleCell ? [] : [range] }
        guard range.rowCount <= 65_536 else {
            throw .rangeExceedsLimit("Too many rows to merge each for itself.")
        }
        return range.columnCount == 1
            ? []
            : (range.firstRow...range.lastRow).map { row in
                CellRange(
                    firstRow: row, firstColumn: range.firstColumn, lastRow: row, lastColumn: range.lastColumn)
            }
    }

    private func check(_ sheet: Worksheet) throws(WorkbookError) {
        if let merge = sheet.merges.first(where: { $0.intersects(range) && !range.contains($0) }) {
            throw .invalidOperation("The range cuts through the merged cells \(merge.a1).")
        }
        if let table = sheet.tables.first(where: { $0.range.intersects(range) }) {
            throw .invalidOperation("Cells of the table '\(table.name)' cannot be merged.")
        }
        for case let array? in sheet.arrays where !array.isDynamic && array.range.intersects(range) {
            throw .invalidOperation("Cells of the array formula in \(array.range.a1) cannot be merged.")
        }
    }

    /// Empties all but the first cell of each merge, and takes back spills that reach into them.
    private func clearCovered(
        _ merges: [CellRange], _ workbook: inout Workbook, _ sheetIndex: Int
    ) throws(WorkbookError) -> Change {
        guard let used = workbook.contentRange(sheetIndex)?.intersection(range) else { return Change() }
        let spills = try workbook.arraysToRelease(in: used, sheetIndex: sheetIndex) { _, _ in true }
        let kept = Set(merges.map(\.first))
        var change = workbook.release(spills, sheetIndex: sheetIndex) { range.contains($0) && !kept.contains($0) }
        for merge in merges {
            guard let part = used.intersection(merge) else { continue }
            let first = merge.first
            let value = workbook.sheets[sheetIndex].value(first.row, first.column)
            let formula = workbook.sheets[sheetIndex].formulas[first.row, first.column]
            workbook.sheets[sheetIndex].values.clear(part)
            workbook.sheets[sheetIndex].formulas.clear(part)
            workbook.sheets[sheetIndex].set(value, row: first.row, column: first.column)
            workbook.sheets[sheetIndex].formulas.set(formula, row: first.row, column: first.column)
        }
        let area = Area(sheet: sheet, range: used)
        change.values.append(area)
        change.formulas.append(area)
        return change
    }
}
