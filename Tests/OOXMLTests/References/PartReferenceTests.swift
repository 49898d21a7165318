// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing

@testable import OOXML
@testable import Workbooks

/// References in parts beside the sheets, after cells moved and sheets were renamed.
struct PartReferenceTests {
    /// A part, an edit, and what the part says then.
    struct Case: CustomTestStringConvertible, Sendable {
        let kind: Kind
        let before: String
        let edit: Edit
        let after: String

        var testDescription: String { "\(kind), \(edit): \(before)" }
    }

    /// How a part of a kind is wrapped, and how one gets to it from the first sheet.
    enum Kind: String, Sendable {
        case chart, chartEx, drawing, vmlDrawing, comments, threadedComment, ctrlProp, pivotTable
        case pivotCacheDefinition, tableSingleCells, connections, namedSheetView

        func content(_ inner: String) -> String {
            switch self {
            case .chart:
                "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
                    + "xmlns:c15=\"http://schemas.microsoft.com/office/drawing/2012/chart\">\(inner)</c:chartSpace>"
            case .chartEx:
                "<cx:chartSpace xmlns:cx=\"http://schemas.microsoft.com/office/drawing/2014/chartex\">\(inner)"
                    + "</cx:chartSpace>"
            case .drawing:
                "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\">\(inner)"
                    + "</xdr:wsDr>"
            case .vmlDrawing:
                "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
                    + "\(inner)</xml>"
            default: "<\(root) \(PackageSample.spreadsheet)>\(inner)</\(root)>"
            }
        }

        private var root: String {
            switch self {
            case .threadedComment: "ThreadedComments"
            case .pivotTable: "pivotTableDefinition"
            case .tableSingleCells: "singleXmlCells"
            case .namedSheetView: "namedSheetViews"
            default: rawValue
            }
        }
    }

    static func series(_ name: String, _ values: String) -> String {
        "<c:ser><c:tx><c:strRef><c:f>\(name)</c:f><c:strCache><c:pt idx=\"0\"><c:v>Old</c:v></c:pt></c:strCache>"
            + "</c:strRef></c:tx><c:val><c:numRef><c:f>\(values)</c:f></c:numRef></c:val></c:ser>"
    }

    static let charts = [
        Case(
            kind: .chart, before: series("One!$A$1", "One!$A$2:$A$9"), edit: Edits.insert("1:1"),
            after: series("One!$A$2", "One!$A$3:$A$10")),
        Case(
            kind: .chart, before: series("One!$A$1", "One!$A$2:$A$9"), edit: Edits.insert("4:5"),
            after: series("One!$A$1", "One!$A$2:$A$11")),
        Case(
            kind: .chart, before: series("One!$A$1", "One!$A$2:$A$9"), edit: Edits.delete("1:3"),
            after: series("One!#REF!", "One!$A$1:$A$6")),
        Case(
            kind: .chart, before: series("One!$A$1", "One!$A$2:$B$9"), edit: Edits.delete("A:A", .left),
            after: series("One!#REF!", "One!$A$2:$A$9")),
        Case(
            kind: .chart, before: series("Two!$A$1", "(One!$A$2:$A$4,Two!$B$2:$B$4)"), edit: Edits.rename("New one"),
            after: series("Two!$A$1", "('New one'!$A$2:$A$4,Two!$B$2:$B$4)")),
        Case(
            kind: .chart, before: series("Two!$A$1", "Two!$A$2:$A$9"), edit: Edits.deleteSheet(1),
            after: series("#REF!", "#REF!")),
        Case(
            kind: .chart, before: series("[1]One!$A$1", "Other!$A$2:$A$9"), edit: Edits.insert("1:1"),
            after: series("[1]One!$A$1", "Other!$A$2:$A$9")),
        Case(
            kind: .chart, before: "<c:f>\n  One!C3:C9\n</c:f>", edit: Edits.insert("1:1"),
            after: "<c:f>\n  One!C4:C10\n</c:f>"),
        Case(
            kind: .chart,
            before:
                "<c:errBars><c:plus><c:numRef><c:f>One!$B$2:$B$3</c:f></c:numRef></c:plus></c:errBars><c:extLst><c:ext>"
                + "<c15:datalabelsRange><c15:f>One!$C$2:$C$5</c15:f></c15:datalabelsRange><c15:fullRef>"
                + "<c15:sqref>One!$A$2:$A$9</c15:sqref></c15:fullRef></c:ext></c:extLst>",
            edit: Edits.insert("1:1"),
            after:
                "<c:errBars><c:plus><c:numRef><c:f>One!$B$3:$B$4</c:f></c:numRef></c:plus></c:errBars><c:extLst><c:ext>"
                + "<c15:datalabelsRange><c15:f>One!$C$3:$C$6</c15:f></c15:datalabelsRange><c15:fullRef>"
                + "<c15:sqref>One!$A$3:$A$10</c15:sqref></c15:fullRef></c:ext></c:extLst>"),
        Case(
            kind: .chart, before: "<c:pivotSource><c:name>[Book.xlsx]One!P!1</c:name></c:pivotSource>",
            edit: Edits.rename("New"), after: "<c:pivotSource><c:name>[Book.xlsx]One!P!1</c:name></c:pivotSource>"),
        Case(
            kind: .chart, before: "<c:pivotSource><c:name>[Book.xlsx]One!Pivot</c:name></c:pivotSource>",
            edit: Edits.rename("New one"),
            after: "<c:pivotSource><c:name>[Book.xlsx]New one!Pivot</c:name></c:pivotSource>"),
        Case(
            kind: .chartEx, before: "<cx:numDim type=\"val\"><cx:f dir=\"row\">One!$A$2:$D$2</cx:f></cx:numDim>",
            edit: Edits.insert("B:B", .right),
            after: "<cx:numDim type=\"val\"><cx:f dir=\"row\">One!$A$2:$E$2</cx:f></cx:numDim>"),
        Case(
            kind: .chart, before: "<c:f>One!Prices</c:f><c:f>Book.xlsx!Prices</c:f>", edit: Edits.rename("New one"),
            after: "<c:f>'New one'!Prices</c:f><c:f>Book.xlsx!Prices</c:f>"),
        Case(
            kind: .chartEx, before: "<cx:f>_xlchart.v1.0</cx:f>", edit: Edits.insert("1:1"),
            after: "<cx:f>_xlchart.v1.0</cx:f>"),
    ]

