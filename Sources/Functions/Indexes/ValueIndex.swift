// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Where each value of a line stands: a hash table from values to their positions in rising order, so that any part of
/// the line can be asked for the first, the last or all places of a value.
///
/// Numbers match numbers only and texts match without regard to case, as in Excel's lookups. Blanks are not in it. It
/// does not own the texts it refers to: who keeps an index keeps the pages it was made from (`LineSnapshot`).
public final class ValueIndex: @unchecked Sendable {
    /// What a criterion or a lookup asks, without touching a reference count; good as long as the index is kept.
    public let table: Table
    /// How many bytes it takes.
    public let byteCount: Int
    /// Whether a text in it reads as a number, which criteria take for the number and lookups do not.
    public let hasNumericTexts: Bool

    /// The values from `low` to `high` of a line.
    ///
    /// - Parameter numericTexts: the number a text is taken for, where it is taken for one.
    public init(
        _ line: GridLine, _ low: Int32, _ high: Int32, numericTexts: ((CellText) -> Double?)? = nil
    ) {
        let builder = Builder(span: Int(high) - Int(low) + 1)
        defer { builder.deallocate() }
        var position = low
        while position <= high {
            let value = line[position]
            if !value.isVacant { builder.insert(value, at: Int(position &- low), numericTexts) }
            position += 1
        }
        hasNumericTexts = builder.hasNumericTexts
        table = builder.finish(low)
        byteCount = (table.mask + 1) * MemoryLayout<Slot>.stride + table.placeCount * MemoryLayout<Int32>.stride
    }

    deinit {
        table.slots.deallocate()
        table.places.deallocate()
    }

    struct Slot {
        /// The packed value.
        var key: UInt64
        var hash: UInt32
        /// Where its group begins among the places; 0 for a free slot.
        var start: UInt32

        static let free = Slot(key: 0, hash: 0, start: 0)
    }

    /// The memory of an index.
    public struct Table {
        /// Open addressing with linear probing; a power of two long.
        let slots: UnsafePointer<Slot>
        let mask: Int
        /// Groups, each its count and then its positions.
        let places: UnsafePointer<Int32>
        let placeCount: Int

        /// The number of the group that holds a value; `nil` when it stands nowhere.
        @inline(__always) func group(_ value: PackedValue) -> UInt32? {
            let hash = value.lookupHash
            let key = value.comparableBits
            var slot = Int(hash) & mask
            while true {
                let found = slots[slot]
                if found.start == 0 { return nil }
                if found.hash == hash, found.key == key || PackedValue(bits: found.key).isEqual(value) {
                    return found.start
                }
                slot = (slot + 1) & mask
            }
        }

        /// The positions of a group within bounds, in rising order.
        func positions(_ group: UInt32, _ low: Int32, _ high: Int32) -> UnsafeBufferPointer<Int32> {
            let all = UnsafeBufferPointer(start: places + Int(group) + 1, count: Int(places[Int(group)]))
            return all.between(low, high)
        }

        /// The first position of a value within bounds.
        @inline(__always) public func first(_ value: PackedValue, _ low: Int32, _ high: Int32) -> Int32? {
            guard let group = group(value) else { return nil }
            let first = places[Int(group) + 1]
            if first >= low { return first <= high ? first : nil }
            return positions(group, low, high).first
        }

        /// The last position of a value within bounds.
        public func last(_ value: PackedValue, _ low: Int32, _ high: Int32) -> Int32? {
            group(value).flatMap { positions($0, low, high).last }
        }
    }
}

extension ValueIndex {
    /// Groups values one after another, then lays the groups out.
    private final class Builder {
        private let span: Int
        private var slots: UnsafeMutablePointer<Slot>
        private var mask: Int
        /// By position from the first on, the number of its group plus one.
        private let groupOf: UnsafeMutablePointer<UInt32>
        private var counts: [Int32] = []
        private(set) var hasNumericTexts = false

        init(span: Int) {
            self.span = span
            mask = 1023
            slots = .allocate(capacity: 1024)
            slots.initialize(repeating: .free, count: 1024)
            groupOf = .allocate(capacity: span)
            groupOf.initialize(repeating: 0, count: span)
        }

        func deallocate() { groupOf.deallocate() }

        func insert(_ value: PackedValue, at offset: Int, _ numericTexts: ((CellText) -> Double?)?) {
            var value = value
            if let numericTexts, value.isText, let number = numericTexts(value.text) {
                hasNumericTexts = true
                value = PackedValue(number)
            }
            let hash = value.lookupHash
            let key = value.comparableBits
            var slot = Int(hash) & mask
            while slots[slot].start != 0 {
                let found = slots[slot]
                if found.hash == hash, found.key == key || PackedValue(bits: found.key).isEqual(value) {
                    counts[Int(found.start) - 1] += 1
                    groupOf[offset] = found.start
                    return
                }
                slot = (slot + 1) & mask
            }
            counts.append(1)
            slots[slot] = Slot(key: key, hash: hash, start: UInt32(counts.count))
            groupOf[offset] = UInt32(counts.count)
            if counts.count * 5 > (mask + 1) * 4 { grow() }
        }

        /// Four times the slots, but not more than the rest of the line can fill.
        private func grow() {
            let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
            var capacity = (mask + 1) * 2
            while capacity < old.count * 64, capacity * 4 < span * 5 { capacity *= 2 }
            slots = .allocate(capacity: capacity)
            slots.initialize(repeating: .free, count: capacity)
            mask = capacity - 1
            for taken in old where taken.start != 0 {
                var slot = Int(taken.hash) & mask
                while slots[slot].start != 0 { slot = (slot + 1) & mask }
                slots[slot] = taken
            }
            old.deallocate()
        }

        func finish(_ low: Int32) -> Table {
            // One place in front stays empty, so that no group begins at 0.
            var starts: [UInt32] = []
            starts.reserveCapacity(counts.count)
            var total = 1
            for count in counts {
                starts.append(UInt32(total))
                total += Int(count) + 1
            }
            let places = UnsafeMutablePointer<Int32>.allocate(capacity: total)
            places.initialize(repeating: 0, count: total)
            for offset in 0..<span where groupOf[offset] != 0 {
                let start = Int(starts[Int(groupOf[offset]) - 1])
                places[start] += 1
                places[start + Int(places[start])] = low + Int32(truncatingIfNeeded: offset)
            }
            for slot in 0...mask where slots[slot].start != 0 {
                slots[slot].start = starts[Int(slots[slot].start) - 1]
            }
            return Table(slots: slots, mask: mask, places: places, placeCount: total)
        }
    }
}

extension UnsafeBufferPointer<Int32> {
    /// The part of rising positions that lies within bounds.
    func between(_ low: Int32, _ high: Int32) -> UnsafeBufferPointer<Int32> {
        guard let first, let last else { return self }
        let start = first >= low ? 0 : count(below: low)
        let end = last <= high ? count : count(below: high + 1)
        return start < end
            ? UnsafeBufferPointer(rebasing: self[start..<end]) : UnsafeBufferPointer(start: nil, count: 0)
    }

    /// How many of rising positions lie below one.
    func count(below position: Int32) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
