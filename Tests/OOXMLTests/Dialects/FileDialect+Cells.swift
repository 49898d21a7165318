// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation

@testable import OOXML

extension FileDialect {
    private static func add(_ cells: String, to sample: inout FileSample) {
        sample.replace("</sheetData>", "<row r=\"9\">\(cells)</row></sheetData>", in: FileSample.sheet)
    }

    static let texts: [FileDialect] = [
        FileDialect("with rich and phonetic texts", without: ["A1"], [("A1", .text("東京 both parts"))]) {
            $0.replace(
                "<si><t>plain</t></si>",
                """
                <si><r><rPr><b/></rPr><t>東京</t></r><r><t xml:space="preserve"> both </t></r><r><t>parts</t></r>\
                <rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="0"/></si>
                """, in: FileSample.strings)
        },
        FileDialect("with rich inline texts", [("A9", .text("bold and not"))]) {
            add(
                """
                <c r="A9" t="inlineStr"><is><r><rPr><b/></rPr><t>bold</t></r>\
                <r><t xml:space="preserve"> and not</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>
                """, to: &$0)
        },
        FileDialect("with space to be preserved", [("A9", .text("  a \n b  "))]) {
            add("<c r=\"A9\" t=\"inlineStr\"><is><t xml:space=\"preserve\">  a \n b  </t></is></c>", to: &$0)
        },
        FileDialect(
            "with escapes",
            [("A9", .text("a\r\nb\u{1}_x0041_")), ("B9", .text("c\td")), ("C9", .text("\u{1F600}"))]
        ) {
            add(
                """
                <c r="A9" t="str"><v>a_x000D_\nb_x0001__x005F_x0041_</v></c><c r="B9" t="str"><v>c&#9;d</v></c>\
                <c r="C9" t="str"><v>_xD83D__xDE00_</v></c>
                """, to: &$0)
        },
        FileDialect("with escapes in shared texts", without: ["A1"], [("A1", .text("a\rb & c"))]) {
            $0.replace("<t>plain</t>", "<t>a_x000D_b &amp; c</t>", in: FileSample.strings)
        },
        FileDialect(
            "with dates in ISO form",
            [
                ("A9", .number(46085)), ("B9", .number(46085.5)), ("C9", .number(0.75)),
                ("D9", .number(46085 + 1.5 / 86_400)),
            ]
        ) {
            add(
                """
                <c r="A9" s="1" t="d"><v>2026-03-04</v></c><c r="B9" t="d"><v>2026-03-04T12:00:00Z</v></c>\
                <c r="C9" t="d"><v>18:00:00</v></c><c r="D9" t="d"><v>2026-03-04T00:00:01.5</v></c>
                """, to: &$0)
        },
        FileDialect("with numbers of other forms", [("A9", .number(1e-7)), ("B9", .number(-1500)), ("C9", .number(1))])
        {
            add(
                "<c r=\"A9\"><v>1.0E-07</v></c><c r=\"B9\" t=\"n\"><v>-1.5e3</v></c><c r=\"C9\"><v>+1.000</v></c>",
                to: &$0)
        },
        FileDialect("indented") {
            $0.change { $0.replacing("><", with: ">\n\t<") }
        },
        FileDialect(
            "with white space around values", [("A9", .number(7)), ("B9", .boolean(true)), ("C9", .text("plain"))]
        ) {
            add(
                "<c r=\"A9\"><v>\n 7 \n</v></c><c r=\"B9\" t=\"b\"><v>1</v></c><c r=\"C9\" t=\"s\"><v> 0 </v></c>",
                to: &$0)
        },
        FileDialect("with comments before and behind the cells, and no cells in one sheet") {
            $0.replace("<dimension", "<!-- <sheetData> --><!-- <a --><dimension", in: FileSample.sheet)
            $0.replace("</worksheet>", "<!-- </sheetData> --></worksheet>", in: FileSample.sheet)
            $0["xl/worksheets/sheet2.xml"] = "<worksheet xmlns=\"\(FileSample.main)\"><!-- <sheetData> --></worksheet>"
        },
        FileDialect("with comments, CDATA and instructions", [("A9", .text("a<b & c"))]) {
            add("<!-- no cell --><c r=\"A9\" t=\"str\"><?app x?><v>a<![CDATA[<b & ]]>c<!-- - --></v></c>", to: &$0)
        },
        FileDialect("with single quotation marks and space in its tags") {
            $0.change { $0.replacing("\"", with: "'").replacing("='", with: " = '").replacing("/>", with: " />") }
            $0.replace("A1&amp;'!'", "A1&amp;\"!\"", in: FileSample.sheet)
        },
    ]

