// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Testing
import Workbooks

/// What-if tables: results of formulas with other values in their input cells.
@Suite struct DataTableTests {
    /// Puts the table's formula into the first cell of a range, as a file holds it.
    private static func table(_ inputs: String, over range: String, in sheet: inout Sheet) throws {
        let range = try #require(CellRange(a1: range))
        if !range.isSingleCell { sheet.state.workbook.sheets[0].cover(ArrayArea(range: range, isDynamic: false)) }
        try sheet.type("=TABLE(\(inputs))", into: range.first.a1, kind: .array)
    }

    @Test func `one input in a column gives a result for each value beside the table`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "2"), ("C3", "=A1*10"), ("D3", "=A1^2"), ("B4", "1"), ("B5", "3"), ("B6", "")])
        try Self.table(",$A$1", over: "C4:D6", in: &sheet)
        #expect(sheet.numbers("C3:D6") == [20, 4, 10, 1, 30, 9, 0, 0])
        try sheet.type("5", into: "B6")
        #expect(sheet.numbers("C6:D6") == [50, 25])
        #expect(sheet["A1"] == .number(2))
    }

    @Test func `one input in a row reads the formulas at the left`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "2"), ("B4", "=A1+1"), ("C3", "7"), ("D3", "8"), ("E3", "x")])
        try Self.table("$A$1,", over: "C4:E4", in: &sheet)
        #expect(sheet.numbers("C4:D4") == [8, 9])
        #expect(sheet["E4"] == .error(.value))
    }

    @Test func `two inputs read the formula in the corner, and readers follow`() throws {
        var sheet = Sheet()
        try sheet.enter([
            ("A1", "1"), ("A2", "1"), ("B5", "=A1*100+A2"), ("C5", "2"), ("D5", "3"), ("B6", "4"), ("B7", "5"),
            ("F1", "=SUM(C6:D7)"),
        ])
        try Self.table("$A$1,$A$2", over: "C6:D7", in: &sheet)
        #expect(sheet.numbers("C6:D7") == [204, 304, 205, 305])
        #expect(sheet["F1"] == .number(1018))
        try sheet.type("=A1*1000+A2", into: "B5")
        #expect(sheet.numbers("C6:D7") == [2004, 3004, 2005, 3005])
        #expect(sheet["F1"] == .number(10_018))
    }

    @Test func `a table without its input cell is an error, and part of it cannot be changed`() throws {
        var sheet = Sheet()
        try sheet.enter([("A9", "1"), ("C3", "=A9"), ("B4", "1"), ("B5", "2")])
        try Self.table(",$A$9", over: "C4:C5", in: &sheet)
        #expect(sheet.numbers("C4:C5") == [1, 2])
        let row = CellRange(firstRow: 8, firstColumn: 0, lastRow: 8, lastColumn: GridLimits.lastColumn)
        let change = try DeleteCells(sheet: sheet.id, range: row, shift: .up).apply(to: &sheet.state.workbook)
        try Calculator.recalculate(&sheet.state, after: change, inputs: Sheet.inputs)
        #expect(sheet["C4"] == .error(.reference))
        #expect(sheet["C5"] == .error(.reference))
    }

    @Test func `tables wait for the command where everything else is automatic`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "2"), ("C3", "=A1*10"), ("B4", "1")])
        try Self.table(",$A$1", over: "C4", in: &sheet)
        sheet.state.workbook.settings.mode = .automaticExceptTables
        try sheet.type("4", into: "B4")
        #expect(sheet["C4"] == .number(10))
        try Calculator.calculate(&sheet.state, everything: false, inputs: Sheet.inputs)
        #expect(sheet["C4"] == .number(40))
    }

    @Test func `a table whose formula reads it ends`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1"), ("C3", "=A1+SUM(C4:C5)"), ("B4", "1"), ("B5", "2")])
        try Self.table(",$A$1", over: "C4:C5", in: &sheet)
        #expect(sheet["A1"] == .number(1))
    }

    @Test func `results are cut to what cells show when the workbook says so`() throws {
        var sheet = Sheet()
        sheet.state.workbook.settings.usesDisplayedPrecision = true
        let id = sheet.state.workbook.styles.numberFormatID(for: "0.00")
        var format = sheet.state.workbook.styles[0]
        format.numberFormatID = id
        let interned = sheet.state.workbook.styles.intern(format)
        let style = try #require(interned)
        for row in Int32(0)..<40 { sheet.state.workbook.sheets[0].styles.set(style, row: row, column: 1) }
        try sheet.enter((1...40).map { ("B\($0)", "=A\($0)/3") } + [("C1", "=B1*3"), ("D1", "=A1/3")])
        try sheet.enter((1...40).map { ("A\($0)", "1") })
        #expect(sheet.numbers("B1:B40") == Array(repeating: 0.33, count: 40))
        #expect(sheet["C1"] == .number(0.99))
        #expect(sheet["D1"] == .number(1.0 / 3))
    }
}
