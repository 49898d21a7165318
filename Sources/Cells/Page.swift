// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a page can hold: a fixed-size value with a bit pattern for "nothing here".
public protocol PageElement: BitwiseCopyable, Sendable, Equatable {
    static var vacant: Self { get }
    var isVacant: Bool { get }
    /// Whether a page owns something behind the bits (the text of a cell) and must retain and release it.
    static var isManaged: Bool { get }
    func retain()
    func release()
}

extension PageElement {
    @inlinable public static var isManaged: Bool { false }
    @inlinable public func retain() {}
    @inlinable public func release() {}
}

/// Up to 256 consecutive rows of one column: the unit of sharing between forks.
///
/// A page allocates only the aligned power-of-two window of rows that is in use (8 at least), so a header row or a
/// scattered sheet costs bytes, not kilobytes, and a full page is one flat block for the evaluator.
public final class Page<Element: PageElement>: @unchecked Sendable {
    /// Rows in a full page.
    @inlinable public static var rows: Int { 256 }

    /// The first row inside the page that the window covers, and how many it covers.
    public let start: Int
    public let capacity: Int
    /// The window's elements. Written only by `Plane` while the page is uniquely referenced.
    public let base: UnsafeMutablePointer<Element>

    @inlinable init(start: Int, capacity: Int) {
        self.start = start
        self.capacity = capacity
        base = .allocate(capacity: capacity)
        base.initialize(repeating: Element.vacant, count: capacity)
    }

    /// A vacant page that covers two rows.
    @inlinable convenience init(covering low: Int, _ high: Int) {
        var capacity = 8
        var start = low / capacity * capacity
        while high >= start + capacity {
            capacity *= 2
            start = start / capacity * capacity
        }
        self.init(start: start, capacity: capacity)
    }

    /// A copy that covers `row` too.
    @inlinable convenience init(copying page: Page, covering row: Int) {
        self.init(bitsOf: page, covering: row)
        if Element.isManaged {
            for index in 0..<page.capacity { page.base[index].retain() }
        }
    }

    /// A page that covers `row` too and takes over what `page` owns, which nobody else may hold and is left empty.
    @inlinable convenience init(moving page: Page, covering row: Int) {
        self.init(bitsOf: page, covering: row)
        if Element.isManaged { page.base.update(repeating: Element.vacant, count: page.capacity) }
    }

    @inlinable convenience init(bitsOf page: Page, covering row: Int) {
        var capacity = page.capacity
        var start = page.start
        while row < start || row >= start + capacity {
            capacity *= 2
            start = start / capacity * capacity
        }
        self.init(start: start, capacity: capacity)
        (base + (page.start - start)).update(from: page.base, count: page.capacity)
    }

    @inlinable deinit {
        if Element.isManaged {
            for index in 0..<capacity { base[index].release() }
        }
        base.deallocate()
    }

    /// The element at a row of the page (0..<256).
    @inlinable public subscript(row: Int) -> Element {
        let index = row &- start
        return UInt(bitPattern: index) < UInt(bitPattern: capacity) ? base[index] : Element.vacant
    }
}

/// Where the elements of a page lie; good as long as the plane it came from is not written.
@frozen public struct PageWindow<Element: PageElement>: @unchecked Sendable {
    /// The first element of the window, `nil` for no page.
    public let base: UnsafePointer<Element>?
    /// The first row inside the page that the window covers, and how many it covers.
    public let start: Int32
    public let capacity: Int32

    @inlinable public init(_ page: Page<Element>?) {
        base = page.map { UnsafePointer($0.base) }
        start = Int32(truncatingIfNeeded: page?.start ?? 0)
        capacity = Int32(truncatingIfNeeded: page?.capacity ?? 0)
    }

    /// The element at a row of the page (0..<256).
    @inlinable public subscript(row: Int) -> Element {
        let index = row &- Int(start)
        guard UInt(bitPattern: index) < UInt(bitPattern: Int(capacity)), let base else { return Element.vacant }
        return base[index]
    }
}
