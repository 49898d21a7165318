// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Reads a range of a plane row by row, which is how answers are written, from pages that lie column by column.
///
/// The pages of 256 rows are fetched once for all their rows.
struct GridRows<Element: PageElement> {
    private let plane: Plane<Element>
    private let firstColumn: Int32
    private var pages: [Page<Element>?]
    private var block = -1

    init(_ plane: Plane<Element>, in range: CellRange) {
        self.plane = plane
        firstColumn = range.firstColumn
        pages = Array(repeating: nil, count: range.columnCount)
    }

    /// Makes a row current.
    mutating func move(to row: Int32) {
        guard Int(row) >> 8 != block else { return }
        block = Int(row) >> 8
        for offset in pages.indices {
            pages[offset] = plane.page(row: row, column: firstColumn + Int32(truncatingIfNeeded: offset))
        }
    }

    /// The element of a row that is current, by the position of its column in the range.
    @inline(__always)
    func element(_ row: Int32, _ offset: Int) -> Element {
        pages[offset]?[Int(row) & 255] ?? Element.vacant
    }
}
