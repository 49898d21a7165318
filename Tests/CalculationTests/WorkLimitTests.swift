// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Synchronization
import Testing
import Workbooks

/// Formulas and calculations that would run for ever, or eat all memory, end.
@Suite struct WorkLimitTests {
    /// As the real limits, but a thousand times smaller.
    private static let small: CalculationLimits = {
        var limits = CalculationLimits()
        limits.formula.steps = 1 << 20
        limits.formula.heldElements = 1 << 14
        limits.formula.arrayElements = 1 << 12
        limits.formula.arrayTextBytes = 1 << 18
        return limits
    }()

    @Test(
        "A formula that takes too many steps is #NUM!",
        arguments: [
            "=LET(f,LAMBDA(g,n,IF(n<2,n,g(g,n-1)+g(g,n-2))),f(f,60))",
            "=SUM(MAKEARRAY(60,60,LAMBDA(r,c,SUM(MAKEARRAY(60,60,LAMBDA(p,q,p*q))))))",
            "=SUM(MAP(SEQUENCE(1000),LAMBDA(i,SUM(MAP(SEQUENCE(1000),LAMBDA(j,IFERROR(SUM(SEQUENCE(i)),0)))))))",
            "=REDUCE(SEQUENCE(60,60),SEQUENCE(1000),LAMBDA(a,i,MMULT(a,a)/1E12))",
            "=LET(t,LAMBDA(f,LAMBDA(x,f(f(x)))),t(t)(t)(t)(LAMBDA(x,x+1))(0))",
            "=SUM(MAP(SEQUENCE(1000),LAMBDA(i,SUM(SORT(SEQUENCE(1000))))))",
            "=SUM(LARGE(SEQUENCE(4000),SEQUENCE(4000)))",
            "=SUM(MAP(SEQUENCE(1000),LAMBDA(i,MDETERM(MUNIT(60)))))",
            "=SUM(FIND(REPT(\"a\",16000)&\"b\",REPT(\"a\",32000)&SEQUENCE(1000)))",
            "=ROWS(GROUPBY(SEQUENCE(1000),SEQUENCE(1000),LAMBDA(x,y,SUM(y))))",
            "=SUM(MAP(SEQUENCE(100),LAMBDA(i,IRR(SEQUENCE(1000)-9))))",
            "=SUM(MAP(SEQUENCE(1000),LAMBDA(i,SUM(A1:D1000))))",
            "=SUM(XMATCH(-SEQUENCE(4000),SEQUENCE(4000)))",
        ])
    func steps(formula: String) throws {
        var sheet = Sheet(limits: Self.small)
        for row in 0..<1000 as Range<Int32> {
            for column in 0..<4 as Range<Int32> {
                sheet.state.workbook.sheets[0].set(.number(1), row: row, column: column)
            }
        }
        try sheet.type(formula, into: "F1")
        #expect(sheet["F1"] == .error(.number))
    }

    @Test(
        "A formula that holds too much at once is #NUM!",
        arguments: [
            "=LET(a,SEQUENCE(4000),b,a+1,c,a+2,d,a+3,e,a+4,SUM(a,b,c,d,e))",
            "=SUM(SEQUENCE(4000),SEQUENCE(4000),SEQUENCE(4000),SEQUENCE(4000),SEQUENCE(4000))",
            "=ROWS(REPT(\"x\",30000)&SEQUENCE(100))", "=ROWS(REPT(\"x\",30000+SEQUENCE(100)))",
            "=ROWS(SCAN(\"\",SEQUENCE(100),LAMBDA(a,i,REPT(\"x\",30000))))",
            "=ROWS(SEQUENCE(5000))",
            "=ROWS(VSTACK(A1:D1000,A1:D1000,A1:D1000,A1:D1000,A1:D1000))",
        ])
    func memory(formula: String) throws {
        var sheet = Sheet(limits: Self.small)
        try sheet.type(formula, into: "F1")
        #expect(sheet["F1"] == .error(.number))
    }

    @Test func `What one formula took is not charged to the next`() throws {
        var sheet = Sheet(limits: Self.small)
        try sheet.enter((1...20).map { ("F\($0)", "=SUM(SEQUENCE(4000)*2)") })
        #expect(sheet.numbers("F1:F20") == Array(repeating: 16_004_000, count: 20))
    }

    @Test func `Names in a circle that use each other several times end`() throws {
        var sheet = Sheet()
        for index in 0..<30 {
            let text = "IF(TRUE," + (0..<30).map { "c_\($0)" }.joined(separator: "+") + ")"
            sheet.define("c_\(index)", try sheet.parsed(text))
        }
        try sheet.enter((0..<2).map { ("A\($0 + 1)", "=c_\($0)") })
        #expect((1...2).allSatisfy { sheet["A\($0)"] == .error(.number) })
    }

    @Test func `A calculation that takes too much is refused and leaves nothing behind`() throws {
        var limits = CalculationLimits()
        limits.steps = 1 << 22
        var sheet = Sheet(limits: limits)
        try sheet.type("1", into: "A1")
        #expect(throws: WorkbookError.self) {
            try sheet.enter((1...100).map { ("B\($0)", "=SUM(SEQUENCE(10000)+A1)") })
        }
        limits.steps = 1 << 33
        limits.textBytes = 1 << 20
        var texts = Sheet(limits: limits)
        #expect(throws: WorkbookError.self) { try texts.enter((1...100).map { ("B\($0)", "=REPT(\"x\",30000)") }) }
    }

    @Test func `A formula that takes long is stopped within`() throws {
        var sheet = Sheet()
        let asked = Mutex(0)
        let control = CalculationControl {
            asked.withLock { count in
                count += 1
                return count > 8
            }
        }
        let cell = Sheet.cell("A1")
        let formula = try sheet.parsed("SUM(MAKEARRAY(1000,1000,LAMBDA(r,c,SUM(SEQUENCE(100)))))")
        sheet.state.workbook.setFormula(formula, kind: .dynamic, at: cell, sheetIndex: 0)
        var change = Change()
        change.formulas = [Area(sheet: sheet.id, range: CellRange(cell))]
        #expect(throws: WorkbookError.requestAborted("The calculation was cancelled.")) {
            try Calculator.recalculate(&sheet.state, after: change, inputs: Sheet.inputs, control: control)
        }
    }
}

extension Sheet {
    func parsed(_ text: String) throws -> Expression {
        try FormulaParser.parse(
            text, at: CellAddress(row: 0, column: 0), sheets: state.workbook.sheetNames,
            syntax: FormulaSyntax(notation: .a1, dialect: .user))
    }

    mutating func define(_ name: String, _ expression: Expression) {
        state.workbook.names.append(DefinedName(name: name, expression: expression, text: ""))
    }
}
