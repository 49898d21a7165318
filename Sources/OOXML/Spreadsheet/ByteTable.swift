// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// Numbers by strings of bytes, for reading and saving a million of them: no allocation for each, no Unicode.
struct ByteTable: ~Copyable {
    private struct Entry {
        var hash: UInt64
        var offset: Int
        var length: Int32
        var number: UInt32
    }

    /// Positions in `entries` plus one; 0 is a free slot. A power of two of them, at most half taken.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private var entries: [Entry] = []
    private var bytes: [UInt8] = []

    var count: Int { entries.count }

    /// Differs from process to process, so that nobody can make a file whose strings all fall into one slot.
    private static let seed = UInt64.random(in: .min ... .max) | 1

    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = seed ^ UInt64(truncatingIfNeeded: text.count)
        guard let base = text.baseAddress else { return hash }
        let start = UnsafeRawPointer(base)
        var index = 0
        while index &+ 8 <= text.count {
            hash = mix(hash ^ start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index &+= 8
        }
        var rest: UInt64 = 0
        while index < text.count {
            rest = rest << 8 | UInt64(text[index])
            index &+= 1
        }
        return mix(hash ^ rest)
    }

    @inline(__always) private static func mix(_ value: UInt64) -> UInt64 {
        let product = (value ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    /// The number of a string, `nil` when it has none.
    func number(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> UInt32? {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while case let position = slots[slot], position > 0 {
            let entry = entries[Int(position) &- 1]
            if entry.hash == hash, Int(entry.length) == text.count, isEqual(text, at: entry.offset) {
                return entry.number
            }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    private func isEqual(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard let mine = bytes.baseAddress, let others = text.baseAddress else { return true }
            return memcmp(mine + offset, others, text.count) == 0
        }
    }

    /// Gives a number to a string that has none yet.
    mutating func insert(_ number: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) {
        entries.append(Entry(hash: hash, offset: bytes.count, length: Int32(text.count), number: number))
        bytes.append(contentsOf: text)
        if entries.count * 2 > slots.count {
            slots = Array(repeating: 0, count: slots.count * 2)
            for position in entries.indices { take(entries[position].hash, UInt32(position + 1)) }
        } else {
            take(hash, UInt32(entries.count))
        }
    }

    private mutating func take(_ hash: UInt64, _ position: UInt32) {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] > 0 { slot = (slot &+ 1) & mask }
        slots[slot] = position
    }
}
