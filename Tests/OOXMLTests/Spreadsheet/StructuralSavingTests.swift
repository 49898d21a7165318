// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

@testable import OOXML
@testable import Workbooks

/// What a part holds beside its cells, after rows and columns moved.
struct StructuralSavingTests {
    private static let frame = """
        <conditionalFormatting sqref="B2:B9"><cfRule type="expression" priority="1"><formula>$B2&gt;Two!$A$5</formula>\
        </cfRule></conditionalFormatting><conditionalFormatting sqref="A3"><cfRule type="expression" priority="2">\
        <formula>TRUE</formula></cfRule></conditionalFormatting><dataValidations count="2">\
        <dataValidation type="list" sqref="C5:C8"><formula1>$A$5:$A$8</formula1></dataValidation>\
        <dataValidation type="whole" sqref="A3 A4"><formula1>1</formula1></dataValidation></dataValidations>\
        <hyperlinks><hyperlink ref="A3" location="One!A3"/></hyperlinks>
        """

    private static func sample() throws -> SpreadsheetFile {
        let blank = SpreadsheetFile.blank(sheetNames: ["One", "Two"])
        var workbook = blank.workbook
        for row in Int32(0)..<10 { workbook.sheets[0].set(.number(Double(row)), row: row, column: 0) }
        workbook.sheets[0].rows[6] = RowProperties(height: 30)
        var file = try blank.saving(workbook)
        let part: PartName = "/xl/worksheets/sheet1.xml"
        var text = String(decoding: try file.package.data(of: part), as: UTF8.self)
        text.replace("<pageMargins", with: frame + "<pageMargins")
        text.replace("<row r=\"7\"", with: "<row r=\"7\" outlineLevel=\"2\"")
        text.replace("<c r=\"A8\"", with: "<c r=\"A8\" ph=\"1\"")
        file.package.set(part, Array(text.utf8))
        return try SpreadsheetFile(file.bytes)
    }

    /// Deletes rows 3 and 4 of the first sheet as a command does.
    private static func deleteRows(_ workbook: inout Workbook) {
        let shift = Shift(axis: .rows, index: 2, count: -2)
        workbook.sheets[0].values.apply(shift)
        workbook.sheets[0].rows.apply(shift)
        workbook.edits.append(.shift(shift, workbook.sheets[0].id))
    }

    @Test func `References around the cells follow deleted rows, and rows keep what only the file knows`() throws {
        let file = try Self.sample()
        var workbook = file.workbook
        Self.deleteRows(&workbook)
        let saved = try file.saving(workbook)
        let text = String(decoding: try saved.package.data(of: "/xl/worksheets/sheet1.xml"), as: UTF8.self)
        for expected in [
            "sqref=\"B2:B7\"", "<formula>$B2&gt;Two!$A$5</formula>", "<dataValidations count=\"1\">", "sqref=\"C3:C6\"",
            "<formula1>$A$3:$A$6</formula1>", "<row r=\"5\" outlineLevel=\"2\"", "<c r=\"A6\" ph=\"1\"",
            "<dimension ref=\"A1:A8\"/>",
        ] {
            #expect(text.contains(expected), "\(expected) is not in \(text)")
        }
        #expect(!text.contains("hyperlink") && !text.contains("TRUE") && !text.contains("\"whole\""))
        let again = try SpreadsheetFile(saved.bytes).workbook
        #expect(WorkbookDescription(again) == WorkbookDescription(workbook))
    }

    @Test func `Each row is written once, those with properties of their own too`() throws {
        let file = try Self.sample()
        var workbook = file.workbook
        Self.deleteRows(&workbook)
        let saved = try file.saving(workbook)
        let text = String(decoding: try saved.package.data(of: "/xl/worksheets/sheet1.xml"), as: UTF8.self)
        let rows = text.split(separator: "<row r=\"").dropFirst().compactMap { Int($0.prefix(while: \.isNumber)) }
        #expect(rows == Array(1...8))
    }

    @Test func `Formulas of other sheets follow as well`() throws {
        let file = try Self.sample()
        var workbook = file.workbook
        let shift = Shift(axis: .rows, index: 0, count: 3)
        workbook.sheets[1].values.apply(shift)
        workbook.edits.append(.shift(shift, workbook.sheets[1].id))
        let saved = try file.saving(workbook)
        let text = String(decoding: try saved.package.data(of: "/xl/worksheets/sheet1.xml"), as: UTF8.self)
        #expect(text.contains("<formula>$B2&gt;Two!$A$8</formula>"))
        #expect(text.contains("sqref=\"B2:B9\"") && text.contains("hyperlink"))
    }

    @Test func `Elements that come together stand in the order of the schema`() throws {
        let blank = SpreadsheetFile.blank(sheetNames: ["One"])
        var workbook = blank.workbook
        let range = try #require(CellRange(a1: "A1:B3"))
        _ = try AddTable(sheet: workbook.sheets[0].id, range: range, hasHeaders: false).apply(to: &workbook)
        workbook.sheets[0].merges = [try #require(CellRange(a1: "D4:E5"))]
        workbook.sheets[0].filterRange = CellRange(a1: "G1:H9")
        workbook.sheets[0].protection = SheetProtection()
        workbook.sheets[0].rows.defaultHeight = 20
        workbook.sheets[0].columns.defaultWidth = 12
        #expect(PackageVerification.findings(in: try blank.saving(workbook).bytes) == [])
    }
}
