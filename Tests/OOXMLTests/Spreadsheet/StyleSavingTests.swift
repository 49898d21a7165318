// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing

@testable import OOXML
@testable import Workbooks

/// Formats that differ in what the workbook does not model stay apart, and new ones keep all of it.
@Suite struct StyleSavingTests {
    /// Four formats: the default one, an indented one, a turned one, and the indented one as a percentage.
    private static let formats = """
        <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment indent="1"/></xf>\
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1" pivotButton="1">\
        <alignment textRotation="45" shrinkToFit="1"/><extLst><ext uri="{1}"/></extLst></xf>\
        <xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">\
        <alignment indent="1"/></xf></cellXfs>
        """

    private static func sample() throws -> SpreadsheetFile {
        var package = SpreadsheetFile.blank(sheetNames: ["One"]).package
        let part: PartName = "/xl/styles.xml"
        let text = String(decoding: try package.data(of: part), as: UTF8.self)
        let start = try #require(text.range(of: "<cellXfs"))
        let end = try #require(text.range(of: "</cellXfs>"))
        package.set(part, Array((text[..<start.lowerBound] + formats + text[end.upperBound...]).utf8))
        return try SpreadsheetFile(package.serialised())
    }

    private static func percentage(of style: UInt16, in workbook: inout Workbook) throws -> UInt16 {
        var edit = StyleEdit()
        return try edit.style(style, numberFormatID: 10, hasQuotePrefix: nil, in: &workbook.styles)
    }

    @Test func `A number format takes the format that agrees in everything else when there is one`() throws {
        var workbook = try Self.sample().workbook
        #expect(try Self.percentage(of: 1, in: &workbook) == 3)
        #expect(try Self.percentage(of: 2, in: &workbook) == 4)
        #expect(try Self.percentage(of: 2, in: &workbook) == 4)
        #expect(workbook.styles.formats.count == 5)
    }

    @Test func `A new format is written with all that its model has`() throws {
        let file = try Self.sample()
        var workbook = file.workbook
        workbook.sheets[0].set(.number(0.5), row: 0, column: 0)
        workbook.sheets[0].styles.set(try Self.percentage(of: 2, in: &workbook), row: 0, column: 0)
        let saved = try file.saving(workbook)
        let text = String(decoding: try saved.package.data(of: "/xl/styles.xml"), as: UTF8.self)
        let added = """
            <xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1" pivotButton="1" \
            applyNumberFormat="1"><alignment textRotation="45" shrinkToFit="1"/>\
            <extLst><ext uri="{1}"/></extLst></xf></cellXfs>
            """
        #expect(text.contains(added))
        #expect(text.contains("<cellXfs count=\"5\">"))
        #expect(try SpreadsheetFile(saved.package.serialised()).workbook.styles.formats == workbook.styles.formats)
    }

    @Test func `A part with more fonts and formats than a tree may hold is read and saved like any other`() throws {
        let count = 3_000
        var package = SpreadsheetFile.blank(sheetNames: ["One"]).package
        let part: PartName = "/xl/styles.xml"
        let fonts = (0..<count).map { "<font><b/><sz val=\"\($0)\"/><name val=\"A\"/></font>" }.joined()
        let formats = (0..<count).map {
            "<xf numFmtId=\"0\" fontId=\"\($0)\" fillId=\"0\" borderId=\"0\"><alignment indent=\"\($0)\"/></xf>"
        }.joined()
        let styles = """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts>\(fonts)</fonts>\
            <cellXfs count="\(count)">\(formats)</cellXfs><dxfs count="0"/></styleSheet>
            """
        package.set(part, Array(styles.utf8))
        var limits = PackageLimits()
        limits.xmlNodes = 1_000
        let file = try SpreadsheetFile(package.serialised(), limits: limits)
        var workbook = file.workbook
        #expect(workbook.styles.formats.map(\.fontID) == Array(0..<count))
        #expect(try file.saving(workbook).bytes == file.bytes)
        workbook.sheets[0].set(.number(0.5), row: 0, column: 0)
        workbook.sheets[0].styles.set(try Self.percentage(of: 2_000, in: &workbook), row: 0, column: 0)
        let saved = try file.saving(workbook)
        let added = """
            <xf numFmtId="10" fontId="2000" fillId="0" borderId="0" applyNumberFormat="1">\
            <alignment indent="2000"/></xf></cellXfs>
            """
        let text = String(decoding: try saved.package.data(of: part), as: UTF8.self)
        let expected = styles.replacing("</cellXfs>", with: added).replacing(
            "<cellXfs count=\"\(count)\">", with: "<cellXfs count=\"\(count + 1)\">")
        #expect(text == expected)
        #expect(try SpreadsheetFile(saved.bytes, limits: limits).workbook.styles.formats == workbook.styles.formats)
    }
}
