// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The rows of an array that Excel takes for different, found by a hash of their values without copying them.
struct DistinctRows {
    /// Where each stands first, in that order, and how often it stands in all.
    private(set) var found: [(row: Int, count: Int, hash: Int)] = []
    private let table: Matrix
    /// Positions in `found` plus one, each at the place of its hash or at the next free one after it; 0 is free.
    private var slots: [Int32] = Array(repeating: 0, count: 64)

    init(_ table: Matrix) {
        self.table = table
        for row in 0..<table.rows { add(row) }
    }

    private mutating func add(_ row: Int) {
        let hash = hash(row)
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if found[place].hash == hash, isEqual(found[place].row, row) {
                found[place].count += 1
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        found.append((row, 1, hash))
        slots[slot] = Int32(found.count)
        if found.count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        for (place, entry) in found.enumerated() {
            var slot = entry.hash & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(place + 1)
        }
    }

    private func hash(_ row: Int) -> Int {
        var hasher = Hasher()
        for column in 0..<table.columns {
            switch table.elements[row * table.columns + column] {
            case .text(let text): CaseFolding.hash(text, into: &hasher)
            // 0 and -0 are equal, and so are their hashes.
            case let value: hasher.combine(value)
            }
        }
        return hasher.finalize()
    }

    private func isEqual(_ one: Int, _ other: Int) -> Bool {
        for column in 0..<table.columns {
            let left = table.elements[one * table.columns + column]
            let right = table.elements[other * table.columns + column]
            if case .text(let first) = left, case .text(let second) = right {
                if !CaseFolding.equal(first, second) { return false }
            } else if left != right {
                return false
            }
        }
        return true
    }
}
