// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Little-endian numbers in bytes of unknown origin: reading outside gives nil.
struct LittleEndianBytes {
    let bytes: UnsafeRawBufferPointer

    var count: Int { bytes.count }

    func uint16(at offset: Int) -> UInt16? { load(UInt16.self, at: offset).map(UInt16.init(littleEndian:)) }
    func uint32(at offset: Int) -> UInt32? { load(UInt32.self, at: offset).map(UInt32.init(littleEndian:)) }

    /// A 64-bit count or offset; nil also when it does not fit a signed number.
    func int64(at offset: Int) -> Int? {
        load(UInt64.self, at: offset).flatMap { Int(exactly: UInt64(littleEndian: $0)) }
    }

    func array(_ start: Int, _ count: Int) -> [UInt8]? {
        guard start >= 0, count >= 0, start <= bytes.count, count <= bytes.count - start else { return nil }
        return Array(bytes[start..<start + count])
    }

    private func load<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type, at offset: Int) -> Number? {
        guard offset >= 0, offset <= bytes.count - MemoryLayout<Number>.size else { return nil }
        return bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }
}

extension [UInt8] {
    mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
