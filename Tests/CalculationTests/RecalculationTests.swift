// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Functions
import Testing
import Workbooks

@Suite struct RecalculationTests {
    @Test func `A change reaches what depends on it, through any number of cells`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1"), ("B1", "=A1*2"), ("C1", "=B1+A1"), ("D1", "=SUM(A1:C1)")])
        #expect(sheet["D1"] == .number(6))
        try sheet.type("10", into: "A1")
        #expect(sheet.numbers("A1:D1") == [10, 20, 30, 60])
    }

    @Test func `A filled-down chain follows its first cell`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1")] + (2...1000).map { ("A\($0)", "=A\($0 - 1)+1") })
        #expect(sheet["A1000"] == .number(1000))
        try sheet.type("5", into: "A1")
        #expect(sheet["A1000"] == .number(1004))
        try sheet.type("0", into: "A500")
        #expect(sheet["A1000"] == .number(500))
    }

    @Test func `A chain that runs upwards is calculated from below`() throws {
        var sheet = Sheet()
        try sheet.enter((1...600).map { ("A\($0)", "=A\($0 + 1)+1") } + [("A601", "1")])
        #expect(sheet["A1"] == .number(601))
    }

    @Test func `Columns that feed each other row by row are no circle`() throws {
        var sheet = Sheet()
        var cells = [("A1", "100"), ("B1", "=A1*0.1"), ("C1", "=A1+B1")]
        for row in 2...400 {
            cells += [("A\(row)", "=C\(row - 1)"), ("B\(row)", "=A\(row)*0"), ("C\(row)", "=A\(row)+1")]
        }
        try sheet.enter(cells)
        #expect(sheet["C400"] == .number(509))
        try sheet.type("0", into: "A1")
        #expect(sheet["C400"] == .number(399))
    }

    @Test func `Prefix sums see every row up to their own`() throws {
        var sheet = Sheet()
        try sheet.enter((1...300).flatMap { [("A\($0)", "\($0)"), ("B\($0)", "=SUM(A$1:A\($0))")] })
        #expect(sheet["B300"] == .number(45150))
        try sheet.type("101", into: "A1")
        #expect(sheet["B300"] == .number(45250))
        #expect(sheet["B1"] == .number(101))
    }

    @Test(
        "Aggregates read from the grid give what the table of functions gives",
        arguments: ["SUM", "MIN", "MAX", "AVERAGE", "COUNT"])
    func aggregates(function: String) throws {
        var sheet = Sheet()
        var cells: [(String, String)] = []
        for row in 1...60 {
            // Numbers, texts that look like numbers, words, blanks and, late, an error.
            let content = row == 50 ? "=1/0" : ["\(row * 7 % 13)", "'", "x", "", "-\(row).5"][row % 5]
            cells.append(("A\(row)", content))
            cells.append(("B\(row)", "=\(function)(A$1:A\(row))"))
            // A choice gives the same rectangle by the long way.
            cells.append(("C\(row)", "=\(function)(CHOOSE(1,A$1:A\(row)))"))
        }
        cells += [
            ("E1", "=\(function)(A1:A9,3,\"4\",TRUE,A3)"),
            ("F1", "=\(function)(CHOOSE(1,A1:A9),3,\"4\",TRUE,CHOOSE(1,A3))"),
        ]
        try sheet.enter(cells)
        for row in 1...60 { #expect(sheet["B\(row)"] == sheet["C\(row)"], "row \(row)") }
        #expect(sheet["E1"] == sheet["F1"])
        try sheet.enter([("A50", "1000"), ("A1", "-1000")])
        for row in 1...60 { #expect(sheet["B\(row)"] == sheet["C\(row)"], "row \(row) after a change") }
    }

    @Test func `Nesting costs no more than its length, whatever fails inside`() throws {
        var sheet = Sheet()
        let rounds = String(repeating: "ROUND(", count: 60) + "1/0" + String(repeating: ",0)", count: 60)
        let ranges = "INDEX(A1:A9,99)" + String(repeating: ":A1", count: 200)
        let choices = String(repeating: "IF(A1,1,", count: 60) + "\"x\"" + String(repeating: ")", count: 60)
        try sheet.enter([("B1", "=" + rounds), ("B2", "=" + ranges), ("B3", "=" + choices + "&1")])
        #expect(sheet["B1"] == .error(.divisionByZero))
        #expect(sheet["B2"] == .error(.reference))
        #expect(sheet["B3"] == .text("x1"))
    }

    @Test func `A whole column is a reference like any other`() throws {
        var sheet = Sheet()
        try sheet.enter([("B1", "=SUM(A:A)"), ("B2", "=COUNTA(1:1)"), ("A1", "3"), ("A5000", "4")])
        #expect(sheet["B1"] == .number(7))
        try sheet.type("5", into: "A9999")
        #expect(sheet["B1"] == .number(12))
        #expect(sheet["B2"] == .number(2))
    }

    @Test func `What INDIRECT and OFFSET read is calculated first`() throws {
        var sheet = Sheet()
        try sheet.enter([
            ("A1", "=INDIRECT(\"B\"&1)+1"), ("B1", "=OFFSET(C1,0,1)*2"), ("D1", "=E1+1"), ("E1", "4"),
        ])
        #expect(sheet["A1"] == .number(11))
        try sheet.type("9", into: "E1")
        #expect(sheet["A1"] == .number(21))
    }

    @Test func `A circle of references gives zero and ends`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "=B1+1"), ("B1", "=A1+1"), ("C1", "=C1"), ("D1", "=A1+5")])
        #expect(sheet["A1"] == .number(0))
        #expect(sheet["C1"] == .number(0))
        #expect(sheet["D1"] == .number(5))
        try sheet.type("1", into: "B1")
        #expect(sheet["A1"] == .number(2))
        #expect(sheet["D1"] == .number(7))
    }

    @Test func `With iteration a circle settles`() throws {
        var sheet = Sheet()
        sheet.state.workbook.settings.isIterative = true
        sheet.state.workbook.settings.maximumIterations = 200
        sheet.state.workbook.settings.maximumChange = 1e-12
        try sheet.enter([("A1", "=10+B1/2"), ("B1", "=A1/2")])
        guard case .number(let settled) = sheet["A1"] else { return #expect(Bool(false)) }
        #expect(abs(settled - 40.0 / 3) < 1e-9)
    }

    @Test func `By hand, only what is entered is calculated until asked`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1"), ("B1", "=A1+1")])
        sheet.state.workbook.settings.mode = .manual
        try sheet.type("10", into: "A1")
        #expect(sheet["B1"] == .number(2))
        try sheet.type("=A1*2", into: "C1")
        #expect(sheet["C1"] == .number(20))
        try Calculator.calculate(&sheet.state, everything: false, inputs: Sheet.inputs)
        #expect(sheet["B1"] == .number(11))
    }

    @Test func `A fork changes without the original`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1"), ("B1", "=A1*100")])
        let original = sheet
        try sheet.type("2", into: "A1")
        try sheet.type("=B1+1", into: "C1")
        #expect(sheet["C1"] == .number(201))
        #expect(original["B1"] == .number(100))
        #expect(original["C1"] == .empty)
    }

    @Test func `A cancelled calculation says so`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1"), ("B1", "=A1+1")])
        #expect(throws: WorkbookError.self) {
            try Calculator.calculate(
                &sheet.state, everything: true, inputs: Sheet.inputs,
                control: CalculationControl(isCancelled: { true }))
        }
        #expect(sheet["B1"] == .number(2))
    }

    @Test func `A blank result of a reference is zero`() throws {
        var sheet = Sheet()
        try sheet.type("=A1", into: "B1")
        #expect(sheet["B1"] == .number(0))
    }
}
