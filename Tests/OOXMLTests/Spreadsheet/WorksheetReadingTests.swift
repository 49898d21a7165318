// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing
import Workbooks

@testable import OOXML

/// However a sheet's bytes arrive, cut and by which thread, and whichever way reads them, the cells are the same.
struct WorksheetReadingTests {
    private static let part: PartName = "/xl/worksheets/sheet1.xml"

    /// A sheet of cells in every spelling, in order or not, from a seed.
    private static func sheet(seed: UInt64) -> String {
        var random = SplitMix(seed: seed)
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        let isOrdered = seed.isMultiple(of: 2)
        var xml =
            "<?xml version=\"1.0\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        xml += "<sheetFormatPr defaultRowHeight=\"15\"/><sheetData>"
        for number in 1...120 {
            let row = isOrdered ? number : 1 + below(700)
            switch below(5) {
            case 0: xml += "<row r=\"\(row)\" spans=\"1:9\">"
            case 1: xml += "<row r='\(row)' ht=\"20.5\" customHeight=\"1\" hidden=\"\(below(2))\">"
            case 2: xml += "\n <row spans=\"1:9\" r=\"\(row)\" x=\"&lt;\">"
            default: xml += "<row r=\"\(row)\">"
            }
            for position in 0..<below(9) {
                let column = isOrdered ? position : below(30)
                xml += cell(CellAddress.letters(ofColumn: Int32(column)) + "\(row)", row, below)
            }
            xml += "</row>"
        }
        return xml + "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"
    }

    private static func cell(_ place: String, _ row: Int, _ below: (Int) -> Int) -> String {
        let style = below(3) == 0 ? " s=\"\(below(3))\"" : ""
        switch below(24) {
        case 0: return "<c r=\"\(place)\"\(style)><v>\(below(100_000))</v></c>"
        case 1: return "<c r=\"\(place)\"\(style)><v>-0.\(below(1 << 40))</v></c>"
        case 2: return "<c r=\"\(place)\"\(style)><v>1.7976931348623157E+308</v></c>"
        case 3: return "<c r=\"\(place)\"\(style)><v>123456789012345678901234567890</v></c>"
        case 4: return "<c r=\"\(place)\"\(style) t=\"s\"><v>\(below(4))</v></c>"
        case 5: return "<c r=\"\(place)\" t=\"s\"\(style)><v>\(below(9))</v></c>"
        case 6: return "<c r=\"\(place)\"\(style) t=\"b\"><v>\(below(3))</v></c>"
        case 7: return "<c r=\"\(place)\"\(style) t=\"str\"><v>a &amp; _x0041_\(below(9))</v></c>"
        case 8: return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>in &lt;line\(below(9))</t></is></c>"
        case 9: return "<c r=\"\(place)\"\(style) t=\"e\"><v>#N/A</v></c>"
        case 10: return "<c r=\"\(place)\"\(style)/>"
        case 11: return "<c r='\(place)'><v>7</v></c>"
        case 12: return "<c\(style)><v>8</v></c>"
        case 13: return "\n  <c r=\"\(place)\" >\n<v>9</v>\n</c>"
        case 14: return "<c r=\"\(place)\"\(style)><f>A\(row + 1)*$B$2+SUM(C\(row):D\(row))</f><v>\(below(99))</v></c>"
        case 15: return "<c r=\"\(place)\"\(style)><f>IF(A\(row)&gt;1,\"A1 &amp; _x0042_\",B1)</f></c>"
        case 16: return "<c r=\"\(place)\" t=\"str\"><f>A\(row)&amp;\"x\"</f><v>text</v></c>"
        case 17:
            return
                "<c r=\"\(place)\"><f t=\"shared\" ref=\"\(place):Z900\" si=\"\(below(3))\">A\(row)+1</f><v>1</v></c>"
        case 18: return "<c r=\"\(place)\"\(style)><f t=\"shared\" si=\"\(below(4))\"/><v>2</v></c>"
        case 19: return "<c r=\"\(place)\" cm=\"1\"><f t=\"array\" ref=\"\(place)\">SEQUENCE(2)</f><v>1</v></c>"
        case 20: return "<c r=\"\(place)\"><f>1+</f><v>3</v></c>"
        case 21: return "<c r=\"\(place)\"><v></v></c><c r=\"XFE1\"><v>1</v></c>"
        case 22: return "<c r=\"\(place)\" t=\"d\"><v>2026-03-04T12:00:00</v></c>"
        default: return "<c r=\"\(place)\"\(style) t=\"n\"><v>\(below(100)).5</v></c>"
        }
    }