    static let orders: [FileDialect] = [
        FileDialect("with rows and cells in any order") {
            $0[FileSample.sheet] = $0[FileSample.sheet]?.replacing(/(<row r="1".*?<\/row>)(<row r="2".*?<\/row>)/) {
                "\($0.output.2)\($0.output.1)"
            }.replacing(/(<c r="B1">.*?<\/c>)(<c r="C1".*?<\/c>)/) { "\($0.output.2)\($0.output.1)" }
        },
        FileDialect("with a row in pieces", [("G1", .number(7)), ("B3", .number(8))]) {
            $0.replace(
                "</sheetData>",
                "<row r=\"1\"><c r=\"G1\"><v>7</v></c></row><row r=\"3\"><c r=\"B3\"><v>8</v></c></row></sheetData>",
                in: FileSample.sheet)
        },
        FileDialect("with cells up to the last column", [("XFD9", .number(1)), ("XFC9", .text("plain"))]) {
            add("<c r=\"XFC9\" t=\"s\"><v>0</v></c><c r=\"XFD9\"><v>1</v></c>", to: &$0)
        },
        FileDialect("with cells up to the last row", [("XFD1048576", .number(1)), ("A1048576", .number(2))]) {
            $0.replace(
                "</sheetData>",
                """
                <row r="1048576"><c r="A1048576"><v>2</v></c><c r="XFD1048576"><v>1</v></c></row></sheetData>
                """, in: FileSample.sheet)
        },
        FileDialect("with attributes of other programs") {
            $0.replace("<worksheet ", "<worksheet xmlns:z=\"urn:z\" z:a=\"1\" ", in: FileSample.sheet)
            $0.replace("<c r=\"B1\">", "<c z:b=\"&lt;\" r=\"B1\">", in: FileSample.sheet)
            $0.replace("<row r=\"1\"", "<row z:c=\"2\" r=\"1\"", in: FileSample.sheet)
        },
    ]

    private static let compatibility = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""

    static let alternatives: [FileDialect] = [
        FileDialect("with alternatives around the list of sheets") {
            $0.replace(
                "<sheets>",
                """
                <mc:AlternateContent \(compatibility)><mc:Choice Requires="u" xmlns:u="urn:u"><sheets/></mc:Choice>\
                <mc:Fallback><sheets>
                """, in: FileSample.workbook)
            $0.replace("</sheets><", "</sheets></mc:Fallback></mc:AlternateContent><", in: FileSample.workbook)
        },
        FileDialect("with alternatives before the list of sheets") {
            $0.replace(
                "<sheets>",
                """
                <mc:AlternateContent \(compatibility)><mc:Choice Requires="x15" \
                xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15ac:absPath url="C:\\" \
                xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>\
                </mc:AlternateContent><sheets>
                """, in: FileSample.workbook)
        },
        FileDialect("with alternatives behind the cells") {
            $0.replace(
                "</worksheet>",
                """
                <mc:AlternateContent \(compatibility)><mc:Choice Requires="x14" \
                xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><controls/></mc:Choice>\
                </mc:AlternateContent></worksheet>
                """, in: FileSample.sheet)
        },
    ]
}
