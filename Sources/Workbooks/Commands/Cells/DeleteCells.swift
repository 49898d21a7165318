// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Deletes cells; what lies below moves up, or what lies right of them moves left. Whole rows and columns only close up
/// their own gap.
public struct DeleteCells: Command {
    public enum Direction: String, Codable, Sendable {
        case up = "Up"
        case left = "Left"
    }

    public static let name = "range.delete"

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
        let axis = try range.shiftAxis(shift == .up ? .rows : .columns)
        try workbook.checkMayShift(axis, isInsertion: false, isWhole: range.isWhole(axis), sheetIndex: sheetIndex)
        return try workbook.apply(range.shift(axis, isInsertion: false), sheetIndex: sheetIndex)
    }
}
