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
}
