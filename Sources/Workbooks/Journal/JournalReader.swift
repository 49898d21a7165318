// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Reads what `JournalWriter` wrote. The bytes may be anything: every length is checked before it is believed.
struct JournalReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var remaining: Int { bytes.endIndex - position }

    mutating func byte() throws(JournalCodingError) -> UInt8 {
        guard position < bytes.endIndex else { throw .truncated }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func unsigned() throws(JournalCodingError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            let part = UInt64(next & 0x7F)
            guard shift < 63 || shift == 63 && part <= 1 else { throw .numberOutOfRange }
            value |= part << shift
            if next & 0x80 == 0 { return value }
            shift += 7
        }
    }

    mutating func signed() throws(JournalCodingError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func double() throws(JournalCodingError) -> Double {
        var bits: UInt64 = 0
        for offset in 0..<8 { bits |= UInt64(try byte()) << UInt64(offset * 8) }
        return Double(bitPattern: bits)
    }

    /// A number of things that follow, each at least one byte long.
    mutating func count() throws(JournalCodingError) -> Int {
        let count = try unsigned()
        guard count <= UInt64(remaining) else { throw .truncated }
        return Int(count)
    }

    mutating func fixedCount() throws(JournalCodingError) -> Int {
        var count: UInt32 = 0
        for offset in 0..<4 { count |= UInt32(try byte()) << UInt32(offset * 8) }
        guard count <= remaining else { throw .truncated }
        return Int(count)
    }

    mutating func text() throws(JournalCodingError) -> String {
        let slice = try slice()
        guard let text = String(validating: slice, as: UTF8.self) else { throw .invalidText }
        return text
    }

    /// Bytes behind their length.
    mutating func slice() throws(JournalCodingError) -> ArraySlice<UInt8> {
        let count = try count()
        defer { position += count }
        return bytes[position..<position + count]
    }

    func expectEnd() throws(JournalCodingError) {
        guard remaining == 0 else { throw .trailingBytes(remaining) }
    }
}
