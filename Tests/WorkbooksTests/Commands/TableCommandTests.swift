// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing
import Workbooks

struct TableCommandTests {
    /// A table in A1:C3 with a formula in its last column, and a note below it and right of it.
    private static func sales() throws -> SampleWorkbook {
        var sample = SampleWorkbook()
        try sample.write("A1", [["Item", "Price", "Total"], ["Pen", 2, ""], ["Ink", 5, ""]])
        try sample.apply(
            AddTable(sheet: sample.sheet, range: sample.range("A1:C3"), hasHeaders: true, name: "Sales", uid: "{T}"))
        try sample.fill("C2:C3", "=[@Price]*2")
        try sample.fill("A5", "below")
        try sample.fill("E2", "beside")
        return sample
    }

    private static func table(_ sample: SampleWorkbook) throws -> Table {
        try #require(sample.workbook.sheets[0].tables.first)
    }

    @Test func `A new table has the defaults of Excel and texts as headers`() throws {
        var sample = SampleWorkbook()
        try sample.write("B2", [[2020, "", "X", "x"], [1, 2, 3, 4]])
        try sample.apply(AddTable(sheet: sample.sheet, range: sample.range("B2:E3"), hasHeaders: true, uid: "{T}"))
        let table = try Self.table(sample)
        #expect(table.name == "Table1" && table.uid == "{T}" && table.style.name == "TableStyleMedium2")
        #expect(table.columns.map(\.name) == ["2020", "Column2", "X", "x2"])
        #expect(try sample.content("B2") == "\"2020\"")
        #expect(try sample.content("E2") == "\"x2\"")
        #expect(table.style.showsRowStripes && table.showsFilterButton && !table.hasTotals)
    }

