// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CIsal
import Glibc

/// Reads the data of one zip entry, checks its size and checksum, and never gives out more than was declared.
struct Inflater {
    let part: String
    let entry: ZipEntry
    /// The compressed bytes.
    let source: UnsafeRawBufferPointer

    /// Whether the bytes are the data. Some writers call an empty part deflated and write no stream at all.
    var isStored: Bool { entry.method == 0 || entry.size == 0 && source.isEmpty }

    /// All data at once, for an entry whose size was checked against the limits.
    func whole() throws(PackageError) -> [UInt8] {
        try checkSupport()
        // No deflate stream expands more than 1,032 times, so a larger claim is refuted before any allocation.
        guard isStored ? entry.size == source.count : entry.size / 1_040 <= source.count else {
            throw .corrupt(part: part, .sizeMismatch)
        }
        var failure: PartDefect?
        let data = [UInt8](unsafeUninitializedCapacity: entry.size + 1) { buffer, count in
            // One byte more than declared, so that a longer stream shows.
            let room = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: entry.size + 1)
            if isStored {
                room.copyMemory(from: source)
                count = source.count
            } else {
                (count, failure) = Self.inflate(source, into: room)
            }
        }
        if let failure { throw .corrupt(part: part, failure) }
        guard data.count == entry.size else { throw .corrupt(part: part, .sizeMismatch) }
        var checksum = Checksum()
        data.withUnsafeBytes { checksum.append($0) }
        guard checksum.value == entry.checksum else { throw .corrupt(part: part, .checksumMismatch) }
        return data
    }

    private static func inflate(
        _ source: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
    ) -> (Int, PartDefect?) {
        let stream = DeflateStream(source)
        return switch stream.read(into: room) {
        case .failure(let defect): (0, defect)
        case .success(let count) where stream.isAtEnd: (count, nil)
        case .success(let count): (count, count == room.count ? .sizeMismatch : .truncatedData)
        }
    }

    func checkSupport() throws(PackageError) {
        guard entry.flags & ZipEntry.encrypted == 0 else { throw .corrupt(part: part, .encryptedEntry) }
        guard entry.method == 0 || entry.method == 8 else {
            throw .corrupt(part: part, .unsupportedMethod(entry.method))
        }
    }
}

/// A raw deflate stream read by ISA-L, which keeps its own history: output buffers may be reused between reads.
struct DeflateStream: ~Copyable {
    private let state: UnsafeMutablePointer<inflate_state>
    private let source: UnsafeRawBufferPointer

    /// The source must outlive the stream and hold less than 4 GiB.
    init(_ source: UnsafeRawBufferPointer) {
        self.source = source
        state = .allocate(capacity: 1)
        isal_inflate_init(state)
        state.pointee.crc_flag = UInt32(ISAL_DEFLATE)
        state.pointee.next_in = UnsafeMutableRawPointer(mutating: source.baseAddress)?
            .assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_in = UInt32(source.count)
    }

    deinit { state.deallocate() }

    var isAtEnd: Bool { state.pointee.block_state == ISAL_BLOCK_FINISH }

    /// Fills the buffer as far as the stream allows. A buffer that is full need not be the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Result<Int, PartDefect> {
        var filled = 0
        while filled < buffer.count, !isAtEnd {
            let room = min(buffer.count - filled, 1 << 30)
            state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self).advanced(by: filled)
            state.pointee.avail_out = UInt32(room)
            guard isal_inflate(state) == ISAL_DECOMP_OK else { return .failure(.invalidDeflate) }
            let count = room - Int(state.pointee.avail_out)
            filled += count
            if count == 0 { break }
        }
        return .success(filled)
    }

    /// Bytes that ISA-L gets at a time when the end of a block is looked for, and in how many of them at most.
    private static let step = 48
    private static let searched = 3 << 15

    /// Reads until a block ends and another one follows, and says where, in bits of the stream; without saying so when
    /// the buffer is full before that, or when there is no such end in a while.
    ///
    /// ISA-L goes across such ends without a word, but when the input ends inside the head of a block it stops before
    /// the head. A head with a code of its own, as nearly all have, is longer than the steps in which it gets the input
    /// here. Ends that do not show this way are passed over.
    func readToBlock(into buffer: UnsafeMutableRawBufferPointer, end: inout Int?) -> Result<Int, PartDefect> {
        state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = UInt32(clamping: buffer.count)
        let room = Int(state.pointee.avail_out)
        var rest = Int(state.pointee.avail_in)
        let limit = rest - Self.searched
        while end == nil, !isAtEnd, state.pointee.avail_out > 0, rest > max(limit, 0) {
            let given = min(Self.step, rest)
            state.pointee.avail_in = UInt32(given)
            let status = isal_inflate(state)
            rest -= given - Int(state.pointee.avail_in)
            guard status == ISAL_DECOMP_OK else { return .failure(.invalidDeflate) }
            if state.pointee.block_state == ISAL_BLOCK_HDR, state.pointee.avail_in == 0 {
                let taken = source.count - rest - Int(state.pointee.tmp_in_size)
                end = taken * 8 - Int(state.pointee.read_in_length)
            }
        }
        state.pointee.avail_in = UInt32(rest)
        return .success(room - Int(state.pointee.avail_out))
    }
}

/// An error so that it can be the failure of a `Result`; what is thrown is always a `PackageError`.
extension PartDefect: Error {}
