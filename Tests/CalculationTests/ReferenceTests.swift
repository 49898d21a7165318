// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Testing
import Workbooks

/// References in all their forms: to several sheets, to tables, unions, intersections and computed ends.
@Suite struct ReferenceTests {
    /// Sheets `One`, `Two` and `The 3rd`, whose A1:B3 hold 1, 2, …, 6 row by row, a hundred times as much on each next
    /// sheet; and on `One` the table `Fruit` in D1:F5 with headers and totals.
    private static let workbook: Workbook = {
        var workbook = Workbook()
        for (index, name) in ["One", "Two", "The 3rd"].enumerated() {
            _ = workbook.appendSheet(named: name, uid: "{00000000-0001-0000-000\(index)-000000000000}")
            let scale = [1.0, 100, 10_000][index]
            for place in 0..<6 {
                workbook.sheets[index].set(
                    .number(Double(place + 1) * scale), row: Int32(place / 2), column: Int32(place % 2))
            }
        }
        let names = ["Kind", "Price #1", "It's [x]"]
        let columns = names.enumerated().map { TableColumn(id: $0 + 1, name: $1) }
        workbook.sheets[0].tables.append(
            Table(
                id: 1, uid: nil, name: "Fruit",
                range: CellRange(firstRow: 0, firstColumn: 3, lastRow: 4, lastColumn: 5), hasHeaders: true,
                hasTotals: true, columns: columns, style: TableStyle(name: nil), showsFilterButton: true))
        let rows: [[CellValue]] = [
            names.map { .text($0) }, [.text("fig"), .number(2), .number(3)], [.text("plum"), .number(4), .number(5)],
            [.text("pear"), .number(6), .number(7)], [.text("all"), .number(12), .number(15)],
        ]
        for (row, values) in rows.enumerated() {
            for (column, value) in values.enumerated() {
                workbook.sheets[0].set(value, row: Int32(row), column: Int32(column + 3))
            }
        }
        return workbook
    }()

    private static func value(_ formula: String, at address: String = "J3") throws -> CellValue {
        let cell = Sheet.cell(address)
        let expression = try FormulaParser.parse(
            formula, at: cell, sheets: workbook.sheetNames, syntax: FormulaSyntax(notation: .a1, dialect: .user))
        let result = Calculator.evaluate(
            expression, in: workbook, sheet: workbook.sheets[0].id, at: cell, inputs: Sheet.inputs)
        switch result {
        case .scalar(let value): return value
        case .matrix(let matrix): return matrix.elements[0]
        default: return .empty
        }
    }

    private static let formCases: [(formula: String, expected: Double)] = [
        ("=SUM('One:The 3rd'!A1)", 10_101), ("=SUM('One:The 3rd'!A1:B2)", 101_010), ("=COUNT(One:Two!A1:B3)", 12),
        ("=AVERAGE(Two:One!B1)", 101), ("=MAX('Two:The 3rd'!A:A)", 50_000), ("=SHEETS(One:Two!A1)", 2),
        ("=SUM((A1:A2,B3))", 10), ("=AREAS((A1:A2,B3,A1))", 3), ("=SUM((A1:B2,A1))", 11),
        ("=SUM(A1:B2 B1:B3)", 6), ("=SUM(A1:A3 A2:B2)", 3), ("=SUM(A:A 2:2)", 3), ("=SUM(A1:INDEX(A:A,3))", 9),
        ("=SUM(INDEX(A:A,2):INDEX(B:B,3))", 18), ("=SUM(A1:OFFSET(A1,1,1))", 10), ("=SUM(A:B)", 21),
        ("=SUM(1:2)", 15), ("=SUM(INDIRECT(\"Two!R1C1:R2C2\",FALSE))", 1000),
        ("=SUM(INDIRECT(\"'The 3rd'!A1:A2\"))", 40_000), ("=SUM(INDIRECT(\"Fruit[Price '#1]\"))", 12),
        ("=SUM(Fruit[Price '#1])", 12), ("=SUM(Fruit[It''s '[x']])", 15),
        ("=SUM(Fruit[[Price '#1]:[It''s '[x']]])", 27),
        ("=SUM(Fruit[[#All],[Price '#1]])", 24), ("=Fruit[[#Totals],[Price '#1]]", 12), ("=ROWS(Fruit)", 3),
        ("=ROWS(Fruit[#All])", 5), ("=COLUMNS(Fruit[#Headers])", 3), ("=COUNTA(Fruit[[#Headers],[#Data]])", 12),
        ("=SUM(Fruit[[#Data],[#Totals],[Price '#1]])", 24), ("=SUM(Fruit[@[Price '#1]:[It''s '[x']]])", 9),
        ("=Fruit[[#This Row],[Price '#1]]*10", 40), ("=SUM(Fruit[@])", 9), ("=@A1:A3", 5),
    ]

    @Test("Every form of reference reads what it names", arguments: formCases)
    func forms(formula: String, expected: Double) throws {
        #expect(try Self.value(formula) == .number(expected), "\(formula)")
    }

    private static let missingCases: [(formula: String, expected: CellError)] = [
        ("=A1:A2 B1:B2", .null), ("=SUM(A1:A2 B1:B2)", .null), ("=Fruit[Nope]", .reference),
        ("=Nope[Price]", .reference), ("=Nope", .name), ("=INDEX(A1:B3,4,1)", .reference),
        ("=OFFSET(A1,-1,0)", .reference), ("=INDIRECT(\"Nope!A1\")", .reference), ("=(A1:A2,B3)", .value),
        ("=ROW(One:Two!A1)", .value), ("=SUBTOTAL(9,One:Two!A1)", .value), ("=SUM(@A1:B3)", .value),
    ]

    @Test("What names nothing is the error for it", arguments: missingCases)
    func missing(formula: String, expected: CellError) throws {
        #expect(try Self.value(formula) == .error(expected), "\(formula)")
    }

    @Test func `The own row of a table is none beside its data`() throws {
        #expect(try Self.value("=Fruit[@[Price '#1]]", at: "J1") == .error(.value))
        #expect(try Self.value("=Fruit[@[Price '#1]]", at: "J5") == .error(.value))
        #expect(try Self.value("=[@Kind]", at: "F2") == .text("fig"))
    }
}
