// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

/// `.:`, `:.` and `.:.` between the corners of a range, and what files hold for them.
@Suite struct TrimOperatorTests {
    private static let pairs = [
        ("A1:.B9", "_xlfn._TRO_TRAILING(A1:B9)"), ("A1.:B9", "_xlfn._TRO_LEADING(A1:B9)"),
        ("A1.:.B9", "_xlfn._TRO_ALL(A1:B9)"), ("A:.A", "_xlfn._TRO_TRAILING(A:A)"),
        ("$A.:.$C", "_xlfn._TRO_ALL($A:$C)"), ("2:.4", "_xlfn._TRO_TRAILING(2:4)"),
        ("2.:4", "_xlfn._TRO_LEADING(2:4)"), ("Sheet1!$A$1.:.$B$9", "_xlfn._TRO_ALL(Sheet1!$A$1:$B$9)"),
        ("SUM(A:.A,1)*2", "SUM(_xlfn._TRO_TRAILING(A:A),1)*2"), ("A1:B9", "A1:B9"),
    ]

    private static let sheets = SheetNames([(SheetID(rawValue: 1), "Sheet1")])
    private static let origin = CellAddress(row: 20, column: 5)

    private static func syntax(_ dialect: FormulaSyntax.Dialect) -> FormulaSyntax {
        FormulaSyntax(
            notation: .a1, dialect: dialect, filePrefix: { $0.hasPrefix("_TRO_") ? "_xlfn." : "" })
    }

    @Test(arguments: pairs)
    func `people and files write it in their own ways`(typed: String, stored: String) throws {
        let expression = try FormulaParser.parse(
            typed, at: Self.origin, sheets: Self.sheets, syntax: Self.syntax(.user))
        let fromFile = try FormulaParser.parse(
            stored, at: Self.origin, sheets: Self.sheets, syntax: Self.syntax(.file))
        #expect(expression == fromFile)
        for (dialect, text) in [(FormulaSyntax.Dialect.user, typed), (.file, stored)] {
            let printed = FormulaPrinter.print(
                expression, at: Self.origin, sheets: Self.sheets, syntax: Self.syntax(dialect))
            #expect(printed == text)
        }
    }

    @Test(arguments: ["A1.:", "A1.", ":.A1", "A1:..B9"])
    func `dots that belong to no range are refused or are a name's`(text: String) {
        let expression = try? FormulaParser.parse(
            text, at: Self.origin, sheets: Self.sheets, syntax: Self.syntax(.user))
        switch expression {
        case nil, .name: break
        default: Issue.record("\(text) is read as \(String(describing: expression))")
        }
    }
}
