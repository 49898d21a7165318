// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats
import Testing
import Workbooks

@testable import OOXML

/// However a sheet's bytes arrive, cut and by which thread, and whichever way reads them, the cells are the same.
struct WorksheetReadingTests {
    private static let part: PartName = "/xl/worksheets/sheet1.xml"

    /// A sheet of cells in every spelling, in order or not, from a seed.
    static func sheet(seed: UInt64) -> String {
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
        switch below(34) {
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
        case 23:
            return "<c r=\"\(place)\"\(style)><f>$A$1*\(below(3))+\(row).\(below(50))&gt;A\(row + 7)</f><v>1</v></c>"
        case 24: return "<c r=\"\(place)\"><f>SUM(A$40:B\(row),C\(row):D$60,E$1:E\(row))</f><v>1</v></c>"
        case 25: return "<c r=\"\(place)\"><f>IF(A\(row + 92)&lt;\(row),{1,\(below(2))},2E\(below(2)))</f><v>1</v></c>"
        case 26: return "<c r=\"\(place)\"><f>1+B\(row)*(</f><v>1</v></c>"
        case 27: return "<c r=\"\(place)\"><v>\(below(1 << 60)).\(below(1 << 30))</v></c>"
        case 29:
            return
                "<c r=\"\(place)\"\(style) cm=\"1\"><f t=\"array\" ref=\"\(place)\">A\(row)+\(below(9))</f><v>1</v></c>"
        case 30:
            return
                "<c r=\"\(place)\"\(style) t=\"str\" cm=\"\(below(3))\"><f t=\"array\" ref=\"\(place)\">A\(row)&amp;2</f><v>x</v></c>"
        case 31:
            return
                "<c r=\"\(place)\" cm=\"1\" t=\"b\"><f t=\"array\" ref=\"\(place):\(place)\">A\(row)=2</f><v>1</v></c>"
        case 32: return "<c r=\"\(place)\"><f t=\"array\" ref=\"C\(row + 1)\">A\(row)*2</f><v>1</v></c>"
        case 28: return "<c r=\"\(place)\" t=\"s\"><v>0\(below(9))</v></c>"
        default: return "<c r=\"\(place)\"\(style) t=\"n\"><v>\(below(100)).5</v></c>"
        }
    }

