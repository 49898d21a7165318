// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Some of the 256 rows that one page of a plane spans, one bit for each.
struct RowMask: Equatable, Sendable {
    private var words = SIMD4<UInt64>(repeating: 0)

    var isEmpty: Bool { words == SIMD4(repeating: 0) }

    @inline(__always) func contains(_ row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

    @inline(__always) mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

    mutating func formUnion(_ other: RowMask) { words |= other.words }

    /// How many rows there are.
    var count: Int {
        words[0].nonzeroBitCount + words[1].nonzeroBitCount + words[2].nonzeroBitCount + words[3].nonzeroBitCount
    }

    /// How many of the rows are so.
    func count(where holds: (Int) -> Bool) -> Int {
        var count = 0
        for index in 0..<4 {
            var word = words[index]
            while word != 0 {
                if holds(index << 6 + word.trailingZeroBitCount) { count += 1 }
                word &= word &- 1
            }
        }
        return count
    }

    /// The first of the rows at or behind one.
    func first(from row: Int = 0) -> Int? {
        guard row < 256 else { return nil }
        var index = row >> 6
        var word = words[index] & (.max << UInt64(row & 63))
        while word == 0 {
            index += 1
            guard index < 4 else { return nil }
            word = words[index]
        }
        return index << 6 + word.trailingZeroBitCount
    }

    /// The last of the rows.
    var last: Int? {
        for index in stride(from: 3, through: 0, by: -1) where words[index] != 0 {
            return index << 6 + 63 - words[index].leadingZeroBitCount
        }
        return nil
    }
}
