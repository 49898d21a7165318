// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Testing
import Workbooks

/// Names whose formulas are more than a reference.
@Suite struct NameTests {
    /// A1:A3 hold 1, 2, 3 and B1:B3 hold 10, 20, 30.
    private static func sheet(_ names: [String: String]) throws -> Sheet {
        var sheet = Sheet()
        for (name, text) in names {
            let expression = try FormulaParser.parse(
                text, at: CellAddress(row: 0, column: 0), sheets: sheet.state.workbook.sheetNames,
                syntax: FormulaSyntax(notation: .a1, dialect: .user))
            sheet.state.workbook.names.append(DefinedName(name: name, expression: expression, text: text))
        }
        try sheet.enter([("A1", "1"), ("A2", "2"), ("A3", "3"), ("B1", "10"), ("B2", "20"), ("B3", "30")])
        return sheet
    }

    @Test(
        "What a name stands for is calculated as an array formula in formulas of the old kind too",
        arguments: [
            ("Doubled", "Sheet1!$A$1:$A$3*2", "=SUM(Doubled)", 12),
            ("Large", "IF(Sheet1!$A$1:$A$3>1,Sheet1!$B$1:$B$3,0)", "=SUM(Large)", 50),
            ("Rising", "AND(Sheet1!$A$2:$A$3>Sheet1!$A$1:$A$2)", "=IF(Rising,1,0)", 1),
            ("Total", "SUM(IF(Sheet1!$A$1:$A$3=2,Sheet1!$B$1:$B$3,0))", "=Total", 20),
            ("Lengths", "LEN(Sheet1!$B$1:$B$3)", "=SUM(Lengths)", 6),
        ])
    func arrays(name: String, text: String, formula: String, expected: Double) throws {
        var sheet = try Self.sheet([name: text])
        try sheet.type(formula, into: "C9", kind: .implicit)
        #expect(sheet["C9"] == .number(expected))
    }

    @Test(
        "IF and CHOOSE give one value where a formula of the old kind wants one, and arrays where it does not",
        arguments: [
            ("=SUM(ABS(IF({1,1,0},-1)))", 1.0), ("=SUM(IF({1,1,0},-1)+{1,2})", 1), ("=SUM(IF({1,1,0},-1))", -2),
            ("=ABS(IF(A1=1,B1:B3))", 20), ("=SUMPRODUCT(ABS(CHOOSE({1,2},-1,-2)))", 3),
        ])
    func branches(formula: String, expected: Double) throws {
        var sheet = try Self.sheet([:])
        try sheet.type(formula, into: "C2", kind: .implicit)
        #expect(sheet["C2"] == .number(expected))
    }

    @Test func `A bare name of a function is that function where it is typed, and nothing in a file`() throws {
        var sheet = try Self.sheet([:])
        try sheet.type("=REDUCE(0,A1:A3,LAMBDA(a,b,a+b))+SUM(BYCOL(A1:A3,SUM))", into: "C1")
        #expect(sheet["C1"] == .number(12))
        let cell = Sheet.cell("C2")
        let stored = try FormulaParser.parse(
            "SUM", at: cell, sheets: sheet.state.workbook.sheetNames,
            syntax: FormulaSyntax(notation: .a1, dialect: .file))
        sheet.state.workbook.setFormula(stored, kind: .implicit, at: cell, sheetIndex: 0)
        var change = Change()
        change.formulas = [Area(sheet: sheet.id, range: CellRange(cell))]
        try Calculator.recalculate(&sheet.state, after: change, inputs: Sheet.inputs)
        #expect(sheet["C2"] == .error(.name))
    }

    @Test func `A name that is a reference is still read in the formula's own row`() throws {
        var sheet = try Self.sheet(["Prices": "Sheet1!$B$1:$B$3"])
        try sheet.enter([("C2", "=Prices"), ("C9", "=Prices"), ("D2", "=Prices*2")], kind: .implicit)
        #expect(sheet["C2"] == .number(20))
        #expect(sheet["C9"] == .error(.value))
        #expect(sheet["D2"] == .number(40))
    }
}
