// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A deflate stream that is put together from pieces of others, bit by bit.
struct DeflateBits {
    private(set) var bytes: [UInt8] = []
    /// Bits of the last byte that are taken, 0 for all of them.
    private(set) var phase = 0

    /// Bits so far.
    var count: Int { bytes.count * 8 - (8 - phase) % 8 }

    mutating func reserve(_ byteCount: Int) { bytes.reserveCapacity(byteCount) }

    /// Adds bits of another stream. They must begin at the place in a byte at which this one ends, so that whole bytes
    /// are copied and what is aligned in them stays so.
    mutating func append(_ source: UnsafeRawBufferPointer, _ bits: Range<Int>) {
        precondition(bits.lowerBound % 8 == phase, "the pieces have to fit")
        guard !bits.isEmpty else { return }
        var first = bits.lowerBound / 8
        if phase > 0 {
            bytes[bytes.count - 1] |= source[first] & (0xFF << UInt8(phase))
            first += 1
        }
        let whole = source[first..<max(first, (bits.upperBound + 7) / 8)]
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: whole))
        phase = bits.upperBound % 8
        if phase > 0 { bytes[bytes.count - 1] &= 1 << UInt8(phase) - 1 }
    }

    /// Adds whole bytes behind whole bytes.
    mutating func append(_ whole: [UInt8]) {
        precondition(phase == 0, "the pieces have to fit")
        bytes.append(contentsOf: whole)
    }

    /// Goes on to a whole byte, by a stored block without data where that takes anything. RFC 1951, 3.2.4.
    mutating func align() {
        guard phase > 0 else { return }
        put(0, 3)
        phase = 0
        bytes.append(contentsOf: [0, 0, 0xFF, 0xFF])
    }

    /// Goes on from a whole byte to a place in one, by blocks without data.
    ///
    /// A block of the fixed code takes ten bits, which is two more than a byte. One with a code of its own is made to
    /// take an odd number. RFC 1951, 3.2.6 and 3.2.7.
    mutating func fill(to target: Int) {
        precondition(phase == 0, "filling begins at a whole byte")
        if target % 2 == 1 { putOddBlock() }
        while phase != target { put(0b010, 10) }
    }

    /// A block of 95 bits: a code for the byte 0 and for the end of the block, two codes for distances, and the end.
    private mutating func putOddBlock() {
        // The kind of the block, then no more than 257 codes, 2 distances, all 19 lengths of the code for lengths.
        put(0b100, 3)
        put(0, 5)
        put(1, 5)
        put(15, 4)
        // In the order of the RFC, 18 is the third and 1 the last but one; they get the codes 1 and 0.
        for index in 0..<19 { put(index == 2 || index == 17 ? 1 : 0, 3) }
        // Byte 0, then 138 and 117 absent ones, the end of the block and the distances.
        put(0, 1)
        put(0b1 | 127 << 1, 8)
        put(0b1 | 106 << 1, 8)
        put(0, 3)
        put(1, 1)
    }

    private mutating func put(_ value: UInt, _ count: Int) {
        for bit in 0..<count {
            if phase == 0 { bytes.append(0) }
            bytes[bytes.count - 1] |= UInt8(value >> UInt(bit) & 1) << UInt8(phase)
            phase = (phase + 1) % 8
        }
    }
}
