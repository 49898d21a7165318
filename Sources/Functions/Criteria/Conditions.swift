// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// A criterion on a stretch of one column, with what indexes say of it.
public struct Condition {
    public let criterion: Criterion
    public var line: GridLine
    /// The position that offset 0 means.
    public var first: Int32
    /// Where values stand, for a criterion that one value meets.
    public var table: ValueIndex.Table?
    /// The numbers in order, for one that compares.
    public var numbers: OrderIndex.Numbers?

    public init(_ criterion: Criterion, _ line: GridLine, first: Int32) {
        self.criterion = criterion
        self.line = line
        self.first = first
    }

    @inline(__always) func holds(at offset: Int32) -> Bool { criterion.matches(line[first &+ offset]) }

    /// The number of the group of values that meet it, 0 when there are none; `nil` without an index.
    public var group: UInt32? {
        guard let table, let value = criterion.soleValue else { return nil }
        return table.group(value) ?? 0
    }

    /// The numbers of the order that meet it.
    fileprivate var ordered: (numbers: OrderIndex.Numbers, range: Range<Int>)? {
        guard let numbers, numbers.isSorted, let bound = criterion.numericBound,
            let range = numbers.matching(bound.comparison, bound.number)
        else { return nil }
        return (numbers, range)
    }

    /// The positions that meet it within bounds, in rising order; `nil` when no index has them.
    func positions(_ low: Int32, _ high: Int32) -> UnsafeBufferPointer<Int32>? {
        if let group, let table {
            return group == 0 ? UnsafeBufferPointer(start: nil, count: 0) : table.positions(group, low, high)
        }
        guard let (numbers, range) = ordered, numbers.isRising else { return nil }
        return UnsafeBufferPointer(start: numbers.positions + range.lowerBound, count: range.count).between(low, high)
    }
}

/// The offsets at which conditions on equally long stretches of columns all hold.
public struct Conditions {
    public var elements: [Condition]

    public init() { elements = [] }

    /// Visits them from `from` to `to` in rising order, as pieces of positions that lie `shift` beyond them, until
    /// `body` returns false.
    ///
    /// - Returns: how many offsets were looked at at most.
    @discardableResult public func forEachPiece(
        from: Int32, to: Int32, _ body: (_ positions: UnsafeBufferPointer<Int32>, _ shift: Int32) -> Bool
    ) -> Int {
        let driver = fewest(from, to)
        if let driver, elements.count == 1 {
            _ = body(driver.positions, elements[0].first)
            return driver.positions.count
        }
        let candidates = driver?.positions.count ?? max(Int(to &- from) + 1, 0)
        let first = driver.map { elements[$0.driver].first } ?? -from
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.piece) { offsets in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.piece) { marks in
                guard let offsets = offsets.baseAddress, let marks = marks.baseAddress else { return }
                for start in stride(from: 0, to: candidates, by: Self.piece) {
                    let count = min(Self.piece, candidates - start)
                    for index in 0..<count {
                        let place = driver?.positions[start + index] ?? Int32(truncatingIfNeeded: start + index)
                        offsets[index] = place &- first
                    }
                    mark(offsets, count, marks, except: driver?.driver)
                    let kept = Self.keep(offsets, count, marks)
                    guard kept == 0 || body(UnsafeBufferPointer(start: offsets, count: kept), 0) else { return }
                }
            }
        }
        return candidates
    }

    /// Marks those of a piece of offsets at which all conditions hold, all but the one that gave them. One condition
    /// after the other looks at the whole piece, so that what it asks for is found out once, and not at each cell.
    private func mark(
        _ offsets: UnsafePointer<Int32>, _ count: Int, _ marks: UnsafeMutablePointer<UInt8>, except driver: Int?
    ) {
        marks.update(repeating: 1, count: count)
        withUnsafeTemporaryAllocation(of: PackedValue.self, capacity: Self.piece) { values in
            guard let values = values.baseAddress else { return }
            for index in elements.indices where index != driver {
                let first = elements[index].first
                if driver == nil {
                    elements[index].line.read(from: first &+ offsets[0], count: count, into: values)
                } else {
                    elements[index].line.read(offsets, count: count, shift: first, into: values)
                }
                elements[index].criterion.filter(UnsafeBufferPointer(start: values, count: count), marks)
            }
        }
    }

    /// Moves the marked offsets to the front; how many they are. Nothing is decided by a jump, since nobody can guess
    /// where it would go.
    private static func keep(
        _ offsets: UnsafeMutablePointer<Int32>, _ count: Int, _ marks: UnsafePointer<UInt8>
    ) -> Int {
        var kept = 0
        for index in 0..<count {
            offsets[kept] = offsets[index]
            kept &+= Int(marks[index])
        }
        return kept
    }

    private static let piece = 256

    /// Whether all hold at an offset.
    public func hold(at offset: Int32) -> Bool {
        for index in elements.indices where !elements[index].holds(at: offset) { return false }
        return true
    }

    /// How many cells of one line meet comparisons of numbers that all mean it, wherever they stand in the line of the
    /// order; `nil` without an order.
    public var orderedCount: Int? {
        guard let first = elements.first, let (numbers, whole) = first.ordered else { return nil }
        var range = whole
        for index in elements.indices.dropFirst() {
            guard elements[index].first == first.first, let other = elements[index].ordered,
                other.numbers.values == numbers.values
            else { return nil }
            range = range.clamped(to: other.range)
        }
        return range.count
    }

    /// How many there are, and how many offsets were looked at to find that.
    public func count(from: Int32, to: Int32) -> (count: Int, looked: Int) {
        if elements.count == 1, let (_, positions) = fewest(from, to) { return (positions.count, 0) }
        var count = 0
        let looked = forEachPiece(from: from, to: to) { positions, _ in
            count += positions.count
            return true
        }
        return (count, looked)
    }

    /// Steps that looking at some offsets counts for.
    public func steps(looking count: Int) -> Int {
        var eighths = 0
        for index in elements.indices { eighths += elements[index].criterion.eighthsPerCell }
        return count * eighths / 8
    }

    /// The condition that leaves the fewest positions, after those that leave one stretch have narrowed the others.
    private func fewest(_ from: Int32, _ to: Int32) -> (driver: Int, positions: UnsafeBufferPointer<Int32>)? {
        var (low, high) = (from, to)
        // By index, since a copy of a condition would count what its criterion refers to.
        for index in elements.indices where elements[index].numbers != nil {
            let first = elements[index].first
            guard let positions = elements[index].positions(low + first, high + first) else { continue }
            guard let least = positions.first, let greatest = positions.last else { break }
            (low, high) = (least - first, greatest - first)
        }
        var best: (driver: Int, positions: UnsafeBufferPointer<Int32>)?
        for index in elements.indices {
            let first = elements[index].first
            guard let positions = elements[index].positions(low + first, high + first) else { continue }
            if let known = best, known.positions.count <= positions.count { continue }
            best = (index, positions)
        }
        return best
    }
}
