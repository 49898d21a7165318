// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// A column or a row of one sheet.
struct GridLineID: Hashable, Sendable {
    var sheet: SheetID
    var isVertical: Bool
    /// The column's number, or the row's.
    var number: Int32
}

/// The pages that a stretch of a line had when something was found out about it. While the snapshot is kept nobody
/// writes into these pages, since a page that is shared is copied first: as long as the line still has them, what was
/// found out holds.
struct LineSnapshot: Sendable {
    /// Positions of the line, those of whole pages of a column.
    let bounds: ClosedRange<Int32>
    private let id: GridLineID
    private let pages: [Page<PackedValue>?]

    init(_ id: GridLineID, _ bounds: ClosedRange<Int32>, _ values: Plane<PackedValue>) {
        self.id = id
        self.bounds = bounds
        if id.isVertical {
            pages = (bounds.lowerBound >> 8...bounds.upperBound >> 8).map {
                values.page(row: $0 << 8, column: id.number)
            }
        } else {
            pages = bounds.map { values.page(row: id.number, column: $0) }
        }
    }

    func isCurrent(_ values: borrowing Plane<PackedValue>) -> Bool {
        if id.isVertical {
            let first = Int(bounds.lowerBound >> 8)
            guard Int(id.number) < values.columns.count else { return pages.allSatisfy { $0 == nil } }
            return values.columns[Int(id.number)].windows.withUnsafeBufferPointer { windows in
                for index in pages.indices {
                    let now = first + index < windows.count ? windows[first + index].base : nil
                    if now != pages[index].map({ UnsafePointer($0.base) }) { return false }
                }
                return true
            }
        }
        return pages.indices.allSatisfy { index in
            values.page(row: id.number, column: bounds.lowerBound + Int32(index)) === pages[index]
        }
    }
}
