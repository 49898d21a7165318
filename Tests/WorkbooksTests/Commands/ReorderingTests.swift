// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing

@testable import Workbooks

struct ReorderingTests {
    private static func reorder(
        _ sample: inout SampleWorkbook, _ range: String, _ sources: [Int32],
        _ orientation: ReorderRange.Orientation = .rows
    ) throws -> Change {
        try sample.apply(
            ReorderRange(
                sheet: sample.sheet, range: sample.range(range), orientation: orientation,
                order: try #require(LineOrder(sources))))
    }

    /// The example of Microsoft's article Q40401.
    @Test func `Relative references go along, absolute ones stay, and what leaves the grid is lost`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [[3, "=A3", "=$A$3"], [2, "=A2", "=$A$2"], [1, "=A1", "=$A$1"]])
        _ = try Self.reorder(&sample, "A1:C3", [2, 1, 0])
        let expected = [["1", "=#REF!", "=$A$1"], ["2", "=A2", "=$A$2"], ["3", "=A5", "=$A$3"]]
        for (row, cells) in expected.enumerated() {
            for (column, content) in zip(["A", "B", "C"], cells) {
                #expect(try sample.content("\(column)\(row + 1)") == content)
            }
        }
    }

    @Test func `Formulas of a row follow it, and formulas elsewhere stay on their cells`() throws {
        var sample = SampleWorkbook()
        try sample.write("A2", [["b", 2, "=B2*2+D$1"], ["a", 1, "=B3*2+D$1"]])
        try sample.fill("F1", "=B2")
        _ = try Self.reorder(&sample, "A2:C3", [1, 0])
        #expect(try sample.content("C2") == "=B2*2+D$1")
        #expect(try sample.content("C3") == "=B3*2+D$1")
        #expect(try sample.content("A2") == "\"a\"")
        #expect(try sample.content("F1") == "=B2")
    }

    @Test func `References with the name of a sheet keep their cells`() throws {
        var sample = SampleWorkbook()
        try sample.apply(AddWorksheet(name: "Other", uid: "{O}"))
        try sample.write("A1", [["=Other!A1", "=SUM(Other!B1:$B$9)"], ["=Other!A2", "=SUM(Other!B:B)"]])
        _ = try Self.reorder(&sample, "A1:B2", [1, 0])
        #expect(try sample.content("A1") == "=Other!A2")
        #expect(try sample.content("A2") == "=Other!A1")
        #expect(try sample.content("B1") == "=SUM(Other!B:B)")
        #expect(try sample.content("B2") == "=SUM(Other!B1:$B$9)")
    }