    private static func read(_ package: Package, ahead: PartsAhead? = nil) throws -> WorkbookDescription {
        var workbook = Workbook()
        workbook.sheets = [Worksheet(id: workbook.makeSheetID(), name: "One", uid: "{1}")]
        var strings = SharedStrings()
        for text in ["", "one", "two", "three"] { strings.append(text) }
        var reader = WorksheetReader(
            workbook: workbook, sheetIndex: 0, part: part, strings: strings,
            formulaReader: FormulaReader(names: workbook.sheetNames), dynamicArrays: [1])
        try reader.read(package, ahead: ahead)
        return WorkbookDescription(reader.workbook)
    }

    @Test(
        "A sheet is the same from one window, from many that another thread fills, and from the XML parser",
        arguments: 0..<12)
    func agrees(seed: UInt64) throws {
        let xml = Self.sheet(seed: seed)
        let package = try Package(ArchiveBuilder([.deflated("xl/worksheets/sheet1.xml", Array(xml.utf8))]).bytes())
        let whole = try Self.read(package)
        #expect(whole.lines.count > 200)
        for window in [64, 101, 1_000] {
            let ahead = try #require(PartsAhead([Self.part], of: package, window: window))
            #expect(try Self.read(package, ahead: ahead) == whole)
        }
        // The scanner does not take comments, so the parser reads the part.
        let commented = xml.replacing("</sheetData>", with: "<!-- no cell --></sheetData>")
        let other = try Package(
            ArchiveBuilder([.deflated("xl/worksheets/sheet1.xml", Array(commented.utf8))]).bytes())
        #expect(try Self.read(other) == whole)
    }

    @Test("What is wrong with a part is told alike with and without a thread", arguments: [200, 20_000])
    func errors(count: Int) throws {
        let data = Array(String(repeating: "<c r=\"A1\"><v>1</v></c>", count: count).utf8)
        let entry = ArchiveBuilder.Entry.deflated("xl/worksheets/sheet1.xml", data)
        let broken = [
            entry.with { $0.checksum ^= 1 }, entry.with { $0.size -= 1 }, entry.with { $0.size += 1 },
            entry.with { $0.data.removeLast(9) }, entry.with { $0.data[$0.data.count / 2] ^= 0xFF },
            entry.with { $0.method = 99 },
        ]
        for entry in broken {
            let package = try Package(ArchiveBuilder([entry]).bytes())
            let ahead = try #require(PartsAhead([Self.part], of: package, window: 512))
            func error(_ ahead: PartsAhead?) -> PackageError? {
                do throws(PackageError) {
                    try package.inflate(Self.part, window: 512, ahead: ahead) { _, _ in 0 }
                    return nil
                } catch {
                    return error
                }
            }
            let expected = error(nil)
            #expect(expected != nil)
            #expect(error(ahead) == expected)
        }
    }

    @Test("Parts that are inflated ahead and never read hold nothing up")
    func abandoned() throws {
        let data = [UInt8](repeating: 0x20, count: 1 << 20)
        let package = try Package(ArchiveBuilder([.deflated("a", data), .deflated("b", data)]).bytes())
        let ahead = try #require(PartsAhead(["/a", "/b"], of: package, window: 4_096))
        var seen = 0
        #expect(throws: PackageError.missingPart("/stop")) {
            try ahead.read("/a", limit: 1 << 20) { (bytes, _) throws(PackageError) in
                seen += bytes.count
                throw .missingPart("/stop")
            }
        }
        #expect(seen == 4_096)
    }
}
