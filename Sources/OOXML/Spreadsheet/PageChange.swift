// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc
import Workbooks

/// Cells of one page of a plane.
struct PageChange {
    /// The rows begin with `band << 8`.
    let band: Int32
    let column: Int32
    private(set) var rows = RowMask()

    init(band: Int, column: Int) {
        self.band = Int32(band)
        self.column = Int32(column)
    }

    init(_ cell: CellAddress) {
        self.init(band: Int(cell.row) >> 8, column: Int(cell.column))
        rows.insert(Int(cell.row) & 255)
    }

    @inline(__always) mutating func insert(_ row: Int) { rows.insert(row) }
}

extension Plane {
    /// Visits the cells in which this plane differs from an older one, page by page. Pages that both share are passed
    /// over, so the cost is that of what was written in between.
    func forEachDifference(
        from old: Plane, isSame: (Element, Element) -> Bool, _ body: (PageChange) -> Void
    ) {
        for column in 0..<max(columns.count, old.columns.count) {
            let mine = column < columns.count ? columns[column].pages : []
            let others = column < old.columns.count ? old.columns[column].pages : []
            for index in 0..<max(mine.count, others.count) {
                let page = index < mine.count ? mine[index] : nil
                let other = index < others.count ? others[index] : nil
                if page === other { continue }
                var change = PageChange(band: index, column: column)
                let (row, column) = (Int32(index << 8), Int32(column))
                let (new, old) = (window(row: row, column: column), old.window(row: row, column: column))
                for row in 0..<256 where !isSame(new[row], old[row]) { change.insert(row) }
                if !change.rows.isEmpty { body(change) }
            }
        }
    }

    /// Visits the cells whose element is so, page by page.
    func forEachPage(where holds: (Element) -> Bool, _ body: (PageChange) -> Void) {
        for (column, pages) in columns.enumerated() {
            for (index, page) in pages.pages.enumerated() {
                guard let page else { continue }
                var change = PageChange(band: index, column: column)
                for row in page.start..<page.start + page.capacity where holds(page[row]) { change.insert(row) }
                if !change.rows.isEmpty { body(change) }
            }
        }
    }
}

extension PackedValue {
    /// Whether two values are one to whoever reads them. Texts are compared byte by byte: to Unicode, a letter with its
    /// accent is the same in one character and in two, to a file it is not.
    func isSame(as other: PackedValue) -> Bool {
        if bits == other.bits { return true }
        guard isText, other.isText else { return false }
        return text.string.hasSameBytes(as: other.text.string)
    }
}

extension String {
    /// Whether the two are the same in UTF-8.
    func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        var (left, right) = (self, other)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard let one = left.baseAddress, let other = right.baseAddress else { return true }
                return memcmp(one, other, left.count) == 0
            }
        }
    }
}

/// Goes through the changed cells of a sheet row by row.
struct ChangedCells {
    private let bands: [SheetChanges.Band]
    private var index = 0
    /// The row whose cells come next, `.max` when none do.
    private(set) var row: Int32 = .max

    init(_ changes: SheetChanges) {
        bands = changes.bands
        find(from: 0)
    }

    /// The band that the next row is in.
    var band: SheetChanges.Band? { index < bands.count ? bands[index] : nil }

    /// The columns of the cells of a row, left to right; none when they are not those of the next row.
    func columns(of row: Int32) -> [Int32] {
        guard self.row == row, let band else { return [] }
        return band.columns.compactMap { $0.rows.contains(Int(row & 255)) ? $0.column : nil }
    }

    /// Goes on behind a row.
    mutating func pass(_ row: Int32) {
        if self.row == row { find(from: Int(row & 255) + 1) }
    }

    private mutating func find(from start: Int) {
        var start = start
        while index < bands.count {
            if let found = bands[index].rows.first(from: start) {
                row = bands[index].number << 8 + Int32(found)
                return
            }
            index += 1
            start = 0
        }
        row = .max
    }
}
