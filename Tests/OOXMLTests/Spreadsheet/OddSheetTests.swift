// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing
import Workbooks

@testable import OOXML

/// Sheets that no spreadsheet program writes: out of order, with things twice or of a kind that does not exist. What
/// was read of them is what a saved file holds.
struct OddSheetTests {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    private static func file(_ sheet: String, strings: [String] = []) throws -> SpreadsheetFile {
        var sample = FileSample()
        sample[FileSample.sheet] = sheet
        sample[FileSample.strings] =
            "<sst xmlns=\"\(main)\">\(strings.map { "<si><t>\($0)</t></si>" }.joined())</sst>"
        return try SpreadsheetFile(sample.bytes())
    }

    private static func file(cells: String, strings: [String] = []) throws -> SpreadsheetFile {
        try file("<worksheet xmlns=\"\(main)\"><sheetData>\(cells)</sheetData></worksheet>", strings: strings)
    }

    /// Saves a workbook and compares what is read again; whether a formula is marked as one that spills may differ, as
    /// one that gives a single value is written plainly.
    private func expectSaved(_ workbook: Workbook, in file: SpreadsheetFile, _ context: Comment) throws {
        let again = try SpreadsheetFile(file.saving(workbook).bytes)
        let (before, after) = (WorkbookDescription(workbook), WorkbookDescription(again.workbook))
        func plain(_ line: String) -> String { line.replacing(" dynamic =", with: " implicit =") }
        #expect(
            before.lines.map(plain) == after.lines.map(plain), "\(context): \(after.difference(from: before))")
    }

    @Test("Whatever order rows and cells are in, what is saved after changes is what was in the workbook")
    func anyOrder() throws {
        for seed in UInt64(0)..<6 {
            var random = SplitMix(seed: seed)
            var file = try Self.file(WorksheetReadingTests.sheet(seed: seed), strings: ["", "one", "two", "three"])
            for round in 0..<2 {
                var workbook = file.workbook
                for _ in 0..<1 + round * 30 {
                    let (row, column) = (Int32(random.next() % 200), Int32(random.next() % 12))
                    switch random.next() % 5 {
                    case 0: workbook.sheets[0].set(.text("text \(random.next() % 9)"), row: row, column: column)
                    case 1: workbook.sheets[0].set(.empty, row: row, column: column)
                    case 2: workbook.sheets[0].rows[row].height = 31
                    case 3: workbook.sheets[0].styles.set(1, row: row, column: column)
                    default: workbook.sheets[0].set(.number(-7), row: row, column: column)
                    }
                }
                try expectSaved(workbook, in: file, "seed \(seed), round \(round)")
                file = try file.saving(workbook)
            }
            var workbook = file.workbook
            let rows = CellRange(firstRow: 3, firstColumn: 0, lastRow: 4, lastColumn: GridLimits.lastColumn)
            _ = try InsertCells(sheet: workbook.sheets[0].id, range: rows, shift: .down).apply(to: &workbook)
            try expectSaved(workbook, in: file, "seed \(seed), inserted rows")
        }
    }

    @Test(
        "One changed cell changes no other",
        arguments: [
            // A cell that also stands in the row above.
            """
            <row r="2"><c r="B2"><f t="shared" ref="B2:B3" si="0">A2*2</f><v>3</v></c></row>\
            <row r="3"><c r="A3"><v>1</v></c><c r="B2" t="e"><f t="shared" si="0"/><v>#VALUE!</v></c></row>
            """,
            // A row in which every cell is one of another row.
            "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"2\"><c r=\"B1\"><v>2</v></c></row>",
            // A value, a style and a formula of one cell in three places.
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\" s=\"1\"/><c r=\"A1\"><f>1+1</f></c></row>",
            // A kind of formula and kinds of cells that only begin like one there is.
            """
            <row r="1"><c r="A1"><f t="shred" ref="A1:A3" si="0">ROW()</f></c><c r="B1" t="bo"><v>1</v></c></row>\
            <row r="2"><c r="A2"><f t="shared" si="0"/><v>5</v></c>?<c r="B2" t="stri"><v>1</v></c></row>
            """,
            // A shared formula used beyond its range, or without one.
            """
            <row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">ROW()</f></c>\
            <c r="B1"><f t="shared" si="1">ROW()</f></c></row><row r="9"><c r="A9"><f t="shared" si="0"/><v>9</v></c>\
            <c r="B9"><f t="shared" si="1"/><v>9</v></c></row>
            """,
            // A number of a shared formula that is given again.
            """
            <row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">ROW()</f></c>\
            <c r="B1"><f t="shared" ref="A1:B3" si="0">COLUMN()</f></c></row>\
            <row r="2"><c r="A2"><f t="shared" si="0"/></c><c r="B2"><f t="shared" si="0"/></c></row>
            """,
            // Values in the element of another type, and more than one.
            """
            <row r="1"><c r="A1" t="inlineStr"><v>1</v></c><c r="B1" t="n"><is><t>2</t></is></c>\
            <c r="C1"><v>1</v><is><t>2</t></is></c><c r="D1"><is><t>3</t></is><v>4</v></c><c r="E1"><v>.</v></c></row>
            """,
            // Attributes in which characters are spelled as entities.
            "<row r=\"&#50;\"><c r=\"A&#50;\"><v>1</v></c><c r=\"B2\" t=\"&#98;\"><v>1</v></c></row>",
        ])
    func oneCell(cells: String) throws {
        for spelling in [cells, "<!-- not the usual spelling -->\(cells)"] {
            let file = try Self.file(cells: spelling, strings: ["one"])
            for row in Int32(0)..<3 {
                for column in Int32(0)..<5 {
                    for value in [CellValue.text("typed"), .empty] {
                        var workbook = file.workbook
                        workbook.sheets[0].set(value, row: row, column: column)
                        try expectSaved(workbook, in: file, "\(row) \(column) \(value)")
                    }
                }
            }
        }
    }

    @Test("The scanner and the parser read the same")
    func alike() throws {
        let cells = """
            <row r="1" ht="inf" hidden="tr" customFormat="truth" s="1"><c r="A1" t="inlineStr"><v>1</v></c>\
            <c r="B1" t="n"><is><t>2</t></is></c><c r="C1"><v>1</v><is><t>2</t></is></c>\
            <c r="D1"><is><t>3</t></is><v>4</v></c><c r="E1"><v>.</v></c><c r="F1" t="b"><v>10</v></c>\
            <c r="G1" t="boolean"><v>1</v></c><c r="H1" s="+1" t="stri"><v>1</v></c><c r="I1" t="b"><v> true </v></c></row>\
            <row r="99999999999"><c><v>7</v></c></row>
            """
        let (scanned, parsed) = try (Self.file(cells: cells), Self.file(cells: "<!-- -->" + cells))
        #expect(WorkbookDescription(scanned.workbook) == WorkbookDescription(parsed.workbook))
        #expect(scanned.workbook.value("A1") == .text("1"))
        #expect(scanned.workbook.value("C1") == .text("2"))
        #expect(scanned.workbook.value("D1") == .number(4))
        #expect(scanned.workbook.value("I1") == .boolean(true))
    }

    @Test("New texts do not turn up in cells that refer beyond the shared string table")
    func beyondStrings() throws {
        let file = try Self.file(
            cells: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>",
            strings: ["one"])
        #expect(file.workbook.value("B1") == .empty)
        var workbook = file.workbook
        workbook.sheets[0].set(.text("typed"), row: 4, column: 0)
        workbook.sheets[1].set(.text("typed too"), row: 4, column: 0)
        let again = try SpreadsheetFile(file.saving(workbook).bytes)
        #expect(again.workbook.value("A1") == .text("one"))
        #expect(again.workbook.value("B1") == .empty)
        #expect(again.workbook.value("A5") == .text("typed"))
        #expect(again.workbook.sheets[1].value(4, 0) == .text("typed too"))
    }

    @Test(arguments: ["", "<!-- unusual -->"])
    func `Extensions of rows and cells stay when cells beside them change`(_ comment: String) throws {
        func extensions(_ name: String) -> String {
            "<extLst><ext uri=\"{\(name)}\"><x:\(name) xmlns:x=\"urn:x\">some <x:v>thing</x:v></x:\(name)></ext>"
                + "</extLst>"
        }
        let file = try Self.file(
            cells: "<row r=\"2\">\(comment)<c r=\"B2\"><v>1</v>\(extensions("b"))</c><c r=\"C2\"><v>2</v></c>"
                + "\(extensions("r"))</row><row r=\"4\"><c r=\"B4\"/>\(extensions("s"))</row>")
        var workbook = file.workbook
        #expect(workbook.sheets[0].value(1, 1) == .number(1))
        for (row, column) in [(1, 1), (1, 0), (1, 3), (3, 1)] as [(Int32, Int32)] {
            workbook.sheets[0].set(.number(8), row: row, column: column)
        }
        try expectSaved(workbook, in: file, "beside extensions")
        func text(_ file: SpreadsheetFile) throws -> String {
            String(decoding: try file.package.data(of: "/xl/worksheets/sheet1.xml"), as: UTF8.self)
        }
        var saved = try file.saving(workbook)
        let row = "<c r=\"A2\"><v>8</v></c><c r=\"B2\"><v>8</v>\(extensions("b"))</c><c r=\"C2\"><v>2</v></c>"
        #expect(try text(saved).contains("\(row)<c r=\"D2\"><v>8</v></c>\(extensions("r"))</row>"))
        #expect(try text(saved).contains("<c r=\"B4\"><v>8</v></c>\(extensions("s"))</row>"))
        let above = CellRange(firstRow: 0, firstColumn: 0, lastRow: 0, lastColumn: GridLimits.lastColumn)
        _ = try InsertCells(sheet: workbook.sheets[0].id, range: above, shift: .down).apply(to: &workbook)
        saved = try saved.saving(workbook)
        for name in ["b", "r", "s"] { #expect(try text(saved).contains(extensions(name)), "\(name)") }
    }
}
