// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing

@Suite struct AddressTests {
    @Test(
        "Columns have letters as Excel gives them",
        arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
    func letters(column: Int32, letters: String) {
        #expect(CellAddress.letters(ofColumn: column) == letters)
        #expect(CellAddress(a1: letters + "1") == CellAddress(row: 0, column: column))
    }

    @Test(
        "Ranges are read in every spelling and written in one",
        arguments: [
            ("B2", "B2"), ("$b$2", "B2"), ("B2:A1", "A1:B2"), ("A:C", "A:C"), ("C:A", "A:C"), ("2:4", "2:4"),
            ("A1:XFD1048576", "1:1048576"), ("$A1:B$9", "A1:B9"), ("D4:D4", "D4"),
        ])
    func ranges(text: String, canonical: String) {
        #expect(CellRange(a1: text)?.a1 == canonical)
    }

    @Test(
        "What is off the grid or no address is refused",
        arguments: ["", "A0", "XFE1", "A1048577", "A1:", "1", "A", "A1:B", "A1B2", "A1:B2:C3", "$", "A-1", "ABCD1"])
    func refusals(text: String) {
        #expect(CellRange(a1: text) == nil)
    }

    @Test func `Ranges meet, join and contain as rectangles do`() throws {
        let left = try #require(CellRange(a1: "A1:C3"))
        let right = try #require(CellRange(a1: "B2:D5"))
        #expect(left.intersection(right)?.a1 == "B2:C3")
        #expect(left.union(right).a1 == "A1:D5")
        #expect(!left.contains(right))
        #expect(left.intersection(try #require(CellRange(a1: "E1"))) == nil)
        #expect(right.cellCount == 12)
    }
}
