// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing

@testable import OOXML
@testable import Workbooks

/// Slicers and timelines go whole with what they filter, and only they.
struct FilterRemovalTests {
    private static let all = ["Slicer_Item", "Slicer_Price", "Slicer_Region", "NativeTimeline_Date"]

    /// An edit and the names of the caches that stay.
    struct Case: CustomTestStringConvertible, Sendable {
        let edits: [Edit]
        let rest: [String]
        var testDescription: String { "\(edits)" }
    }

    private static let table = Edit("delete the table") { DeleteTable(tableID: $0.sheets[0].tables[0].id) }
    private static let range = Edit("make the table a range") {
        ConvertTableToRange(tableID: $0.sheets[0].tables[0].id)
    }
    private static let column = Edit("delete a column of the table") {
        DeleteTableColumn(tableID: $0.sheets[0].tables[0].id, columnID: 2)
    }

    static let cases: [Case] = [
        Case(edits: [Edits.insert("2:2", on: 1), Edits.rename("Fruits")], rest: all),
        Case(edits: [table], rest: ["Slicer_Region", "NativeTimeline_Date"]),
        Case(edits: [range], rest: ["Slicer_Region", "NativeTimeline_Date"]),
        Case(edits: [Edits.delete("A:B", .left)], rest: ["Slicer_Region", "NativeTimeline_Date"]),
        Case(edits: [column], rest: ["Slicer_Item", "Slicer_Region", "NativeTimeline_Date"]),
        Case(edits: [Edits.deleteSheet(0)], rest: ["Slicer_Region", "NativeTimeline_Date"]),
        // The region filters a pivot table on another sheet still.
        Case(edits: [Edits.deleteSheet(1)], rest: ["Slicer_Item", "Slicer_Price", "Slicer_Region"]),
        Case(edits: [Edits.deleteSheet(1), Edits.deleteSheet(1)], rest: ["Slicer_Item", "Slicer_Price"]),
        Case(
            edits: [Edits.delete("3:5", on: 1), Edits.delete("3:5", on: 2)],
            rest: ["Slicer_Item", "Slicer_Price", "NativeTimeline_Date"]),
        Case(
            edits: [Edits.delete("1:20", on: 1), Edits.insert("1:1", on: 3)],
            rest: ["Slicer_Item", "Slicer_Price", "Slicer_Region"]),
        Case(edits: [Edits.deleteSheet(3)], rest: []),
        Case(edits: [table, Edits.deleteSheet(2), Edits.deleteSheet(1)], rest: []),
    ]

    @Test(arguments: cases)
    func `What filtered something that is gone goes whole`(_ sample: Case) throws {
        let file = try FilterSample.file()
        #expect(PackageVerification.findings(in: try file.bytes) == [])
        #expect(file.workbook.filterCaches.map(\.name) == Self.all)
        var workbook = file.workbook
        for edit in sample.edits { _ = try edit.command(workbook).apply(to: &workbook) }
        let saved = try file.saving(workbook)
        #expect(PackageVerification.findings(in: try saved.bytes) == [])
        let read = try SpreadsheetFile(saved.bytes)
        for names in [workbook.names, read.workbook.names] { #expect(names.map(\.name) == sample.rest) }
        func description(_ caches: [FilterCache]) -> [String] {
            caches.map { "\($0.name) \(String(describing: $0.column)) \($0.pivots.map(\.name)) \($0.sheets.count)" }
        }
        #expect(description(read.workbook.filterCaches) == description(workbook.filterCaches))
        #expect(read.workbook.filterCaches.map(\.name) == sample.rest)
        // Nothing of those that went is left in any part.
        let gone = Self.all.filter { !sample.rest.contains($0) }
        for part in saved.package.parts where !part.path.contains("theme") && !part.path.contains("styles") {
            let text = String(decoding: try saved.package.data(of: part), as: UTF8.self)
            for name in gone {
                let shown = name.split(separator: "_").last ?? ""
                #expect(!text.contains(name) && !text.contains("slicer name=\"\(shown)\""), "\(name) in \(part)")
                #expect(!text.contains("urn:slicer\" name=\"\(shown)\""), "\(name) in \(part)")
            }
        }
        for part in try saved.package.contentTypes().overrides.keys { #expect(saved.package.contains(part)) }
    }

    @Test func `What stays of slicers stays as it was`() throws {
        let file = try FilterSample.file()
        var workbook = file.workbook
        _ = try Self.column.command(workbook).apply(to: &workbook)
        let saved = try file.saving(workbook)
        func text(_ part: PartName, in file: SpreadsheetFile) throws -> String {
            String(decoding: try file.package.data(of: part), as: UTF8.self)
        }
        let list: PartName = "/xl/slicers/slicer1.xml"
        let slicer = "<slicer name=\"Price\" cache=\"Slicer_Price\"/>"
        #expect(try text(list, in: saved) == text(list, in: file).replacing(slicer, with: ""))
        #expect(try text(FilterSample.board, in: saved) == text(FilterSample.board, in: file))
        let shapes = try text(FilterSample.drawing, in: saved)
        #expect(shapes.components(separatedBy: "<xdr:absoluteAnchor>").count == 4)
        // A slicer in a group leaves the group.
        var rest = saved.workbook
        for _ in 1...2 { _ = try DeleteWorksheet(sheet: rest.sheets[1].id).apply(to: &rest) }
        let last = try text(FilterSample.drawing, in: saved.saving(rest))
        #expect(last.contains("name=\"Rectangle\"") && !last.contains("name=\"Region\""))
        #expect(last.components(separatedBy: "<xdr:absoluteAnchor>").count == 3)
    }

    @Test func `A cache that filters something unknown stays, with the pivot tables`() throws {
        var file = try FilterSample.file()
        let cache: PartName = "/xl/slicerCaches/slicerCache3.xml"
        try file.package.edit(cache, "tabId=\"3\"", "tabId=\"4294967295\"")
        file = try SpreadsheetFile(file.bytes)
        #expect(!file.workbook.filterCaches.contains { $0.name == "Slicer_Region" })
        var workbook = file.workbook
        _ = try Edits.delete("3:5", on: 1).command(workbook).apply(to: &workbook)
        let saved = try file.saving(workbook)
        #expect(saved.package.contains(cache) && saved.package.contains("/xl/pivotTables/pivotTable1.xml"))
        #expect(PackageVerification.findings(in: try saved.bytes) == [])
    }

    @Test(arguments: [
        ("/xl/slicerCaches/slicerCache1.xml", "tableId=\"1\"", "tableId=\"2\""),
        ("/xl/slicerCaches/slicerCache1.xml", "column=\"1\"", "column=\"3\""),
        ("/xl/slicerCaches/slicerCache3.xml", "name=\"P1\"", "name=\"P2x\""),
        ("/xl/slicerCaches/slicerCache3.xml", "tabId=\"3\"", "tabId=\"9\""),
        ("/xl/timelineCaches/timelineCache1.xml", "tabId=\"2\"", "tabId=\"3\""),
        ("/xl/slicers/slicer1.xml", "cache=\"Slicer_Item\"", "cache=\"Slicer_None\""),
    ])
    func `A slicer of something that is not there is found`(_ part: String, _ old: String, _ new: String) throws {
        var package = try FilterSample.file().package
        try package.edit(PartName(part), old, new)
        let findings = PackageVerification.findings(in: try package.serialised())
        #expect(findings.contains { $0.rule.name == "slicer" && $0.part == part }, "\(findings)")
    }
}
