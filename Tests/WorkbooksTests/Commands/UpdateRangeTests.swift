// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing
import Workbooks

struct UpdateRangeTests {
    @Test(
        "What is typed becomes a value or a formula as in Excel",
        arguments: [
            ("100", "100", "General"), ("49", "49", "General"), ("1/1/2016", "42370", "m/d/yyyy"),
            ("12.5%", "0.125", "0.00%"), ("Jan-15-2016", "\"Jan-15-2016\"", "General"), ("TRUE", "TRUE", "General"),
            ("#N/A", "#N/A", "General"), ("'100", "\"100\"", "General"), ("'=A2", "\"=A2\"", "General"),
            ("=B1+1", "=B1+1", "General"), ("+B1", "=+B1", "General"), ("-B1*2", "=-B1*2", "General"),
            ("-5", "-5", "General"), ("- 5 items", "\"- 5 items\"", "General"), ("=", "\"=\"", "General"),
            ("hello", "\"hello\"", "General"), (" 7 ", "7", "General"),
        ])
    func typing(typed: String, content: String, format: String) throws {
        var sample = SampleWorkbook()
        try sample.fill("A1", typed)
        #expect(try sample.content("A1") == content)
        #expect(try sample.numberFormat("A1") == format)
    }

    @Test func `A leading apostrophe is kept as the format's quote prefix and goes with the next entry`() throws {
        var sample = SampleWorkbook()
        try sample.fill("A1", "'1")
        let style = sample.workbook.sheets[0].styles[0, 0]
        #expect(sample.workbook.styles[style].hasQuotePrefix)
        try sample.fill("A1", "1")
        #expect(!sample.workbook.styles[sample.workbook.sheets[0].styles[0, 0]].hasQuotePrefix)
        #expect(try sample.content("A1") == "1")
    }

