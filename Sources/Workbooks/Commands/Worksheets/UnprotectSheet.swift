// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Ends the protection of a sheet; one that is not protected stays as it is.
public struct UnprotectSheet: Command {
    public static let name = "worksheet.unprotect"

    public var sheet: SheetID

    public init(sheet: SheetID) { self.sheet = sheet }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let index = try workbook.position(of: sheet)
        workbook.sheets[index].protection = nil
        return Change()
    }
}
