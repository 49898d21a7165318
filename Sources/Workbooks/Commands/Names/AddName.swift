// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
import Formulas

/// Defines a name for a formula or range.
public struct AddName: Command {
    public static let name = "name.add"

    public var itemName: String
    /// The sheet it belongs to, `nil` for the workbook.
    public var scope: SheetID?
    /// With or without `=`; what is relative in it is relative to `A1`.
    public var formula: String
    public var comment: String

    public init(name: String, scope: SheetID? = nil, formula: String, comment: String = "") {
        itemName = name
        self.scope = scope
        self.formula = formula
        self.comment = comment
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        try NameRules.check(itemName)
        if let scope { _ = try workbook.position(of: scope) }
        let folded = itemName.lowercased()
        guard !workbook.names.contains(where: { $0.scope == scope && $0.name.lowercased() == folded }),
            scope != nil || workbook.table(named: itemName) == nil
        else {
            throw .itemAlreadyExists("There is a name or a table '\(itemName)' already.")
        }
        guard comment.utf16.count <= 255 else { throw .invalidArgument("A comment has at most 255 characters.") }
        let active = workbook.sheets.indices.contains(workbook.activeSheet) ? workbook.activeSheet : 0
        let sheet = scope ?? workbook.sheets[active].id
        let text = formula.utf8.first == UInt8(ascii: "=") ? String(formula.dropFirst()) : formula
        let expression = try FormulaReader(workbook, sheet: sheet)
            .expression("=" + text, at: CellAddress(row: 0, column: 0)).onSheet(sheet)
        workbook.names.append(
            DefinedName(name: itemName, scope: scope, expression: expression, text: text, comment: comment))
        return workbook.nameChange(itemName)
    }
}

extension Expression {
    /// The expression with bare references bound to a sheet, as names mean the same wherever they are used.
    func onSheet(_ sheet: SheetID) -> Expression {
        mapped { part in
            guard case .reference(var reference) = part, reference.prefix == .none else { return nil }
            reference.prefix = .sheet(sheet)
            return .reference(reference)
        }
    }
}

extension Workbook {
    /// What follows from defining or removing a name: every formula that uses it, called or not.
    func nameChange(_ name: String) -> Change {
        let folded = name.lowercased()
        var change = Change.structural
        change.formulas = formulaCells { part in
            switch part {
            case .name(let name): name.name.lowercased() == folded
            case .call(let name, _): name.lowercased() == folded
            default: false
            }
        }
        return change
    }

    /// Where a name is; throws `itemNotFound` when there is none of that scope.
    func position(ofName name: String, scope: SheetID?) throws(WorkbookError) -> Int {
        let folded = name.lowercased()
        guard let index = names.firstIndex(where: { $0.scope == scope && $0.name.lowercased() == folded }) else {
            throw .itemNotFound("There is no name '\(name)'.")
        }
        return index
    }
}
