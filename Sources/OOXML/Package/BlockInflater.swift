// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CZlib

/// Reads a deflate stream from a place between two blocks and tells where blocks end: what ISA-L, which is faster, does
/// not do.
struct BlockInflater: ~Copyable {
    /// What one call gave.
    struct Piece {
        /// Bytes read.
        let count: Int
        /// The bits of the stream up to here, when a block ends here and another one follows.
        let boundary: Int?
        /// Whether the stream ends here.
        let isLast: Bool
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let source: UnsafeRawBufferPointer

    /// The source must outlive the reader. `nil` when there is no memory to be had.
    init?(_ source: UnsafeRawBufferPointer, from point: DeflatePoint) {
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Raw deflate with the largest window.
        guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            return nil
        }
        var first = point.bit / 8
        let used = point.bit % 8
        if used > 0, first < source.count {
            inflatePrime(stream, Int32(8 - used), Int32(source[first] >> UInt8(used)))
            first += 1
        }
        let rest = source[min(first, source.count)...]
        stream.pointee.next_in = UnsafeMutableRawPointer(mutating: UnsafeRawBufferPointer(rebasing: rest).baseAddress)?
            .assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(clamping: rest.count)
        point.history.withUnsafeBufferPointer {
            if !$0.isEmpty { inflateSetDictionary(stream, $0.baseAddress, UInt32($0.count)) }
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Reads up to the end of a block, of the room or of the stream; `nil` when the stream is not well formed or cut.
    mutating func read(into room: UnsafeMutableRawBufferPointer) -> Piece? {
        stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: room.count)
        let before = stream.pointee.avail_out
        let status = inflate(stream, Z_BLOCK)
        let count = Int(before - stream.pointee.avail_out)
        if status == Z_STREAM_END { return Piece(count: count, boundary: nil, isLast: true) }
        guard status == Z_OK else { return nil }
        // 128 tells of the end of a block, 64 of the last block, and the lowest bits are those left of the last byte.
        let type = Int(stream.pointee.data_type)
        guard type & 128 != 0, type & 64 == 0 else { return Piece(count: count, boundary: nil, isLast: false) }
        let taken = source.count - Int(stream.pointee.avail_in)
        return Piece(count: count, boundary: taken * 8 - type & 7, isLast: false)
    }
}
