// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing
import Workbooks

@testable import OOXML

/// However a file is spelled, its cells are read, it is saved as it is, and a change touches nothing else.
struct FileDialectTests {
    @Test("A workbook is read and saved unchanged", arguments: FileDialect.all)
    func reads(_ dialect: FileDialect) throws {
        let bytes = dialect.sample.bytes()
        let file = try SpreadsheetFile(bytes)
        expectValues(of: dialect, in: file.workbook)
        #expect(file.workbook.sheets.map(\.name) == ["One", "Two"])
        #expect(file.workbook.formula("F1") == "=SUM(B1,1)")
        #expect(file.workbook.names.map(\.name) == ["Rate"])
        #expect(file.workbook.sheets[0].merges.map(\.a1) == ["A5:B6"])
        #expect(file.workbook.sheets[0].rows[1].height == 30)
        #expect(try file.saving(file.workbook).bytes == bytes)
    }

    @Test("One changed cell changes what it must and nothing else", arguments: FileDialect.all)
    func edits(_ dialect: FileDialect) throws {
        let file = try SpreadsheetFile(dialect.sample.bytes())
        var workbook = file.workbook
        workbook.sheets[0].set(.number(99), row: 0, column: 1)
        let saved = try file.saving(workbook)
        let again = try SpreadsheetFile(saved.bytes)
        #expect(again.workbook.value("B1") == .number(99))
        expectValues(of: dialect, in: again.workbook, but: ["B1"])
        expectSame(workbook, again.workbook)
        for part in file.package.parts where part != PartName(FileSample.sheet) {
            #expect(try saved.package.data(of: part) == file.package.data(of: part), "\(part)")
        }
        // A package without types of its parts gets them.
        #expect(
            saved.package.parts.filter { $0 != ContentTypes.part }
                == file.package.parts.filter { $0 != ContentTypes.part })
        // What only the file knows of a row and of the sheet is still there.
        let sheet = try XMLEncoding.utf8(saved.package.data(of: PartName(FileSample.sheet)), part: "")
        let text = String(decoding: sheet, as: UTF8.self)
        #expect(text.contains(/outlineLevel\s*=\s*["']1["']/))
    }

    @Test("New texts, rows, formats, names and sheets come in the dialect of the file", arguments: FileDialect.all)
    func adds(_ dialect: FileDialect) throws {
        let bytes = dialect.sample.bytes()
        let file = try SpreadsheetFile(bytes)
        var workbook = file.workbook
        for edit in WorkbookEdits.all where ["cell", "format", "table", "name and merge"].contains(edit.name) {
            try edit.run(&workbook)
        }
        workbook.sheets[0].set(.text("<new> & text"), row: 19, column: 2)
        workbook.sheets[0].set(.number(5), row: 20, column: 2)
        workbook.sheets[1].set(.number(6), row: 2, column: 2)
        let saved = try file.saving(workbook)
        let again = try SpreadsheetFile(saved.bytes)
        #expect(again.workbook.value("C20") == .text("<new> & text"))
        expectSame(workbook, again.workbook)
        let known = Set(PackageVerification.findings(in: bytes).map(\.rule.name))
        let findings = PackageVerification.findings(in: try saved.bytes)
        #expect(findings.filter { !known.contains($0.rule.name) } == [])
    }

    @Test("Rows that move keep what the file says of them and of their cells", arguments: FileDialect.all)
    func moves(_ dialect: FileDialect) throws {
        let file = try SpreadsheetFile(dialect.sample.bytes())
        var workbook = file.workbook
        let rows = CellRange(firstRow: 1, firstColumn: 0, lastRow: 1, lastColumn: GridLimits.lastColumn)
        guard !workbook.isVast else { return }
        _ = try InsertCells(sheet: workbook.sheets[0].id, range: rows, shift: .down).apply(to: &workbook)
        let saved = try file.saving(workbook)
        let again = try SpreadsheetFile(saved.bytes)
        #expect(again.workbook.value("A3") == .number(45000))
        #expect(again.workbook.sheets[0].rows[2].height == 30)
        #expect(again.workbook.formula("A4") == "=A1&\"!\"")
        expectSame(workbook, again.workbook)
    }

    /// Compares all that is in two workbooks, where it is little enough. A formula that cannot spill is written plainly.
    private func expectSame(_ first: Workbook, _ second: Workbook) {
        guard !first.isVast else { return }
        let (before, after) = (WorkbookDescription(first), WorkbookDescription(second))
        func plain(_ line: String) -> String { line.replacing(" dynamic =", with: " implicit =") }
        #expect(before.lines.map(plain) == after.lines.map(plain), "\(after.difference(from: before))")
    }

    private func expectValues(of dialect: FileDialect, in workbook: Workbook, but changed: Set<String> = []) {
        let own = FileSample.values.filter { !dialect.without.contains($0.cell) }
        for (cell, value) in own + dialect.further where !changed.contains(cell) {
            switch (workbook.value(cell), value) {
            // A fraction of a day may come out a little otherwise.
            case (.number(let read)?, .number(let number)): #expect(abs(read - number) < 1e-9, "\(cell)")
            case (let read, _): #expect(read == value, "\(cell)")
            }
        }
    }
}

extension Workbook {
    /// Whether there are cells in the last row, so that to walk over all would take long.
    fileprivate var isVast: Bool { value("A1048576") != .empty }
}