    @Test func `An explicit number format wins over the format of a typed date`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["1/1/2016", "1/2/2016"]], numberFormat: "0.0")
        #expect(try sample.numberFormat("A1") == "0.0")
        #expect(try sample.content("B1") == "42371")
    }

    @Test func `A cell that has a format keeps it when a date is typed`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [[1]], numberFormat: "0.00")
        try sample.fill("A1", "1/1/2016")
        #expect(try sample.numberFormat("A1") == "0.00")
    }

    @Test func `What is typed into a text cell stays text`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["007", "=B1"]], numberFormat: "@")
        #expect(try sample.content("A1") == "\"007\"")
        #expect(try sample.content("B1") == "\"=B1\"")
        try sample.fill("A1:C1", "1/2")
        #expect(try sample.content("A1") == "\"1/2\"")
        #expect(try sample.numberFormat("C1") == "d-mmm")
    }

    @Test func `Null leaves a cell alone and the empty text clears it to General`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["50%", "=A1"]])
        try sample.write("A1", [[.unchanged, ""]])
        #expect(try sample.content("A1") == "0.5")
        #expect(try sample.numberFormat("A1") == "0%")
        #expect(try sample.content("B1") == "")
        try sample.write("A1", [[""]])
        #expect(try sample.numberFormat("A1") == "General")
        #expect(try sample.content("A1") == "")
    }

    @Test func `One formula fills a range and its relative references shift`() throws {
        var sample = SampleWorkbook()
        try sample.fill("C2:D4", "=A1*$B$1")
        #expect(try sample.content("C2") == "=A1*$B$1")
        #expect(try sample.content("D4") == "=B3*$B$1")
        let numbers = try sample.range("C2:D4")
        var templates: Set<UInt32> = []
        sample.workbook.sheets[0].formulas.forEach(in: numbers) { _, _, number in templates.insert(number) }
        #expect(templates.count == 1)
    }

    @Test func `Formulas win over values and R1C1 formulas are relative to their cell`() throws {
        var sample = SampleWorkbook()
        let range = try sample.range("B2:C2")
        try sample.apply(
            UpdateRange(
                sheet: sample.sheet, range: range, values: CellInputs([[1, 2]]),
                formulas: CellInputs([["=A1", .unchanged]]), currentYear: 2026))
        #expect(try sample.content("B2") == "=A1")
        #expect(try sample.content("C2") == "2")
        try sample.apply(
            UpdateRange(
                sheet: sample.sheet, range: range, formulasR1C1: CellInputs("=R[-1]C*2"), currentYear: 2026))
        #expect(try sample.content("C2") == "=C1*2")
    }

    @Test(
        "Excel refuses the formula and nothing is written",
        arguments: [
            "=1+", "=SUM()", "=IF(1)", "=TODAY(1)", "=Table9[x]", "=Nowhere!A1", "=(1",
            "=" + String(repeating: "SUM(", count: 65) + "1" + String(repeating: ")", count: 65),
            "=" + String(repeating: "1+", count: 4096) + "1",
        ])
    func refused(formula: String) throws {
        var sample = SampleWorkbook()
        try sample.fill("A1:A2", "7")
        #expect {
            try sample.write("A1", [[3], [.text(formula)]])
        } throws: { error in
            if case .invalidArgument = error as? WorkbookError { true } else { false }
        }
        #expect(try sample.content("A1") == "7")
        #expect(try sample.content("A2") == "7")
    }

    @Test func `Grids of another size and cell contents of whole columns are refused`() throws {
        var sample = SampleWorkbook()
        let sheet = sample.sheet
        #expect(throws: WorkbookError.self) {
            try sample.apply(
                UpdateRange(
                    sheet: sheet, range: CellRange(a1: "A1:B2")!, values: try CellInputs([[1, 2]]), currentYear: 2026))
        }
        #expect(throws: WorkbookError.self) { try sample.fill("A:B", "1") }
        #expect(throws: WorkbookError.self) { try sample.fill("3:3", "1") }
        #expect(throws: WorkbookError.self) { try CellInputs([[1, 2], [3]]) }
    }

    @Test func `Rows and columns are hidden without touching cells`() throws {
        var sample = SampleWorkbook()
        let change = try sample.apply(
            UpdateRange(
                sheet: sample.sheet, range: sample.range("B2:C4"), rowHidden: true, columnHidden: true,
                currentYear: 2026))
        #expect(sample.workbook.sheets[0].rows[3].isHidden)
        #expect(!sample.workbook.sheets[0].rows[4].isHidden)
        #expect(sample.workbook.sheets[0].columns[2].isHidden)
        #expect(change.values.isEmpty && change.formulas.isEmpty && !change.formats.isEmpty)
    }

    @Test func `Locked cells of a protected sheet are refused, unlocked ones are written`() throws {
        var sample = SampleWorkbook()
        var format = CellFormat()
        format.isLocked = false
        let interned = sample.workbook.styles.intern(format)
        let style = try #require(interned)
        sample.workbook.sheets[0].styles.set(style, row: 0, column: 0)
        sample.workbook.sheets[0].protection = SheetProtection()
        try sample.fill("A1", "1")
        #expect(throws: WorkbookError.self) { try sample.fill("A1:B1", "2") }
        #expect(try sample.content("A1") == "1")
    }

    @Test func `Only the first cell of a merge takes content`() throws {
        var sample = SampleWorkbook()
        sample.workbook.sheets[0].merges = [try sample.range("A1:B2")]
        try sample.fill("A1:C2", "x")
        #expect(try sample.content("A1") == "\"x\"")
        #expect(try sample.content("B2") == "")
        #expect(try sample.content("C2") == "\"x\"")
    }

    @Test func `Part of an array formula cannot be written, the whole of it can`() throws {
        var sample = SampleWorkbook()
        try sample.fill("A1", "=C1:C2")
        sample.workbook.sheets[0].cover(ArrayArea(range: try sample.range("A1:A2"), isDynamic: false))
        #expect(throws: WorkbookError.self) { try sample.fill("A2", "1") }
        try sample.fill("A1:A2", "1")
        #expect(sample.workbook.sheets[0].array(at: 0, 0) == nil)
        #expect(try sample.content("A1") == "1")
    }

    @Test func `Writing into a spill blocks it and names its formula for calculation`() throws {
        var sample = SampleWorkbook()
        try sample.fill("A1", "=C1:C3")
        for row in 0..<3 { sample.workbook.sheets[0].set(.number(9), row: Int32(row), column: 0) }
        sample.workbook.sheets[0].cover(ArrayArea(range: try sample.range("A1:A3"), isDynamic: true))
        let change = try sample.fill("A2", "1")
        #expect(try sample.content("A2") == "1")
        #expect(try sample.content("A3") == "")
        #expect(sample.workbook.sheets[0].array(at: 0, 0) == nil)
        #expect(change.formulas.contains(Area(sheet: sample.sheet, range: try sample.range("A1"))))
        #expect(change.values.contains { $0.range.rowCount == 3 })
    }

    @Test func `Replacing the formula of a spill empties what it filled`() throws {
        var sample = SampleWorkbook()
        try sample.fill("A1", "=C1:C3")
        for row in 0..<3 { sample.workbook.sheets[0].set(.number(9), row: Int32(row), column: 0) }
        sample.workbook.sheets[0].cover(ArrayArea(range: try sample.range("A1:A3"), isDynamic: true))
        try sample.fill("A1", "1")
        #expect(try sample.content("A3") == "")
        #expect(sample.workbook.sheets[0].arrays.allSatisfy { $0 == nil })
    }

    @Test func `Change names what was touched and no more`() throws {
        var sample = SampleWorkbook()
        let constants = try sample.write("B2", [[1, .unchanged], [.unchanged, 2]])
        #expect(constants.values == [Area(sheet: sample.sheet, range: try sample.range("B2:C3"))])
        #expect(constants.formulas.isEmpty && !constants.isStructural && constants.formats.isEmpty)
        let formula = try sample.write("B2", [["=A1", 3]])
        #expect(formula.formulas == [Area(sheet: sample.sheet, range: try sample.range("B2"))])
    }

    @Test func `A fork does not see what is written`() throws {
        var sample = SampleWorkbook()
        try sample.fill("A1:A3", "1")
        let fork = sample
        try sample.fill("A1:A3", "=B1")
        #expect(try fork.content("A2") == "1")
        #expect(try sample.content("A2") == "=B2")
    }
}
