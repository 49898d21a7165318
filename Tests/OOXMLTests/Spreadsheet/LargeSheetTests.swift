// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing
import Workbooks

@testable import OOXML

/// Few changes in a large sheet, which is not written anew for them.
struct LargeSheetTests {
    /// A sheet of some megabytes, of which every hundredth row is missing.
    private static func large(rows: Int32) throws -> SpreadsheetFile {
        let blank = SpreadsheetFile.blank(sheetNames: ["Data"])
        var workbook = blank.workbook
        for row in 0..<rows where row % 100 != 99 {
            for column: Int32 in 0..<6 {
                workbook.sheets[0].set(.number(Double(row) * 1.5 + Double(column) / 8), row: row, column: column)
            }
            workbook.sheets[0].set(.text("item \(row % 9_000)"), row: row, column: 6)
        }
        return try SpreadsheetFile(blank.saving(workbook).bytes)
    }

    private static func sheet(_ file: SpreadsheetFile) throws -> [UInt8] {
        try file.package.data(of: "/xl/worksheets/sheet1.xml")
    }

    @Test("Changes in a few places give the part that streaming all of it gives")
    func patched() throws {
        let rows: Int32 = 24_000
        var file = try Self.large(rows: rows)
        #expect(try Self.sheet(file).count > 5 << 20)
        #expect(try !file.package.withInflater("/xl/worksheets/sheet1.xml") { $0.entry.points.all }.isEmpty)
        var random = SplitMix(seed: 3)
        for round in 0..<8 {
            var workbook = file.workbook
            for _ in 0..<1 + round % 3 {
                let row = round == 0 ? rows - 2 : Int32(random.next() % UInt64(rows + 50))
                let column = Int32(random.next() % 9)
                switch round % 4 {
                case 0: workbook.sheets[0].set(.number(Double(random.next() % 1_000) / 7), row: row, column: column)
                case 1: workbook.sheets[0].set(.text("text \(random.next())"), row: row, column: column)
                case 2: workbook.sheets[0].set(.empty, row: row, column: column)
                default: workbook.sheets[0].rows[row].height = 31
                }
            }
            var writer = SpreadsheetWriter(file: file, workbook: workbook)
            writer.splicedSize = .max
            let expected = try writer.save()
            file = try file.saving(workbook)
            #expect(try Self.sheet(file) == Self.sheet(expected))
        }
        #expect(PackageVerification.findings(in: try file.bytes) == [])
        let read = try SpreadsheetFile(file.bytes)
        for row in stride(from: Int32(0), to: rows + 50, by: 7) {
            for column: Int32 in 0..<9 {
                #expect(read.workbook.sheets[0].value(row, column) == file.workbook.sheets[0].value(row, column))
            }
        }
    }

    @Test("A part whose rows are out of order is not patched from afar")
    func unordered() throws {
        var file = try Self.large(rows: 300)
        var text = try String(decoding: Self.sheet(file), as: UTF8.self)
        let last = try #require(text.firstRange(of: "<row r=\"299\"")?.lowerBound)
        let end = try #require(text.firstRange(of: "</sheetData>")?.lowerBound)
        let moved = String(text[last..<end])
        text.removeSubrange(last..<end)
        text.replace("<sheetData>", with: "<sheetData>" + moved, maxReplacements: 1)
        file.package.set("/xl/worksheets/sheet1.xml", Array(text.utf8))
        file = try SpreadsheetFile(file.bytes)
        #expect(file.parts.traits.values.map(\.isOrdered) == [false])
        var workbook = file.workbook
        workbook.sheets[0].set(.number(-1), row: 298, column: 0)
        let saved = try SpreadsheetFile(file.saving(workbook).bytes)
        #expect(saved.workbook.sheets[0].value(298, 0) == .number(-1))
        #expect(saved.parts.traits.values.map(\.isOrdered) == [true])
    }

    @Test("Changed cells come in the order of a part")
    func order() {
        var random = SplitMix(seed: 4)
        let old = Worksheet(id: SheetID(rawValue: 1), name: "A", uid: "")
        var new = old
        var expected: Set<CellAddress> = []
        for _ in 0..<3_000 {
            let place = CellAddress(row: Int32(random.next() % 5_000), column: Int32(random.next() % 300))
            new.set(.number(1), row: place.row, column: place.column)
            expected.insert(place)
        }
        let changes = SheetChanges(from: old, to: new, respelled: [], rewritesAll: false)
        var cells = ChangedCells(changes)
        var found: [CellAddress] = []
        while cells.row < .max {
            found += cells.columns(of: cells.row).map { CellAddress(row: cells.row, column: $0) }
            cells.pass(cells.row)
        }
        #expect(found == expected.sorted { ($0.row, $0.column) < ($1.row, $1.column) })
        #expect(changes.cellCount == expected.count)
        let rows = found.map(\.row)
        #expect(changes.extent?.firstRow == rows.min() && changes.extent?.lastRow == rows.max())
    }

    @Test("Texts that only Unicode holds to be the same stay apart")
    func normalization() throws {
        let blank = SpreadsheetFile.blank(sheetNames: ["Data"])
        var workbook = blank.workbook
        workbook.sheets[0].set(.text("\u{E9}"), row: 0, column: 0)
        workbook.sheets[0].set(.text("e\u{301}"), row: 0, column: 1)
        var file = try blank.saving(workbook)
        func bytes(_ column: Int32) throws -> [UInt8] {
            guard case .text(let text) = try SpreadsheetFile(file.bytes).workbook.sheets[0].value(0, column) else {
                return []
            }
            return Array(text.utf8)
        }
        #expect(try bytes(0) == Array("\u{E9}".utf8))
        #expect(try bytes(1) == Array("e\u{301}".utf8))
        workbook = file.workbook
        workbook.sheets[0].set(.text("\u{E9}"), row: 0, column: 1)
        file = try file.saving(workbook)
        #expect(try bytes(1) == Array("\u{E9}".utf8))
    }
}
