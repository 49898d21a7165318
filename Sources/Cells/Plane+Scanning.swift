// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Plane {
    /// Visits the stored blocks that a range touches, column by column, top to bottom.
    ///
    /// `body` gets the column, the row of the block's first element and the elements (vacant ones among them).
    @inlinable public func forEachBlock(
        in range: CellRange, _ body: (_ column: Int32, _ firstRow: Int32, UnsafeBufferPointer<Element>) throws -> Void
    ) rethrows {
        let lastColumn = min(Int(range.lastColumn), columns.count - 1)
        guard Int(range.firstColumn) <= lastColumn else { return }
        for column in Int(range.firstColumn)...lastColumn {
            try forEachBlock(column: column, range, body)
        }
    }

    @inlinable func forEachBlock(
        column: Int, _ range: CellRange,
        _ body: (_ column: Int32, _ firstRow: Int32, UnsafeBufferPointer<Element>) throws -> Void
    ) rethrows {
        let firstPage = Int(range.firstRow) >> 8
        let lastPage = min(Int(range.lastRow) >> 8, columns[column].windows.count - 1)
        guard firstPage <= lastPage else { return }
        for index in firstPage...lastPage {
            let window = columns[column].windows[index]
            guard let base = window.base else { continue }
            let start = Int(window.start)
            let low = max(Int(range.firstRow) - index << 8, start)
            let high = min(Int(range.lastRow) - index << 8, start + Int(window.capacity) - 1)
            guard low <= high else { continue }
            let block = UnsafeBufferPointer(start: base + (low - start), count: high - low + 1)
            try body(Int32(truncatingIfNeeded: column), Int32(truncatingIfNeeded: index << 8 + low), block)
        }
    }

    /// Visits every element of a range that is not vacant, column by column, top to bottom.
    @inlinable public func forEach(
        in range: CellRange, _ body: (_ row: Int32, _ column: Int32, Element) throws -> Void
    ) rethrows {
        try forEachBlock(in: range) { column, firstRow, block in
            for offset in 0..<block.count where !block[offset].isVacant {
                try body(firstRow &+ Int32(truncatingIfNeeded: offset), column, block[offset])
            }
        }
    }

    /// The smallest rectangle that holds every element that is not vacant; `nil` for an empty plane.
    @inlinable public func usedRange(in limit: CellRange = .wholeSheet) -> CellRange? {
        var used: CellRange?
        let lastColumn = min(Int(limit.lastColumn), columns.count - 1)
        guard Int(limit.firstColumn) <= lastColumn else { return nil }
        for column in Int(limit.firstColumn)...lastColumn {
            guard let rows = usedRows(column: column, in: limit) else { continue }
            let part = CellRange(
                firstRow: rows.lowerBound, firstColumn: Int32(column), lastRow: rows.upperBound,
                lastColumn: Int32(column))
            used = used?.union(part) ?? part
        }
        return used
    }

    @inlinable func usedRows(column: Int, in limit: CellRange) -> ClosedRange<Int32>? {
        let windows = columns[column].windows
        let pageRange = Int(limit.firstRow) >> 8...max(Int(limit.firstRow) >> 8, Int(limit.lastRow) >> 8)
        func used(in index: Int) -> ClosedRange<Int32>? {
            let window = windows[index]
            guard window.base != nil else { return nil }
            let low = max(Int(limit.firstRow) - index << 8, Int(window.start))
            let high = min(Int(limit.lastRow) - index << 8, Int(window.start + window.capacity) - 1)
            guard low <= high, let first = (low...high).first(where: { !window[$0].isVacant }),
                let last = (low...high).last(where: { !window[$0].isVacant })
            else { return nil }
            return Int32(index << 8 + first)...Int32(index << 8 + last)
        }
        let candidates = windows.indices.clamped(to: pageRange.lowerBound..<pageRange.upperBound + 1)
        var first: Int32?
        for index in candidates {
            guard let rows = used(in: index) else { continue }
            first = rows.lowerBound
            break
        }
        guard let first else { return nil }
        for index in candidates.reversed() {
            if let rows = used(in: index) { return first...rows.upperBound }
        }
        return nil
    }
}

extension Plane {
    /// Visits the stored elements of a range row by row, from left to right, until `body` returns false. What was never
    /// written is passed over.
    @inlinable public func visitByRow(
        in range: CellRange, _ body: (_ row: Int32, _ column: Int32, Element) -> Bool
    ) {
        let lastColumn = min(Int(range.lastColumn), columns.count - 1)
        guard Int(range.firstColumn) <= lastColumn else { return }
        let numbers = Int(range.firstColumn)...lastColumn
        let pageCount = numbers.reduce(0) { max($0, columns[$1].windows.count) }
        let lastPage = min(Int(range.lastRow) >> 8, pageCount - 1)
        guard Int(range.firstRow) >> 8 <= lastPage else { return }
        for index in Int(range.firstRow) >> 8...lastPage {
            // Only the columns that have anything in these 256 rows.
            let windows = numbers.compactMap { column in
                index < columns[column].windows.count && columns[column].windows[index].base != nil
                    ? (column: Int32(truncatingIfNeeded: column), window: columns[column].windows[index]) : nil
            }
            guard !windows.isEmpty else { continue }
            let low = max(Int(range.firstRow) - index << 8, 0)
            let high = min(Int(range.lastRow) - index << 8, 255)
            for row in low...high {
                let number = Int32(truncatingIfNeeded: index << 8 + row)
                for (column, window) in windows where !body(number, column, window[row]) { return }
            }
        }
    }

    /// Visits the stored blocks that a range touches, column by column, until `body` returns false.
    @inlinable public func visitBlocks(
        in range: CellRange, _ body: (_ column: Int32, _ firstRow: Int32, UnsafeBufferPointer<Element>) -> Bool
    ) {
        var goesOn = true
        forEachBlock(in: range) { column, firstRow, block in
            if goesOn { goesOn = body(column, firstRow, block) }
        }
    }
}
