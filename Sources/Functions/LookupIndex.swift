// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Where values stand in one column or row, for exact matches without a scan: a hash table over packed values.
///
/// Texts match without regard to case, as Excel's lookups do; numbers match numbers only. Blanks and errors are not in
/// it, because no lookup value equals them.
public final class LookupIndex: Sendable {
    /// A value and the first and last position where it stands.
    private struct Entry {
        /// A number's bit pattern, a boolean's packed bits, or a text's hash.
        let key: UInt64
        let text: CellText?
        let first: Int32
        var last: Int32
    }

    private let entries: [Entry]
    /// Open addressing with linear probing: numbers of entries plus one, 0 for a free slot. A power of two long.
    private let slots: [Int32]

    /// `values` in order.
    public convenience init(_ values: [CellValue]) {
        var builder = Builder()
        for (position, value) in values.enumerated() {
            let text: CellText? = if case .text(let string) = value { CellText(string) } else { nil }
            builder.insert(value, text, at: Int32(position))
        }
        self.init(builder)
    }

    /// The values of one column or row as the workbook stores them; positions count from the area's first cell.
    public convenience init(_ area: Area, in workbook: any WorkbookReader) throws(CellError) {
        var builder = Builder()
        let range = area.range
        try workbook.forEachBlock(in: area) { column, firstRow, block throws(CellError) in
            var position = (column - range.firstColumn) + (firstRow - range.firstRow)
            for value in block {
                builder.insert(value, at: position)
                position += 1
            }
        }
        self.init(builder)
    }

    private init(_ builder: Builder) {
        entries = builder.entries
        slots = builder.slots
    }

    /// The zero-based position of the first equal value.
    public func first(_ value: CellValue) -> Int? { entry(value).map { Int($0.first) } }

    /// The zero-based position of the last equal value.
    public func last(_ value: CellValue) -> Int? { entry(value).map { Int($0.last) } }

    private func entry(_ value: CellValue) -> Entry? {
        guard let (key, text) = Self.key(value) else { return nil }
        let slot = Self.slot(key, text, entries, slots)
        return slots[slot] == 0 ? nil : entries[Int(slots[slot]) - 1]
    }

    /// The key of a value and its text; `nil` for what never matches.
    private static func key(_ value: CellValue) -> (UInt64, String?)? {
        switch value {
        case .number(let number): (PackedValue(number == 0 ? 0 : number).bits, nil)
        case .boolean(let boolean): (PackedValue(boolean).bits, nil)
        case .text(let text): (hash(text), text)
        case .empty, .error: nil
        }
    }

    private static func hash(_ text: String) -> UInt64 {
        var hasher = Hasher()
        CaseFolding.hash(text, into: &hasher)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    /// Different in every process, so that no workbook can be made to fill one corner of the table.
    private static let seed = UInt64.random(in: .min ... .max)

    /// The slot that holds the key, or the free one where it belongs.
    private static func slot(_ key: UInt64, _ text: String?, _ entries: [Entry], _ slots: [Int32]) -> Int {
        var mixed = key ^ seed
        mixed = (mixed ^ (mixed >> 32)) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.key == key {
                switch (entry.text, text) {
                case (nil, nil): return slot
                case (let one?, let other?) where CaseFolding.equal(one.string, other): return slot
                default: break
                }
            }
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// Collects values position by position.
    private struct Builder {
        private(set) var entries: [Entry] = []
        private(set) var slots = [Int32](repeating: 0, count: 64)

        mutating func insert(_ value: PackedValue, at position: Int32) {
            switch value.kind {
            case .number: insert(PackedValue(value.number == 0 ? 0 : value.number).bits, nil, at: position)
            case .boolean: insert(value.bits, nil, at: position)
            case .text: insert(LookupIndex.hash(value.text.string), value.text, at: position)
            case .empty, .error: return
            }
        }

        mutating func insert(_ value: CellValue, _ text: CellText?, at position: Int32) {
            guard let (key, _) = LookupIndex.key(value) else { return }
            insert(key, text, at: position)
        }

        private mutating func insert(_ key: UInt64, _ text: CellText?, at position: Int32) {
            if (entries.count + 1) * 2 > slots.count { grow() }
            let slot = LookupIndex.slot(key, text?.string, entries, slots)
            if slots[slot] != 0 {
                entries[Int(slots[slot]) - 1].last = position
                return
            }
            entries.append(Entry(key: key, text: text, first: position, last: position))
            slots[slot] = Int32(entries.count)
        }

        private mutating func grow() {
            slots = [Int32](repeating: 0, count: slots.count * 4)
            for (index, entry) in entries.enumerated() {
                slots[LookupIndex.slot(entry.key, entry.text?.string, entries, slots)] = Int32(index + 1)
            }
        }
    }
}