    private static func anchor(
        _ behaviour: String, _ first: (Int, Int), _ last: (Int, Int), columns: ClosedRange<Int> = 1...3
    ) -> String {
        "<xdr:twoCellAnchor\(behaviour)><xdr:from><xdr:col>\(columns.lowerBound)</xdr:col><xdr:colOff>0</xdr:colOff>"
            + "<xdr:row>\(first.0)</xdr:row><xdr:rowOff>\(first.1)</xdr:rowOff></xdr:from><xdr:to><xdr:col>"
            + "\(columns.upperBound)</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>\(last.0)</xdr:row><xdr:rowOff>"
            + "\(last.1)</xdr:rowOff></xdr:to><xdr:clientData/></xdr:twoCellAnchor>"
    }

    private static let oneCell = " editAs=\"oneCell\""
    private static let absolute = " editAs=\"absolute\""

    /// Row 7 of the sheet is 30 points high, twice as high as the others: 381,000 units.
    static let drawings = [
        Case(
            kind: .drawing, before: anchor("", (2, 100), (5, 200)), edit: Edits.insert("1:1"),
            after: anchor("", (3, 100), (6, 200))),
        Case(
            kind: .drawing, before: anchor("", (2, 100), (5, 200)), edit: Edits.insert("4:5"),
            after: anchor("", (2, 100), (7, 200))),
        Case(
            kind: .drawing, before: anchor(oneCell, (2, 100), (5, 200)), edit: Edits.insert("4:5"),
            after: anchor(oneCell, (2, 100), (5, 200))),
        Case(
            kind: .drawing, before: anchor(absolute, (2, 100), (5, 200)), edit: Edits.insert("1:2"),
            after: anchor(absolute, (2, 100), (5, 200))),
        // The high row moves into the object, which keeps its size of three rows and 100 units.
        Case(
            kind: .drawing, before: anchor(oneCell, (2, 100), (5, 200)), edit: Edits.delete("4:6"),
            after: anchor(oneCell, (2, 100), (4, 200))),
        Case(
            kind: .drawing, before: anchor(absolute, (7, 0), (9, 0)), edit: Edits.delete("7:7"),
            after: anchor(absolute, (8, 0), (10, 0))),
        Case(
            kind: .drawing, before: anchor("", (2, 100), (5, 200)), edit: Edits.delete("2:4"),
            after: anchor("", (1, 0), (2, 200))),
        Case(
            kind: .drawing, before: anchor("", (2, 100), (5, 200)), edit: Edits.insert("A:A", .right),
            after: anchor("", (2, 100), (5, 200), columns: 2...4)),
        // Cells that move below only part of an object leave it where it is.
        Case(
            kind: .drawing, before: anchor("", (2, 100), (5, 200)), edit: Edits.insert("B1:C1"),
            after: anchor("", (2, 100), (5, 200))),
        Case(
            kind: .drawing, before: anchor("", (2, 100), (5, 200)), edit: Edits.insert("B1:D1"),
            after: anchor("", (3, 100), (6, 200))),
        Case(
            kind: .drawing, before: anchor("", (2, 0), (5, 0)), edit: Edits.insert("1:1", on: 1),
            after: anchor("", (2, 0), (5, 0))),
        Case(
            kind: .drawing,
            before: "<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row>"
                + "<xdr:rowOff>7</xdr:rowOff></xdr:from><xdr:sp textlink=\"One!$A$4\"/></xdr:oneCellAnchor>",
            edit: Edits.delete("1:1"),
            after: "<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row>"
                + "<xdr:rowOff>7</xdr:rowOff></xdr:from><xdr:sp textlink=\"One!$A$3\"/></xdr:oneCellAnchor>"),
    ]

