// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing
import Workbooks

struct CellCommandTests {
    @Test func `Inserted rows push down cells, formulas, merges, tables and row properties`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [[1, "=A1"], [2, "=SUM(A1:A3)"], [3, "=A3*2"]])
        try sample.apply(
            UpdateRange(sheet: sample.sheet, range: sample.range("A3"), rowHidden: true, currentYear: 2026))
        try sample.apply(MergeCells(sheet: sample.sheet, range: sample.range("D2:E3")))
        try sample.apply(AddWorksheet())
        let other = sample.workbook.sheets[1].id
        try sample.apply(
            UpdateRange(
                sheet: other, range: sample.range("A1"), formulas: CellInputs("=Sheet1!$A$3"), currentYear: 2026))
        try sample.apply(InsertCells(sheet: sample.sheet, range: sample.range("2:3"), shift: .right))
        #expect(try sample.content("B4") == "=SUM(A1:A5)")
        #expect(try sample.content("B5") == "=A5*2")
        #expect(try sample.content("A2") == "")
        #expect(try sample.content("A1", on: other) == "=Sheet1!$A$5")
        #expect(sample.workbook.sheets[0].rows[4].isHidden && !sample.workbook.sheets[0].rows[2].isHidden)
        #expect(sample.workbook.sheets[0].merges.map(\.a1) == ["D4:E5"])
    }

    @Test func `Cells shifted in part of a row take only their columns along`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [[1, 2, 3], [4, 5, 6]])
        try sample.fill("E1", "=B1+C2")
        try sample.apply(InsertCells(sheet: sample.sheet, range: sample.range("B1"), shift: .down))
        #expect(try sample.content("B2") == "2")
        #expect(try sample.content("C2") == "6")
        #expect(try sample.content("E1") == "=B2+C2")
        try sample.apply(DeleteCells(sheet: sample.sheet, range: sample.range("A2:A2"), shift: .left))
        #expect(try sample.content("A2") == "2")
        #expect(try sample.content("E1") == "=A2+B2")
    }

    @Test func `What refers to deleted cells becomes REF`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [[1], [2], [3]])
        try sample.fill("C1", "=A2")
        try sample.fill("C5", "=SUM(A1:A3)")
        try sample.apply(AddName(name: "Two", formula: "=Sheet1!$A$2"))
        try sample.fill("D5", "=Two")
        let change = try sample.apply(DeleteCells(sheet: sample.sheet, range: sample.range("2:2"), shift: .up))
        #expect(try sample.content("C1") == "=#REF!")
        #expect(try sample.content("C4") == "=SUM(A1:A2)")
        #expect(change.formulas.contains { $0.range.contains(CellAddress(row: 3, column: 3)) })
    }

    @Test func `All that moves counts as changed, so that whole columns are summed again`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [[1], [2], [3]])
        try sample.fill("C1", "=SUM(A:A)")
        try sample.fill("D3", "=C1")
        let change = try sample.apply(DeleteCells(sheet: sample.sheet, range: sample.range("2:2"), shift: .up))
        #expect(change.values == [Area(sheet: sample.sheet, range: try sample.range("A2:D3"))])
        #expect(change.formulas.contains { $0.range.contains(CellAddress(row: 1, column: 3)) })
        #expect(try sample.content("D2") == "=C1")
    }

    @Test func `Content is not pushed off the sheet`() throws {
        var sample = SampleWorkbook()
        try sample.fill("A1048576", "1")
        #expect {
            try sample.apply(InsertCells(sheet: sample.sheet, range: sample.range("A1"), shift: .down))
        } throws: { error in
            if case .nonBlankCellOffSheet = error as? WorkbookError { true } else { false }
        }
        try sample.apply(InsertCells(sheet: sample.sheet, range: sample.range("B1"), shift: .down))
    }

    @Test(
        "An edit that would cut a table, a merge or an array is refused",
        arguments: [("A2", true), ("C2:C3", true), ("G2", true), ("A1:B1", false), ("A1:A9", false), ("J1", false)])
    func conflict(address: String, isInsertion: Bool) throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["a", "b"], [1, 2], [3, 4]])
        try sample.apply(AddTable(sheet: sample.sheet, range: sample.range("A1:B3"), hasHeaders: true))
        try sample.apply(MergeCells(sheet: sample.sheet, range: sample.range("C3:D5")))
        try sample.fill("G1", "=1")
        sample.workbook.sheets[0].cover(ArrayArea(range: try sample.range("G1:G4"), isDynamic: false))
        try sample.fill("J1", "=2")
        sample.workbook.sheets[0].cover(ArrayArea(range: try sample.range("J1:K1"), isDynamic: false))
        let range = try sample.range(address)
        #expect {
            if isInsertion {
                try sample.apply(InsertCells(sheet: sample.sheet, range: range, shift: .down))
            } else {
                try sample.apply(DeleteCells(sheet: sample.sheet, range: range, shift: .up))
            }
        } throws: { error in
            if case .insertDeleteConflict = error as? WorkbookError { true } else { false }
        }
    }

    @Test func `Columns inserted into a table become columns with names of their own`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["a", "Column1"], [1, 2]])
        try sample.apply(AddTable(sheet: sample.sheet, range: sample.range("A1:B2"), hasHeaders: true, name: "T"))
        try sample.fill("E1", "=SUM(T[Column1])")
        try sample.apply(InsertCells(sheet: sample.sheet, range: sample.range("B:B"), shift: .down))
        let table = try #require(sample.workbook.sheets[0].tables.first)
        #expect(table.columns.map(\.name) == ["a", "Column2", "Column1"])
        #expect(try sample.content("B1") == "\"Column2\"")
        try sample.apply(DeleteCells(sheet: sample.sheet, range: sample.range("C:C"), shift: .left))
        #expect(try sample.content("E1") == "=SUM(#REF!)")
    }

    @Test func `Merging keeps the first cell and unmerging frees the others`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [[1, 2], [3, 4]])
        var across = sample
        try sample.apply(MergeCells(sheet: sample.sheet, range: sample.range("A1:B2")))
        #expect(try sample.content("A1") == "1")
        #expect(try sample.content("B2") == "")
        #expect(throws: WorkbookError.self) {
            try sample.apply(MergeCells(sheet: sample.sheet, range: sample.range("B2:C3")))
        }
        try sample.apply(UnmergeCells(sheet: sample.sheet, range: sample.range("B2")))
        #expect(sample.workbook.sheets[0].merges.isEmpty)
        try across.apply(MergeCells(sheet: across.sheet, range: across.range("A1:B2"), across: true))
        #expect(across.workbook.sheets[0].merges.map(\.a1) == ["A1:B1", "A2:B2"])
        #expect(try across.content("A2") == "3")
    }

    @Test func `Clearing takes contents, formats or both`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["50%", "50%", "50%"]])
        try sample.apply(ClearRange(sheet: sample.sheet, range: sample.range("A1"), applyTo: .contents))
        try sample.apply(ClearRange(sheet: sample.sheet, range: sample.range("B1"), applyTo: .formats))
        try sample.apply(ClearRange(sheet: sample.sheet, range: sample.range("C:C")))
        #expect(try sample.content("A1") == "" && sample.numberFormat("A1") == "0%")
        #expect(try sample.content("B1") == "0.5" && sample.numberFormat("B1") == "General")
        #expect(try sample.content("C1") == "" && sample.numberFormat("C1") == "General")
    }

    @Test func `Protection is set once and stops edits`() throws {
        var sample = SampleWorkbook()
        var options = SheetProtection()
        options.allowInsertRows = true
        try sample.apply(ProtectSheet(sheet: sample.sheet, options: options))
        #expect(throws: WorkbookError.self) { try sample.apply(ProtectSheet(sheet: sample.sheet)) }
        #expect(throws: WorkbookError.self) {
            try sample.apply(InsertCells(sheet: sample.sheet, range: sample.range("A:A"), shift: .right))
        }
        try sample.apply(InsertCells(sheet: sample.sheet, range: sample.range("1:1"), shift: .down))
        try sample.apply(UnprotectSheet(sheet: sample.sheet))
        try sample.fill("A1", "1")
    }

    @Test func `Names are defined once in a scope, used and removed`() throws {
        var sample = SampleWorkbook()
        try sample.fill("A1", "=Rate*2")
        let change = try sample.apply(AddName(name: "Rate", formula: "=0.5"))
        #expect(change.formulas == [Area(sheet: sample.sheet, range: try sample.range("A1"))])
        #expect(throws: WorkbookError.self) { try sample.apply(AddName(name: "RATE", formula: "=1")) }
        try sample.apply(AddName(name: "Rate", scope: sample.sheet, formula: "=$B$1"))
        try sample.apply(UpdateName(name: "Rate", visible: false, comment: "yearly"))
        #expect(sample.workbook.names[0].isHidden && sample.workbook.names[0].comment == "yearly")
        #expect(!sample.workbook.names[1].isHidden)
        try sample.apply(DeleteName(name: "rate"))
        #expect(sample.workbook.names.map(\.scope) == [sample.sheet])
        for name in ["A1", "R1C1", "two words", "1st", "", "true", "a+b"] {
            #expect(throws: WorkbookError.self) { try sample.apply(AddName(name: name, formula: "=1")) }
        }
    }
}
