// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One kind of information about the cells of a sheet (values, formulas or styles): a sparse grid that forks in
/// constant time and copies 256 rows of one column at a time when it is written.
///
///     var values = Plane<PackedValue>()
///     values.set(PackedValue(1.5), row: 0, column: 2)
///     let fork = values            // shares every page
@frozen public struct Plane<Element: PageElement>: Sendable {
    /// The pages of one column, by row / 256.
    @frozen public struct Column: Sendable {
        public var pages: [Page<Element>?] = []
        /// Where the elements of each page lie: reading through a window touches no reference count.
        public var windows: [PageWindow<Element>] = []

        @inlinable public init() {}

        /// Makes room for a page.
        @inlinable mutating func grow(to count: Int) {
            guard count > pages.count else { return }
            windows.append(contentsOf: repeatElement(PageWindow(nil), count: count - pages.count))
            pages.append(contentsOf: repeatElement(nil, count: count - pages.count))
        }

        /// Writes one element; a new page brings its window with it.
        @inlinable mutating func write(_ element: Element, page index: Int, row: Int) {
            if Plane.write(element, at: row, into: &pages[index]) { windows[index] = PageWindow(pages[index]) }
        }
    }

    public var columns: [Column] = []

    @inlinable public init() {}

    /// The element at a cell; `vacant` outside what was ever written.
    @inlinable public subscript(row: Int32, column: Int32) -> Element {
        let column = Int(column)
        let index = Int(row) >> 8
        guard column < columns.count, index < columns[column].windows.count else { return Element.vacant }
        return columns[column].windows[index][Int(row) & 255]
    }

    /// The page that holds a row of a column, if anything there was ever written.
    @inlinable public func page(row: Int32, column: Int32) -> Page<Element>? {
        let column = Int(column)
        let index = Int(row) >> 8
        guard column < columns.count, index < columns[column].pages.count else { return nil }
        return columns[column].pages[index]
    }

    /// The window of the page that holds a row of a column; good as long as the plane is not written.
    @inlinable public func window(row: Int32, column: Int32) -> PageWindow<Element> {
        let column = Int(column)
        let index = Int(row) >> 8
        guard column < columns.count, index < columns[column].windows.count else { return PageWindow(nil) }
        return columns[column].windows[index]
    }

    /// Writes one element, retaining what stands behind it.
    @inlinable public mutating func set(_ element: Element, row: Int32, column: Int32) {
        let column = Int(column)
        let index = Int(row) >> 8
        if column >= columns.count {
            if element.isVacant { return }
            columns.append(contentsOf: repeatElement(Column(), count: column + 1 - columns.count))
        }
        if index >= columns[column].pages.count {
            if element.isVacant { return }
            columns[column].grow(to: index + 1)
        }
        columns[column].write(element, page: index, row: Int(row) & 255)
    }

    /// Writes one element into a page that is made, grown or copied as needed, and says whether it was.
    @inlinable static func write(_ element: Element, at row: Int, into page: inout Page<Element>?) -> Bool {
        // Asked before anything here holds the page as well.
        let isUnique = isKnownUniquelyReferenced(&page)
        var isReplaced = true
        if let current = page {
            if row >= current.start && row < current.start + current.capacity {
                isReplaced = !isUnique
            } else if element.isVacant {
                return false
            }
            if isReplaced {
                page = isUnique ? Page(moving: current, covering: row) : Page(copying: current, covering: row)
            }
        } else {
            if element.isVacant { return false }
            page = Page(start: row / 8 * 8, capacity: 8)
        }
        guard let page else { return false }
        element.retain()
        page.base[row - page.start].release()
        page.base[row - page.start] = element
        return isReplaced
    }

    /// Empties every cell of a range; whole pages are dropped.
    @inlinable public mutating func clear(_ range: CellRange) {
        let lastColumn = min(Int(range.lastColumn), columns.count - 1)
        guard Int(range.firstColumn) <= lastColumn else { return }
        for column in Int(range.firstColumn)...lastColumn {
            let lastPage = min(Int(range.lastRow) >> 8, columns[column].pages.count - 1)
            let firstPage = Int(range.firstRow) >> 8
            guard firstPage <= lastPage else { continue }
            for index in firstPage...lastPage where columns[column].pages[index] != nil {
                let low = max(Int(range.firstRow) - index << 8, 0)
                let high = min(Int(range.lastRow) - index << 8, 255)
                if low == 0 && high == 255 {
                    columns[column].pages[index] = nil
                    columns[column].windows[index] = PageWindow(nil)
                } else {
                    for row in low...high { columns[column].write(Element.vacant, page: index, row: row) }
                }
            }
        }
    }
}

extension UInt32: PageElement {
    @inlinable public static var vacant: UInt32 { 0 }
    @inlinable public var isVacant: Bool { self == 0 }
}

extension UInt16: PageElement {
    @inlinable public static var vacant: UInt16 { 0 }
    @inlinable public var isVacant: Bool { self == 0 }
}
