// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import Formulas

extension Workbook {
    /// Adds a blank sheet at the end and returns its id. The name is not checked.
    @discardableResult
    public mutating func appendSheet(named name: String, uid: String) -> SheetID {
        let id = makeSheetID()
        sheets.append(Worksheet(id: id, name: name, uid: uid))
        return id
    }

    /// Puts a formula into a cell without calculating it.
    public mutating func setFormula(
        _ expression: Expression, kind: FormulaTemplate.Kind, at cell: CellAddress, sheetIndex: Int
    ) {
        let number = formulas.intern(FormulaTemplate(expression, kind: kind))
        sheets[sheetIndex].formulas.set(number, row: cell.row, column: cell.column)
    }
}
