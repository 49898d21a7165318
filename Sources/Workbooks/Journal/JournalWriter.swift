// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Appends the primitive values of a journal to bytes: whole numbers as variable-length base 128 (LEB128), signed ones
/// zigzag, doubles as eight bytes with the lowest first, texts as a length and UTF-8.
struct JournalWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(byte: UInt8) { bytes.append(byte) }

    mutating func append(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func append(_ value: Int64) {
        append(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func append(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            append(UInt64(utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }

    mutating func append(contentsOf other: [UInt8]) { bytes.append(contentsOf: other) }

    /// Leaves room for a count that is known later, and returns where.
    mutating func reserveCount() -> Int {
        bytes.append(contentsOf: [0, 0, 0, 0])
        return bytes.count - 4
    }

    mutating func setCount(_ count: UInt32, at position: Int) {
        for byte in 0..<4 { bytes[position + byte] = UInt8(truncatingIfNeeded: count >> UInt32(byte * 8)) }
    }
}
