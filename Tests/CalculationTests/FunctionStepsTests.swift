// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Functions
import Testing
import Workbooks

/// Functions that take long for some arguments charge for that, and only then.
@Suite struct FunctionStepsTests {
    private static func sheet(steps: Int) -> Sheet {
        var limits = CalculationLimits()
        limits.formula.steps = steps
        return Sheet(limits: limits)
    }

    @Test(
        "A function that goes through many terms for each of many arguments is #NUM!",
        arguments: [
            "=SUM(GAMMA.INV(SEQUENCE(1000)/1001,1E9,1))", "=SUM(GAMMA.DIST(1E9+SEQUENCE(1000),1E9,1,TRUE))",
            "=SUM(CHISQ.INV(SEQUENCE(1000)/1001,1E9))", "=SUM(CHISQ.INV.RT(SEQUENCE(1000)/1001,1E9))",
            "=SUM(CHISQ.DIST.RT(1E9+SEQUENCE(1000),1E9))", "=SUM(POISSON.DIST(1E8+SEQUENCE(1000),1E8,TRUE))",
            "=SUM(BETA.INV(SEQUENCE(1000)/1001,1E9,1E9))", "=SUM(F.INV(SEQUENCE(1000)/1001,1E9,1E9))",
            "=SUM(BINOM.INV(1E9,0.5,SEQUENCE(1000)/1001))",
            "=SUM(BINOM.DIST.RANGE(1E6,0.5,5E5,5E5+SEQUENCE(900)))",
            "=SUM(HYPGEOM.DIST(1E6+SEQUENCE(100),1E7,1E7,1E8,TRUE))",
            "=SUM(BESSELJ(SEQUENCE(100),1E5))", "=SUM(BESSELK(1E5+SEQUENCE(100),1E5))",
            "=SUM(COMBIN(1000,480+SEQUENCE(1,14)*SEQUENCE(200,1,1,0)))",
            "=SUM(CUMIPMT(0.0001/SEQUENCE(100),1E5,1000,1,1E5,0))", "=SUM(VDB(1E6,1,1E5+SEQUENCE(100),0,1E5))",
            "=SUM(DURATION(1000+SEQUENCE(100),2958465,0.05,0.06,4))",
            "=SUM(ODDFYIELD(700000+SEQUENCE(100),2958465,699000,750000,0.05,95,100,4))",
            "=SUM(YIELD(1000+SEQUENCE(9000),2958465,0.05,95,100,4))",
            "=SUM(RATE(SEQUENCE(5000,1,20,0),-100,900))",
            "=SUM(MAP(SEQUENCE(100),LAMBDA(i,IRR(VSTACK(-1000,SEQUENCE(999,1,20,0))))))",
        ])
    func terms(formula: String) throws {
        var few = Self.sheet(steps: 1 << 20)
        try few.type(formula, into: "F1")
        #expect(few["F1"] == .error(.number))
        // The arguments are not to blame.
        var many = Self.sheet(steps: 1 << 40)
        let least = formula.replacing("SEQUENCE(1000)", with: "SEQUENCE(2)")
            .replacing("SEQUENCE(100)", with: "SEQUENCE(2)").replacing("SEQUENCE(900)", with: "SEQUENCE(2)")
        try many.type(least, into: "F1")
        #expect(many["F1"].error == nil)
    }

    @Test(
        "A search that is soon over is charged little",
        arguments: [
            "=SUM(GAMMA.INV(SEQUENCE(300)/301,2,1))", "=SUM(CHISQ.INV(SEQUENCE(300)/301,5))",
            "=SUM(BETA.INV(SEQUENCE(300)/301,2,3))", "=SUM(T.INV(SEQUENCE(300)/301,12))",
            "=SUM(F.INV(SEQUENCE(300)/301,4,6))", "=SUM(BINOM.INV(20,0.5,SEQUENCE(300)/301))",
            "=SUM(RATE(SEQUENCE(300,1,20,0),-100,900))", "=SUM(BESSELJ(SEQUENCE(1000),2))",
            "=SUM(YIELD(1000+SEQUENCE(300),5000,0.05,95,100,2))",
            "=SUM(MAP(SEQUENCE(30),LAMBDA(i,IRR(VSTACK(-40-i,SEQUENCE(12))))))",
        ])
    func quick(formula: String) throws {
        var sheet = Self.sheet(steps: 1 << 21)
        try sheet.type(formula, into: "F1")
        guard case .number = sheet["F1"] else {
            Issue.record("\(formula) is \(String(describing: sheet["F1"]))")
            return
        }
    }

    @Test(
        "A function that reads or makes much text is #NUM!",
        arguments: [
            "=SUM(MAP(SEQUENCE(100),LAMBDA(i,LEN(PROPER(REPT(\"ä\",3000))))))",
            "=REDUCE(0,SEQUENCE(1000),LAMBDA(a,i,IF(REPT(\"x\",32000)=\"\",1,2)))",
            "=LET(t,REPT(\"x\",32000),REDUCE(0,SEQUENCE(1000),LAMBDA(a,i,IF(t&i=\"\",1,2))))",
            "=SUM(MAP(SEQUENCE(100),LAMBDA(i,ROWS(UNIQUE(SEQUENCE(100)&\"x\")))))",
            "=SUM(MAP(SEQUENCE(20),LAMBDA(i,ROWS(SORT(REPT(\"x\",3000)&SEQUENCE(20))))))",
            "=SUM(COUNTIF(A1:A1000,\"*\"&SEQUENCE(100)&\"*\"))", "=SUM(COUNTIF(A1:A1000,\">\"&\"k\"&SEQUENCE(100)))",
            "=SUM(XMATCH(\"*\"&(899+SEQUENCE(100))&\"*\",A1:A1000,2))",
            "=SUM(XMATCH(\"*\"&(899+SEQUENCE(100))&\"*\",SEQUENCE(999)&\"kilometre\",2))",
        ])
    func texts(formula: String) throws {
        var sheet = Self.sheet(steps: 1 << 20)
        for row in 0..<1000 as Range<Int32> {
            sheet.state.workbook.sheets[0].set(.text("kilometre \(row)"), row: row, column: 0)
        }
        try sheet.type(formula, into: "F1")
        #expect(sheet["F1"] == .error(.number))
        let least = formula.replacing("SEQUENCE(100)", with: "SEQUENCE(2)")
            .replacing("SEQUENCE(1000)", with: "SEQUENCE(2)").replacing("SEQUENCE(20)", with: "SEQUENCE(2)")
        try sheet.type(least, into: "F1")
        #expect(sheet["F1"].error == nil)
    }

    @Test func `Plain formulas that scan with patterns count for the calculation`() throws {
        var limits = CalculationLimits()
        limits.steps = 1 << 22
        var sheet = Sheet(limits: limits)
        for row in 0..<1000 as Range<Int32> {
            sheet.state.workbook.sheets[0].set(.text("kilometre \(row)"), row: row, column: 0)
        }
        #expect(throws: WorkbookError.self) {
            try sheet.enter((1...1000).map { ("B\($0)", "=COUNTIF(A$1:A$1000,\"*\"&ROW()&\"*\")") })
        }
    }
}
