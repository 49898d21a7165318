// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// A hash of a text without regard to case, and whether wildcards stand in it; kept with the text.
struct TextDigest {
    private let bits: UInt32

    private static let isKnown: UInt32 = 1 << 31
    private static let wildcards: UInt32 = 1 << 30

    @inline(__always) init(_ text: CellText) { bits = text.digest(Self.compute) }

    /// 30 bits; equal for texts that are equal without regard to case.
    @inline(__always) var hash: UInt32 { bits & (Self.wildcards - 1) }

    /// Whether `?`, `*` or `~` stands in it, so that plain equality is not enough.
    @inline(__always) var needsPattern: Bool { bits & Self.wildcards != 0 }

    /// Different in every process, so that no workbook can be made to fill one corner of a table.
    static let seed = UInt64.random(in: .min ... .max)

    private static func compute(_ string: String) -> UInt32 {
        var string = string
        let (hash, hasWildcard) = string.withUTF8 { bytes in
            let hasWildcard = bytes.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x7E }
            if bytes.allSatisfy({ $0 < 0x80 }) { return (Self.hash(folding: bytes), hasWildcard) }
            let units = String(decoding: bytes, as: UTF8.self).utf16.map(CaseFolding.lowercase)
            // Letters like the Kelvin sign fold into ASCII, and must meet the texts that are written so.
            if units.allSatisfy({ $0 < 0x80 }) {
                return units.map { UInt8($0) }.withUnsafeBufferPointer { (Self.hash(folding: $0), hasWildcard) }
            }
            var state = seed
            for unit in units { state = mixed(state ^ UInt64(unit)) }
            return (state, hasWildcard)
        }
        return UInt32(truncatingIfNeeded: hash >> 34) | isKnown | (hasWildcard ? wildcards : 0)
    }

    /// ASCII, eight bytes at a time.
    private static func hash(folding bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var index = 0
        while index < bytes.count {
            var word: UInt64 = 0
            let width = min(8, bytes.count - index)
            for offset in 0..<width {
                let byte = bytes[index + offset]
                let isUpper = byte >= 0x41 && byte <= 0x5A
                word |= UInt64(isUpper ? byte | 0x20 : byte) << UInt64(offset * 8)
            }
            state = mixed(state ^ word)
            index += 8
        }
        return state
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

    /// A hash that goes with `isEqual`.
    @inline(__always) var lookupHash: UInt32 {
        if isText { return TextDigest(text).hash }
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
