// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Renames, moves, hides or shows a worksheet. Formulas hold sheets by id, so they follow by themselves.
public struct UpdateWorksheet: Command {
    public static let name = "worksheet.update"

    public var sheet: SheetID
    public var newName: String?
    /// Zero-based place among the tabs.
    public var position: Int?
    public var visibility: Worksheet.Visibility?

    public init(
        sheet: SheetID, newName: String? = nil, position: Int? = nil, visibility: Worksheet.Visibility? = nil
    ) {
        self.sheet = sheet
        self.newName = newName
        self.position = position
        self.visibility = visibility
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let index = try workbook.position(of: sheet)
        let old = workbook.sheets[index]
        if let newName {
            try SheetNaming.check(newName)
            if let other = workbook.sheet(named: newName), other.id != sheet {
                throw .itemAlreadyExists("There is a worksheet '\(newName)' already.")
            }
        }
        if let position, !workbook.sheets.indices.contains(position) {
            throw .invalidArgument("The position \(position) is not among the \(workbook.sheets.count) worksheets.")
        }
        if let visibility, visibility != .visible, old.visibility == .visible, workbook.visibleSheetCount == 1 {
            throw .invalidOperation("The last visible worksheet cannot be hidden.")
        }
        var change = Change()
        if let newName, newName != old.name {
            workbook.sheets[index].name = newName
            workbook.edits.append(.rename(sheet, from: old.name, to: newName))
            change.formulas = workbook.formulasOverSheets
        }
        if let visibility { workbook.sheets[index].visibility = visibility }
        if let position, position != index { change += move(from: index, to: position, in: &workbook) }
        workbook.showVisibleSheet()
        return change
    }

    private func move(from index: Int, to position: Int, in workbook: inout Workbook) -> Change {
        let active = workbook.sheets[min(max(workbook.activeSheet, 0), workbook.sheets.count - 1)].id
        let moved = workbook.sheets.remove(at: index)
        workbook.sheets.insert(moved, at: position)
        workbook.activeSheet = workbook.index(of: active) ?? 0
        var change = Change.structural
        change.formulas = workbook.formulasOverSheets
        return change
    }
}
