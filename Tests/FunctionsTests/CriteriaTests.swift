// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Testing
import Workbooks

/// Criteria, records and ranks over the cells of a sheet.
@Suite struct CriteriaTests {
    /// A1:F7 is an orchard, H1:J4 are conditions, L1:L12 holds every kind of value, N1:N6 numbers with equals among
    /// them.
    private static let rows: [[CellValue]] = [
        [.text("Tree"), .text("Height"), .text("Age"), .text("Yield"), .text("Profit"), .text("Note")],
        [.text("Apple"), .number(18), .number(20), .number(14), .number(105), .text("a")],
        [.text("Pear"), .number(12), .number(12), .number(10), .number(96), .empty],
        [.text("Cherry"), .number(13), .number(14), .number(9), .number(105), .text("c")],
        [.text("Apple"), .number(14), .number(15), .number(10), .number(75), .empty],
        [.text("Pear"), .number(9), .number(8), .number(8), .number(77), .number(5)],
        [.text("Apple tart"), .number(8), .number(9), .number(6), .number(45), .error(.notAvailable)],
    ]
    private static let conditions: [[CellValue]] = [
        [.text("tree"), .text("Height"), .text("Height")],
        [.text("=Apple"), .text(">10"), .text("<16")],
        [.text("Pear"), .empty, .empty],
        [.text("Apple"), .empty, .empty],
    ]
    private static let kinds: [CellValue] = [
        .number(5), .text("5"), .text("five"), .boolean(true), .text("TRUE"), .error(.divisionByZero), .empty,
        .text(""),
        .text("a*b"), .text("AXB"), .number(-1), .number(0),
    ]
    private static let numbers: [CellValue] = [
        .number(7), .number(3.5), .number(3.5), .number(1), .number(2), .text("9"),
    ]

    private static let book: (workbook: Workbook, sheet: SheetID) = {
        var workbook = Workbook()
        let sheet = workbook.appendSheet(named: "Sheet1", uid: "{00000000-0001-0000-0000-000000000000}")
        func put(_ table: [[CellValue]], column: Int32) {
            for (row, values) in table.enumerated() {
                for (offset, value) in values.enumerated() {
                    workbook.sheets[0].set(value, row: Int32(row), column: column + Int32(offset))
                }
            }
        }
        put(rows, column: 0)
        put(conditions, column: 7)
        put(kinds.map { [$0] }, column: 11)
        put(numbers.map { [$0] }, column: 13)
        // P21:P24 hold 1, 2, 4 and 8; the second row is hidden by hand, the third by a filter.
        for (offset, number) in [1.0, 2, 4, 8].enumerated() {
            workbook.sheets[0].set(.number(number), row: 20 + Int32(offset), column: 15)
        }
        workbook.sheets[0].rows[21].isHidden = true
        workbook.sheets[0].rows[22].isFiltered = true
        return (workbook, sheet)
    }()

    /// Aggregates with rows that do not show.
    private static let hiddenRows = lines(
        """
        SUM(P21:P24) = 15
        SUBTOTAL(9,P21:P24) = 11
        SUBTOTAL(109,P21:P24) = 9
        SUBTOTAL(2,P21:P24) = 3
        SUBTOTAL(104,P22:P23) = 0
        SUBTOTAL(101,P22:P23) = #DIV/0!
        AGGREGATE(9,4,P21:P24) = 15
        AGGREGATE(9,5,P21:P24) = 9
        AGGREGATE(14,7,P21:P24,2) = 1
        """)

    private static func evaluate(_ formula: String) throws -> [CellValue] {
        let cell = CellAddress(row: 5000, column: 30)
        let syntax = FormulaSyntax(notation: .a1, dialect: .user)
        let expression = try FormulaParser.parse(formula, at: cell, sheets: book.workbook.sheetNames, syntax: syntax)
        let inputs = EvaluationInputs(now: 45351.5, seed: 7)
        switch Calculator.evaluate(expression, in: book.workbook, sheet: book.sheet, at: cell, inputs: inputs) {
        case .scalar(let value): return [value]
        case .matrix(let matrix): return matrix.elements
        default: return []
        }
    }

    /// How many of L1:L12 meet a criterion.
    private static let criteria = lines(
        """
        COUNTIF(L1:L12,5) = 2
        COUNTIF(L1:L12,"5") = 2
        COUNTIF(L1:L12,"=5") = 2
        COUNTIF(L1:L12,"<>5") = 11
        COUNTIF(L1:L12,">0") = 1
        COUNTIF(L1:L12,">=0") = 2
        COUNTIF(L1:L12,"<0") = 1
        COUNTIF(L1:L12,"<=5") = 3
        COUNTIF(L1:L12,TRUE) = 1
        COUNTIF(L1:L12,"true") = 1
        COUNTIF(L1:L12,#DIV/0!) = 1
        COUNTIF(L1:L12,"<>#DIV/0!") = 11
        COUNTIF(L1:L12,"") = 2
        COUNTIF(L1:L12,"=") = 1
        COUNTIF(L1:L12,"<>") = 11
        COUNTIF(L1:L12,"*") = 6
        COUNTIF(L1:L12,"<>*") = 6
        COUNTIF(L1:L12,"a?b") = 2
        COUNTIF(L1:L12,"a~*b") = 1
        COUNTIF(L1:L12,"FIVE") = 1
        COUNTIF(L1:L12,"f*") = 1
        COUNTIF(L1:L12,"?????") = 0
        COUNTIF(L1:L12,"????") = 2
        COUNTIF(L1:L12,">b") = 2
        COUNTIF(L1:L12,L7) = 1
        COUNTIF(L1:L12,"none") = 0
        """)