    private static func note(_ anchor: String, _ row: Int, _ column: Int) -> String {
        "<v:shape><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\(anchor)</x:Anchor>"
            + "<x:Row>\(row)</x:Row><x:Column>\(column)</x:Column></x:ClientData></v:shape>"
    }

    private static func control(_ flags: String, _ anchor: String, _ link: String) -> String {
        "<v:shape><x:ClientData ObjectType=\"Checkbox\">\(flags)<x:Anchor>\(anchor)</x:Anchor><x:FmlaLink>\(link)"
            + "</x:FmlaLink></x:ClientData></v:shape>"
    }

    static let notes = [
        Case(
            kind: .vmlDrawing, before: note("1, 15, 0, 2, 3, 31, 4, 1", 1, 0), edit: Edits.insert("1:2"),
            after: note("1, 15, 2, 2, 3, 31, 6, 1", 3, 0)),
        Case(
            kind: .vmlDrawing, before: note("1,15,0,2,3,31,4,1", 1, 0), edit: Edits.insert("5:5"),
            after: note("1,15,0,2,3,31,4,1", 1, 0)),
        Case(
            kind: .vmlDrawing, before: note("1, 15, 0, 2, 3, 31, 4, 1", 1, 0) + note("1, 1, 3, 2, 3, 31, 6, 1", 4, 0),
            edit: Edits.delete("A2"), after: note("1, 1, 2, 2, 3, 31, 5, 1", 3, 0)),
        Case(
            kind: .vmlDrawing, before: control("", "1, 0, 2, 0, 3, 0, 4, 0", "$A$5"), edit: Edits.insert("4:4"),
            after: control("", "1, 0, 2, 0, 3, 0, 5, 0", "$A$6")),
        Case(
            kind: .vmlDrawing, before: control("<x:SizeWithCells/>", "1, 0, 2, 0, 3, 0, 4, 0", "Two!$A$5"),
            edit: Edits.insert("1:1"), after: control("<x:SizeWithCells/>", "1, 0, 3, 0, 3, 0, 5, 0", "Two!$A$5")),
        Case(
            kind: .comments,
            before: "<authors/><commentList><comment ref=\"A2\" authorId=\"0\"/><comment ref=\"A5\" authorId=\"0\"/>"
                + "</commentList>",
            edit: Edits.delete("2:2"),
            after: "<authors/><commentList><comment ref=\"A4\" authorId=\"0\"/></commentList>"),
        Case(
            kind: .comments, before: "<authors/><commentList><comment ref=\"A2\" authorId=\"0\"/></commentList>",
            edit: Edits.delete("2:2"), after: "<authors/><commentList></commentList>"),
        Case(
            kind: .threadedComment,
            before: "<threadedComment ref=\"B2\" id=\"{1}\"><text>One!A1</text></threadedComment>",
            edit: Edits.insert("B1", .right),
            after: "<threadedComment ref=\"B2\" id=\"{1}\"><text>One!A1</text></threadedComment>"),
        Case(
            kind: .threadedComment,
            before: "<threadedComment ref=\"B2\" id=\"{1}\"><text>One!A1</text></threadedComment>",
            edit: Edits.insert("A2", .right),
            after: "<threadedComment ref=\"C2\" id=\"{1}\"><text>One!A1</text></threadedComment>"),
        // What hangs on a cell goes with it where rows are sorted.
        Case(
            kind: .vmlDrawing, before: note("1, 15, 0, 2, 3, 31, 4, 1", 1, 0), edit: Edits.reorder("A2:B4", [1, 2, 0]),
            after: note("1, 15, 2, 2, 3, 31, 6, 1", 3, 0)),
        Case(
            kind: .comments, before: "<authors/><commentList><comment ref=\"A2\" authorId=\"0\"/></commentList>",
            edit: Edits.reorder("A2:B4", [1, 2, 0]),
            after: "<authors/><commentList><comment ref=\"A4\" authorId=\"0\"/></commentList>"),
        Case(
            kind: .threadedComment,
            before: "<threadedComment ref=\"B2\" id=\"{1}\"><text>One!A1</text></threadedComment>",
            edit: Edits.reorder("A2:A4", [1, 2, 0]),
            after: "<threadedComment ref=\"B2\" id=\"{1}\"><text>One!A1</text></threadedComment>"),
    ]

