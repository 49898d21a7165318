// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// The ids that commands name sheets by, and those that come next. A file does not hold them: they are given to it when
/// it is read again, so that commands written to a journal before still mean the same sheets.
public struct WorkbookNumbering: Sendable, Hashable {
    /// The ids of the worksheets in tab order.
    public var sheets: [SheetID]
    /// The highest id ever given to a sheet.
    public var lastSheetID: UInt32
    /// The highest id ever given to a table.
    public var lastTableID: Int

    public init(sheets: [SheetID], lastSheetID: UInt32, lastTableID: Int) {
        self.sheets = sheets
        self.lastSheetID = lastSheetID
        self.lastTableID = lastTableID
    }
}

extension Workbook {
    /// The ids in use and those that come next.
    public var numbering: WorkbookNumbering {
        WorkbookNumbering(sheets: sheets.map(\.id), lastSheetID: lastSheetID, lastTableID: lastTableID)
    }

    /// Lets the next ids come after all of an earlier numbering.
    public mutating func reserve(_ numbering: WorkbookNumbering) {
        lastSheetID = max(lastSheetID, numbering.lastSheetID, numbering.sheets.map(\.rawValue).max() ?? 0)
        lastTableID = max(lastTableID, numbering.lastTableID)
    }
}
