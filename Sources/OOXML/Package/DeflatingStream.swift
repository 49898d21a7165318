// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CIsal

/// A raw deflate stream being written by ISA-L, with the checksum and the size of what goes in.
///
/// Level 1 of ISA-L: a sixteenth of the time of zlib's level 6 at a little more than its size. Unchecked, because one
/// thread at a time has it: the one that writes a part, or the one that compresses beside it and is waited for.
final class DeflatingStream: @unchecked Sendable {
    private let stream: UnsafeMutablePointer<isal_zstream>
    private let levelBuffer: UnsafeMutablePointer<UInt8>
    private let window: UnsafeMutableBufferPointer<UInt8>
    private var output: [UInt8] = []
    private var checksum = Checksum()
    private var size = 0
    private var points: [DeflatePoint] = []
    private var spacing = DeflatePoint.spacing(of: 0)

    init() {
        stream = .allocate(capacity: 1)
        levelBuffer = .allocate(capacity: Int(cisal_level1_buffer_size))
        window = .allocate(capacity: 1 << 16)
        isal_deflate_init(stream)
        stream.pointee.level = 1
        stream.pointee.level_buf = levelBuffer
        stream.pointee.level_buf_size = UInt32(cisal_level1_buffer_size)
        stream.pointee.end_of_stream = 0
        stream.pointee.flush = UInt16(NO_FLUSH)
    }

    deinit {
        stream.deallocate()
        levelBuffer.deallocate()
        window.deallocate()
    }

    /// Compresses more data.
    func append(_ bytes: UnsafeRawBufferPointer) {
        checksum.append(bytes)
        size += bytes.count
        var rest = bytes[...]
        while !rest.isEmpty {
            // The stream counts in 32 bits.
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            run(piece)
            rest = rest.dropFirst(piece.count)
        }
        if size - (points.last?.offset ?? 0) >= spacing, bytes.count >= DeflatePoint.reach { addPoint(behind: bytes) }
    }

    /// Ends a block, so that reading can begin here.
    private func addPoint(behind bytes: UnsafeRawBufferPointer) {
        endBlock()
        points.append(
            DeflatePoint(
                bit: output.count * 8, offset: size, checksum: checksum.value,
                history: Array(bytes.suffix(DeflatePoint.reach))))
        guard points.count == 64 else { return }
        points = points.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        spacing *= 2
    }

    /// Ends a block and goes on to a whole byte.
    private func endBlock() {
        stream.pointee.flush = UInt16(SYNC_FLUSH)
        run(UnsafeRawBufferPointer(start: nil, count: 0))
        stream.pointee.flush = UInt16(NO_FLUSH)
    }

    /// Ends the stream and gives its bytes; nothing may be appended afterwards.
    func finish() -> DeflatedData {
        stream.pointee.end_of_stream = 1
        run(UnsafeRawBufferPointer(start: nil, count: 0))
        return takeOutput()
    }

    /// Gives the bytes so far, which end with a block and are whole; nothing may be appended afterwards.
    func flush() -> DeflatedData {
        endBlock()
        return takeOutput()
    }

    private func takeOutput() -> DeflatedData {
        defer { output = [] }
        return DeflatedData(bytes: output, checksum: checksum.value, size: size, points: points)
    }

    private func run(_ input: UnsafeRawBufferPointer) {
        stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
            .assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
            stream.pointee.next_out = window.baseAddress
            stream.pointee.avail_out = UInt32(window.count)
            let status = isal_deflate(stream)
            precondition(status == COMP_OK, "ISA-L refuses its own settings")
            output.append(contentsOf: window.prefix(window.count - Int(stream.pointee.avail_out)))
        } while stream.pointee.avail_out == 0 || stream.pointee.avail_in > 0
    }
}