    static let data = [
        Case(
            kind: .pivotTable, before: "<location ref=\"A3:D9\" firstHeaderRow=\"1\"/><x/>", edit: Edits.insert("1:2"),
            after: "<location ref=\"A5:D11\" firstHeaderRow=\"1\"/><x/>"),
        Case(
            kind: .pivotTable, before: "<location ref=\"A3:D9\"/>", edit: Edits.insert("5:5"),
            after: "<location ref=\"A3:D9\"/>"),
        Case(
            kind: .pivotCacheDefinition,
            before:
                "<cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:C5\" sheet=\"One\"/></cacheSource><f>x</f>",
            edit: Edits.insert("3:3"),
            after:
                "<cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:C6\" sheet=\"One\"/></cacheSource><f>x</f>"),
        Case(
            kind: .pivotCacheDefinition,
            before: "<cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:C5\" sheet=\"One\"/></cacheSource>",
            edit: Edits.rename("1 & 2"),
            after: "<cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:C5\" sheet=\"1 &amp; 2\"/></cacheSource>"),
        Case(
            kind: .pivotCacheDefinition,
            before:
                "<cacheSource type=\"consolidation\"><consolidation><rangeSets><rangeSet ref=\"A1:C5\" sheet=\"Two\"/>"
                + "</rangeSets></consolidation></cacheSource>",
            edit: Edits.delete("A:A", .left, on: 1),
            after:
                "<cacheSource type=\"consolidation\"><consolidation><rangeSets><rangeSet ref=\"A1:B5\" sheet=\"Two\"/>"
                + "</rangeSets></consolidation></cacheSource>"),
        Case(
            kind: .ctrlProp, before: "<formControlPr fmlaLink=\"$G$1\" fmlaRange=\"Two!$H$1:$H$15\"/>",
            edit: Edits.insert("A:A", .right),
            after: "<formControlPr fmlaLink=\"$H$1\" fmlaRange=\"Two!$H$1:$H$15\"/>"),
        Case(
            kind: .tableSingleCells, before: "<singleXmlCell id=\"1\" r=\"B7\"/>", edit: Edits.insert("1:1"),
            after: "<singleXmlCell id=\"1\" r=\"B8\"/>"),
        Case(
            kind: .connections,
            before: "<connection><parameters><parameter cell=\"One!$B$2\"/></parameters></connection>",
            edit: Edits.insert("1:1"),
            after: "<connection><parameters><parameter cell=\"One!$B$3\"/></parameters></connection>"),
        Case(
            kind: .namedSheetView,
            before: "<namedSheetView><nsvFilter ref=\"A1:D9\"><columnFilter colId=\"2\"/></nsvFilter></namedSheetView>",
            edit: Edits.delete("B:B", .left),
            after: "<namedSheetView><nsvFilter ref=\"A1:C9\"><columnFilter colId=\"1\"/></nsvFilter></namedSheetView>"),
    ]

    @Test(arguments: charts + drawings + notes + data)
    func `A part follows an edit, and nothing else in it changes`(_ example: Case) throws {
        var sample = PackageSample()
        let path = "/xl/parts/\(example.kind.rawValue).xml"
        var source = "/xl/worksheets/sheet1.xml"
        if example.kind == .chart || example.kind == .chartEx {
            sample.parts.append(
                .init(path: "/xl/drawings/drawing1.xml", type: "drawing", content: Kind.drawing.content("")))
            source = "/xl/drawings/drawing1.xml"
        }
        sample.parts.append(
            .init(
                path: path, type: example.kind.rawValue, content: example.kind.content(example.before), source: source))
        let original = try sample.file()
        let saved = try sample.saved(after: [example.edit])
        let text = String(decoding: try saved.package.data(of: PartName(path)), as: UTF8.self)
        #expect(text == example.kind.content(example.after))
        if example.before == example.after {
            let bytes = try original.package.compressed(PartName(path))
            #expect(try saved.package.compressed(PartName(path)) == bytes)
        }
        #expect(saved.notices.isEmpty)
    }
}

extension Package {
    /// The bytes of a part as they stand in the archive.
    func compressed(_ part: PartName) throws -> [UInt8] {
        let entry = try #require(entries.last { $0.partName == part })
        switch entry.content {
        case .memory(let data): return data
        case .archive(let extent): return Array(archive[extent])
        }
    }
}
