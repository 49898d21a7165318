// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Adds a blank worksheet behind the others; it is the last of `Workbook.sheets` afterwards.
public struct AddWorksheet: Command {
    public static let name = "worksheet.add"

    /// `nil` for the next `SheetN`.
    public var sheetName: String?
    /// The GUID that becomes its id in Graph; part of the command, so that replaying gives the same.
    public var uid: String

    public init(name: String? = nil, uid: String = GUID.random()) {
        sheetName = name
        self.uid = uid
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let name = sheetName ?? SheetNaming.next(workbook)
        try SheetNaming.check(name)
        guard workbook.sheet(named: name) == nil else {
            throw .itemAlreadyExists("There is a worksheet '\(name)' already.")
        }
        let id = workbook.appendSheet(named: name, uid: uid)
        workbook.edits.append(.addSheet(id))
        var change = Change.structural
        change.formulas = workbook.formulasOverSheets
        return change
    }
}
