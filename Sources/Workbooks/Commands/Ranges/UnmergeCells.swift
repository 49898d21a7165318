// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Makes merged cells that touch a range single cells again.
public struct UnmergeCells: Command {
    public static let name = "range.unmerge"

    public var sheet: SheetID
    public var range: CellRange

    public init(sheet: SheetID, range: CellRange) {
        self.sheet = sheet
        self.range = range
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let sheetIndex = try workbook.position(of: sheet)
        try workbook.checkMayFormat(sheetIndex: sheetIndex)
        workbook.sheets[sheetIndex].merges.removeAll { $0.intersects(range) }
        return Change()
    }
}