    private static func read(_ package: Package, ahead: PartsAhead? = nil) throws -> WorkbookDescription {
        var workbook = Workbook()
        workbook.sheets = [Worksheet(id: workbook.makeSheetID(), name: "One", uid: "{1}")]
        var strings = SharedStrings()
        for text in ["", "one", "two", "three"] { strings.append(text) }
        let formulas = FormulaReader(names: workbook.sheetNames)
        var reader = WorksheetReader(
            workbook.sheets[0], part: part, size: package.size(of: part) ?? 0, dates: .excel1900, strings: strings,
            formulaReader: formulas,
            dynamicArrays: [1], richErrors: RichErrors())
        try reader.read(package, ahead.map { .ahead($0) } ?? .here)
        workbook.formulas = formulas.store
        workbook.sheets[0] = reader.sheet
        return WorkbookDescription(workbook)
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

    @Test("Formulas filled down a column are the same by the one above and parsed one by one")
    func filled() throws {
        let pieces = [
            "A1+$B$2*3", "IF(B9&gt;=$C2,\"A1\"&amp;D3,Rate1*0.25)", "SUM(A$1:A5)-SUM(C7:C$300)", "SUM($A$9:A2)+F4:F6",
            "'One'!A1*12+{1,2}", "-2^A10%+1.50", "One!B2-B2+123456789012345678", "PI()", "A1:B$1048576", "1.+A3",
        ]
        var xml = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
        for row in Array(0..<110) + Array(285..<310) + Array(990..<1_010) where row % 97 != 5 {
            xml += "<row r=\"\(row + 1)\">"
            for (column, piece) in pieces.enumerated() {
                let cell = CellAddress(row: Int32(row), column: Int32(column))
                // Now and then another number, spelling or formula.
                var text = row % 50 == 49 ? "A1" : Self.shifted(piece, by: row)
                if row % 7 == 3 { text = text.replacing("3", with: "4") }
                if row % 31 == 9 { text = text.replacing("A", with: "a") }
                xml += "<c r=\"\(cell.a1)\"><f>\(text)</f><v>0</v></c>"
            }
            xml += "</row>"
        }
        xml += "</sheetData></worksheet>"
        func read(_ xml: String) throws -> WorkbookDescription {
            try Self.read(
                Package(ArchiveBuilder([.deflated("xl/worksheets/sheet1.xml", Array(xml.utf8))]).bytes()))
        }
        let whole = try read(xml)
        #expect(whole.lines.count > 1_400)
        #expect(try read(xml.replacing("</sheetData>", with: "<!-- --></sheetData>")) == whole)
    }

    @Test("Array formulas of one cell filled down a column are the same by the one above and parsed one by one")
    func filledArrays() throws {
        let pieces = ["A1*$B$2+3", "SUM(A1:B1)", "_xlfn.XLOOKUP(A1,$B$1:$B$9,$C$1:$C$9)", "1+*A1", "C1&amp;\"x\""]
        var xml = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
        var random = SplitMix(seed: 5)
        for row in 0..<400 {
            xml += "<row r=\"\(row + 1)\">"
            for (column, piece) in pieces.enumerated() {
                let place = CellAddress(row: Int32(row), column: Int32(column)).a1
                // Of one column, some spill, some are arrays of the older sort, and some are none.
                let kind = random.next() % 8
                let metadata = kind < 5 ? " cm=\"1\"" : ""
                let array = kind < 7 ? " t=\"array\" ref=\"\(place)\"" : ""
                let text = Self.shifted(piece, by: row).replacing("3", with: String(random.next() % 3))
                xml += "<c r=\"\(place)\"\(metadata)><f\(array)>\(text)</f><v>0</v></c>"
            }
            xml += "</row>"
        }
        xml += "</sheetData></worksheet>"
        let package = try Package(ArchiveBuilder([.deflated("xl/worksheets/sheet1.xml", Array(xml.utf8))]).bytes())
        let whole = try Self.read(package)
        #expect(whole.lines.count >= 2_000)
        let commented = xml.replacing("</sheetData>", with: "<!-- --></sheetData>")
        let other = try Package(
            ArchiveBuilder([.deflated("xl/worksheets/sheet1.xml", Array(commented.utf8))]).bytes())
        #expect(try Self.read(other) == whole)
    }

    /// Adds to the rows behind letters that no `$` stands before.
    private static func shifted(_ formula: String, by rows: Int) -> String {
        var text = ""
        var rest = Substring(formula)
        while let first = rest.first {
            let letters = rest.prefix { $0.isUppercase }
            guard !letters.isEmpty else {
                text.append(first)
                rest.removeFirst()
                continue
            }
            rest = rest.dropFirst(letters.count)
            let digits = rest.prefix { $0.isNumber }
            text += letters
            text += Int(digits).map { String($0 + rows) } ?? ""
            rest = rest.dropFirst(digits.count)
        }
        return text
    }

    @Test("Sheets that two threads read are those that one reads, down to the numbers of their formulas")
    func sideBySide() throws {
        var workbook = Workbook()
        var entries: [ArchiveBuilder.Entry] = []
        var sources: [SheetsReading.Source] = []
        for seed in 0..<5 {
            let name = "xl/worksheets/sheet\(seed).xml"
            entries.append(.deflated(name, Array(Self.sheet(seed: UInt64(seed % 4)).utf8)))
            let sheet = Worksheet(id: workbook.makeSheetID(), name: "S\(seed)", uid: "{\(seed)}")
            workbook.sheets.append(sheet)
            sources.append(SheetsReading.Source(sheet: sheet, part: PartName("/" + name)))
        }
        func reading(_ entries: [ArchiveBuilder.Entry]) throws -> SheetsReading {
            SheetsReading(
                package: try Package(ArchiveBuilder(entries).bytes()), strings: SharedStrings(),
                names: workbook.sheetNames, dates: .excel1900, dynamicArrays: [1], richErrors: RichErrors())
        }
        let (inOrder, formulas) = try reading(entries).inOrder(sources, ahead: nil)
        for _ in 0..<2 {
            let (sideBySide, others) = try reading(entries).sideBySide(sources)
            #expect(others.templates.elementsEqual(formulas.templates))
            #expect(Self.description(sideBySide, others, workbook) == Self.description(inOrder, formulas, workbook))
            for (one, other) in zip(inOrder, sideBySide) {
                one.sheet.formulas.forEach(in: .wholeSheet) { row, column, number in
                    #expect(other.sheet.formulas[row, column] == number)
                }
            }
        }
        // The first sheet in order that fails tells the error.
        entries[2] = entries[2].with { $0.checksum ^= 1 }
        entries[4] = entries[4].with { $0.method = 99 }
        let broken = try reading(entries)
        var errors: [PackageError] = []
        do throws(PackageError) { _ = try broken.inOrder(sources, ahead: nil) } catch { errors.append(error) }
        do throws(PackageError) { _ = try broken.sideBySide(sources) } catch { errors.append(error) }
        #expect(errors.count == 2 && errors[0] == errors[1])
    }

    private static func description(
        _ sheets: [SheetsReading.Found], _ formulas: FormulaStore, _ workbook: Workbook
    ) -> WorkbookDescription {
        var workbook = workbook
        workbook.sheets = sheets.map(\.sheet)
        workbook.formulas = formulas
        return WorkbookDescription(workbook)
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
                    try package.inflate(Self.part, window: 512, ahead.map { .ahead($0) } ?? .here) { _, _ in 0 }
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
