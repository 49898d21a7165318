// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension ValueIndex {
    /// Takes the values of a line from its end to its beginning, so that each comes before the equal ones that are
    /// known, then lays out those that stand in several places.
    final class Builder {
        /// How many values are taken at once: their hashes first and then the table, so that reads of memory overlap.
        static let block = 256

        /// The values to be taken next.
        let values: UnsafeMutablePointer<PackedValue>
        private let hashes: UnsafeMutablePointer<UInt32>
        private let low: Int32
        private let span: Int
        private var slots: UnsafeMutablePointer<Slot>
        private var mask: Int
        private var count = 0
        /// By position from the first on, the next position of the same value; made for the first value that stands
        /// in two places.
        private var next: UnsafeMutablePointer<Int32>?
        /// Values that stand in several places, and those places.
        private var groups = 0
        private var members = 0
        private(set) var hasNumericTexts = false

        init(low: Int32, span: Int) {
            self.low = low
            self.span = span
            values = .allocate(capacity: Self.block)
            hashes = .allocate(capacity: Self.block)
            mask = 1023
            slots = .allocate(capacity: 1024)
            slots.initialize(repeating: .free, count: 1024)
        }

        func deallocate() {
            values.deallocate()
            hashes.deallocate()
            next?.deallocate()
        }

        /// Takes the first of `values`, which stand from a position on.
        func insert(_ count: Int, at first: Int32, _ numericTexts: ((CellText) -> Double?)?) {
            for index in 0..<count {
                if let numericTexts, values[index].isText, let number = numericTexts(values[index].text) {
                    hasNumericTexts = true
                    values[index] = PackedValue(number)
                }
            }
            for index in 0..<count { hashes[index] = values[index].knownDigest }
            for index in 0..<count {
                let hash = values[index].lookupHash(known: hashes[index])
                hashes[index] = values[index].isVacant ? 0 : hash | Slot.isTaken
            }
            for index in stride(from: count - 1, through: 0, by: -1) where hashes[index] != 0 {
                insert(values[index], hashes[index], at: first + Int32(truncatingIfNeeded: index))
            }
        }

        @inline(__always) private func insert(_ value: PackedValue, _ hash: UInt32, at position: Int32) {
            let key = value.comparableBits
            var slot = Int(hash & ~Slot.isTaken) & mask
            while slots[slot].hash != 0 {
                let found = slots[slot]
                if found.hash & ~Slot.isSole == hash, found.key == key || PackedValue(bits: found.key).isEqual(value) {
                    return addPlace(position, slot)
                }
                slot = (slot + 1) & mask
            }
            slots[slot] = Slot(key: key, hash: hash | Slot.isSole, start: position)
            count += 1
            if count * 5 > (mask + 1) * 4 { grow() }
        }

        private func addPlace(_ position: Int32, _ slot: Int) {
            let next = next ?? makeNext()
            if slots[slot].hash & Slot.isSole != 0 {
                slots[slot].hash &= ~Slot.isSole
                groups += 1
                members += 1
            }
            members += 1
            next[Int(position - low)] = slots[slot].start
            slots[slot].start = position
        }

        private func makeNext() -> UnsafeMutablePointer<Int32> {
            let made = UnsafeMutablePointer<Int32>.allocate(capacity: span)
            made.initialize(repeating: -1, count: span)
            next = made
            return made
        }

        /// More slots, but not many more than the rest of the line can fill.
        private func grow() {
            let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
            var capacity = (mask + 1) * 2
            while capacity < old.count * 64, capacity * 4 < span * 5 { capacity *= 2 }
            slots = .allocate(capacity: capacity)
            slots.initialize(repeating: .free, count: capacity)
            mask = capacity - 1
            for taken in old where taken.hash != 0 {
                var slot = Int(taken.hash & ~(Slot.isTaken | Slot.isSole)) & mask
                while slots[slot].hash != 0 { slot = (slot + 1) & mask }
                slots[slot] = taken
            }
            old.deallocate()
        }

        /// Values that stand in one place have it in their slot, the places of the others follow one another.
        func finish() -> Table {
            let places = UnsafeMutablePointer<Int32>.allocate(capacity: max(groups + members, 1))
            var end = 0
            if let next {
                for slot in 0...mask where slots[slot].hash != 0 && slots[slot].hash & Slot.isSole == 0 {
                    let start = end
                    var position = slots[slot].start
                    while position >= 0 {
                        end += 1
                        (places + end).initialize(to: position)
                        position = next[Int(position - low)]
                    }
                    (places + start).initialize(to: Int32(truncatingIfNeeded: end - start))
                    slots[slot].start = Int32(truncatingIfNeeded: start)
                    end += 1
                }
            }
            return Table(slots: slots, mask: mask, places: places, placeCount: end)
        }
    }
}
