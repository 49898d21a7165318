// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Inserts blank cells; what was there moves down or to the right. Whole rows only move down, whole columns only right.
public struct InsertCells: Command {
    public enum Direction: String, Codable, Sendable {
        case down = "Down"
        case right = "Right"
    }

    public static let name = "range.insert"

    public var sheet: SheetID
    public var range: CellRange
    public var shift: Direction

    public init(sheet: SheetID, range: CellRange, shift: Direction) {
        self.sheet = sheet
        self.range = range
        self.shift = shift
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let sheetIndex = try workbook.position(of: sheet)
        let axis = try range.shiftAxis(shift == .down ? .rows : .columns)
        try workbook.checkMayShift(axis, isInsertion: true, isWhole: range.isWhole(axis), sheetIndex: sheetIndex)
        return try workbook.apply(range.shift(axis, isInsertion: true), sheetIndex: sheetIndex)
    }
}

extension CellRange {
    /// The axis along which cells move when this range is inserted or deleted and an axis is wished for.
    func shiftAxis(_ wished: Shift.Axis) throws(WorkbookError) -> Shift.Axis {
        guard isOnGrid else { throw .invalidReference("The range is off the grid.") }
        switch (isWholeRows, isWholeColumns) {
        case (true, true): throw .invalidArgument("All cells of a worksheet cannot be inserted or deleted.")
        case (true, false): return .rows
        case (false, true): return .columns
        case (false, false): return wished
        }
    }

    func isWhole(_ axis: Shift.Axis) -> Bool { axis == .rows ? isWholeRows : isWholeColumns }

    /// The edit that inserts or deletes this range.
    func shift(_ axis: Shift.Axis, isInsertion: Bool) -> Shift {
        let count = Int32(axis == .rows ? rowCount : columnCount)
        return Shift(
            axis: axis, index: axis == .rows ? firstRow : firstColumn, count: isInsertion ? count : -count,
            band: axis == .rows ? firstColumn...lastColumn : firstRow...lastRow)
    }
}

extension Workbook {
    /// Throws when the sheet's protection does not let users insert or delete.
    func checkMayShift(
        _ axis: Shift.Axis, isInsertion: Bool, isWhole: Bool, sheetIndex: Int
    ) throws(WorkbookError) {
        guard let protection = sheets[sheetIndex].protection else { return }
        let isAllowed =
            switch (axis, isInsertion) {
            case (.rows, true): protection.allowInsertRows
            case (.rows, false): protection.allowDeleteRows
            case (.columns, true): protection.allowInsertColumns
            case (.columns, false): protection.allowDeleteColumns
            }
        guard isWhole, isAllowed else {
            throw .accessDenied("The sheet '\(sheets[sheetIndex].name)' is protected against moving cells.")
        }
    }
}
