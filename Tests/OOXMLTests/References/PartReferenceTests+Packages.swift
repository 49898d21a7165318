// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing

@testable import OOXML
@testable import Workbooks

/// What becomes of several parts at once, and of those that stay or go.
extension PartReferenceTests {
    @Test func `Charts, formats and sources of data over a whole table grow with it`() throws {
        var sample = PackageSample()
        sample.frames[0] =
            "<conditionalFormatting sqref=\"B2:B10\"><cfRule type=\"expression\" priority=\"1\"><formula>B2&gt;1"
            + "</formula></cfRule></conditionalFormatting><dataValidations count=\"1\"><dataValidation sqref=\"C2:C10\">"
            + "<formula1>$A$2:$A$10</formula1></dataValidation></dataValidations>"
        let cache = Kind.pivotCacheDefinition
        sample.parts = [
            .init(path: "/xl/drawings/drawing1.xml", type: "drawing", content: Kind.drawing.content("")),
            .init(
                path: "/xl/charts/chart1.xml", type: "chart",
                content: Kind.chart.content(Self.series("One!$B$1", "One!$B$2:$B$10")),
                source: "/xl/drawings/drawing1.xml"),
            .init(
                path: "/xl/pivot.xml", type: cache.rawValue,
                content: cache.content("<cacheSource><worksheetSource ref=\"A1:D10\" sheet=\"One\"/></cacheSource>")),
        ]
        let range = CellRange(firstRow: 0, firstColumn: 0, lastRow: 9, lastColumn: 3)
        let saved = try sample.saved(after: [
            Edit("add table") { AddTable(sheet: $0.sheets[0].id, range: range, hasHeaders: true) },
            Edit("add row") { AddTableRows(tableID: $0.sheets[0].tables[0].id, currentYear: 2026) },
        ])
        func text(_ part: PartName) throws -> String {
            String(decoding: try saved.package.data(of: part), as: UTF8.self)
        }
        #expect(try text("/xl/charts/chart1.xml") == Kind.chart.content(Self.series("One!$B$1", "One!$B$2:$B$11")))
        #expect(try text("/xl/pivot.xml").contains("ref=\"A1:D11\""))
        let sheet = try text("/xl/worksheets/sheet1.xml")
        for expected in ["sqref=\"B2:B11\"", "<formula>B2&gt;1<", "sqref=\"C2:C11\"", "<formula1>$A$2:$A$11<"] {
            #expect(sheet.contains(expected), "\(expected) is not in \(sheet)")
        }
    }

    @Test func `Sources of data and slicers follow the new names of tables and columns`() throws {
        var sample = PackageSample()
        let range = CellRange(firstRow: 0, firstColumn: 0, lastRow: 9, lastColumn: 3)
        let cache = Kind.pivotCacheDefinition
        let slicer =
            "<slicerCacheDefinition name=\"S\" sourceName=\"Column2\"><extLst><ext><tableSlicerCache tableId=\"1\" "
            + "column=\"2\"/></ext></extLst></slicerCacheDefinition>"
        sample.parts = [
            .init(
                path: "/xl/pivot.xml", type: cache.rawValue,
                content: cache.content("<cacheSource><worksheetSource name=\"Table1\"/></cacheSource>")),
            .init(path: "/xl/slicer.xml", type: "slicerCache", content: slicer, source: "/xl/workbook.xml"),
        ]
        let file = try sample.file()
        var workbook = file.workbook
        workbook.sheets[0].set(.text("Column2"), row: 0, column: 1)
        _ = try AddTable(sheet: workbook.sheets[0].id, range: range, hasHeaders: true).apply(to: &workbook)
        let first = try file.saving(workbook)
        let table = try #require(workbook.sheets[0].tables.first)
        _ = try UpdateTable(tableID: table.id, newName: "Sales").apply(to: &workbook)
        _ = try UpdateTableColumn(tableID: table.id, columnID: 2, newName: "Amount", currentYear: 2026)
            .apply(to: &workbook)
        let saved = try first.saving(workbook)
        func text(_ part: PartName) throws -> String {
            String(decoding: try saved.package.data(of: part), as: UTF8.self)
        }
        #expect(try text("/xl/pivot.xml").contains("<worksheetSource name=\"Sales\"/>"))
        #expect(try text("/xl/slicer.xml") == slicer.replacing("Column2", with: "Amount"))
    }

