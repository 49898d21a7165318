// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

/// Edits are on Sheet1, where the formula stands in Z100 unless a test says otherwise.
@Suite struct ExpressionShiftingTests {
    private static let origin = CellAddress(row: 99, column: 25)

    private func shifted(_ formula: String, _ shift: Shift, formulaSheet: SheetID = sheetIDs[0]) throws -> String {
        let newOrigin =
            formulaSheet == sheetIDs[0]
            ? CellAddress(
                row: shift.axis == .rows && shift.band.contains(25)
                    ? shift.moved(Self.origin.row) ?? shift.index : Self.origin.row,
                column: shift.axis == .columns && shift.band.contains(99)
                    ? shift.moved(Self.origin.column) ?? shift.index : Self.origin.column) : Self.origin
        let expression = try parse(formula, at: Self.origin).shifted(
            by: shift, on: sheetIDs[0], formulaSheet: formulaSheet, from: Self.origin, to: newOrigin)
        return text(expression, at: newOrigin)
    }

    @Test(
        "Inserted rows push references down and widen ranges around them",
        arguments: [
            ("A4", "A4"), ("A5", "A7"), ("$A$5", "$A$7"), ("A6", "A8"), ("A1:A4", "A1:A4"), ("A1:A5", "A1:A7"),
            ("A5:A9", "A7:A11"), ("A4:A9", "A4:A11"), ("A$4:$A9", "A$4:$A11"), ("A:C", "A:C"), ("2:4", "2:4"),
            ("2:5", "2:7"), ("5:5", "7:7"), ("$5:$5", "$7:$7"), ("A1048576", "#REF!"), ("A1048575:B1048576", "#REF!"),
            ("A9:A1048576", "A11:A1048576"), ("A9:A1048575", "A11:A1048576"), ("Sheet1!A5", "Sheet1!A7"),
            ("Sheet1!A1048576", "Sheet1!#REF!"), ("Sheet2!A5", "Sheet2!A5"), ("Sheet1:Sheet2!A5", "Sheet1:Sheet2!A5"),
            ("[1]Sheet1!A5", "[1]Sheet1!A5"), ("#REF!A5", "#REF!A5"), ("Sales[Amount]", "Sales[Amount]"),
            ("SUM(A1:A5, $B$9)+-A6%", "SUM(A1:A7, $B$11)+-A8%"), ("LET(x,A5,x+A4)", "LET(x,A7,x+A4)"),
            ("A5:INDEX(B:B,A1)", "A7:INDEX(B:B,A1)"), ("A5#", "A7#"), ("(A5,A1)", "(A7,A1)"),
            ("F(A5)(A6)", "F(A7)(A8)"),
        ])
    func insertedRows(before: String, after: String) throws {
        #expect(try shifted(before, Shift(axis: .rows, index: 4, count: 2)) == after)
    }

    @Test(
        "Deleted rows take their references with them and narrow ranges around them",
        arguments: [
            ("A4", "A4"), ("A5", "#REF!"), ("A7", "#REF!"), ("A8", "A5"), ("$A$8", "$A$5"), ("A1:A4", "A1:A4"),
            ("A1:A5", "A1:A4"), ("A1:A9", "A1:A6"), ("A5:A7", "#REF!"), ("A6:A9", "A5:A6"), ("A5:A8", "A5:A5"),
            ("A$6:$A9", "A$5:$A6"), ("A:C", "A:C"), ("5:7", "#REF!"), ("4:6", "4:4"), ("Sheet1!A6", "Sheet1!#REF!"),
            ("Sheet2!A6", "Sheet2!A6"), ("Sheet1:Sheet2!A6", "Sheet1:Sheet2!A6"), ("A6+A1:A6", "#REF!+A1:A4"),
            ("A1048576", "A1048573"), ("A6#", "#REF!#"),
        ])
    func deletedRows(before: String, after: String) throws {
        #expect(try shifted(before, Shift(axis: .rows, index: 4, count: -3)) == after)
    }

    @Test(
        "Columns work like rows",
        arguments: [
            ("B1", 2, "B1"), ("C1", 2, "E1"), ("$A$1:$C$1", 2, "$A$1:$E$1"), ("A:C", 2, "A:E"), ("C:C", 2, "E:E"),
            ("2:4", 2, "2:4"), ("XFD1", 2, "#REF!"), ("Y1:XFD1", 2, "AA1:XFD1"), ("C1", -1, "#REF!"), ("D1", -1, "C1"),
            ("A:C", -1, "A:B"), ("C:C", -1, "#REF!"), ("C:D", -2, "#REF!"), ("B:D", -2, "B:B"), ("2:4", -2, "2:4"),
        ])
    func columns(before: String, count: Int32, after: String) throws {
        #expect(try shifted(before, Shift(axis: .columns, index: 2, count: count)) == after)
    }