    /// Functions over cells.
    private static let aggregates = lines(
        """
        SUMIF(A2:A7,"apple",E2:E7) = 180
        SUMIF(A2:A7,"Apple*",E2) = 225
        SUMIF(A:A,"Pear",B:B) = 21
        SUMIF(E2:E7,">100") = 210
        SUMIF(A2:A7,"Apple tart",F2:F7) = #N/A
        SUMIF(A2:A7,"Apple",F2:F7) = 0
        SUMIFS(E2:E7,A2:A7,"Apple",B2:B7,">15") = 105
        SUMIFS(E:E,A:A,"Pear",B:B,">10") = 96
        SUM(SUMIFS(E:E,A:A,{"Pear","Cherry"})) = 278
        AVERAGEIF(A2:A7,"Pear",D2:D7) = 9
        AVERAGEIFS(D2:D7,A2:A7,"Apple") = 12
        MAXIFS(E2:E7,A2:A7,"Apple") = 105
        MINIFS(E2:E7,A2:A7,"Apple") = 75
        COUNTIFS(A2:A7,"Apple",B2:B7,"<16") = 1
        COUNTIFS(A:A,"",F:F,"") = 1048569
        COUNTBLANK(L1:L12) = 2
        COUNTA(L1:L12) = 11
        COUNT(L1:L12) = 3
        SUM(N1:N6) = 17
        AVERAGEA(N1:N6) = 17 / 6
        MAXA(N1:N6) = 7
        RANK(3.5,N1:N6) = 2
        RANK.AVG(3.5,N1:N6) = 2.5
        RANK(3.5,N1:N6,1) = 3
        RANK.EQ(2,N1:N6,1) = 2
        MODE(N1:N6) = 3.5
        PERCENTOF(N1:N2,N1:N6) = 10.5 / 17
        SUMPRODUCT(B:B,C:C) = 360 + 144 + 182 + 210 + 72 + 72
        SUMPRODUCT((A2:A7="Apple")*E2:E7) = 180
        SUMXMY2(B2:B7,C2:C7) = 4 + 0 + 1 + 1 + 1 + 1
        SUBTOTAL(9,B2:B7) = 74
        SUBTOTAL(4,B2:B7,C2:C7) = 20
        AGGREGATE(9,6,F2:F7) = 5
        AGGREGATE(9,4,F2:F7) = #N/A
        AGGREGATE(3,6,F2:F7) = 3
        AGGREGATE(14,6,B2:B7,2) = 14
        AGGREGATE(12,4,B2:B7) = 12.5
        N(A1:B2) = 0
        CELL("type",A1) = "l"
        CELL("contents",B2:C3) = 18
        TYPE(A1:A2) = 64
        TYPE(F7) = 16
        """)

    /// Records that meet any row of conditions.
    private static let records = lines(
        """
        DCOUNT(A1:F7,"Age",H1:J2) = 1
        DCOUNT(A1:F7,,H1:H2) = 2
        DCOUNTA(A1:F7,"Note",H1:H3) = 2
        DCOUNTA(A1:F7,6,H1:H4) = 3
        DMAX(A1:F7,"Profit",H1:H3) = 105
        DMIN(A1:F7,"profit",H1:I2) = 75
        DSUM(A1:F7,5,H1:H2) = 180
        DSUM(A1:F7,4.9999999,H1:H2) = 180
        DSUM(A1:F7,"Profit",H1:J2) = 75
        DSUM(A1:F7,"Profit",H1:J3) = 248
        DPRODUCT(A1:F7,"Yield",H1:H2) = 140
        DAVERAGE(A1:F7,"Yield",H1:H2) = 12
        DGET(A1:F7,"Yield",H1:J2) = 10
        DGET(A1:F7,"Yield",H1:H2) = #NUM!
        DSTDEVP(A1:F7,"Yield",H1:H2) = 2
        DVARP(A1:F7,"Yield",H1:H2) = 4
        DVAR(A1:F7,"Yield",H1:H2) = 8
        DSTDEV(A1:F7,"Yield",H1:J2) = #DIV/0!
        DSUM(A1:F7,"None",H1:H2) = #VALUE!
        DSUM(A1:F7,7,H1:H2) = #VALUE!
        DSUM(A1:F7,5,H1:H5) = 503
        DSUM(A1:F7,6,H1:H4) = #N/A
        """)

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    private static func check(_ line: String) throws {
        // The two sides stand around the last blank-framed equals sign.
        let mark = try #require(line.ranges(of: " = ").last)
        let actual = try evaluate(String(line[..<mark.lowerBound]))
        let expected = try evaluate(String(line[mark.upperBound...]))
        #expect(actual == expected, "\(line)")
    }

    @Test("A criterion picks the cells Excel picks", arguments: criteria)
    func criterionHolds(line: String) throws { try Self.check(line) }

    @Test("Functions with criteria give what the definitions say", arguments: aggregates)
    func aggregateHolds(line: String) throws { try Self.check(line) }

    @Test("Database functions take the records that meet any row of conditions", arguments: records)
    func recordsHold(line: String) throws { try Self.check(line) }

    @Test("Subtotals leave out the rows that do not show", arguments: hiddenRows)
    func hiddenRowHolds(line: String) throws { try Self.check(line) }
}
