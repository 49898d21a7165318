// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Protects a sheet: locked cells cannot be changed, and only what the options allow can be done otherwise.
public struct ProtectSheet: Command {
    public static let name = "worksheet.protect"

    public var sheet: SheetID
    public var options: SheetProtection

    public init(sheet: SheetID, options: SheetProtection = SheetProtection()) {
        self.sheet = sheet
        self.options = options
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let index = try workbook.position(of: sheet)
        guard workbook.sheets[index].protection == nil else {
            throw .invalidOperation("The worksheet '\(workbook.sheets[index].name)' is protected already.")
        }
        workbook.sheets[index].protection = options
        return Change()
    }
}
