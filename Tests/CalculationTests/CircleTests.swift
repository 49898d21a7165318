// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import TestSupport
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

    @Test("A chain of a million cells is no depth, whichever way it runs", arguments: [true, false])
    func chain(isDownwards: Bool) throws {
        let (sheet, end) = try Self.chain(isDownwards ? "=C1+1" : "=C3+1", of: 1_000_000, isDownwards: isDownwards)
        #expect(sheet[end] == .number(1_000_006))
    }

    @Test("A long chain asked for from its far end is no depth, whichever way it runs", arguments: [true, false])
    func demanded(isDownwards: Bool) throws {
        let link = isDownwards ? "=OFFSET(C2,-1,0)+1" : "=OFFSET(C2,1,0)+1"
        let (sheet, end) = try Self.chain(link, of: 200_000, isDownwards: isDownwards)
        #expect(sheet[end] == .number(200_006))
    }

    /// A calculated column that begins with 7 at its top, or at its bottom, and has one formula for all other cells;
    /// with the address of its last cell.
    private static func chain(
        _ formula: String, of count: Int32, isDownwards: Bool
    ) throws -> (sheet: Sheet, end: String) {
        var sheet = Sheet()
        let last = count - 1
        try sheet.type(formula, into: "C2")
        sheet.fill(column: 2, rows: isDownwards ? 1...last : 0...last - 1, from: "C2")
        sheet.state.workbook.sheets[0].set(.number(7), row: isDownwards ? 0 : last, column: 2)
        try sheet.calculate(column: 2)
        return (sheet, isDownwards ? "C\(count)" : "C1")
    }

    @Test func `A circle of many cells that all read all of them is found in one go`() throws {
        var sheet = Sheet()
        try sheet.type("=SUM(A$1:A$5000)+1", into: "A1")
        sheet.fill(column: 0, rows: 0...4999, from: "A1")
        try sheet.type("=A5000+5", into: "B1")
        try sheet.calculate(column: 0)
        #expect(sheet.numbers("A1:A5000").allSatisfy { $0 == 0 })
        #expect(sheet["B1"] == .number(5))
    }
}

extension Sheet {
    /// Gives cells of a column the formula of one.
    mutating func fill(column: Int32, rows: ClosedRange<Int32>, from source: String) {
        let cell = Self.cell(source)
        let number = state.workbook.sheets[0].formulas[cell.row, cell.column]
        for row in rows { state.workbook.sheets[0].formulas.set(number, row: row, column: column) }
    }

    /// Recalculates after all formulas of a column were entered.
    mutating func calculate(column: Int32) throws {
        var change = Change()
        change.formulas = [
            Area(
                sheet: id,
                range: CellRange(firstRow: 0, firstColumn: column, lastRow: GridLimits.lastRow, lastColumn: column))
        ]
        try Calculator.recalculate(&state, after: change, inputs: Self.inputs)
    }
}