    @Test func `Without headers the data moves down under generated ones`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [[1, 2], [3, 4]])
        try sample.fill("A3:C3", "9")
        try sample.apply(AddTable(sheet: sample.sheet, range: sample.range("A1:B2"), hasHeaders: false))
        #expect(try Self.table(sample).range.a1 == "A1:B3")
        #expect(try sample.content("B1") == "\"Column2\"")
        #expect(try sample.content("B3") == "4")
        #expect(try sample.content("A4") == "9")
        #expect(try sample.content("C3") == "9")
    }

    @Test func `Tables do not overlap, and a header alone gets a blank row`() throws {
        var sample = try Self.sales()
        #expect(throws: WorkbookError.self) {
            try sample.apply(AddTable(sheet: sample.sheet, range: sample.range("C3:D4"), hasHeaders: true))
        }
        try sample.fill("H1", "h")
        try sample.apply(AddTable(sheet: sample.sheet, range: sample.range("H1"), hasHeaders: true))
        #expect(sample.workbook.sheets[0].tables[1].range.a1 == "H1:H2")
    }

    @Test func `A formula entered in a table names it and shows it shortly`() throws {
        let sample = try Self.sales()
        #expect(try sample.content("C2") == "=[@Price]*2")
    }

    @Test func `Rows are added before a place or behind, cells below move down, formulas and formats follow`() throws {
        var sample = try Self.sales()
        try sample.write("B3", [[5]], numberFormat: "0.00")
        let id = try Self.table(sample).id
        try sample.apply(
            AddTableRows(
                tableID: id, values: CellInputs([["Cap", "7", .unchanged], ["Nib", 1, 4]]), currentYear: 2026))
        #expect(try Self.table(sample).range.a1 == "A1:C5")
        #expect(try sample.content("A4") == "\"Cap\"")
        #expect(try sample.content("B4") == "7")
        #expect(try sample.numberFormat("B4") == "0.00")
        #expect(try sample.content("C4") == "=[@Price]*2")
        #expect(try sample.content("C5") == "4")
        #expect(try sample.content("A7") == "\"below\"")
        #expect(try sample.content("E2") == "\"beside\"")
        try sample.apply(
            AddTableRows(tableID: id, index: 0, values: CellInputs([["First", 1, ""]]), currentYear: 2026))
        #expect(try sample.content("A2") == "\"First\"")
        #expect(try sample.content("A1") == "\"Item\"")
        #expect(try sample.content("A3") == "\"Pen\"")
    }

    @Test func `Rows of another width, other places and cut tables below are refused`() throws {
        var sample = try Self.sales()
        let id = try Self.table(sample).id
        #expect(throws: WorkbookError.self) {
            try sample.apply(AddTableRows(tableID: id, values: CellInputs([[1, 2]]), currentYear: 2026))
        }
        #expect(throws: WorkbookError.self) { try sample.apply(AddTableRows(tableID: id, index: 3, currentYear: 2026)) }
        try sample.write("B8", [["x", "y", "z"], [1, 2, 3]])
        try sample.apply(AddTable(sheet: sample.sheet, range: sample.range("B8:D9"), hasHeaders: true))
        let before = try sample.content("A3")
        #expect {
            try sample.apply(AddTableRows(tableID: id, currentYear: 2026))
        } throws: { error in
            if case .insertDeleteConflict = error as? WorkbookError { true } else { false }
        }
        #expect(try sample.content("A3") == before)
    }

    @Test func `Rows are written and deleted, the last one is only emptied`() throws {
        var sample = try Self.sales()
        let id = try Self.table(sample).id
        try sample.apply(
            UpdateTableRow(
                tableID: id, index: 1, values: CellInputs([["Nib", .unchanged, .unchanged]]), currentYear: 2026))
        #expect(try sample.content("A3") == "\"Nib\"")
        try sample.apply(DeleteTableRow(tableID: id, index: 0))
        #expect(try sample.content("A2") == "\"Nib\"")
        #expect(try sample.content("A4") == "\"below\"")
        try sample.apply(DeleteTableRow(tableID: id, index: 0))
        #expect(try Self.table(sample).range.a1 == "A1:C2")
        #expect(try sample.content("A2") == "")
        #expect(throws: WorkbookError.self) { try sample.apply(DeleteTableRow(tableID: id, index: 1)) }
    }

    @Test func `Renaming a table or writing a header rewrites formulas`() throws {
        var sample = try Self.sales()
        let id = try Self.table(sample).id
        try sample.fill("G1", "=SUM(Sales[Price])")
        try sample.apply(UpdateTable(tableID: id, newName: "Orders"))
        try sample.fill("B1", "Cost")
        #expect(try sample.content("G1") == "=SUM(Orders[Cost])")
        #expect(try sample.content("C2") == "=[@Cost]*2")
        try sample.fill("B1", "item")
        #expect(try Self.table(sample).columns.map(\.name) == ["Item", "item2", "Total"])
        #expect(throws: WorkbookError.self) { try sample.apply(UpdateTable(tableID: id, newName: "A1")) }
        #expect(throws: WorkbookError.self) { try sample.apply(UpdateTable(tableID: id, newName: "two words")) }
    }

    @Test func `Header and totals rows come and go`() throws {
        var sample = try Self.sales()
        let id = try Self.table(sample).id
        try sample.apply(UpdateTable(tableID: id, showTotals: true))
        #expect(try sample.content("A4") == "\"Total\"")
        #expect(try sample.content("C4") == "=SUBTOTAL(109,[Total])")
        #expect(try sample.content("A5") == "\"below\"")
        try sample.apply(UpdateTable(tableID: id, showTotals: false))
        #expect(try sample.content("A4") == "")
        try sample.apply(UpdateTable(tableID: id, showHeaders: false))
        #expect(try Self.table(sample).range.a1 == "A2:C3")
        #expect(try sample.content("A1") == "")
        try sample.apply(UpdateTable(tableID: id, showHeaders: true))
        #expect(try Self.table(sample).range.a1 == "A1:C3")
        #expect(try sample.content("B1") == "\"Price\"")
    }

    @Test func `Columns are added, renamed, written and deleted`() throws {
        var sample = try Self.sales()
        let id = try Self.table(sample).id
        try sample.apply(
            AddTableColumn(
                tableID: id, index: 1, name: "Kind", values: CellInputs([["x"], ["a"], ["b"]]), currentYear: 2026))
        #expect(try Self.table(sample).columns.map(\.name) == ["Item", "Kind", "Price", "Total"])
        #expect(try sample.content("B2") == "\"a\"")
        #expect(try sample.content("D2") == "=[@Price]*2")
        #expect(try sample.content("F2") == "\"beside\"")
        try sample.apply(AddTableColumn(tableID: id, currentYear: 2026))
        #expect(try sample.content("E1") == "\"Column1\"")
        let price = try #require(try Self.table(sample).columns.first { $0.name == "Price" }).id
        try sample.apply(
            UpdateTableColumn(
                tableID: id, columnID: price, values: CellInputs([["Cost"], [8], [9]]), currentYear: 2026))
        #expect(try sample.content("D3") == "=[@Cost]*2")
        #expect(try sample.content("C3") == "9")
        try sample.apply(DeleteTableColumn(tableID: id, columnID: price))
        #expect(try sample.content("C3") == "=#REF!*2")
        #expect(try Self.table(sample).range.a1 == "A1:D3")
    }

    @Test func `A converted table leaves addresses, a deleted one leaves REF`() throws {
        var sample = try Self.sales()
        try sample.fill("G1", "=SUM(Sales[Price])")
        var other = sample
        try sample.apply(ConvertTableToRange(tableID: Self.table(sample).id))
        #expect(try sample.content("G1") == "=SUM(Sheet1!$B$2:$B$3)")
        #expect(try sample.content("C3") == "=Sheet1!$B3*2")
        #expect(sample.workbook.sheets[0].tables.isEmpty)
        try other.apply(DeleteTable(tableID: Self.table(other).id))
        #expect(try other.content("G1") == "=SUM(#REF!)")
        #expect(try other.content("A2") == "")
    }
}
