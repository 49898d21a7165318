// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing
import Workbooks

struct WorksheetCommandTests {
    @Test func `A new sheet comes last, gets the next name and keeps its GUID`() throws {
        var sample = SampleWorkbook()
        try sample.apply(AddWorksheet(uid: "{A}"))
        try sample.apply(AddWorksheet(name: "Costs", uid: "{B}"))
        try sample.apply(AddWorksheet(uid: "{C}"))
        #expect(sample.workbook.sheets.map(\.name) == ["Sheet1", "Sheet2", "Costs", "Sheet4"])
        #expect(sample.workbook.sheets.map(\.uid).suffix(3) == ["{A}", "{B}", "{C}"])
    }

    @Test(
        "Excel refuses the name",
        arguments: [
            "", "a:b", "a\\b", "a/b", "a?b", "a*b", "[a", "a]", "'a", "a'", "History",
            "123456789012345678901234567890ab",
        ])
    func refused(name: String) {
        var sample = SampleWorkbook()
        #expect {
            try sample.apply(AddWorksheet(name: name))
        } throws: { error in
            if case .invalidArgument = error as? WorkbookError { true } else { false }
        }
    }

    @Test func `A name is unique without regard to case`() throws {
        var sample = SampleWorkbook()
        #expect(throws: WorkbookError.itemAlreadyExists("There is a worksheet 'SHEET1' already.")) {
            try sample.apply(AddWorksheet(name: "SHEET1"))
        }
        try sample.apply(UpdateWorksheet(sheet: sample.sheet, newName: "SHEET1"))
        #expect(sample.workbook.sheets[0].name == "SHEET1")
    }

    @Test func `Formulas follow a rename`() throws {
        var sample = SampleWorkbook()
        try sample.apply(AddWorksheet(name: "Data"))
        try sample.fill("A1", "=SUM(Data!A1:A3)")
        try sample.apply(UpdateWorksheet(sheet: sample.workbook.sheets[1].id, newName: "New data"))
        #expect(try sample.content("A1") == "=SUM('New data'!A1:A3)")
    }

    @Test func `The last visible sheet can neither be hidden nor deleted`() throws {
        var sample = SampleWorkbook()
        try sample.apply(AddWorksheet())
        let other = sample.workbook.sheets[1].id
        try sample.apply(UpdateWorksheet(sheet: other, visibility: .hidden))
        #expect(throws: WorkbookError.self) {
            try sample.apply(UpdateWorksheet(sheet: sample.sheet, visibility: .hidden))
        }
        #expect(throws: WorkbookError.self) { try sample.apply(DeleteWorksheet(sheet: sample.sheet)) }
        try sample.apply(DeleteWorksheet(sheet: other))
        #expect(sample.workbook.sheets.count == 1)
    }

    @Test func `A very hidden sheet is not deleted`() throws {
        var sample = SampleWorkbook()
        try sample.apply(AddWorksheet())
        let other = sample.workbook.sheets[1].id
        try sample.apply(UpdateWorksheet(sheet: other, visibility: .veryHidden))
        #expect(throws: WorkbookError.self) { try sample.apply(DeleteWorksheet(sheet: other)) }
    }

    @Test func `The tab in front follows a move and leaves a hidden sheet`() throws {
        var sample = SampleWorkbook()
        try sample.apply(AddWorksheet())
        try sample.apply(AddWorksheet())
        try sample.apply(UpdateWorksheet(sheet: sample.sheet, position: 2))
        #expect(sample.workbook.sheets.map(\.name) == ["Sheet2", "Sheet3", "Sheet1"])
        #expect(sample.workbook.activeSheet == 2)
        try sample.apply(UpdateWorksheet(sheet: sample.sheet, visibility: .hidden))
        #expect(sample.workbook.activeSheet == 1)
        #expect(throws: WorkbookError.self) { try sample.apply(UpdateWorksheet(sheet: sample.sheet, position: 3)) }
    }

    @Test func `Formulas that refer to a deleted sheet get REF and are calculated`() throws {
        var sample = SampleWorkbook()
        try sample.apply(AddWorksheet(name: "Data"))
        try sample.apply(AddWorksheet(name: "Last"))
        try sample.fill("A1", "=Data!B2+1")
        try sample.fill("A2", "=SUM(Data:Last!A1)")
        try sample.fill("A3", "=Last!A1")
        let change = try sample.apply(DeleteWorksheet(sheet: sample.workbook.sheets[1].id))
        #expect(try sample.content("A1") == "=#REF!B2+1")
        #expect(try sample.content("A2") == "=SUM(Last!A1)")
        #expect(try sample.content("A3") == "=Last!A1")
        #expect(change.isStructural)
        #expect(change.formulas.contains { $0.range.contains(CellAddress(row: 0, column: 0)) })
        #expect(!change.formulas.contains { $0.range.contains(CellAddress(row: 2, column: 0)) })
    }
}
