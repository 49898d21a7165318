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
        let builder = Builder(low: low, span: Int(high) - Int(low) + 1)
        defer { builder.deallocate() }
        var end = Int(high) + 1
        while end > Int(low) {
            let start = max(end - Builder.block, Int(low))
            line.read(from: Int32(start), count: end - start, into: builder.values)
            builder.insert(end - start, at: Int32(start), numericTexts)
            end = start
        }
        hasNumericTexts = builder.hasNumericTexts
        table = builder.finish()
        byteCount = (table.mask + 1) * MemoryLayout<Slot>.stride + table.placeCount * MemoryLayout<Int32>.stride
    }

    deinit {
        table.slots.deallocate()
        table.places.deallocate()
    }

    struct Slot {
        /// The packed value.
        var key: UInt64
        /// Its hash, with `isTaken`, and `isSole` for a value that stands in one place only.
        var hash: UInt32
        /// That place, or where its group begins among the places.
        var start: Int32

        static let isTaken: UInt32 = 1 << 31
        static let isSole: UInt32 = 1 << 30
        static let free = Slot(key: 0, hash: 0, start: 0)
    }

    /// The memory of an index.
    public struct Table {
        /// Open addressing with linear probing; a power of two long.
        let slots: UnsafePointer<Slot>
        let mask: Int
        /// Groups of several positions, each its count and then its positions.
        let places: UnsafePointer<Int32>
        let placeCount: Int

        /// Where the group that holds a value is found, plus one; `nil` when it stands nowhere.
        @inline(__always) func group(_ value: PackedValue) -> UInt32? { group(value, value.lookupHash) }

        @inline(__always) private func group(_ value: PackedValue, _ hash: UInt32) -> UInt32? {
            let key = value.comparableBits
            var slot = Int(hash) & mask
            while true {
                let found = slots[slot]
                if found.hash == 0 { return nil }
                if found.hash & ~Slot.isSole == hash | Slot.isTaken,
                    found.key == key || PackedValue(bits: found.key).isEqual(value)
                {
                    return UInt32(truncatingIfNeeded: slot + 1)
                }
                slot = (slot + 1) & mask
            }
        }

        /// The positions of a group within bounds, in rising order.
        func positions(_ group: UInt32, _ low: Int32, _ high: Int32) -> UnsafeBufferPointer<Int32> {
            all(group).between(low, high)
        }

        private func all(_ group: UInt32) -> UnsafeBufferPointer<Int32> {
            let slot = slots + (Int(group) - 1)
            if slot.pointee.hash & Slot.isSole == 0 {
                let start = Int(slot.pointee.start)
                return UnsafeBufferPointer(start: places + start + 1, count: Int(places[start]))
            }
            // The one place stands in the slot itself.
            let place = UnsafeRawPointer(slot) + (MemoryLayout<Slot>.offset(of: \.start) ?? 0)
            return UnsafeBufferPointer(start: place.assumingMemoryBound(to: Int32.self), count: 1)
        }

        /// The first position of a value within bounds.
        @inline(__always) public func first(_ value: PackedValue, _ low: Int32, _ high: Int32) -> Int32? {
            group(value).flatMap { first(of: $0, low, high) }
        }

        @inline(__always) private func first(of group: UInt32, _ low: Int32, _ high: Int32) -> Int32? {
            let slot = slots[Int(group) - 1]
            let first = slot.hash & Slot.isSole != 0 ? slot.start : places[Int(slot.start) + 1]
            if first >= low { return first <= high ? first : nil }
            return positions(group, low, high).first
        }

        /// The last position of a value within bounds.
        public func last(_ value: PackedValue, _ low: Int32, _ high: Int32) -> Int32? {
            group(value).flatMap { positions($0, low, high).last }
        }

        /// The first positions of many values within bounds, -1 where a value stands nowhere. What is neither number
        /// nor text is not looked for and gets -2, and so do texts with wildcards and long ones where they have a
        /// meaning.
        ///
        /// The texts come first, then the hashes and after them the table, each in a loop of its own with nothing to
        /// decide, so that the reads of memory of many values overlap.
        public func first(
            _ values: UnsafePointer<PackedValue>, count: Int, _ low: Int32, _ high: Int32,
            into positions: UnsafeMutablePointer<Int32>, hasPatterns: Bool
        ) {
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { hashes in
                for index in 0..<count { hashes[index] = values[index].knownDigest }
                for index in 0..<count {
                    let value = values[index]
                    let isSought =
                        value.isNumber || value.isText && (!hasPatterns || LineSearch.isSoughtAsItIs(value))
                    positions[index] = isSought ? -3 : -2
                    hashes[index] = isSought ? value.lookupHash(known: hashes[index]) : 0
                }
                // Most values stand in one place, and in the first slot that is looked at.
                for index in 0..<count {
                    let slot = slots[Int(hashes[index]) & mask]
                    let isFound =
                        slot.hash == hashes[index] | Slot.isTaken | Slot.isSole
                        && slot.key == values[index].comparableBits && slot.start >= low && slot.start <= high
                        && positions[index] == -3
                    positions[index] = isFound ? slot.start : positions[index]
                }
                for index in 0..<count where positions[index] == -3 {
                    let group = group(values[index], hashes[index])
                    positions[index] = group.flatMap { first(of: $0, low, high) } ?? -1
                }
            }
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
