// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// Prints the formulas of one sheet's cells, with what printing needs looked up once.
struct FormulaTexts {
    private let workbook: Workbook
    private let sheet: Worksheet
    private let sheetNames: SheetNames
    private let syntax: FormulaSyntax

    init(_ workbook: Workbook, _ sheet: Worksheet, _ notation: FormulaSyntax.Notation) {
        self.workbook = workbook
        self.sheet = sheet
        sheetNames = workbook.sheetNames
        syntax = FormulaSyntax(notation: notation, dialect: .user)
    }

    /// Whether a cell may show a formula although it holds none: one that an array formula covers.
    var hasArrays: Bool { !sheet.arrays.isEmpty }

    /// The formula of a cell with its `=`.
    ///
    /// - Parameter number: of the formula the cell holds, 0 for none.
    func text(_ number: UInt32, _ row: Int32, _ column: Int32) -> String? {
        guard number == 0 else { return text(workbook.formulas[number], CellAddress(row: row, column: column)) }
        // Each cell of an array formula shows the formula of the whole; what a spill fills shows its values.
        guard hasArrays, let area = sheet.array(at: row, column), !area.isDynamic else { return nil }
        let anchor = sheet.formulas[area.anchor.row, area.anchor.column]
        return anchor == 0 ? nil : text(workbook.formulas[anchor], area.anchor)
    }

    private func text(_ template: FormulaTemplate, _ cell: CellAddress) -> String {
        if let text = template.unparsedText { return "=" + text }
        let table = sheet.tables.isEmpty ? nil : sheet.table(at: cell)?.name
        return "="
            + FormulaPrinter.print(
                template.expression, at: cell, sheets: sheetNames, syntax: syntax, currentTable: table)
    }
}
