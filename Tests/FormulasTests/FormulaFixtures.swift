// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

let sheetIDs = (1...5).map { SheetID(rawValue: UInt32($0)) }
let sheets = SheetNames(Array(zip(sheetIDs, ["Sheet1", "Sheet2", "My Sheet", "Übersicht", "O'Neil"])).map { ($0, $1) })
let home = CellAddress(row: 4, column: 2)

/// The syntaxes under test; the names of files' functions are a few that matter here.
func syntax(_ notation: FormulaSyntax.Notation = .a1, _ dialect: FormulaSyntax.Dialect = .user) -> FormulaSyntax {
    FormulaSyntax(notation: notation, dialect: dialect) { name in
        switch name {
        case "LET", "LAMBDA", "XLOOKUP", "STDEV.S", "ISOMITTED": "_xlfn."
        case "FILTER", "SORT": "_xlfn._xlws."
        default: ""
        }
    }
}

func parse(_ text: String, _ syntax: FormulaSyntax = syntax(), at origin: CellAddress = home) throws -> Expression {
    try FormulaParser.parse(text, at: origin, sheets: sheets, syntax: syntax)
}

func text(
    _ expression: Expression, _ syntax: FormulaSyntax = syntax(), at origin: CellAddress = home, table: String? = nil
) -> String {
    FormulaPrinter.print(expression, at: origin, sheets: sheets, syntax: syntax, currentTable: table)
}