    @Test func `Columns move as rows do, with their formats`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["x", "y", "z"], ["=A1", "=B1", "=C1"]])
        try sample.write("C1", [["z"]], numberFormat: "0.00")
        _ = try Self.reorder(&sample, "A1:C2", [2, 0, 1], .columns)
        #expect(try sample.content("A1") == "\"z\"")
        #expect(try sample.content("A2") == "=A1")
        #expect(try sample.content("B1") == "\"x\"")
        #expect(try sample.numberFormat("A1") == "0.00")
        #expect(try sample.numberFormat("C1") == "General")
    }

    @Test func `A text keeps what it has in the file`() throws {
        var sample = SampleWorkbook()
        let text = CellText("rich", sharedIndex: 7)
        withExtendedLifetime(text) {
            sample.workbook.sheets[0].values.set(PackedValue(unowned: text), row: 0, column: 0)
        }
        try sample.write("A2", [["b"]])
        _ = try Self.reorder(&sample, "A1:A2", [1, 0])
        #expect(sample.workbook.sheets[0].values[1, 0].text.sharedIndex == 7)
    }

    @Test func `A dynamic array goes with its row and spills from there`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["b"], ["a"]])
        try sample.fill("B1", "={1,2}")
        sample.workbook.sheets[0].cover(ArrayArea(range: try sample.range("B1:C1"), isDynamic: true))
        sample.workbook.sheets[0].set(.number(2), row: 0, column: 2)
        let change = try Self.reorder(&sample, "A1:B2", [1, 0])
        #expect(try sample.content("B2") == "={1,2}")
        #expect(try sample.content("C1") == "")
        #expect(change.formulas.contains { $0.range.contains(CellAddress(row: 1, column: 1)) })
        #expect(sample.workbook.sheets[0].arrays(touching: .wholeSheet).isEmpty)
    }

    /// Something in A1:C4, and why its rows cannot be sorted.
    static let refusals: [(String, @Sendable (inout SampleWorkbook) throws -> Void)] = [
        (
            "merged",
            { sample in
                try sample.apply(MergeCells(sheet: sample.sheet, range: sample.range("A2:B2")))
            }
        ),
        (
            "array formula",
            { sample in
                sample.workbook.sheets[0].cover(ArrayArea(range: try sample.range("B2:B5"), isDynamic: false))
            }
        ),
        (
            "header",
            { sample in
                try sample.apply(
                    AddTable(sheet: sample.sheet, range: sample.range("A1:C3"), hasHeaders: true, name: "T", uid: "{T}")
                )
            }
        ),
        (
            "protected",
            { sample in
                try sample.apply(ProtectSheet(sheet: sample.sheet, options: SheetProtection()))
            }
        ),
        (
            "locked",
            { sample in
                var options = SheetProtection()
                options.allowSort = true
                try sample.apply(ProtectSheet(sheet: sample.sheet, options: options))
            }
        ),
    ]

    @Test(arguments: refusals)
    func `What cannot be sorted is refused and stays as it was`(
        _ refusal: (String, @Sendable (inout SampleWorkbook) throws -> Void)
    ) throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["x", "y", "z"], [2, 0, 0], [1, 0, 0], [0, 0, 0]])
        try refusal.1(&sample)
        do {
            _ = try Self.reorder(&sample, "A1:C4", [3, 2, 1, 0])
            Issue.record("it was sorted")
        } catch let error as WorkbookError {
            #expect(error.message.contains(refusal.0))
        }
        #expect(try sample.content("A2") == "2" || refusal.0 == "merged")
    }

    @Test func `An order must name every line once`() throws {
        #expect(LineOrder([0, 0]) == nil)
        #expect(LineOrder([1, 2]) == nil)
        #expect(LineOrder([-1, 0]) == nil)
        var sample = SampleWorkbook()
        try sample.write("A1", [[1], [2]])
        #expect(throws: WorkbookError.self) { try Self.reorder(&sample, "A1:A2", [0]) }
    }

    @Test func `A table remembers by what it was sorted until that is cleared`() throws {
        var sample = SampleWorkbook()
        try sample.write("A1", [["Item", "Price"], ["Pen", 2], ["Ink", 1]])
        try sample.apply(
            AddTable(sheet: sample.sheet, range: sample.range("A1:B3"), hasHeaders: true, name: "T", uid: "{T}"))
        let table = sample.workbook.sheets[0].tables[0]
        let sort = TableSort(
            fields: [.init(columnID: table.columns[1].id, criterion: .value, isAscending: true)], matchesCase: false,
            method: .pinYin)
        try sample.apply(SortTable(tableID: table.id, sort: sort, order: try #require(LineOrder([1, 0]))))
        #expect(try sample.content("A2") == "\"Ink\"")
        #expect(sample.workbook.sheets[0].tables[0].sort == sort)
        try sample.apply(ClearTableSort(tableID: table.id))
        #expect(sample.workbook.sheets[0].tables[0].sort == nil)
        #expect(try sample.content("A2") == "\"Ink\"")
        let unknown = TableSort(
            fields: [.init(columnID: 99, criterion: .value, isAscending: true)], matchesCase: false, method: .pinYin)
        #expect(throws: WorkbookError.self) {
            try sample.apply(SortTable(tableID: table.id, sort: unknown, order: try #require(LineOrder([0, 1]))))
        }
    }
}
