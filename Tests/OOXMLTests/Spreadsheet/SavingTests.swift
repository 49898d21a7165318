// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing
import Workbooks

@testable import OOXML

/// Saving changes of every kind into workbooks made here.
struct SavingTests {
    typealias Edit = @Sendable (inout Workbook) throws -> Void

    private static func parse(_ text: String, _ cell: String, _ workbook: Workbook) throws -> Expression {
        try FormulaParser.parse(
            text, at: #require(CellAddress(a1: cell)), sheets: workbook.sheetNames, syntax: FormulaSyntax())
    }

    private static func set(_ text: String, _ cell: String, in workbook: inout Workbook) throws {
        let place = try #require(CellAddress(a1: cell))
        try workbook.setFormula(parse(text, cell, workbook), kind: .implicit, at: place, sheetIndex: 0)
    }

    /// A workbook with something of everything, saved.
    private static func sample() throws -> SpreadsheetFile {
        var workbook = SpreadsheetFile.blank(sheetNames: ["One", "Two"]).workbook
        let file = SpreadsheetFile.blank(sheetNames: ["One", "Two"])
        for (column, header) in ["Item", "Price"].enumerated() {
            workbook.sheets[0].set(.text(header), row: 0, column: Int32(column))
        }
        for row in 1...6 {
            workbook.sheets[0].set(.text("item \(row % 3)"), row: Int32(row), column: 0)
            workbook.sheets[0].set(.number(Double(row) * 1.1), row: Int32(row), column: 1)
            try set("=B\(row + 1)*2", "D\(row + 1)", in: &workbook)
            workbook.sheets[0].set(.number(Double(row) * 2.2), row: Int32(row), column: 3)
        }
        workbook.sheets[0].set(.error(.divisionByZero), row: 9, column: 0)
        workbook.sheets[0].set(.boolean(false), row: 9, column: 1)
        let id = workbook.makeTableID()
        workbook.sheets[0].tables = [
            Table(
                id: id, uid: nil, name: "Prices", range: try #require(CellRange(a1: "A1:B7")), hasHeaders: true,
                hasTotals: false, columns: [TableColumn(id: 1, name: "Item"), TableColumn(id: 2, name: "Price")],
                style: TableStyle(name: "TableStyleLight1"), showsFilterButton: true)
        ]
        workbook.sheets[0].merges = [try #require(CellRange(a1: "F1:G2"))]
        workbook.names = [DefinedName(name: "Rate", expression: try parse("=One!$B$2", "A1", workbook), text: "")]
        return try SpreadsheetFile(file.saving(workbook).bytes)
    }

    static let edits: [(String, Edit)] = [
        ("number", { $0.sheets[0].set(.number(0.1 + 0.2), row: 2, column: 1) }),
        ("text", { $0.sheets[0].set(.text(" <new> & _x0041_ \u{1} line\nbreak "), row: 2, column: 0) }),
        ("shared text", { $0.sheets[1].set(.text("item 1"), row: 40, column: 9) }),
        ("cleared", { $0.sheets[0].set(.empty, row: 9, column: 0) }),
        ("error", { $0.sheets[0].set(.error(.spill), row: 9, column: 1) }),
        ("formula", { try set("=IFERROR(SUM(Prices[Price])/Two!A1,\"none\")", "E5", in: &$0) }),
        (
            "formula removed",
            {
                $0.sheets[0].formulas.set(0, row: 1, column: 3)
                $0.sheets[0].set(.number(1), row: 1, column: 3)
            }
        ),
        (
            "array",
            {
                let cell = CellAddress(row: 1, column: 7)
                let expression = try parse("=SEQUENCE(3)", "H2", $0)
                $0.setFormula(expression, kind: .dynamic, at: cell, sheetIndex: 0)
                for row in Int32(0)..<3 { $0.sheets[0].set(.number(Double(row)), row: 1 + row, column: 7) }
                $0.sheets[0].cover(ArrayArea(range: try #require(CellRange(a1: "H2:H4")), isDynamic: true))
            }
        ),
        (
            "style",
            {
                var format = $0.styles[0]
                format.numberFormatID = $0.styles.numberFormatID(for: "0.000 \"<kg>\"")
                format.alignment.wrapsText = true
                format.isLocked = false
                let style = $0.styles.intern(format)
                $0.sheets[0].styles.set(try #require(style), row: 3, column: 3)
            }
        ),
        ("row", { $0.sheets[0].rows[2] = RowProperties(height: 42, isHidden: true) }),
        ("columns", { $0.sheets[0].columns.set(ColumnProperties(width: 20, isHidden: true), for: 2...4) }),
        ("merges", { $0.sheets[0].merges = [try #require(CellRange(a1: "A12:C13"))] }),
        ("no merges", { $0.sheets[0].merges = [] }),
        (
            "protection",
            {
                $0.sheets[1].protection = SheetProtection()
                $0.sheets[1].protection?.allowSort = true
            }
        ),
        ("filter", { $0.sheets[1].filterRange = CellRange(a1: "A1:C9") }),
        (
            "table",
            {
                $0.sheets[0].tables[0].name = "Costs"
                $0.sheets[0].tables[0].range.lastRow += 2
                $0.sheets[0].tables[0].columns[1].name = "Line\nbreak"
                $0.sheets[0].tables[0].style.showsFirstColumn = true
                let formula = try parse("=Costs[@Item]&\"x\"", "B2", $0)
                $0.sheets[0].tables[0].columns[1].calculatedFormula =
                    $0.formulas.intern(FormulaTemplate(formula, kind: .implicit))
            }
        ),
        ("table removed", { $0.sheets[0].tables = [] }),
        ("sheet added", { $0.appendSheet(named: "A & B", uid: "{01234567-89AB-CDEF-0123-456789ABCDEF}") }),
        ("sheet renamed", { $0.sheets[0].name = "It's <1>" }),
        ("sheet hidden", { $0.sheets[1].visibility = .veryHidden }),
        ("sheets moved", { $0.sheets.swapAt(0, 1) }),
        ("sheet removed", { $0.sheets.remove(at: 1) }),
        (
            "names",
            {
                $0.names.append(
                    DefinedName(
                        name: "Local", scope: $0.sheets[1].id, expression: try parse("=Two!$A$1", "A1", $0), text: "",
                        comment: "why", isHidden: true))
            }
        ),
        ("names removed", { $0.names = [] }),
    ]

    @Test(arguments: edits.map(\.0))
    func `What was changed is what is read again`(_ name: String) throws {
        let file = try Self.sample()
        var workbook = file.workbook
        try #require(Self.edits.first { $0.0 == name }).1(&workbook)
        let saved = try file.saving(workbook)
        let again = try SpreadsheetFile(saved.bytes)
        let (before, after) = (WorkbookDescription(workbook), WorkbookDescription(again.workbook))
        #expect(before == after, "\(after.difference(from: before))")
        #expect(before != WorkbookDescription(file.workbook))
        #expect(try saved.saving(saved.workbook).bytes == saved.bytes)
    }

    @Test func `A workbook that opens in spite of broken package relationships can be saved too`() throws {
        var file = try Self.sample()
        file.package.set("/_rels/.rels", Array("<Relationships <".utf8))
        file = try SpreadsheetFile(file.bytes)
        var workbook = file.workbook
        workbook.sheets[0].set(.number(4711), row: 40, column: 3)
        workbook.sheets[1].name = "Renamed"
        let again = try SpreadsheetFile(file.saving(workbook).bytes)
        #expect(again.workbook.sheets[0].value(40, 3) == .number(4711))
        #expect(again.workbook.sheets[1].name == "Renamed")
    }

    @Test func `A shared formula outlives the change of the cell that defines it`() throws {
        var file = try Self.sample()
        let part = try #require(file.parts.sheets.min { $0.key < $1.key }?.value)
        var text = String(decoding: try file.package.data(of: part), as: UTF8.self)
        text.replace("<f>B2*2</f>", with: "<f t=\"shared\" ref=\"D2:D7\" si=\"0\">B2*2</f>")
        for row in 3...7 { text.replace("<f>B\(row)*2</f>", with: "<f t=\"shared\" si=\"0\"/>") }
        file.package.set(part, Array(text.utf8))
        file = try SpreadsheetFile(file.bytes)
        var workbook = file.workbook
        workbook.sheets[0].formulas.set(0, row: 1, column: 3)
        workbook.sheets[0].set(.number(5), row: 1, column: 3)
        let saved = try file.saving(workbook)
        let written = String(decoding: try saved.package.data(of: part), as: UTF8.self)
        #expect(written.contains("<f t=\"shared\" ref=\"D3:D7\" si=\"0\">B3*2</f>"))
        let again = try SpreadsheetFile(saved.bytes).workbook
        #expect(WorkbookDescription(again) == WorkbookDescription(workbook))
    }

    @Test func `Plain formulas are written plainly and those that spill with their mark`() throws {
        let file = try Self.sample()
        var workbook = file.workbook
        for (cell, text) in [
            ("H1", "=A1*2"), ("H2", "=SUM(A1:A9)"), ("H3", "=VLOOKUP(A1,A1:B9,2)"), ("H4", "=A1:A9*2"),
        ] {
            let place = try #require(CellAddress(a1: cell))
            workbook.setFormula(try Self.parse(text, cell, workbook), kind: .dynamic, at: place, sheetIndex: 0)
        }
        let saved = try file.saving(workbook)
        let part = try #require(saved.parts.sheets[workbook.sheets[0].id.rawValue])
        let written = String(decoding: try saved.package.data(of: part), as: UTF8.self)
        #expect(written.contains("<f>A1*2</f>"))
        #expect(written.contains("<f>SUM(A1:A9)</f>"))
        #expect(written.contains("<f>VLOOKUP(A1,A1:B9,2)</f>"))
        #expect(written.contains("cm=\"1\"><f t=\"array\" ref=\"H4\">A1:A9*2</f>"))
        #expect(saved.package.contains("/xl/metadata.xml"))
    }
    @Test func `A formula marked as one that spills keeps its mark when rows move`() throws {
        let file = try Self.sample()
        var workbook = file.workbook
        for (cell, text) in [("H2", "=SUM(A1:A9)"), ("H4", "=A1:A9*2")] {
            let place = try #require(CellAddress(a1: cell))
            workbook.setFormula(try Self.parse(text, cell, workbook), kind: .dynamic, at: place, sheetIndex: 0)
        }
        var marked = try file.saving(workbook)
        let part = try #require(marked.parts.sheets[workbook.sheets[0].id.rawValue])
        var text = String(decoding: try marked.package.data(of: part), as: UTF8.self)
        text.replace("<c r=\"H2\"", with: "<c r=\"H2\" cm=\"1\"")
        text.replace("<f>SUM(A1:A9)</f>", with: "<f t=\"array\" ref=\"H2\">SUM(A1:A9)</f>")
        marked.package.set(part, Array(text.utf8))
        let reopened = try SpreadsheetFile(marked.bytes)
        workbook = reopened.workbook
        let first = CellRange(firstRow: 0, firstColumn: 0, lastRow: 0, lastColumn: GridLimits.lastColumn)
        _ = try InsertCells(sheet: workbook.sheets[0].id, range: first, shift: .down).apply(to: &workbook)
        let saved = try reopened.saving(workbook)
        let written = String(decoding: try saved.package.data(of: part), as: UTF8.self)
        #expect(written.contains("<f t=\"array\" ref=\"H3\">SUM(A2:A10)</f>"))
        #expect(written.contains("<c r=\"H3\" cm=\"1\""))
    }
}
