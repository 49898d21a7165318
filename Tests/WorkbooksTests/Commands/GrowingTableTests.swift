// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing
import Workbooks

/// What happens to references by address when rows are added to a table.
struct GrowingTableTests {
    /// A formula beside a table in A1:C3, and what it is after a row was added behind the last, before the first, and
    /// between the two.
    struct Case: CustomTestStringConvertible, Sendable {
        let formula: String
        let behind: String
        let before: String
        let between: String

        var testDescription: String { formula }
    }

    static let cases = [
        Case(formula: "=SUM(B2:B3)", behind: "=SUM(B2:B4)", before: "=SUM(B2:B4)", between: "=SUM(B2:B4)"),
        Case(formula: "=SUM($B$2:B$3)", behind: "=SUM($B$2:B$4)", before: "=SUM($B$2:B$4)", between: "=SUM($B$2:B$4)"),
        Case(formula: "=SUM(A2:C3)", behind: "=SUM(A2:C4)", before: "=SUM(A2:C4)", between: "=SUM(A2:C4)"),
        // With the header it is still all of the column.
        Case(formula: "=SUM(B1:B3)", behind: "=SUM(B1:B4)", before: "=SUM(B1:B4)", between: "=SUM(B1:B4)"),
        // Parts of a column and cells stay what they are.
        Case(formula: "=SUM(B3:C3)", behind: "=SUM(B3:C3)", before: "=SUM(B4:C4)", between: "=SUM(B4:C4)"),
        Case(formula: "=B3+B2", behind: "=B3+B2", before: "=B4+B3", between: "=B4+B2"),
        // What reaches beyond the table is no column of it.
        Case(formula: "=SUM(B2:D3)", behind: "=SUM(B2:D3)", before: "=SUM(B2:D3)", between: "=SUM(B2:D3)"),
        Case(formula: "=SUM(E2:E3)", behind: "=SUM(E2:E3)", before: "=SUM(E2:E3)", between: "=SUM(E2:E3)"),
        Case(
            formula: "=SUM(Sales[Price])", behind: "=SUM(Sales[Price])", before: "=SUM(Sales[Price])",
            between: "=SUM(Sales[Price])"),
    ]

    private static func sample(_ formula: String) throws -> SampleWorkbook {
        var sample = SampleWorkbook()
        try sample.write("A1", [["Item", "Price", "Total"], ["Pen", 2, 4], ["Ink", 5, 6]])
        try sample.apply(
            AddTable(sheet: sample.sheet, range: sample.range("A1:C3"), hasHeaders: true, name: "Sales", uid: "{T}"))
        try sample.fill("G9", formula)
        return sample
    }

    @Test(arguments: cases)
    func `References to all of a column grow with the table, others do not`(_ example: Case) throws {
        for (index, expected) in [(nil, example.behind), (0, example.before), (1, example.between)] {
            var sample = try Self.sample(example.formula)
            let id = try #require(sample.workbook.sheets[0].tables.first).id
            try sample.apply(
                AddTableRows(tableID: id, index: index, values: CellInputs([["Cap", 7, 8]]), currentYear: 2026))
            #expect(try sample.content("G9") == expected, "at \(index ?? -1)")
        }
    }

    @Test func `Names and formulas of other sheets grow with the table`() throws {
        var sample = try Self.sample("=Prices")
        try sample.apply(AddName(name: "Prices", scope: nil, formula: "=Sheet1!$B$2:$B$3"))
        try sample.apply(AddWorksheet(name: "Other", uid: "{O}"))
        let other = try #require(sample.workbook.sheets.last).id
        try sample.apply(
            UpdateRange(
                sheet: other, range: CellRange(CellAddress(row: 0, column: 0)),
                formulas: CellInputs(.text("=SUM(Sheet1!B2:B3)")), currentYear: 2026))
        let id = try #require(sample.workbook.sheets[0].tables.first).id
        try sample.apply(AddTableRows(tableID: id, currentYear: 2026))
        let name = try #require(sample.workbook.names.first { $0.name == "Prices" })
        let syntax = FormulaSyntax()
        let origin = CellAddress(row: 0, column: 0)
        let text = try FormulaPrinter.print(
            #require(name.expression), at: origin, sheets: sample.workbook.sheetNames, syntax: syntax)
        #expect(text == "Sheet1!$B$2:$B$4")
        let number = sample.workbook.sheets[1].formulas[0, 0]
        let formula = FormulaPrinter.print(
            sample.workbook.formulas[number].expression, at: origin, sheets: sample.workbook.sheetNames, syntax: syntax)
        #expect(formula == "SUM(Sheet1!B2:B4)")
    }
}
