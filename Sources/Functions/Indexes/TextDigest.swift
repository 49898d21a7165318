// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// A hash of a text without regard to case, and whether wildcards stand in it; kept with the text.
struct TextDigest {
    private let bits: UInt32

    private static let isKnown: UInt32 = 1 << 31
    private static let wildcards: UInt32 = 1 << 30

    @inline(__always) init(_ text: CellText) { bits = text.digest(Self.compute) }

    /// From what was known of a text already, 0 when that was nothing.
    @inline(__always) init(_ text: CellText, known: UInt32) { bits = known != 0 ? known : text.digest(Self.compute) }

    /// 30 bits; equal for texts that are equal without regard to case.
    @inline(__always) var hash: UInt32 { bits & (Self.wildcards - 1) }

    /// Whether `?`, `*` or `~` stands in it, so that plain equality is not enough.
    @inline(__always) var needsPattern: Bool { bits & Self.wildcards != 0 }

    /// Different in every process, so that no workbook can be made to fill one corner of a table.
    static let seed = UInt64.random(in: .min ... .max)

    private static func compute(_ string: String) -> UInt32 {
        var string = string
        let (hash, hasWildcard) = string.withUTF8 { bytes in
            if let found = Self.hash(ofASCII: bytes) { return found }
            let hasWildcard = bytes.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x7E }
            let units = String(decoding: bytes, as: UTF8.self).utf16.map(CaseFolding.lowercase)
            // Letters like the Kelvin sign fold into ASCII, and must meet the texts that are written so.
            if units.allSatisfy({ $0 < 0x80 }) {
                let folded = units.map { UInt8($0) }.withUnsafeBufferPointer { Self.hash(ofASCII: $0) }
                if let folded { return (folded.hash, hasWildcard) }
            }
            var state = seed
            for unit in units { state = mixed(state ^ UInt64(unit)) }
            return (state, hasWildcard)
        }
        return UInt32(truncatingIfNeeded: hash >> 34) | isKnown | (hasWildcard ? wildcards : 0)
    }

    /// The hash of a text of ASCII letters, taken eight at a time, and whether wildcards stand in it; `nil` where
    /// other letters occur.
    private static func hash(ofASCII bytes: UnsafeBufferPointer<UInt8>) -> (hash: UInt64, hasWildcard: Bool)? {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var marks: UInt64 = 0
        var index = 0
        while index < bytes.count {
            let word = word(of: bytes, at: index)
            if word & Self.highBits != 0 { return nil }
            marks |= zeros(word ^ (Self.ones &* 0x2A)) | zeros(word ^ (Self.ones &* 0x3F))
            marks |= zeros(word ^ (Self.ones &* 0x7E))
            // The sums reach the high bit from `A` on, and from `[` on.
            let upper = (word &+ Self.ones &* 0x3F) & ~(word &+ Self.ones &* 0x25) & Self.highBits
            state = mixed(state ^ (word | upper >> 2))
            index += 8
        }
        return (state, marks != 0)
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Not zero where a byte of a word of ASCII is.
    @inline(__always) private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highBits }

    /// The next eight bytes, or what is left of them.
    @inline(__always) private static func word(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
        if index + 8 <= bytes.count {
            return UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        }
        var word: UInt64 = 0
        for offset in 0..<(bytes.count - index) { word |= UInt64(bytes[index + offset]) << UInt64(offset * 8) }
        return word
    }

    /// Spreads 64 bits over all of them.
    @inline(__always) static func mixed(_ bits: UInt64) -> UInt64 {
        var mixed = (bits ^ (bits >> 32)) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 32)
    }
}

extension PackedValue {
    /// Zero without its sign; everything else as it is. Two values that are not texts are equal when these bits are.
    @inline(__always) var comparableBits: UInt64 { bits == 0x8000_0000_0000_0000 ? 0 : bits }

    /// What is known of the digest of a text, 0 for other values.
    @inline(__always) var knownDigest: UInt32 { isText ? withText { $0.digestIfKnown } : 0 }

    /// `lookupHash` with `knownDigest` given.
    @inline(__always) func lookupHash(known: UInt32) -> UInt32 {
        isText ? withText { TextDigest($0, known: known).hash } : lookupHash
    }

    /// A hash that goes with `isEqual`.
    @inline(__always) var lookupHash: UInt32 {
        if isText { return withText { TextDigest($0).hash } }
        return UInt32(truncatingIfNeeded: TextDigest.mixed(comparableBits ^ TextDigest.seed) >> 34)
    }

    /// Whether a lookup for one finds the other: of the same kind and equal, texts without regard to case.
    @inline(__always) func isEqual(_ other: PackedValue) -> Bool {
        if isText, other.isText { return bits == other.bits || isEqualText(other.text) }
        return comparableBits == other.comparableBits
    }

    @inline(never) private func isEqualText(_ other: CellText) -> Bool {
        TextDigest(text).hash == TextDigest(other).hash && CaseFolding.equal(text.string, other.string)
    }
}
