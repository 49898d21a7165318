// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Puts the rows or columns of a range into another order, as sorting does: content and formats of the cells move,
/// heights and widths stay.
public struct ReorderRange: Command {
    public enum Orientation: String, Codable, Sendable {
        case rows = "Rows"
        case columns = "Columns"

        public var axis: Shift.Axis { self == .rows ? .rows : .columns }
    }

    public static let name = "range.reorder"

    public var sheet: SheetID
    public var range: CellRange
    /// What moves.
    public var orientation: Orientation
    public var order: LineOrder

    public init(sheet: SheetID, range: CellRange, orientation: Orientation, order: LineOrder) {
        self.sheet = sheet
        self.range = range
        self.orientation = orientation
        self.order = order
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let sheetIndex = try workbook.position(of: sheet)
        return try workbook.reorder(range, orientation.axis, order, sheetIndex: sheetIndex)
    }
}
