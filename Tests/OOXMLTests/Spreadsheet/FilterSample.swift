// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation

@testable import OOXML
@testable import Workbooks

/// A workbook with slicers and a timeline, put together as Excel does it.
///
/// `Data` has the table `Fruit` with the columns Item and Price, `Pivots` the pivot tables P1 and P2, `More` the pivot
/// table P3, `Board` all slicers and the timeline in one drawing.
///
/// | cache | filters |
/// |---|---|
/// | `Slicer_Item`, `Slicer_Price` | columns of the table |
/// | `Slicer_Region` | P1 and P3 |
/// | `NativeTimeline_Date` | P2 |
enum FilterSample {
    static let board: PartName = "/xl/worksheets/sheet4.xml"
    static let drawing: PartName = "/xl/drawings/drawing1.xml"

    static func file() throws -> SpreadsheetFile {
        let blank = SpreadsheetFile.blank(sheetNames: ["Data", "Pivots", "More", "Board"])
        var workbook = blank.workbook
        for (row, texts) in [("Item", "Price"), ("apple", "1"), ("pear", "2")].enumerated() {
            workbook.sheets[0].set(.text(texts.0), row: Int32(row), column: 0)
            workbook.sheets[0].set(.text(texts.1), row: Int32(row), column: 1)
        }
        let table = CellRange(firstRow: 0, firstColumn: 0, lastRow: 2, lastColumn: 1)
        _ = try AddTable(sheet: workbook.sheets[0].id, range: table, hasHeaders: true, name: "Fruit")
            .apply(to: &workbook)
        var package = try blank.saving(workbook).package
        var types = try package.contentTypes()
        func add(_ path: PartName, _ type: String, _ content: String, from source: PartName, _ link: String) throws
            -> String
        {
            package.set(path, Array(content.utf8))
            types.set(path, ContentType(type))
            var links = try package.relationships(of: source)
            let id = links.add(RelationshipType(link), target: path.path)
            package.set(links, of: source)
            return id
        }
        try addPivots { path, type, content, source, link in
            _ = try add(path, type, content, from: source, link)
        }
        var (slicers, timelines) = ("", "")
        for cache in caches {
            let id = try add(
                PartName(cache.part), "application/vnd.ms-excel.\(cache.kind)Cache+xml", cache.content,
                from: "/xl/workbook.xml", cache.link + "Cache")
            if cache.kind == "slicer" {
                slicers += "<x14:slicerCache r:id=\"\(id)\"/>"
            } else {
                timelines += "<x15:timelineCacheRef r:id=\"\(id)\"/>"
            }
        }
        let listed = try lists.map { kind, content in
            try add(
                PartName("/xl/\(kind)s/\(kind)1.xml"), "application/vnd.ms-excel.\(kind)+xml", content, from: board,
                "http://schemas.microsoft.com/office/\(kind == "slicer" ? 2007 : 2011)/relationships/\(kind)")
        }
        let link = try add(
            drawing, "application/vnd.openxmlformats-officedocument.drawing+xml", shapes, from: board,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing")
        package.set(types)
        try package.edit(
            board, "</worksheet>",
            "<drawing r:id=\"\(link)\"/><extLst><ext uri=\"{A8765BA9-456A-4dab-B4F3-ACF838C121DE}\" \(x14)>"
                + "<x14:slicerList><x14:slicer r:id=\"\(listed[0])\"/></x14:slicerList></ext><ext "
                + "uri=\"{7E03D99C-DC04-49d9-9315-930204A7B6E9}\" \(x15)><x15:timelineRefs><x15:timelineRef "
                + "r:id=\"\(listed[1])\"/></x15:timelineRefs></ext></extLst></worksheet>")
        try package.edit(
            "/xl/workbook.xml", "</workbook>",
            "<extLst><ext uri=\"{BBE1A952-AA13-448e-AADC-164F8A28A991}\" \(x14)><x14:slicerCaches>\(slicers)"
                + "</x14:slicerCaches></ext><ext uri=\"{D0CA8CA8-9F24-4464-BF8E-62219DCF47F9}\" \(x15)>"
                + "<x15:timelineCacheRefs>\(timelines)</x15:timelineCacheRefs></ext></extLst></workbook>")
        let names = caches.map { "<definedName name=\"\($0.name)\">#N/A</definedName>" }.joined()
        try package.edit("/xl/workbook.xml", "</sheets>", "</sheets><definedNames>\(names)</definedNames>")
        return try SpreadsheetFile(package.serialised())
    }

    private static let x14 = "xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\""
    private static let x15 = "xmlns:x15=\"http://schemas.microsoft.com/office/spreadsheetml/2010/11/main\""

    private static func addPivots(
        _ add: (PartName, String, String, PartName, String) throws -> Void
    ) throws {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        let cache: PartName = "/xl/pivotCache/pivotCacheDefinition1.xml"
        let source = "<cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:B3\" sheet=\"Data\"/></cacheSource>"
        let fields = "<cacheFields count=\"1\"><cacheField name=\"Item\"><sharedItems/></cacheField></cacheFields>"
        let definition = "<pivotCacheDefinition \(PackageSample.spreadsheet)>\(source)\(fields)</pivotCacheDefinition>"
        try add(
            cache, type + "pivotCacheDefinition+xml", definition, "/xl/workbook.xml", office + "pivotCacheDefinition")
        for (number, place) in [("A3:B5", 2), ("A13:B15", 2), ("A3:B5", 3)].enumerated() {
            let part = PartName("/xl/pivotTables/pivotTable\(number + 1).xml")
            let location =
                "<location ref=\"\(place.0)\" firstHeaderRow=\"1\" firstDataRow=\"1\" firstDataCol=\"1\"/>"
            let content =
                "<pivotTableDefinition \(PackageSample.spreadsheet) name=\"P\(number + 1)\" cacheId=\"0\" "
                + "dataCaption=\"Values\">\(location)</pivotTableDefinition>"
            try add(
                part, type + "pivotTable+xml", content, PartName("/xl/worksheets/sheet\(place.1).xml"),
                office + "pivotTable")
            try add(
                cache, type + "pivotCacheDefinition+xml", definition, part, office + "pivotCacheDefinition")
        }
    }

    private struct Cache {
        let name: String
        let kind: String
        let number: Int
        let inner: String

        var part: String { "/xl/\(kind)Caches/\(kind)Cache\(number).xml" }
        var link: String {
            "http://schemas.microsoft.com/office/\(kind == "slicer" ? 2007 : 2011)/relationships/\(kind)"
        }
        var content: String {
            let namespace = kind == "slicer" ? "2009/9" : "2010/11"
            return "<\(kind)CacheDefinition "
                + "xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/\(namespace)/main\" "
                + "\(PackageSample.spreadsheet.replacing("xmlns", with: "xmlns:x")) name=\"\(name)\" "
                + "sourceName=\"\(name.split(separator: "_").last ?? "")\">\(inner)</\(kind)CacheDefinition>"
        }
    }

    private static let caches: [Cache] = [
        Cache(name: "Slicer_Item", kind: "slicer", number: 1, inner: column(1)),
        Cache(name: "Slicer_Price", kind: "slicer", number: 2, inner: column(2)),
        Cache(
            name: "Slicer_Region", kind: "slicer", number: 3,
            inner: "<pivotTables><pivotTable tabId=\"2\" name=\"P1\"/><pivotTable tabId=\"3\" name=\"P3\"/>"
                + "</pivotTables><data><tabular pivotCacheId=\"1\"><items count=\"1\"><i x=\"0\"/></items></tabular>"
                + "</data>"),
        Cache(
            name: "NativeTimeline_Date", kind: "timeline", number: 1,
            inner: "<pivotTables><pivotTable tabId=\"2\" name=\"P2\"/></pivotTables>"),
    ]

    private static func column(_ id: Int) -> String {
        "<extLst><x:ext uri=\"{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}\" \(x15)><x15:tableSlicerCache tableId=\"1\" "
            + "column=\"\(id)\"/></x:ext></extLst>"
    }

    /// What the board lists: a slicer of each cache, and the timeline.
    private static var lists: [(kind: String, content: String)] {
        let slicers = ["Item", "Price", "Region"].map { "<slicer name=\"\($0)\" cache=\"Slicer_\($0)\"/>" }.joined()
        return [
            ("slicer", "<slicers \(x14.replacing(":x14", with: ""))>\(slicers)</slicers>"),
            (
                "timeline",
                "<timelines \(x15.replacing(":x15", with: ""))><timeline name=\"Date\" cache=\"NativeTimeline_Date\"/>"
                    + "</timelines>"
            ),
        ]
    }

    /// The drawing: Item and Price have anchors of their own, Region is grouped with a rectangle.
    private static var shapes: String {
        func frame(_ element: String, _ name: String) -> String {
            "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice "
                + "xmlns:a14=\"http://schemas.microsoft.com/office/drawing/2010/main\" Requires=\"a14\">"
                + "<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"2\" name=\"\(name)\"/>"
                + "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>"
                + "<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"urn:slicer\">"
                + "<s:\(element) xmlns:s=\"urn:slicer\" name=\"\(name)\"/></a:graphicData></a:graphic>"
                + "</xdr:graphicFrame></mc:Choice><mc:Fallback/></mc:AlternateContent>"
        }
        func anchor(_ content: String) -> String {
            "<xdr:absoluteAnchor><xdr:pos x=\"0\" y=\"0\"/><xdr:ext cx=\"9\" cy=\"9\"/>\(content)<xdr:clientData/>"
                + "</xdr:absoluteAnchor>"
        }
        let rectangle =
            "<xdr:sp macro=\"\" textlink=\"\"><xdr:nvSpPr><xdr:cNvPr id=\"9\" name=\"Rectangle\"/><xdr:cNvSpPr/>"
            + "</xdr:nvSpPr><xdr:spPr/></xdr:sp>"
        let group =
            "<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id=\"8\" name=\"Group\"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>"
            + "<xdr:grpSpPr/>\(frame("slicer", "Region"))\(rectangle)</xdr:grpSp>"
        let anchors = [
            frame("slicer", "Item"), frame("slicer", "Price"), group, frame("timeslicer", "Date"),
        ]
        return "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" "
            + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
            + anchors.map(anchor).joined() + "</xdr:wsDr>"
    }
}

extension Package {
    /// Replaces a text in a part.
    mutating func edit(_ part: PartName, _ old: String, _ new: String) throws {
        let text = String(decoding: try data(of: part), as: UTF8.self)
        set(part, Array(text.replacing(old, with: new).utf8))
    }
}
