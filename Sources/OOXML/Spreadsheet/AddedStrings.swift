// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The texts that Cellar has put behind the entries of a shared string table, now or when it saved before, found again
/// by their bytes. ECMA-376-1 §18.4.
struct AddedStrings: Sendable {
    /// Entries that the table had before the first of them.
    private let first: Int
    /// How many of the texts are in the part already.
    private var storedCount: Int
    private var texts: [CellText] = []
    /// By the lower half of a text's hash, its upper half above its position in `texts` plus one; 0 is a free slot. A
    /// power of two of them, at most half taken.
    private var slots: [UInt64] = Array(repeating: 0, count: 64)

    /// - Parameter first: entries of the table as it was read.
    init(behind first: Int) {
        self.first = first
        storedCount = 0
    }

    /// How many entries the table has in the end.
    var count: Int { first + texts.count }

    /// What is not in the part yet.
    var pending: ArraySlice<CellText> { texts[storedCount...] }

    /// Takes note that everything is in the part.
    mutating func store() { storedCount = texts.count }

    /// The position of a text, that of the entry it was read from where it has one, which keeps rich text.
    mutating func position(of text: CellText) -> Int {
        if text.sharedIndex >= 0, Int(text.sharedIndex) < first { return Int(text.sharedIndex) }
        var string = text.string
        let hash = string.withUTF8 { ByteTable.hash($0) }
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while case let entry = slots[slot], entry != 0 {
            if (entry ^ hash) >> 32 == 0 {
                let found = Int(UInt32(truncatingIfNeeded: entry)) &- 1
                if texts[found] === text || texts[found].string.hasSameBytes(as: string) { return first &+ found }
            }
            slot = (slot &+ 1) & mask
        }
        texts.append(text)
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(texts.count)
        if texts.count * 2 > slots.count { grow() }
        return count &- 1
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        let mask = slots.count &- 1
        for (index, text) in texts.enumerated() {
            var string = text.string
            let hash = string.withUTF8 { ByteTable.hash($0) }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot &+ 1) & mask }
            slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
        }
    }
}
