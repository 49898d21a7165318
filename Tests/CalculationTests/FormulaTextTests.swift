// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Testing
import Workbooks

/// Functions that look at cells without their values.
@Suite struct FormulaTextTests {
    @Test func `A formula entered with Ctrl+Shift+Enter stands in braces`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1"), ("A2", "2")])
        try sheet.type("=SUM(A1:A2*2)", into: "B1", kind: .array)
        try sheet.type("=SUM(A1:A2)", into: "B2", kind: .implicit)
        try sheet.enter([("C1", "=FORMULATEXT(B1)"), ("C2", "=FORMULATEXT(B2)"), ("C3", "=FORMULATEXT(A1)")])
        #expect(sheet["C1"] == .text("{=SUM(A1:A2*2)}"))
        #expect(sheet["C2"] == .text("=SUM(A1:A2)"))
        #expect(sheet["C3"] == .error(.notAvailable))
    }

    @Test(
        "A function that does not read its argument's value may name its own cell",
        arguments: [
            ("=ROW(B3)", CellValue.number(3)), ("=COLUMN(B3)", .number(2)), ("=ROWS(B$1:B3)", .number(3)),
            ("=COLUMNS($A3:B3)", .number(2)), ("=FORMULATEXT(B3)", .text("=FORMULATEXT(B3)")),
            ("=ISFORMULA(B3)", .boolean(true)), ("=SUM(OFFSET(B3,-2,-1,2))", .number(3)), ("=INDEX(B:B,1)", .number(7)),
            ("=ISREF(B3)", .boolean(true)), ("=SHEET(B3)", .number(1)),
        ])
    func ownCell(formula: String, expected: CellValue) throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1"), ("A2", "2"), ("B1", "7"), ("B3", formula)])
        #expect(sheet["B3"] == expected, "\(formula)")
    }
}
