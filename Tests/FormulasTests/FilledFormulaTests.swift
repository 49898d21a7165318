// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

/// A formula printed once for all its cells has at each of them the text that the printer gives there.
struct FilledFormulaTests {
    private static let origin = CellAddress(row: 9, column: 4)
    private static let places = [
        origin, CellAddress(row: 0, column: 0), CellAddress(row: 1_048_575, column: 16_383),
        CellAddress(row: 998, column: 25), CellAddress(row: 99_999, column: 701), CellAddress(row: 7, column: 702),
    ]

    @Test(
        "Its text is that of the printer",
        arguments: [
            "=1", "=A1", "=$A$1*2+ROW()", "=SUM(A1:B$2, $C3:$D$4)*-E10%", "=A:A+2:2+$B:C",
            "=(A1 : B2)&\"A1 \"\"x\"\"\"",
            "=IF(F11>0,F11-1e-7,\"A1\")", "=LET(x,A1,x+B2)", "=A1#", "=@A1:A9", "=MAP(A1:A3,LAMBDA(v,v*$B$1))",
            "=A1:INDEX(B1:B9,3)", "=SUM((A1,B2))", "=#REF!+A1", "={1,2;3,4}*A1", "=Name+A1",
        ])
    func agrees(text: String) throws {
        for dialect in [FormulaSyntax.Dialect.file, .user] {
            let expression = try FormulaParser.parse(
                text, at: Self.origin, sheets: SheetNames([]),
                syntax: FormulaSyntax(notation: .a1, dialect: .user))
            let syntax = FormulaSyntax(notation: .a1, dialect: dialect)
            let formula = try #require(FilledFormula(expression, sheets: SheetNames([]), syntax: syntax))
            for place in Self.places + Self.places.reversed() {
                let filled = formula.withText(at: place) { String(decoding: $0, as: UTF8.self) }
                let printed = FormulaPrinter.print(expression, at: place, sheets: SheetNames([]), syntax: syntax)
                #expect(filled == printed)
            }
        }
    }

    @Test("A formula that depends on the table around its cell has none")
    func tables() throws {
        let syntax = FormulaSyntax(notation: .a1, dialect: .user)
        let expression = try FormulaParser.parse(
            "=[@Amount]*2", at: Self.origin, sheets: SheetNames([]), syntax: syntax)
        #expect(FilledFormula(expression, sheets: SheetNames([]), syntax: syntax) == nil)
    }
}
