// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing
import Workbooks

@testable import OOXML

/// Each rule finds what breaks it, and nothing else does.
struct PackageVerificationTests {
    struct Fault: CustomTestStringConvertible, Sendable {
        let rule: String
        let part: PartName
        let old: String
        let new: String
        var testDescription: String { "\(rule): \(old) as \(new)" }

        init(_ rule: String, _ part: PartName, _ old: String, _ new: String) {
            self.rule = rule
            self.part = part
            self.old = old
            self.new = new
        }
    }

    private static let workbook: PartName = "/xl/workbook.xml"
    private static let sheet: PartName = "/xl/worksheets/sheet1.xml"
    private static let styles: PartName = "/xl/styles.xml"
    private static let table: PartName = "/xl/tables/table1.xml"
    private static let strings: PartName = "/xl/sharedStrings.xml"
    private static let links: PartName = "/xl/_rels/workbook.xml.rels"
    private static let types: PartName = "/[Content_Types].xml"

    /// A workbook with texts, a table, a name, a merged range and a format.
    static func sample() throws -> SpreadsheetFile {
        let blank = SpreadsheetFile.blank(sheetNames: ["One", "Two"])
        var workbook = blank.workbook
        for (row, text) in ["Item", "apple", "pear"].enumerated() {
            workbook.sheets[0].set(.text(text), row: Int32(row), column: 0)
            workbook.sheets[0].set(row == 0 ? .text("Price") : .number(Double(row)), row: Int32(row), column: 1)
        }
        workbook.sheets[0].rows[2] = RowProperties(height: 30)
        workbook.sheets[0].rows[9] = RowProperties(height: 40, isHidden: true)
        for name in ["format", "name and merge"] {
            try WorkbookEdits.all.first { $0.name == name }?.run(&workbook)
        }
        _ = try AddTable(
            sheet: workbook.sheets[0].id, range: #require(CellRange(a1: "A1:B3")), hasHeaders: true, name: "Fruit"
        ).apply(to: &workbook)
        return try SpreadsheetFile(blank.saving(workbook).bytes)
    }

    static let faults: [Fault] = [
        // The container.
        Fault("content-type", types, "<Override PartName=\"/xl/styles.xml\"", "<Override PartName=\"/xl/other.xml\""),
        Fault("content-type", types, "spreadsheetml.worksheet+xml", "spreadsheetml.chartsheet+xml"),
        Fault("content-type", types, "<Default Extension=\"rels\"", "<Default Extension=\"other\""),
        Fault("relationship-target", links, "Target=\"styles.xml\"", "Target=\"nothing.xml\""),
        Fault("relationship", links, "Id=\"rId2\"", "Id=\"rId1\""),
        Fault("relationship-id", workbook, "r:id=\"rId1\"", "r:id=\"rId99\""),
        Fault("relationship-id", sheet, "<tablePart r:id=\"rId1\"/>", "<tablePart r:id=\"rId9\"/>"),
        Fault("well-formed", sheet, "</worksheet>", "</worksheet"),
        Fault("root-element", sheet, "<worksheet", "<x:worksheet xmlns:x=\"urn:x\""),
        // Order.
        Fault("element-order", sheet, "<sheetData>", "<pageMargins/><sheetData>"),
        Fault("element-order", sheet, "<mergeCells", "<unheardOf/><mergeCells"),
        Fault("element-order", sheet, "s=\"1\"><v>1</v>", "><v>1</v><f>1</f>"),
        Fault("element-order", workbook, "<sheets>", "<calcPr/><sheets>"),
        Fault("element-order", styles, "<cellXfs", "<dxfs count=\"0\"/><cellXfs"),
        Fault("element-order", table, "<tableColumns", "<tableStyleInfo/><tableColumns"),
        Fault("markup-compatibility", sheet, "<sheetData>", "<x:odd xmlns:x=\"urn:x\"/><sheetData>"),
        Fault("markup-compatibility", sheet, "mc:Ignorable=\"xr\"", "mc:Ignorable=\"xr zz\""),
        // The workbook.
        Fault("sheet-name", workbook, "name=\"Two\"", "name=\"ONE\""),
        Fault("sheet-name", workbook, "name=\"Two\"", "name=\"T[wo\""),
        Fault("sheet-id", workbook, "sheetId=\"2\"", "sheetId=\"1\""),
        Fault("sheet-id", workbook, "r:id=\"rId2\"", "r:id=\"rId1\""),
        Fault("visible-sheet", workbook, "<sheet name", "<sheet state=\"hidden\" name"),
        Fault("view", workbook, "<workbookView", "<workbookView activeTab=\"2\""),
        Fault("view", sheet, "workbookViewId=\"0\"", "workbookViewId=\"1\""),
        Fault("defined-name", workbook, "name=\"Cellar_name\"", "name=\"2 names\""),
        Fault("defined-name", workbook, "name=\"Cellar_name\"", "localSheetId=\"2\" name=\"Cellar_name\""),
        Fault("defined-name", workbook, ">One!$B$2:$C$4<", ">1+*<"),
        // Styles and strings.
        Fault("style-index", sheet, " s=\"1\"", " s=\"99\""),
        Fault("style-index", styles, "fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId", "fontId=\"9\" xfId"),
        Fault("count", styles, "<fonts count=\"1\"", "<fonts count=\"2\""),
        Fault("number-format", styles, "numFmtId=\"164\" formatCode", "numFmtId=\"165\" formatCode"),
        Fault("shared-string", sheet, "t=\"s\"><v>0<", "t=\"s\"><v>17<"),
        Fault("count", strings, "uniqueCount=\"4\"", "uniqueCount=\"5\""),
        Fault("text-length", strings, "apple", String(repeating: "apple", count: 7_000)),
        // Cells.
        Fault("row", sheet, "<row r=\"2\"", "<row r=\"1\""),
        Fault("row", sheet, "<row r=\"2\"", "<row r=\"1048577\""),
        Fault("cell", sheet, "r=\"B2\"", "r=\"A2\""),
        Fault("cell", sheet, "r=\"B2\"", "r=\"B7\""),
        Fault("cell", sheet, "r=\"B2\"", "r=\"XFE2\""),
        Fault("cell-value", sheet, "s=\"1\"><v>1</v>", "><v>one</v>"),
        Fault("cell-value", sheet, "s=\"1\"><v>1</v></c>", "><v>1</v></c><c r=\"Z2\" t=\"q\"><v>1</v></c>"),
        Fault("formula", sheet, "s=\"1\"><v>1</v>", "><f t=\"shared\" si=\"4\"/><v>1</v>"),
        Fault("formula", sheet, "s=\"1\"><v>1</v>", "><f>1+*</f><v>1</v>"),
        Fault("cell-metadata", sheet, "r=\"B2\"", "r=\"B2\" cm=\"1\""),
        Fault("dimension", sheet, "<dimension ref=\"", "<dimension ref=\"Z99\" x=\""),
        Fault(
            "columns", sheet, "<sheetData>",
            "<cols><col min=\"1\" max=\"3\"/><col min=\"3\" max=\"4\"/></cols><sheetData>"),
        Fault("merge", sheet, "<mergeCells count=\"1\">", "<mergeCells count=\"2\"><mergeCell ref=\"B5001:B5003\"/>"),
        Fault("merge", sheet, "ref=\"B5001:D5002\"", "ref=\"B2:C2\""),
        Fault("reference", sheet, "ref=\"B5001:D5002\"", "ref=\"B5001:ZZZZ1\""),
        // Tables.
        Fault("table", table, "displayName=\"Fruit\"", "displayName=\"Cellar_name\""),
        Fault("table", table, " ref=\"A1:B3\"", " ref=\"A1:B1\""),
        Fault("table-column", table, " ref=\"A1:B3\"", " ref=\"A1:C3\""),
        Fault("table-column", table, "name=\"Price\"", "name=\"item\""),
        Fault("table-column", table, "name=\"Price\"", "name=\"Cost\""),
        Fault("table-column", table, "id=\"2\"", "id=\"1\""),
        Fault("dxf-index", table, "<tableColumn id=\"1\"", "<tableColumn dataDxfId=\"0\" id=\"1\""),
    ]

