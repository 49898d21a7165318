// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import OOXML

@Suite("Part names, relationships and content types")
struct PartNameTests {
    @Test(
        "Names are absolute and clean",
        arguments: [
            ("xl/workbook.xml", "/xl/workbook.xml"), ("/xl/workbook.xml", "/xl/workbook.xml"),
            ("xl\\worksheets\\sheet1.xml", "/xl/worksheets/sheet1.xml"), ("/xl//a.xml", "/xl/a.xml"),
            ("./xl/./a.xml", "/xl/a.xml"), ("xl/x/../a.xml", "/xl/a.xml"), ("../../a.xml", "/a.xml"), ("", "/"),
        ])
    func normalises(_ text: String, _ path: String) { #expect(PartName(text).path == path) }

    @Test("Names compare without case and keep it")
    func compares() {
        #expect(PartName("/XL/Workbook.XML") == "/xl/workbook.xml")
        #expect(PartName("/XL/Workbook.XML").hashValue == PartName("/xl/workbook.xml").hashValue)
        #expect(PartName("/XL/Workbook.XML").path == "/XL/Workbook.XML")
        #expect(PartName("/xl/\u{C4}.xml") != "/xl/\u{E4}.xml")
        #expect(PartName("/xl/Workbook.XML").fileExtension == "xml")
        #expect(PartName("/xl.d/noextension").fileExtension == nil)
        #expect(PartName("/xl/workbook.xml").relationships == "/xl/_rels/workbook.xml.rels")
        #expect(PartName("/a.xml").relationships == "/_rels/a.xml.rels")
        #expect(PartName("/xl/_rels/workbook.xml.rels").isRelationships)
    }

    @Test(
        "A target leads from its source",
        arguments: [
            ("/xl/workbook.xml", "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
            ("/xl/workbook.xml", "/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "../tables/table1.xml", "/xl/tables/table1.xml"),
            ("/xl/worksheets/sheet1.xml", "../../docProps/a.xml", "/docProps/a.xml"),
            ("/xl/workbook.xml", "worksheets\\sheet1.xml", "/xl/worksheets/sheet1.xml"),
            ("/workbook.xml", "sheet.xml", "/sheet.xml"),
        ])
    func resolves(_ source: String, _ target: String, _ name: String) {
        #expect(PartName(source).resolving(target).path == name)
    }

    @Test(
        "A relative target leads back to the same part",
        arguments: [
            ("/xl/workbook.xml", "/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "/xl/tables/table1.xml", "/xl/tables/table1.xml"),
            ("/xl/worksheets/sheet1.xml", "/xl/worksheets2/a.xml", "/xl/worksheets2/a.xml"),
            ("/workbook.xml", "/xl/a.xml", "xl/a.xml"),
        ])
    func targets(_ source: PartName, _ other: PartName, _ target: String) {
        #expect(source.target(to: other) == target)
        #expect(source.resolving(target) == other)
    }

    @Test("Targets that are spelled wrongly still lead to the part that is meant")
    func tolerance() throws {
        var package = Package()
        for name: PartName in ["/xl/workbook.xml", "/xl/Sheets/Sheet 1.xml", "/xl/Sheets/a%20b.xml"] {
            package.set(name, [1])
        }
        let cases: [(target: String, external: Bool, name: String?)] = [
            ("sheets/sheet 1.xml", false, "/xl/Sheets/Sheet 1.xml"),
            ("Sheets/Sheet%201.xml", false, "/xl/Sheets/Sheet 1.xml"),
            ("Sheets/a%20b.xml", false, "/xl/Sheets/a%20b.xml"),
            ("xl/Sheets/Sheet 1.xml", false, "/xl/Sheets/Sheet 1.xml"),
            ("Sheets/Sheet 1.xml#A1", false, "/xl/Sheets/Sheet 1.xml"),
            ("NULL", false, nil), ("#Sheet1!A1", false, nil), ("", false, nil), ("Sheets/%zz%4", false, nil),
            ("Sheets/Sheet 1.xml", true, nil),
        ]
        for (target, external, name) in cases {
            let relationship = Relationship(id: "a", type: .worksheet, target: target, isExternal: external)
            #expect(package.resolve(relationship, from: "/xl/workbook.xml")?.path == name, "\(target)")
        }
    }

    @Test("Strict and transitional types are one, and go back to the dialect of the file")
    func dialects() throws {
        #expect(RelationshipType("http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet") == .worksheet)
        #expect(
            RelationshipType("http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties")
                == .extendedProperties)
        #expect(XMLNamespace("http://purl.oclc.org/ooxml/spreadsheetml/main") == .spreadsheet)
        #expect(XMLNamespace("http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing") == .spreadsheetDrawing)
        for uri in [RelationshipType.worksheet.uri, RelationshipType.extendedProperties.uri, XMLNamespace.chart.uri] {
            #expect(XMLNamespace.strict(uri).hasPrefix(XMLNamespace.strictPrefix))
            #expect(XMLNamespace.transitional(XMLNamespace.strict(uri)) == uri)
        }
        #expect(XMLNamespace.strict(RelationshipType.coreProperties.uri) == RelationshipType.coreProperties.uri)
    }

    @Test("Relationships change in place: what stays keeps its bytes")
    func editsRelationships() throws {
        let source = """
            <?xml version="1.0"?>
            <p:Relationships xmlns:p="http://schemas.openxmlformats.org/package/2006/relationships" odd="1">
              <!-- kept --> <p:Relationship Target="a.xml" Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" x="y"/>
              <p:Relationship Id="rId7" Type="t" Target="https://example.org/?a&amp;b" TargetMode="External"/>
            </p:Relationships>
            """
        var package = Package()
        package.set("/xl/_rels/workbook.xml.rels", Array(source.utf8))
        var relationships = try package.relationships(of: "/xl/workbook.xml")
        #expect(relationships.map(\.id) == ["rId1", "rId7"])
        #expect(relationships["rId7"]?.target == "https://example.org/?a&b")
        #expect(relationships["rId7"]?.isExternal == true)
        #expect(relationships.first(.worksheet)?.id == "rId1")
        let id = relationships.add(.styles, target: "s&s.xml")
        #expect(id == "rId3")
        relationships.remove(id: "rId7")
        package.set(relationships, of: "/xl/workbook.xml")
        let written = try String(decoding: package.data(of: "/xl/_rels/workbook.xml.rels"), as: UTF8.self)
        let expected = source.replacing(
            #"<p:Relationship Id="rId7" Type="t" Target="https://example.org/?a&amp;b" TargetMode="External"/>"#,
            with: ""
        ).replacing(
            "</p:Relationships>",
            with:
                #"<p:Relationship Id="rId3" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="s&amp;s.xml"/></p:Relationships>"#
        )
        #expect(written == expected)
        var rest = try package.relationships(of: "/xl/workbook.xml")
        rest.remove(id: "rId1")
        rest.remove(id: "rId3")
        package.set(rest, of: "/xl/workbook.xml")
        #expect(package.parts.isEmpty)
        var fresh = Relationships()
        _ = fresh.add(.officeDocument, target: "xl/workbook.xml")
        package.set(fresh, of: nil)
        #expect(try package.relationships(of: nil).first(.officeDocument)?.target == "xl/workbook.xml")
    }

    @Test("Content types change in place and know names without case")
    func editsContentTypes() throws {
        var package = try Package(ArchiveBuilder.workbook.bytes())
        var types = try package.contentTypes()
        #expect(types["/XL/WORKBOOK.xml"] == .workbook)
        #expect(types["/xl/_rels/workbook.xml.RELS"] == .relationships)
        #expect(types["/xl/a.png"] == nil)
        types.set("/xl/workbook.xml", .macroEnabledWorkbook)
        types.set("/xl/worksheets/sheet1.xml", .worksheet)
        types.addDefault("PNG", ContentType("image/png"))
        package.set(types)
        let again = try package.contentTypes()
        #expect(again["/xl/workbook.xml"] == .macroEnabledWorkbook)
        #expect(again["/xl/worksheets/sheet1.xml"] == .worksheet)
        #expect(again["/xl/a.png"] == ContentType("IMAGE/png"))
        var last = again
        last.set("/xl/workbook.xml", nil)
        package.set(last)
        #expect(try package.contentTypes()["/xl/workbook.xml"] == nil)
        #expect(try package.contentTypes()["/xl/worksheets/sheet1.xml"] == .worksheet)
    }

    @Test("A file is known by its main part, and the workbook is found without content types or relationships")
    func kinds() throws {
        var package = try Package(ArchiveBuilder.workbook.bytes())
        #expect(try Package.sniff(package.serialised()) == .workbook)
        package.remove("/[Content_Types].xml")
        #expect(try package.workbookPart() == "/xl/workbook.xml")
        package.set("/_rels/.rels", Array("<broken".utf8))
        #expect(try package.workbookPart() == "/xl/workbook.xml")
        package.remove("/xl/workbook.xml")
        #expect(try Package.sniff(package.serialised()) == .otherZip)
        #expect(throws: PackageError.notAWorkbook(.otherZip)) { try package.workbookPart() }
        for (target, kind) in [
            ("word/document.xml", PackageKind.wordDocument), ("ppt/presentation.xml", .presentation),
            ("xl/workbook.bin", .binaryWorkbook),
        ] {
            var other = Package()
            var relationships = Relationships()
            _ = relationships.add(.officeDocument, target: target)
            other.set(relationships, of: nil)
            other.set(PartName(target), [1])
            #expect(other.kind == kind)
            #expect(throws: PackageError.notAWorkbook(kind)) { try other.workbookPart() }
        }
        var document = Package()
        document.set("/mimetype", [1])
        document.set("/content.xml", [1])
        #expect(document.kind == .openDocument)
        #expect(Package.sniff(Array("a,b".utf8)) == .unknown)
    }
}
