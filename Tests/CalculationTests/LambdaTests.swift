// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Testing
import Workbooks

@Suite struct LambdaTests {
    @Test("What never ends gives #NUM!", arguments: ["=LAMBDA(f,f(f))(LAMBDA(f,f(f)))"])
    func endless(formula: String) throws {
        var sheet = Sheet()
        try sheet.type(formula, into: "A1")
        #expect(sheet["A1"] == .error(.number))
    }

    @Test(
        "What is called and is no function gives its own error",
        arguments: [
            ("=LET(f,nosuch,f(1))", CellError.name), ("=(1/0)(1)", .divisionByZero), ("=LET(f,2,f(1))", .value),
        ])
    func calledButNoFunction(formula: String, error: CellError) throws {
        var sheet = Sheet()
        try sheet.type(formula, into: "A1")
        #expect(sheet["A1"] == .error(error))
    }

    @Test func `Names that use others twice do not grow without bounds`() throws {
        var sheet = Sheet()
        for index in 0..<60 {
            let text = index == 0 ? "1" : "n_\(index - 1)+n_\(index - 1)"
            let expression = try FormulaParser.parse(
                text, at: CellAddress(row: 0, column: 0), sheets: sheet.state.workbook.sheetNames,
                syntax: FormulaSyntax())
            sheet.state.workbook.names.append(
                DefinedName(name: "n_\(index)", expression: expression, text: text))
        }
        try sheet.enter([("A1", "=n_10"), ("A2", "=n_59")])
        #expect(sheet["A1"] == .number(1024))
        #expect(sheet["A2"] == .error(.number))
    }

    @Test(
        "Variables and functions as values work as Excel has them",
        arguments: [
            ("=LET(x,2,y,x*3,x+y)", 8),
            ("=LET(x,1,f,LAMBDA(n,n+x),f(10))", 11),
            ("=LAMBDA(a,b,a*b)(6,7)", 42),
            ("=REDUCE(0,SEQUENCE(4),LAMBDA(sum,n,sum+n))", 10),
            ("=SUM(MAP({1,2,3},LAMBDA(n,n*n)))", 14),
            ("=SUM(SCAN(0,{1,2,3},LAMBDA(a,b,a+b)))", 10),
            ("=SUM(BYROW({1,2;3,4},LAMBDA(r,MAX(r))))", 6),
            ("=SUM(BYCOL({1,2;3,4},SUM))", 10),
            ("=SUM(MAKEARRAY(2,3,LAMBDA(r,c,r*c)))", 18),
            ("=LET(x,1,LET(x,x+1,x*10)+x)", 21),
            ("=LAMBDA(a,[b],IF(ISOMITTED(b),a,a+b))(5)", 5),
        ])
    func valuesAndFunctions(formula: String, expected: Double) throws {
        var sheet = Sheet()
        try sheet.type(formula, into: "A1")
        #expect(sheet["A1"] == .number(expected))
    }

    @Test func `A name may hold a function that calls itself`() throws {
        var sheet = Sheet()
        let expression = try FormulaParser.parse(
            "LAMBDA(n,IF(n<=1,1,n*FACTORIAL(n-1)))", at: CellAddress(row: 0, column: 0),
            sheets: sheet.state.workbook.sheetNames, syntax: Sheet.syntax)
        sheet.state.workbook.names.append(DefinedName(name: "FACTORIAL", expression: expression, text: ""))
        try sheet.type("=FACTORIAL(10)", into: "A1")
        #expect(sheet["A1"] == .number(3_628_800))
        try sheet.type("=FACTORIAL(100000)", into: "A2")
        #expect(sheet["A2"].error != nil)
    }
}