    @Test func `What a table's part keeps of sorting and totals follows`() throws {
        let sample = PackageSample()
        let table: PartName = "/xl/tables/table1.xml"
        let range = CellRange(firstRow: 0, firstColumn: 0, lastRow: 9, lastColumn: 3)
        let edit = Edit("add table") { AddTable(sheet: $0.sheets[0].id, range: range, hasHeaders: true) }
        var file = try sample.saved(after: [edit])
        var text = String(decoding: try file.package.data(of: table), as: UTF8.self)
        text.replace(
            "<tableColumns", with: "<sortState ref=\"A2:D10\"><sortCondition ref=\"B2:B10\"/></sortState><tableColumns")
        file.package.set(table, Array(text.utf8))
        file = try SpreadsheetFile(file.bytes)
        var workbook = file.workbook
        for edit in [Edits.insert("1:1"), Edits.insert("5:5")] { _ = try edit.command(workbook).apply(to: &workbook) }
        let saved = try file.saving(workbook)
        text = String(decoding: try saved.package.data(of: table), as: UTF8.self)
        #expect(text.contains("<sortState ref=\"A3:D12\"><sortCondition ref=\"B3:B12\"/></sortState>"))
        #expect(text.contains("ref=\"A2:D12\""))
    }

    @Test func `A sheet without a reference to what moved is not written anew`() throws {
        var sample = PackageSample()
        let frames = [
            "<hyperlinks><hyperlink ref=\"A1\" location=\"One!A5\"/></hyperlinks>",
            "<hyperlinks><hyperlink ref=\"A1\" location=\"Two!A5\"/></hyperlinks>", "",
        ]
        for (frame, isWritten) in zip(frames, [true, false, false]) {
            sample.frames[1] = frame
            let before = try sample.file().package.compressed("/xl/worksheets/sheet2.xml")
            let after = try sample.saved(after: [Edits.insert("1:1")]).package.compressed("/xl/worksheets/sheet2.xml")
            #expect((before != after) == isWritten, "\(frame)")
        }
    }

