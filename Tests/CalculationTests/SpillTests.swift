// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Functions
import Testing
import Workbooks

@Suite struct SpillTests {
    @Test func `An array takes the cells it needs and gives them back`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "3"), ("B1", "=SEQUENCE(A1)"), ("C1", "=SUM(B1#)"), ("D1", "=B2*10")])
        #expect(sheet.numbers("B1:B4") == [1, 2, 3, nil])
        #expect(sheet["C1"] == .number(6))
        #expect(sheet["D1"] == .number(20))
        try sheet.type("5", into: "A1")
        #expect(sheet.numbers("B1:B6") == [1, 2, 3, 4, 5, nil])
        #expect(sheet["C1"] == .number(15))
        try sheet.type("1", into: "A1")
        #expect(sheet.numbers("B1:B3") == [1, nil, nil])
        #expect(sheet["D1"] == .number(0))
    }

    @Test func `What stands in the way blocks the array until it goes`() throws {
        var sheet = Sheet()
        try sheet.enter([("B2", "x"), ("B1", "=SEQUENCE(3)"), ("C1", "=IFERROR(SUM(B1#),-1)")])
        #expect(sheet["B1"] == .error(.spill))
        #expect(sheet["C1"] == .number(-1))
        #expect(sheet["B2"] == .text("x"))
        try sheet.type("", into: "B2")
        #expect(sheet.numbers("B1:B3") == [1, 2, 3])
        #expect(sheet["C1"] == .number(6))
    }

    @Test func `An array off the edge of the grid does not spill`() throws {
        var sheet = Sheet()
        try sheet.type("=SEQUENCE(2)", into: "A1048576")
        #expect(sheet["A1048576"] == .error(.spill))
    }

    @Test func `Cells that read a spill reach each other in one step`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "2"), ("B1", "=SEQUENCE(A1)*10"), ("C1", "=SUM(B1:B9)"), ("D1", "=SEQUENCE(C1/10)")])
        #expect(sheet.numbers("D1:D4") == [1, 2, 3, nil])
        try sheet.type("3", into: "A1")
        #expect(sheet.numbers("D1:D7") == [1, 2, 3, 4, 5, 6, nil])
    }

    @Test func `Formulas of the old kind take the value in their own row`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1"), ("A2", "2"), ("A3", "3")])
        try sheet.type("=A1:A3*10", into: "B2", kind: .implicit)
        #expect(sheet["B2"] == .number(20))
        try sheet.type("=A1:A3*10", into: "B5", kind: .implicit)
        #expect(sheet["B5"] == .error(.value))
        try sheet.type("=@A1:A3", into: "C3")
        #expect(sheet["C3"] == .number(3))
    }
    @Test(
        "An array that reads what it fills is a circle: zero, and it fills nothing",
        arguments: [
            [("B1", "=SEQUENCE(3)+SUM(B2:B9)")], [("B1", "=A2:A4*2"), ("A2", "=B1:B3+1")],
            [("C1", "=SUM(B2:B9)+2"), ("B1", "=SEQUENCE(C1+1)")],
            [("B1", "=SEQUENCE(C1+1)"), ("C1", "=SUM(B2:B9)+2")],
            [("C1", "=COUNT(INDIRECT(\"B2:B9\"))+2"), ("B1", "=SEQUENCE(C1)")],
        ])
    func circle(cells: [(String, String)]) throws {
        var sheet = Sheet()
        try sheet.enter([("E1", "=COUNT(B2:B9)")] + cells)
        #expect(sheet["B1"] == .number(0))
        #expect(sheet.numbers("B2:B4") == [nil, nil, nil])
        #expect(sheet["E1"] == .number(0))
        try Calculator.calculate(&sheet.state, everything: true, inputs: Sheet.inputs)
        #expect(sheet["B1"] == .number(0))
        // Without the circle it spills.
        try sheet.enter(cells.filter { $0.0 != "B1" }.map { ($0.0, "") } + [("B1", "=SEQUENCE(3)")])
        #expect(sheet.numbers("B1:B4") == [1, 2, 3, nil])
        #expect(sheet["E1"] == .number(2))
    }

    @Test func `What an array leaves free others take in the same calculation`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "3"), ("B3", "=SEQUENCE(1,A1)"), ("C1", "=SEQUENCE(4)")])
        #expect(sheet["C1"] == .error(.spill))
        try sheet.type("1", into: "A1")
        #expect(sheet.numbers("C1:C4") == [1, 2, 3, 4])
        #expect(sheet.numbers("B3:B3") == [1])
    }
}
