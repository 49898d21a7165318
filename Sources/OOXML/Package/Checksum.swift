// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CIsal
import CZlib

/// The CRC-32 of zip, computed in pieces.
struct Checksum {
    private(set) var value: UInt32

    /// - Parameter value: that of the bytes so far.
    init(_ value: UInt32 = 0) { self.value = value }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        value = crc32_gzip_refl(value, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    /// That of two pieces behind each other, the second of which has so many bytes.
    static func joined(_ first: UInt32, _ second: UInt32, size: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32_combine(UInt(first), UInt(second), size))
    }

    /// That of the second of two pieces, which has so many bytes: joining adds it bit by bit, so it can be taken out.
    static func behind(_ first: UInt32, whole: UInt32, size: Int) -> UInt32 { whole ^ joined(first, 0, size: size) }
}