    @Test(arguments: [
        "<x:a><x:sheetData><x:row/></x:sheetData><x:b/></x:a>", "<a><sheetData/><x:b/></a>",
        "<a><sheetData a='1'><row/><row/></sheetData ><x:b/></a>", "<a><sheetData  /><x:b/></a>",
    ])
    func `What is around the cells of a part is found however it streams`(_ text: String) throws {
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            var surroundings = SheetSurroundings()
            var waiting: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                let end = min(start + size, bytes.count)
                waiting += bytes[start..<end]
                let rest = waiting.withUnsafeBufferPointer { surroundings.take($0, isLast: end == bytes.count) }
                waiting = Array(waiting.suffix(rest))
            }
            #expect(surroundings.tail.map { String(decoding: $0, as: UTF8.self) }?.hasPrefix("<x:b/></") == true)
            #expect(text.hasPrefix(String(decoding: surroundings.head, as: UTF8.self)) && surroundings.head.count < 6)
        }
    }

    @Test func `A pivot table goes with its cells, but not from under its slicers`() throws {
        for hasSlicers in [false, true] {
            var sample = PackageSample()
            sample.parts = [
                .init(
                    path: "/xl/pivot.xml", type: "pivotTable",
                    content: Kind.pivotTable.content("<location ref=\"A3:D5\"/>"))
            ]
            if hasSlicers {
                sample.parts.append(
                    .init(path: "/xl/s.xml", type: "slicerCache", content: "<s/>", source: "/xl/workbook.xml"))
            }
            let saved = try sample.saved(after: [Edits.delete("3:5")])
            #expect(saved.package.contains("/xl/pivot.xml") == hasSlicers)
            let links = try saved.package.relationships(of: "/xl/worksheets/sheet1.xml")
            #expect((links.first(.pivotTable) != nil) == hasSlicers)
        }
    }

    @Test func `A list of mapped cells goes with the last of them`() throws {
        var sample = PackageSample()
        sample.parts = [
            .init(
                path: "/xl/tables/tableSingleCells1.xml", type: "tableSingleCells",
                content: Kind.tableSingleCells.content("<singleXmlCell id=\"1\" r=\"B2\" connectionId=\"0\"/>"))
        ]
        for (rows, stays) in [("1:1", true), ("2:3", false)] {
            let saved = try sample.saved(after: [Edits.delete(rows)])
            #expect(saved.package.contains("/xl/tables/tableSingleCells1.xml") == stays)
            #expect(try saved.package.relationships(of: "/xl/worksheets/sheet1.xml").isEmpty != stays)
        }
    }

    @Test func `A table takes its query along, and no type is left of parts that went`() throws {
        let range = CellRange(firstRow: 0, firstColumn: 0, lastRow: 9, lastColumn: 3)
        let add = Edit("add table") { AddTable(sheet: $0.sheets[0].id, range: range, hasHeaders: true) }
        var file = try PackageSample().saved(after: [add])
        let (table, query): (PartName, PartName) = ("/xl/tables/table1.xml", "/xl/queryTables/queryTable1.xml")
        file.package.set(
            query, Array("<queryTable \(PackageSample.spreadsheet) name=\"Q\" connectionId=\"1\"/>".utf8))
        var links = try file.package.relationships(of: table)
        _ = links.add(
            RelationshipType("http://schemas.openxmlformats.org/officeDocument/2006/relationships/queryTable"),
            target: query.path)
        file.package.set(links, of: table)
        var types = try file.package.contentTypes()
        types.set(query, .queryTable)
        for part in [table, "/xl/worksheets/sheet1.xml"] { types.set(part.relationships, .relationships) }
        file.package.set(types)
        file = try SpreadsheetFile(file.bytes)
        #expect(PackageVerification.findings(in: try file.bytes) == [])
        var workbook = file.workbook
        _ = try ConvertTableToRange(tableID: workbook.sheets[0].tables[0].id).apply(to: &workbook)
        let saved = try file.saving(workbook)
        #expect(!saved.package.contains(table) && !saved.package.contains(query))
        #expect(PackageVerification.findings(in: try saved.bytes) == [])
    }

    @Test func `Links of drawings to places in the workbook follow`() throws {
        var sample = PackageSample()
        sample.parts = [
            .init(path: "/xl/drawings/drawing1.xml", type: "drawing", content: Kind.drawing.content("")),
            .init(
                path: "/xl/drawings/_rels/drawing1.xml.rels", type: "other",
                content: "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + "<Relationship Id=\"rId1\" Type=\"hyperlink\" Target=\"#One!A1\"/>"
                    + "<Relationship Id=\"rId2\" Type=\"hyperlink\" Target=\"#'Tw%6F'!A1\"/></Relationships>"),
        ]
        let text = try sample.text(
            of: "/xl/drawings/_rels/drawing1.xml.rels",
            after: [Edits.rename("My data"), Edits.insert("1:3", on: 1)])
        #expect(text.contains("Target=\"#'My data'!A1\"") && text.contains("Target=\"#Two!A4\""))
    }

    @Test func `A part that cannot be read stays, and a notice tells`() throws {
        var sample = PackageSample()
        sample.parts = [.init(path: "/xl/drawings/vml.vml", type: "vmlDrawing", content: "<xml><br></xml>")]
        let saved = try sample.saved(after: [Edits.insert("1:1")])
        #expect(
            String(decoding: try saved.package.data(of: "/xl/drawings/vml.vml"), as: UTF8.self) == "<xml><br></xml>")
        guard case .referencesKept(part: "/xl/drawings/vml.vml", .malformedXML)? = saved.notices.first else {
            Issue.record("\(saved.notices)")
            return
        }
    }
}
