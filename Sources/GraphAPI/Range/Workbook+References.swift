// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

extension Workbook {
    /// A sheet's name as a reference spells it, in quotes where it needs them.
    func quotedName(of sheet: SheetID) -> String {
        let corner = CellReference(row: 0, column: 0, isRowAbsolute: true, isColumnAbsolute: true)
        let reference = ReferenceExpression(prefix: .sheet(sheet), shape: .cell, first: corner, last: corner)
        let text = printed(.reference(reference))
        return text.lastIndex(of: "!").map { String(text[..<$0]) } ?? text
    }

    /// A formula's text without its `=`, as it reads in the first cell of the workbook.
    func printed(_ expression: Expression) -> String {
        FormulaPrinter.print(
            expression, at: CellAddress(row: 0, column: 0), sheets: sheetNames,
            syntax: FormulaSyntax(notation: .a1, dialect: .user), currentTable: nil)
    }

    /// The range a defined name stands for; `nil` when it is a value, a formula or a broken reference.
    func area(of name: DefinedName) -> Area? {
        guard let expression = name.expression else { return nil }
        return area(of: expression, depth: 0)
    }

    private func area(of expression: Expression, depth: Int) -> Area? {
        // Names may stand for names; a loop among them is no range.
        guard depth < 16 else { return nil }
        switch expression {
        case .reference(let reference):
            guard case .sheet(let sheet) = reference.prefix, self.sheet(sheet) != nil,
                let range = reference.resolved(at: CellAddress(row: 0, column: 0))
            else { return nil }
            return Area(sheet: sheet, range: range)
        case .parenthesized(let inner), .spaced(_, let inner, _): return area(of: inner, depth: depth + 1)
        case .name(let name):
            let home: SheetID? = if case .sheet(let sheet) = name.prefix { sheet } else { nil }
            guard let target = definedName(name.name, on: home)?.expression else { return nil }
            return area(of: target, depth: depth + 1)
        default: return nil
        }
    }
}
