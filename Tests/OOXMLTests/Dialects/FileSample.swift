// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Workbooks

@testable import OOXML

/// A small workbook as texts of its parts, so that tests may spell it in ways no writer of ours does.
struct FileSample: Sendable {
    private(set) var paths: [String]
    private(set) var texts: [String: String]
    /// How the text of each part becomes bytes.
    var encode: @Sendable (String) -> [UInt8] = { Array($0.utf8) }
    /// Changes of the archive that holds the parts.
    var pack: @Sendable (inout ArchiveBuilder) -> Void = { _ in }

    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let sheet = "xl/worksheets/sheet1.xml"
    static let workbook = "xl/workbook.xml"
    static let strings = "xl/sharedStrings.xml"
    static let styles = "xl/styles.xml"
    static let types = "[Content_Types].xml"
    static let links = "xl/_rels/workbook.xml.rels"

    init() {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        let package = "http://schemas.openxmlformats.org/package/2006"
        let parts: KeyValuePairs<String, String> = [
            Self.types: """
            <Types xmlns="\(package)/content-types"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\
            <Override PartName="/xl/workbook.xml" ContentType="\(kind).sheet.main+xml"/>\
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(kind).worksheet+xml"/>\
            <Override PartName="/xl/worksheets/sheet2.xml" ContentType="\(kind).worksheet+xml"/>\
            <Override PartName="/xl/sharedStrings.xml" ContentType="\(kind).sharedStrings+xml"/>\
            <Override PartName="/xl/styles.xml" ContentType="\(kind).styles+xml"/></Types>
            """,
            "_rels/.rels": """
            <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" \
            Type="\(Self.relationships)/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """,
            Self.workbook: """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relationships)"><sheets>\
            <sheet name="One" sheetId="1" r:id="rId1"/><sheet name="Two" sheetId="2" r:id="rId2"/></sheets>\
            <definedNames><definedName name="Rate">One!$B$1</definedName></definedNames></workbook>
            """,
            Self.links: """
            <Relationships xmlns="\(package)/relationships">\
            <Relationship Id="rId1" Type="\(Self.relationships)/worksheet" Target="worksheets/sheet1.xml"/>\
            <Relationship Id="rId2" Type="\(Self.relationships)/worksheet" Target="worksheets/sheet2.xml"/>\
            <Relationship Id="rId3" Type="\(Self.relationships)/sharedStrings" Target="sharedStrings.xml"/>\
            <Relationship Id="rId4" Type="\(Self.relationships)/styles" Target="styles.xml"/></Relationships>
            """,
            Self.sheet: """
            <worksheet xmlns="\(Self.main)" xmlns:r="\(Self.relationships)"><dimension ref="A1:F3"/><sheetData>\
            <row r="1" spans="1:6"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c><c r="C1" t="b"><v>1</v></c>\
            <c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="inlineStr"><is><t>in line</t></is></c>\
            <c r="F1"><f>SUM(B1,1)</f><v>2.5</v></c></row>\
            <row r="2" ht="30" customHeight="1" outlineLevel="1"><c r="A2" s="1"><v>45000</v></c></row>\
            <row r="3"><c r="A3" t="str"><f>A1&amp;"!"</f><v>plain!</v></c></row></sheetData>\
            <mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells></worksheet>
            """,
            "xl/worksheets/sheet2.xml": "<worksheet xmlns=\"\(Self.main)\"><sheetData/></worksheet>",
            Self.strings: "<sst xmlns=\"\(Self.main)\" count=\"1\" uniqueCount=\"1\"><si><t>plain</t></si></sst>",
            Self.styles: """
            <styleSheet xmlns="\(Self.main)"><fonts count="1"><font><sz val="11"/></font></fonts>\
            <fills count="2"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
            <xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
            """,
        ]
        paths = parts.map(\.key)
        texts = Dictionary(uniqueKeysWithValues: parts.map { ($0.key, declaration + $0.value) })
    }

    /// The text of a part; nil takes it out.
    subscript(path: String) -> String? {
        get { texts[path] }
        set {
            if newValue == nil { paths.removeAll { $0 == path } }
            if newValue != nil, texts[path] == nil { paths.append(path) }
            texts[path] = newValue
        }
    }

    mutating func replace(_ old: String, _ new: String, in path: String) {
        texts[path] = texts[path]?.replacing(old, with: new)
    }

    /// Gives the parts other texts, those of relationships and types left out.
    mutating func change(_ body: (String) -> String) {
        for path in paths where path.hasPrefix("xl/") && !path.hasSuffix(".rels") {
            texts[path] = texts[path].map(body)
        }
    }

    /// A part more, with a relationship from the workbook to it.
    mutating func add(_ path: String, _ text: String, type: String, contentType: String) {
        self[path] = text
        let relationship = type.contains(":") ? type : "\(Self.relationships)/\(type)"
        replace(
            "</Relationships>",
            """
            <Relationship Id="x\(paths.count)" Type="\(relationship)" Target="/\(path)"/></Relationships>
            """, in: Self.links)
        replace("</Types>", "<Override PartName=\"/\(path)\" ContentType=\"\(contentType)\"/></Types>", in: Self.types)
    }

    func bytes() -> [UInt8] {
        var builder = ArchiveBuilder(paths.map { .deflated($0, encode(texts[$0] ?? "")) })
        pack(&builder)
        return builder.bytes()
    }

    func with(_ change: (inout FileSample) -> Void) -> FileSample {
        var copy = self
        change(&copy)
        return copy
    }

    /// What every spelling of the sample holds.
    static let values: [(cell: String, value: CellValue)] = [
        ("A1", .text("plain")), ("B1", .number(1.5)), ("C1", .boolean(true)), ("D1", .error(.notAvailable)),
        ("E1", .text("in line")), ("F1", .number(2.5)), ("A2", .number(45000)), ("A3", .text("plain!")),
    ]
}

extension Workbook {
    /// The value of a cell of the first sheet.
    func value(_ cell: String) -> CellValue? {
        CellAddress(a1: cell).map { sheets[0].value($0.row, $0.column) }
    }

    /// The formula of a cell of the first sheet.
    func formula(_ cell: String) -> String? {
        CellAddress(a1: cell).flatMap { formulaText(at: $0, on: sheets[0].id) }
    }
}
