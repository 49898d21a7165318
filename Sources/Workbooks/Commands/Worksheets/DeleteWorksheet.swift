// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
import Formulas

/// Deletes a worksheet with its tables and its own names. Formulas that refer to it get `#REF!`.
public struct DeleteWorksheet: Command {
    public static let name = "worksheet.delete"

    public var sheet: SheetID

    public init(sheet: SheetID) { self.sheet = sheet }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let index = try workbook.position(of: sheet)
        let deleted = workbook.sheets[index]
        guard deleted.visibility != .visible || workbook.visibleSheetCount > 1 else {
            throw .invalidOperation("The last visible worksheet cannot be deleted.")
        }
        guard deleted.visibility != .veryHidden else {
            throw .invalidOperation("The worksheet '\(deleted.name)' is very hidden and cannot be deleted.")
        }
        let sheetNames = workbook.sheetNames
        var change = Change.structural
        // Asked before the sheet goes: afterwards a 3-D reference that lost its last sheet is none any more.
        change.formulas = workbook.formulasOverSheets + formulasUsingNames(of: deleted, workbook)
        workbook.sheets.remove(at: index)
        workbook.names.removeAll { $0.scope == sheet }
        workbook.edits.append(.removeSheet(sheet, name: deleted.name))
        let tables = Set(deleted.tables.map { $0.name.lowercased() })
        change += workbook.rewriteFormulas { expression in
            let rest = expression.removingSheet(sheet, sheets: sheetNames)
            return tables.isEmpty ? rest : rest.removingTables(tables)
        }
        change += workbook.forgetLostFilters()
        change.formulas.removeAll { $0.sheet == sheet }
        if workbook.activeSheet > index { workbook.activeSheet -= 1 }
        workbook.showVisibleSheet()
        return change
    }

    /// Formulas that use, through a name or directly, what goes with the sheet.
    private func formulasUsingNames(of deleted: Worksheet, _ workbook: Workbook) -> [Area] {
        let tables = Set(deleted.tables.map { $0.name.lowercased() })
        return workbook.formulaCells { part in
            switch part {
            case .reference(let reference): reference.prefix == .sheet(sheet)
            case .name(let name): name.prefix == .sheet(sheet) || tables.contains(name.name.lowercased())
            case .structured(let reference):
                reference.book == nil && reference.table.map { tables.contains($0.lowercased()) } == true
            default: false
            }
        }
    }
}

extension Expression {
    /// The expression after tables, given by lower-case names, are gone: references to them become `#REF!`.
    func removingTables(_ tables: Set<String>) -> Expression {
        mapped { part in
            switch part {
            case .structured(let reference):
                guard reference.book == nil, let table = reference.table, tables.contains(table.lowercased()) else {
                    return nil
                }
                return .error(.reference)
            default: return nil
            }
        }
    }
}
