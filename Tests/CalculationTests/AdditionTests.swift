// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Functions
import Testing
import Workbooks

/// In which order numbers are added, and what becomes of the rounding error of sums.
@Suite struct AdditionTests {
    /// Row by row the ones are lost against 1E16 but for the last; column by column both would stay.
    @Test(
        "A range of several columns is added row by row",
        arguments: [
            ("=SUM(A1:B2)", 1), ("=SUM(A1:B2,5)", 6), ("=AVERAGE(A1:B2)", 0.25), ("=SUBTOTAL(9,A1:B2)", 1),
            ("=AGGREGATE(9,4,A1:B2)", 1), ("=SUMPRODUCT(A1:B2)", 1), ("=SUMPRODUCT(A1:B2*1)", 1),
        ])
    func rowByRow(formula: String, expected: Double) throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "1e16"), ("B1", "1"), ("A2", "-1e16"), ("B2", "1"), ("D9", formula)])
        #expect(sheet["D9"] == .number(expected))
    }

    @Test func `A column of such sums rounds like each of them alone`() throws {
        var sheet = Sheet()
        var cells: [(String, String)] = []
        for row in 1...40 {
            cells.append(("A\(row)", row % 2 == 1 ? "1e16" : "-1e16"))
            cells.append(("B\(row)", "1"))
        }
        for row in 1...38 { cells.append(("D\(row)", "=SUM(A\(row):B\(row + 1))")) }
        try sheet.enter(cells)
        for row in 1...38 { #expect(sheet["D\(row)"] == .number(1), "row \(row)") }
    }

    @Test func `The first error of a range is that of its first row`() throws {
        var sheet = Sheet()
        try sheet.enter([("A2", "=NA()"), ("B1", "=1/0"), ("D1", "=SUM(A1:B2)"), ("D2", "=PRODUCT(A1:B2)")])
        #expect(sheet["D1"] == .error(.divisionByZero))
        #expect(sheet["D2"] == .error(.divisionByZero))
    }

    @Test func `Only the last operation of a formula drops the rounding error of its terms`() throws {
        var sheet = Sheet()
        var cells: [(String, String)] = []
        for row in 1...9 {
            cells += [("A\(row)", "0.5"), ("B\(row)", "0.4"), ("C\(row)", "0.1")]
            cells += [("D\(row)", "=A\(row)-B\(row)-C\(row)"), ("E\(row)", "=(A\(row)-B\(row)-C\(row))")]
            cells += [("F\(row)", "=A\(row)-B\(row)-C\(row)=0"), ("G\(row)", "=SUM(A\(row)-B\(row)-C\(row))")]
        }
        try sheet.enter(cells)
        for row in 1...9 {
            #expect(sheet["D\(row)"] == .number(0))
            #expect(sheet["E\(row)"] == .number(-0x1p-55))
            #expect(sheet["F\(row)"] == .boolean(false))
            #expect(sheet["G\(row)"] == .number(-0x1p-55))
        }
    }
}
