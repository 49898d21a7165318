// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Testing
import Workbooks

/// Lookups over cells, against plain scans of the same values.
@Suite struct LookupTests {
    /// Numbers, texts in both cases, booleans, errors and blanks in no order.
    private static let column: [CellValue] = (0..<3000).map { row in
        switch row % 7 {
        case 0, 1: .number(Double(row * 37 % 501))
        case 2: .text("Item \(row * 13 % 257)")
        case 3: .text("ITEM \(row * 11 % 257)")
        case 4: row % 2 == 0 ? .empty : .boolean(row % 4 == 1)
        case 5: .empty
        default: row % 3 == 0 ? .error(.notAvailable) : .number(-Double(row) / 8)
        }
    }

    private static let sought: [CellValue] =
        (0..<120).map { .number(Double($0 * 5)) } + (0..<120).map { .text("iTeM \($0 * 3)") }
        + [.boolean(true), .boolean(false), .number(-125.25), .number(-0.0), .text(""), .text("none")]

    private static func book(_ values: [CellValue]) -> (Workbook, SheetID) {
        var workbook = Workbook()
        let sheet = workbook.appendSheet(named: "Sheet1", uid: "{00000000-0001-0000-0000-000000000000}")
        for (row, value) in values.enumerated() { workbook.sheets[0].set(value, row: Int32(row), column: 0) }
        for (row, value) in sought.enumerated() { workbook.sheets[0].set(value, row: Int32(row), column: 2) }
        return (workbook, sheet)
    }

    private static func evaluate(_ formula: String, _ book: (Workbook, SheetID)) throws -> [CellValue] {
        let cell = CellAddress(row: 5000, column: 9)
        let syntax = FormulaSyntax(notation: .a1, dialect: .user)
        let expression = try FormulaParser.parse(formula, at: cell, sheets: book.0.sheetNames, syntax: syntax)
        let inputs = EvaluationInputs(now: 45351.5, seed: 7)
        let result = Calculator.evaluate(expression, in: book.0, sheet: book.1, at: cell, inputs: inputs)
        switch result {
        case .matrix(let matrix): return matrix.elements
        case .scalar(let value): return [value]
        default: return []
        }
    }

    private static func areEqual(_ left: CellValue, _ right: CellValue) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): one == other
        case (.text(let one), .text(let other)): one.lowercased() == other.lowercased()
        case (.boolean(let one), .boolean(let other)): one == other
        default: false
        }
    }

    @Test func `Exact lookups find the first and the last equal value, with an index and without`() throws {
        let book = Self.book(Self.column)
        let rows = "C1:C\(Self.sought.count)"
        let first = try Self.evaluate("MATCH(\(rows),A1:A3000,0)", book)
        let last = try Self.evaluate("XMATCH(\(rows),A:A,0,-1)", book)
        for (position, value) in Self.sought.enumerated() {
            let expected = Self.column.firstIndex { Self.areEqual($0, value) }
            let expectedLast = Self.column.lastIndex { Self.areEqual($0, value) }
            let single = try Self.evaluate("MATCH(C\(position + 1),A1:A3000,0)", book)
            let found = expected.map { CellValue.number(Double($0 + 1)) } ?? .error(.notAvailable)
            #expect(first[position] == found && single == [found], "\(value)")
            #expect(last[position] == expectedLast.map { .number(Double($0 + 1)) } ?? .error(.notAvailable), "\(value)")
        }
    }

    @Test func `Approximate lookups find the last value that is not above, among gaps and other kinds`() throws {
        let values: [CellValue] = (0..<2000).map { row in
            switch row % 5 {
            case 0: .empty
            case 1: .text("between")
            default: .number(Double(row / 3))
            }
        }
        let book = Self.book(values)
        for number in stride(from: -1.0, through: 700, by: 13.5) {
            let expected = values.lastIndex { if case .number(let one) = $0 { one <= number } else { false } }
            let found = try Self.evaluate("MATCH(\(number),A:A)", book)
            #expect(found == [expected.map { .number(Double($0 + 1)) } ?? .error(.notAvailable)], "\(number)")
            let extended = try Self.evaluate("XMATCH(\(number),A1:A2000,-1,-1)", book)
            #expect(extended == found, "\(number)")
        }
    }

    @Test func `A blank looks for a blank only where Excel says so`() throws {
        let book = Self.book([.number(0), .empty, .text("")])
        #expect(try Self.evaluate("XMATCH(B1,A1:A3)", book) == [.number(2)])
        #expect(try Self.evaluate("MATCH(B1,A1:A3,0)", book) == [.number(1)])
        #expect(try Self.evaluate("XMATCH(\"\",A1:A3)", book) == [.number(3)])
        #expect(try Self.evaluate("XMATCH(B1,A:A,0,-1)", book) == [.number(1_048_576)])
    }

    @Test func `TRIMRANGE keeps what lies between the outermost values`() throws {
        let book = Self.book([.empty, .number(5), .empty, .number(6), .empty])
        #expect(try Self.evaluate("ROWS(TRIMRANGE(A:B))", book) == [.number(3)])
        #expect(try Self.evaluate("ROW(TRIMRANGE(A1:A9,1))", book).count == 8)
        #expect(try Self.evaluate("TRIMRANGE(B1:B9)", book) == [.error(.reference)])
    }
}
