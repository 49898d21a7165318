// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Testing
import Workbooks

/// Circular references give the same zeros wherever calculation begins, and formulas that would run away end.
@Suite struct CircleTests {
    @Test("Circles are the same incrementally, in full and entered in any order", arguments: 0..<60 as Range<UInt64>)
    func circles(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let names = ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1"]
        func formula() -> String {
            let one = names.randomElement(using: &generator) ?? "A1"
            let other = names.randomElement(using: &generator) ?? "B1"
            switch Int.random(in: 0...5, using: &generator) {
            case 0: return "=\(one)+1"
            case 1: return "=\(one)*2-\(other)"
            case 2: return "=IF(\(one)>1,\(other),3)"
            case 3: return "=SUM(A1:B1)+\(one)"
            case 4: return "=SUM(OFFSET(\(one),0,0))+\(other)"
            default: return "\(Int.random(in: -3...3, using: &generator))"
            }
        }
        var contents: [String: String] = [:]
        for name in names { contents[name] = formula() }
        var sheet = Sheet()
        try sheet.enter(names.map { ($0, contents[$0] ?? "") })
        for _ in 0..<12 {
            let name = names.randomElement(using: &generator) ?? "A1"
            contents[name] = formula()
            try sheet.type(contents[name] ?? "", into: name)
            var full = sheet
            try Calculator.calculate(&full.state, everything: true, inputs: Sheet.inputs)
            var other = Sheet()
            try other.enter(names.shuffled(using: &generator).map { ($0, contents[$0] ?? "") })
            for name in names {
                try #require(sheet[name] == full[name], "\(name) in full, \(contents)")
                try #require(sheet[name] == other[name], "\(name) anew, \(contents)")
            }
        }
    }

    @Test(
        "A formula without end or measure gives an error",
        arguments: [
            "=REPT(\"x\",1E9)", "=SEQUENCE(1E6,1E4)", "=MAKEARRAY(1E5,1E5,LAMBDA(r,c,r))", "=RANDARRAY(1E6,1E6)",
            "=LET(f,LAMBDA(g,n,g(g,n+1)),f(f,1))", "=EXPAND(1,1E6,1E4,0)", "=ROWS(A:XFD+1)",
        ])
    func runaway(formula: String) throws {
        var sheet = Sheet()
        try sheet.type(formula, into: "C5")
        #expect(sheet["C5"].error != nil)
    }

    @Test func `A chain of a hundred thousand cells that begins at its far end is no depth`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "=INDIRECT(\"B1\")+C1"), ("B1", "7")])
        var change = Change()
        try sheet.type("=C2+1", into: "C1")
        let number = sheet.state.workbook.sheets[0].formulas[0, 2]
        for row in 1..<100_000 as Range<Int32> {
            sheet.state.workbook.sheets[0].formulas.set(number, row: row, column: 2)
        }
        change.formulas = [
            Area(sheet: sheet.id, range: CellRange(firstRow: 0, firstColumn: 2, lastRow: 99_999, lastColumn: 2))
        ]
        try Calculator.recalculate(&sheet.state, after: change, inputs: Sheet.inputs)
        #expect(sheet["A1"] == .number(100_007))
    }
}
