// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Whole blocks of rows of one column at a time: what calculation reads and writes.
extension Plane {
    /// Copies `count` consecutive rows of a column; where nothing was ever written the copy is vacant.
    @inlinable public func read(
        row: Int32, column: Int32, count: Int, into target: UnsafeMutablePointer<Element>
    ) {
        guard Int(column) < columns.count else { return target.update(repeating: Element.vacant, count: count) }
        var done = 0
        while done < count {
            let index = (Int(row) + done) >> 8
            let low = (Int(row) + done) & 255
            let length = min(256 - low, count - done)
            let window =
                index < columns[Int(column)].windows.count ? columns[Int(column)].windows[index] : PageWindow(nil)
            window.read(from: low, count: length, into: target + done)
            done += length
        }
    }

    /// Makes rows of one page writable and gives the place of the first: nothing else shares the page from then on,
    /// until the plane is copied.
    ///
    /// - Precondition: the rows lie in one block of 256.
    @inlinable public mutating func claim(_ rows: ClosedRange<Int32>, column: Int32) -> UnsafeMutablePointer<Element> {
        let index = Int(rows.lowerBound) >> 8
        precondition(index == Int(rows.upperBound) >> 8)
        let column = Int(column)
        if column >= columns.count {
            columns.append(contentsOf: repeatElement(Column(), count: column + 1 - columns.count))
        }
        columns[column].grow(to: index + 1)
        return columns[column].claim(page: index, Int(rows.lowerBound) & 255, Int(rows.upperBound) & 255)
    }

    /// Writes consecutive rows of one page, retaining what stands behind them.
    @inlinable public mutating func write(
        _ elements: UnsafePointer<Element>, _ rows: ClosedRange<Int32>, column: Int32
    ) {
        let target = claim(rows, column: column)
        Self.replace(target, with: elements, count: rows.count)
    }

    /// Writes one element into every cell of a range on the grid.
    @inlinable public mutating func fill(_ range: CellRange, with element: Element) {
        for column in range.firstColumn...range.lastColumn {
            var first = range.firstRow
            while first <= range.lastRow {
                let last = min(first | 255, range.lastRow)
                let target = claim(first...last, column: column)
                for position in 0..<Int(last - first) + 1 {
                    element.retain()
                    target[position].release()
                    target[position] = element
                }
                first = last + 1
            }
        }
    }

    /// Replaces elements of a claimed page.
    @inlinable public static func replace(
        _ target: UnsafeMutablePointer<Element>, with elements: UnsafePointer<Element>, count: Int
    ) {
        for position in 0..<count {
            let (old, new) = (target[position], elements[position])
            new.retain()
            target[position] = new
            old.release()
        }
    }
}

extension Plane<UInt32> {
    /// Puts other numbers in the place of 1, 2 and so on.
    public mutating func renumber(_ numbers: [UInt32]) {
        guard numbers.indices.contains(where: { numbers[$0] != UInt32($0 + 1) }) else { return }
        for column in columns.indices {
            for (index, window) in columns[column].windows.enumerated() where window.base != nil {
                let (start, capacity) = (Int(window.start), Int(window.capacity))
                let elements = columns[column].claim(page: index, start, start + capacity - 1)
                for position in 0..<capacity where elements[position] != 0 {
                    elements[position] = numbers[Int(elements[position]) - 1]
                }
            }
        }
    }
}

extension Plane.Column {
    /// A page that covers two rows and is uniquely owned; its window follows when it is replaced.
    @inlinable mutating func claim(page index: Int, _ low: Int, _ high: Int) -> UnsafeMutablePointer<Element> {
        let isUnique = isKnownUniquelyReferenced(&pages[index])
        if let current = pages[index], isUnique, low >= current.start, high < current.start + current.capacity {
            return current.base + (low - current.start)
        }
        var page: Page<Element>
        if let current = pages[index] {
            page = isUnique && low >= current.start ? current : Page(copying: current, covering: low)
        } else {
            page = Page(covering: low, high)
        }
        if high >= page.start + page.capacity { page = Page(copying: page, covering: high) }
        pages[index] = page
        windows[index] = PageWindow(page)
        return page.base + (low - page.start)
    }
}

extension PageWindow {
    /// Copies rows of the page; outside the window they are vacant.
    @inlinable public func read(from low: Int, count: Int, into target: UnsafeMutablePointer<Element>) {
        let first = max(low, Int(start))
        let end = min(low + count, Int(start) + Int(capacity))
        guard let base, first < end else { return target.update(repeating: Element.vacant, count: count) }
        if first > low { target.update(repeating: Element.vacant, count: first - low) }
        (target + (first - low)).update(from: base + (first - Int(start)), count: end - first)
        if end < low + count { (target + (end - low)).update(repeating: Element.vacant, count: low + count - end) }
    }
}
