// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// The numbers of a line in rising order with their positions: what a search in sorted values and the nearest value to
/// one are found by. Other kinds of values are not in it.
public final class OrderIndex: @unchecked Sendable {
    /// Without touching a reference count; good as long as the index is kept.
    public let numbers: Numbers
    public let byteCount: Int
    private let bounds: ClosedRange<Int32>

    /// The numbers from `low` to `high` of a line.
    ///
    /// - Parameter sorts: whether numbers that lie out of order are sorted; else nothing is kept of them.
    public init(_ line: GridLine, _ low: Int32, _ high: Int32, sorts: Bool) {
        var values: [Double] = []
        var positions: [Int32] = []
        values.reserveCapacity(Int(high) - Int(low) + 1)
        positions.reserveCapacity(Int(high) - Int(low) + 1)
        var isRising = true
        var hasGaps = false
        withUnsafeTemporaryAllocation(of: PackedValue.self, capacity: 256) { block in
            guard let base = block.baseAddress else { return }
            var position = low
            while position <= high {
                let count = min(256, Int(high &- position) + 1)
                line.read(from: position, count: count, into: base)
                for offset in 0..<count where base[offset].isNumber {
                    let number = base[offset].number
                    let place = position &+ Int32(truncatingIfNeeded: offset)
                    if let last = values.last {
                        if number < last { isRising = false }
                        if number == last, positions[positions.count - 1] != place - 1 { hasGaps = true }
                    }
                    values.append(number)
                    positions.append(place)
                }
                position += Int32(truncatingIfNeeded: count)
            }
        }
        if !isRising, sorts {
            let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
            values = order.map { values[$0] }
            positions = order.map { positions[$0] }
        }
        let count = isRising || sorts ? values.count : 0
        let keptValues = UnsafeMutablePointer<Double>.allocate(capacity: max(count, 1))
        keptValues.initialize(from: values, count: count)
        let keptPositions = UnsafeMutablePointer<Int32>.allocate(capacity: max(count, 1))
        keptPositions.initialize(from: positions, count: count)
        numbers = Numbers(
            values: keptValues, positions: keptPositions, count: count, isRising: isRising,
            isSorted: isRising || sorts, hasGaps: hasGaps)
        byteCount = count * 12
        bounds = low...high
    }

    /// Whether every number in it lies within positions; the nearest of a part of the line is not to be had from it.
    func covers(_ part: ClosedRange<Int32>) -> Bool {
        part.lowerBound <= bounds.lowerBound && part.upperBound >= bounds.upperBound
    }

    deinit {
        numbers.values.deallocate()
        numbers.positions.deallocate()
    }

    public struct Numbers {
        /// Rising; equal ones by their positions.
        let values: UnsafePointer<Double>
        let positions: UnsafePointer<Int32>
        let count: Int
        /// Whether they rise along the line, so that the positions rise too.
        public let isRising: Bool
        public let isSorted: Bool
        /// Whether equal numbers stand apart, with something else between them.
        let hasGaps: Bool

        /// Whether a search by halving ends where `last(notAbove:)` says, whatever else stands in the line.
        public var agreesWithHalving: Bool { isRising && !hasGaps }

        /// How many are below a number.
        @inline(__always) func count(below number: Double) -> Int {
            var start = 0
            var length = count
            while length > 0 {
                let half = length >> 1
                let isBelow = values[start + half] < number
                start = isBelow ? start + half + 1 : start
                length = isBelow ? length - half - 1 : half
            }
            return start
        }

        /// How many are not above a number.
        @inline(__always) func count(notAbove number: Double) -> Int {
            var start = 0
            var length = count
            while length > 0 {
                let half = length >> 1
                let isNotAbove = values[start + half] <= number
                start = isNotAbove ? start + half + 1 : start
                length = isNotAbove ? length - half - 1 : half
            }
            return start
        }

        /// Of numbers that rise along the line, the last position within bounds that is not above a number.
        @inline(__always) public func last(notAbove number: Double, _ low: Int32, _ high: Int32) -> Int32? {
            last(of: count(notAbove: number), low, high)
        }

        /// The last within bounds of the first `end` positions.
        @inline(__always) private func last(of end: Int, _ low: Int32, _ high: Int32) -> Int32? {
            guard end > 0 else { return nil }
            if positions[end - 1] <= high { return positions[end - 1] >= low ? positions[end - 1] : nil }
            return UnsafeBufferPointer(start: positions, count: end).between(low, high).last
        }

        /// `last(notAbove:)` of many values: a negative position where there is none, -2 for what is no number.
        ///
        /// All go down together, halving by halving, so that the reads of memory of one do not wait for another's.
        public func last(
            notAbove sought: UnsafePointer<PackedValue>, count: Int, _ low: Int32, _ high: Int32,
            into found: UnsafeMutablePointer<Int32>
        ) {
            for index in 0..<count { found[index] = 0 }
            var length = self.count
            while length > 1 {
                let half = length >> 1
                let step = Int32(truncatingIfNeeded: half)
                for index in 0..<count {
                    // What is no number has the bits of a NaN, which is above nothing. Nothing is decided by a jump,
                    // since nobody can guess where it would go.
                    let isNotAbove = values[Int(found[index]) &+ half &- 1] <= sought[index].number
                    found[index] &+= step & (0 &- (isNotAbove ? 1 : 0))
                }
                length -= half
            }
            for index in 0..<count {
                guard sought[index].isNumber else {
                    found[index] = -2
                    continue
                }
                var end = Int(found[index])
                if end < self.count, values[end] <= sought[index].number { end += 1 }
                found[index] = last(of: end, low, high) ?? -1
            }
        }

        /// The position of the nearest number strictly above or below one; the first or last of equal ones.
        public func nearest(_ number: Double, above: Bool, last: Bool) -> Int32? {
            let index = above ? count(notAbove: number) : count(below: number) - 1
            guard index >= 0, index < count else { return nil }
            return positions[last ? count(notAbove: values[index]) - 1 : count(below: values[index])]
        }

        /// How many meet a comparison with a number; `nil` for one that other kinds of values meet too.
        func matching(_ comparison: Criterion.Comparison, _ number: Double) -> Range<Int>? {
            switch comparison {
            case .less: 0..<count(below: number)
            case .lessOrEqual: 0..<count(notAbove: number)
            case .greater: count(notAbove: number)..<count
            case .greaterOrEqual: count(below: number)..<count
            case .equal, .notEqual: nil
            }
        }
    }
}