    @Test(arguments: faults)
    func `A fault is found by its rule`(_ fault: Fault) throws {
        var package = try Self.sample().package
        var text = String(decoding: try package.data(of: fault.part), as: UTF8.self)
        let range = try #require(text.range(of: fault.old), "\(fault.old) is not in \(text)")
        text.replaceSubrange(range, with: fault.new)
        if fault.rule == "visible-sheet" { text.replace("sheet name", with: "sheet state=\"hidden\" name") }
        package.set(fault.part, Array(text.utf8))
        let findings = PackageVerification.findings(in: try package.serialised())
        #expect(findings.contains { $0.rule.name == fault.rule }, "\(findings)")
    }

    @Test func `A sound workbook has no finding, in any encoding and dialect`() throws {
        #expect(PackageVerification.findings(in: try Self.sample().bytes) == [])
        var package = try Self.sample().package
        let text = String(decoding: try package.data(of: Self.sheet), as: UTF8.self)
        package.set(Self.sheet, [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        #expect(PackageVerification.findings(in: try package.serialised()) == [])
    }

    @Test func `Alternatives are held against the order branch by branch`() throws {
        let alternate = { (choice: String, fallback: String) in
            """
            <mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">\
            <mc:Choice Requires="x14" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">\
            \(choice)</mc:Choice><mc:Fallback>\(fallback)</mc:Fallback></mc:AlternateContent>
            """
        }
        let margins = "<printOptions/>"
        for (markup, isSound) in [
            (alternate(margins, margins), true), (alternate("<x14:odd/>", ""), true),
            (alternate(margins, "<sheetData/>"), false), (alternate("<tableParts/>", ""), false),
        ] {
            var package = try Self.sample().package
            let text = String(decoding: try package.data(of: Self.sheet), as: UTF8.self)
            package.set(Self.sheet, Array(text.replacing("<pageMargins", with: markup + "<pageMargins").utf8))
            let findings = PackageVerification.findings(in: try package.serialised())
            #expect(findings.isEmpty == isSound, "\(markup): \(findings)")
        }
    }

    @Test func `Findings of one kind are counted, not listed without end`() throws {
        var package = try Self.sample().package
        let text = String(decoding: try package.data(of: Self.sheet), as: UTF8.self)
        let rows = String(repeating: "<row r=\"1\"/>", count: 1_000)
        package.set(Self.sheet, Array(text.replacing("</sheetData>", with: rows + "</sheetData>").utf8))
        let findings = PackageVerification.findings(in: try package.serialised())
        #expect(findings.count == Findings.perRule + 1)
        #expect(findings.last?.message == "and 980 more of these")
    }

    @Test(
        .enabled(if: !SharedFiles.areAbsent, "the shared workbooks are absent"),
        arguments: SharedFiles.all("golden/hostile"))
    func `A hostile file ends in findings`(_ url: URL) throws {
        let bytes = Array(try Data(contentsOf: url))
        #expect(PackageVerification.findings(in: bytes).count <= 2 * Findings.total)
    }
}