    @Test(
        "Cells shifted in a band move only the references that lie within it",
        arguments: [
            ("B5", "B6"), ("A5", "A5"), ("B2:C9", "B2:C10"), ("A2:C9", "A2:C9"), ("B:B", "B:B"), ("5:5", "5:5"),
            ("D5", "D5"), ("C$9", "C$10"),
        ])
    func bands(before: String, after: String) throws {
        #expect(try shifted(before, Shift(axis: .rows, index: 4, count: 1, band: 1...2)) == after)
    }

    @Test func `A formula on another sheet follows the edited sheet only`() throws {
        let shift = Shift(axis: .rows, index: 4, count: 2)
        #expect(try shifted("A5+Sheet1!A5", shift, formulaSheet: sheetIDs[1]) == "A5+Sheet1!A7")
    }

    @Test func `A formula and cells that move together stay the same expression`() throws {
        let expression = try parse("SUM(A99:B99)*2", at: Self.origin)
        let moved = expression.shifted(
            by: Shift(axis: .rows, index: 4, count: 2), on: sheetIDs[0], formulaSheet: sheetIDs[0], from: Self.origin,
            to: CellAddress(row: 101, column: 25))
        #expect(moved == expression)
    }

    private func moved(
        _ formula: String, _ range: String, to target: String, sheet: Int = 0, targetSheet: Int = 0,
        formulaSheet: Int = 0, origin: String = "Z100", newOrigin: String? = nil
    ) throws -> String {
        let origin = try #require(CellAddress(a1: origin))
        let expression = try parse(formula, at: origin).moved(
            range: try #require(CellRange(a1: range)), on: sheetIDs[sheet], to: try #require(CellAddress(a1: target)),
            toSheet: sheetIDs[targetSheet], formulaSheet: sheetIDs[formulaSheet], origin: origin)
        return text(expression, at: try #require(CellAddress(a1: newOrigin ?? origin.a1)))
    }

    @Test(
        "References follow cells that are cut and pasted",
        arguments: [
            ("A1", "A1:B2", "D5", "D5"), ("$B$2", "A1:B2", "D5", "$E$6"), ("A1:B2", "A1:B2", "D5", "D5:E6"),
            ("C3", "A1:B2", "D5", "C3"), ("A1:A9", "A9:A9", "A12", "A1:A12"), ("A1:A9", "A1:A1", "A3", "A3:A9"),
            ("A1:A9", "A9:A9", "C9", "A1:A9"), ("A1:A9", "A4:A5", "C9", "A1:A9"), ("A1:F1", "F1:F1", "H1", "A1:H1"),
            ("A1:F1", "A1:A1", "B1", "B1:F1"), ("D5", "A1:B2", "D5", "#REF!"), ("D1:D9", "A1:A2", "D8", "D1:D7"),
            ("D1:D9", "A1:A2", "D1", "D3:D9"), ("D1:D9", "A1:A2", "D4", "D1:D9"), ("D5:E6", "A1:B2", "D5", "#REF!"),
            ("A1:H1", "A9:B9", "G1", "A1:F1"), ("A1:H1", "A9:B9", "A1", "C1:H1"), ("A:A", "A:A", "C1", "C:C"),
            ("Sheet2!A1", "A1:B2", "D5", "Sheet2!A1"), ("Sheet1:Sheet2!A1", "A1:B2", "D5", "Sheet1:Sheet2!A1"),
            ("#REF!", "A1:B2", "D5", "#REF!"), ("A1", "A1:A1", "XFD1048576", "XFD1048576"),
            ("B2", "A1:B2", "XFD1", "#REF!"),
        ])
    func cutAndPaste(before: String, range: String, target: String, after: String) throws {
        #expect(try moved(before, range, to: target) == after)
    }

    @Test func `Cells cut to another sheet are referenced there`() throws {
        #expect(try moved("A1+A3", "A1:B2", to: "D5", targetSheet: 1) == "Sheet2!D5+A3")
        #expect(try moved("A1", "A1:B2", to: "D5", targetSheet: 1, formulaSheet: 1) == "A1")
        #expect(try moved("Sheet1!A1+D5", "A1:B2", to: "D5", targetSheet: 1, formulaSheet: 1) == "Sheet2!D5+#REF!")
        #expect(
            try moved("A1+C3+D5", "A1:B2", to: "D5", targetSheet: 1, origin: "B2", newOrigin: "E6")
                == "D5+Sheet1!C3+Sheet1!D5")
    }

    @Test func `A formula that is cut means the same cells from its new place`() throws {
        #expect(try moved("A1+C3+$C$3+C:C", "A1:B2", to: "D5", origin: "B2", newOrigin: "E6") == "D5+C3+$C$3+C:C")
        #expect(
            try moved("Sheet1:Sheet2!A1+A9:B9", "B2:B2", to: "D5", origin: "B2", newOrigin: "D5")
                == "Sheet1:Sheet2!A1+A9:B9")
    }
}
