// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats
import Testing
import Workbooks

/// Where a pivot table shows what GETPIVOTDATA asks for.
@Suite struct PivotTableTests {
    /// Regions with their products down, two sums side by side, a page field with the year 2024, in A3:C9:
    ///
    ///     3: East     5: East b    7: West a    9: (no line for the year)
    ///     4: East a   6: West      8: Grand Total
    private static func table(totalsAbove: Bool = true, lines: [PivotAxis.Line]? = nil) -> PivotTable {
        func item(_ value: CellValue, _ index: Int, caption: String? = nil) -> PivotField.Item {
            PivotField.Item(value: value, caption: caption, index: index)
        }
        func field(_ name: String, _ items: [PivotField.Item], caption: String? = nil, counted: Bool = false)
            -> PivotField
        {
            PivotField(
                name: name, caption: caption, items: items, showsTotalsAbove: totalsAbove, isCounted: counted)
        }
        let fields = [
            field("Region", [item(.text("East"), 0), item(.text("West"), 1, caption: "The West")]),
            field("Product", [item(.text("a"), 0), item(.number(45000), 1), item(.empty, 2)], caption: "Goods"),
            field("Year", [item(.text("2023"), 0), item(.text("2024"), 1)]),
            field("Month", [item(.text("<1/1/2024"), 0), item(.text("Jan"), 1)], counted: true),
            field("Sales", []),
        ]
        let lines = lines ?? [[0], [0, 0], [0, 1], [1], [1, 0]].map { line(.data, $0) } + [line(.grandTotal, [0])]
        return PivotTable(
            name: "PivotTable1",
            range: CellRange(firstRow: 2, firstColumn: 0, lastRow: 8, lastColumn: 2),
            pageRange: CellRange(firstRow: 0, firstColumn: 0, lastRow: 0, lastColumn: 1),
            dataOffset: CellAddress(row: 1, column: 1), fields: fields,
            dataFields: [
                PivotDataField(name: "Sum of Sales", field: 4), PivotDataField(name: "How many", field: 4),
            ],
            pages: [PivotPage(field: 2, item: 1)], rows: PivotAxis(fields: [0, 1], lines: lines, in: fields),
            columns: PivotAxis(
                fields: [PivotAxis.dataFields], lines: [line(.data, [0]), line(.data, [1])], in: fields))
    }

    private static func line(_ kind: PivotAxis.Line.Kind, _ items: [Int]) -> PivotAxis.Line {
        PivotAxis.Line(kind: kind, items: items, dataField: 0)
    }

    private static let queries: [(data: String, items: [(String, CellValue)], cell: String?)] = [
        ("Sum of Sales", [], "B9"),
        ("How many", [], "C9"),
        ("Sales", [], "B9"),
        ("SUM OF SALES", [("region", .text("EAST"))], "B4"),
        ("Sum of Sales", [("Region", .text("West"))], "B7"),
        ("Sum of Sales", [("Region", .text("The West"))], "B7"),
        ("How many", [("Region", .text("East")), ("Product", .text("a"))], "C5"),
        ("How many", [("Goods", .text("a")), ("Region", .text("East"))], "C5"),
        ("Sum of Sales", [("Region", .text("East")), ("Product", .number(45000))], "B6"),
        ("Sum of Sales", [("Region", .text("East")), ("Product", .number(45000 + 1e-7))], "B6"),
        ("Sum of Sales", [("Region", .text("East")), ("Product", .text("3/15/2023"))], "B6"),
        ("Sum of Sales", [("Region", .text("East")), ("Product", .text(""))], nil),
        ("Sum of Sales", [("Region", .text("West")), ("Product", .number(45000))], nil),
        ("Sum of Sales", [("Product", .text("a"))], nil),
        ("Sum of Sales", [("Region", .text("North"))], nil),
        ("Sum of Sales", [("Year", .number(2024))], "B9"),
        ("Sum of Sales", [("Year", .text("2023"))], nil),
        ("Sum of Sales", [("Month", .number(1))], nil),
        ("Sum of Sales", [("Region", .text("East")), ("Region", .text("West"))], nil),
        ("Profit", [], nil),
    ]

    @Test func `a total is found where the table shows it, and not where it does not`() {
        for query in Self.queries {
            let cell = Self.table().cell(
                of: query.data, items: query.items.map { (field: $0.0, item: $0.1) }, .excel1900)
            #expect(cell?.a1 == query.cell, "\(query.data) \(query.items)")
        }
    }

    @Test func `a subtotal below its group is taken instead of the line that opens the group`() {
        let lines = [
            Self.line(.data, [0]), Self.line(.data, [0, 0]), Self.line(.subtotal, [0]), Self.line(.blank, []),
            Self.line(.grandTotal, [0]),
        ]
        let table = Self.table(totalsAbove: false, lines: lines)
        #expect(table.cell(of: "Sales", items: [("Region", .text("East"))], .excel1900)?.a1 == "B6")
        #expect(table.cell(of: "Sales", items: [], .excel1900)?.a1 == "B8")
        let bare = Self.table(totalsAbove: false, lines: [Self.line(.data, [0]), Self.line(.data, [0, 0])])
        #expect(bare.cell(of: "Sales", items: [("Region", .text("East"))], .excel1900) == nil)
        #expect(bare.cell(of: "Sales", items: [], .excel1900) == nil)
    }

    @Test func `a table moves and goes with its cells, which cannot be torn apart`() throws {
        var workbook = Workbook()
        let sheet = workbook.appendSheet(named: "Sheet1", uid: "{00000000-0001-0000-0000-000000000000}")
        workbook.sheets[0].pivotTables = [Self.table()]
        let below = CellRange(firstRow: 1, firstColumn: 0, lastRow: 1, lastColumn: GridLimits.lastColumn)
        _ = try InsertCells(sheet: sheet, range: below, shift: .down).apply(to: &workbook)
        let moved = try #require(workbook.sheets[0].pivotTables.first)
        #expect(moved.cell(of: "Sales", items: [], .excel1900)?.a1 == "B10")
        #expect(moved.intersects(CellRange(firstRow: 0, firstColumn: 1, lastRow: 0, lastColumn: 1)))
        let within = CellRange(firstRow: 5, firstColumn: 0, lastRow: 5, lastColumn: GridLimits.lastColumn)
        #expect(throws: WorkbookError.self) {
            try InsertCells(sheet: sheet, range: within, shift: .down).apply(to: &workbook)
        }
        let all = CellRange(firstRow: 0, firstColumn: 0, lastRow: 20, lastColumn: GridLimits.lastColumn)
        _ = try DeleteCells(sheet: sheet, range: all, shift: .up).apply(to: &workbook)
        #expect(workbook.sheets[0].pivotTables.isEmpty)
    }
}
