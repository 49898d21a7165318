// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Fills a plane cell by cell, remembering for each column the page that was written last: where cells come row by row,
/// as files have them, nearly every one goes straight to its place.
///
///     let filler = PlaneFiller<PackedValue>()
///     filler.set(PackedValue(1.5), row: 0, column: 2)
///     sheet.values = filler.takePlane()
///
/// While it is filled the plane belongs to the filler alone; `takePlane` ends that.
///
/// What stands behind elements is retained one by one, or later for many at once by whoever fills: see `lend`.
public final class PlaneFiller<Element: PageElement> {
    /// The page of a column that was written last.
    @usableFromInline struct Place {
        @usableFromInline var page = -1
        @usableFromInline var start = 0
        @usableFromInline var capacity = 0
        @usableFromInline var base: UnsafeMutablePointer<Element>?

        @usableFromInline init() {}
    }

    @usableFromInline var filled = Plane<Element>()
    @usableFromInline var places: UnsafeMutablePointer<Place>
    @usableFromInline var placeCount = 0
    private let settle: (() -> Void)?
    /// Whether elements may be lent.
    @usableFromInline private(set) var lends: Bool

    /// - Parameter settle: retains what was lent up to now and not yet retained, and which is kept until then; `nil`
    ///   when nothing is to be lent.
    public init(settling settle: (() -> Void)? = nil) {
        places = .allocate(capacity: 0)
        self.settle = settle
        lends = settle != nil
    }

    deinit {
        settle?()
        places.deallocate()
    }

    /// What was filled in so far. The filler starts over with an empty plane.
    public func takePlane() -> Plane<Element> {
        settle?()
        defer {
            filled = Plane()
            placeCount = 0
        }
        return filled
    }

    /// Writes one element without retaining what stands behind it, which `settle` does later; false when it has to be
    /// set instead.
    @inlinable @inline(__always) public func lend(_ element: Element, row: Int32, column: Int32) -> Bool {
        let index = Int(column)
        guard lends, index < placeCount else { return false }
        let place = places[index]
        let offset = Int(row) & 255 &- place.start
        guard place.page == Int(row) >> 8, UInt(bitPattern: offset) < UInt(bitPattern: place.capacity),
            let base = place.base, base[offset].isVacant
        else { return false }
        base[offset] = element
        return true
    }

    /// What is replaced is released, so it has to be retained; files where cells come twice are too rare to lend again.
    @usableFromInline func stopLending() {
        settle?()
        lends = false
    }

    /// Writes one element, retaining what stands behind it.
    @inlinable @inline(__always) public func set(_ element: Element, row: Int32, column: Int32) {
        let index = Int(column)
        if index < placeCount {
            let place = places[index]
            let offset = Int(row) & 255 &- place.start
            if place.page == Int(row) >> 8, UInt(bitPattern: offset) < UInt(bitPattern: place.capacity),
                let base = place.base
            {
                element.retain()
                let old = base[offset]
                if !old.isVacant {
                    if lends { stopLending() }
                    old.release()
                }
                base[offset] = element
                return
            }
        }
        setElsewhere(element, row: row, column: column)
    }

    @inlinable @inline(never) func setElsewhere(_ element: Element, row: Int32, column: Int32) {
        if lends, !filled[row, column].isVacant { stopLending() }
        // Where the page above was filled to its end this one will be, and is not made to grow step by step.
        if row & 255 == 0, row > 0, !element.isVacant, filled.page(row: row, column: column) == nil,
            filled.page(row: row - 1, column: column)?.capacity == Page<Element>.rows
        {
            _ = filled.claim(row...(row | 255), column: column)
        }
        filled.set(element, row: row, column: column)
        guard let page = filled.page(row: row, column: column) else { return }
        let index = Int(column)
        if index >= placeCount { makePlaces(index + 1) }
        // Nobody else has the plane, so the page that was just written is the filler's own.
        places[index].page = Int(row) >> 8
        places[index].start = page.start
        places[index].capacity = page.capacity
        places[index].base = page.base
    }

    @usableFromInline func makePlaces(_ count: Int) {
        let capacity = max(count, placeCount * 2)
        let larger = UnsafeMutablePointer<Place>.allocate(capacity: capacity)
        larger.initialize(repeating: Place(), count: capacity)
        larger.update(from: places, count: placeCount)
        places.deallocate()
        places = larger
        placeCount = capacity
    }
}
