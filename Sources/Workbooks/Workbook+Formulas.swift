// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import Formulas

extension Workbook {
    /// The template of a cell's formula, `nil` for a constant.
    public func formula(at cell: CellAddress, on sheet: SheetID) -> FormulaTemplate? {
        guard let position = index(of: sheet) else { return nil }
        let number = sheets[position].formulas[cell.row, cell.column]
        return number == 0 ? nil : formulas[number]
    }

    /// A cell's formula with its `=`, as users see it; `nil` for a constant.
    public func formulaText(
        at cell: CellAddress, on sheet: SheetID, notation: FormulaSyntax.Notation = .a1
    ) -> String? {
        guard let template = formula(at: cell, on: sheet) else { return nil }
        return text(of: template, at: cell, on: sheet, notation: notation)
    }

    /// A formula's text with its `=` when it stands at a cell.
    public func text(
        of template: FormulaTemplate, at cell: CellAddress, on sheet: SheetID,
        notation: FormulaSyntax.Notation = .a1
    ) -> String {
        if let text = template.unparsedText { return "=" + text }
        return "="
            + FormulaPrinter.print(
                template.expression, at: cell, sheets: sheetNames,
                syntax: FormulaSyntax(notation: notation, dialect: .user),
                currentTable: self.sheet(sheet)?.table(at: cell)?.name)
    }
}
