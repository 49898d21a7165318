// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// A piece of a part's data, with room in front for what the reader of the piece before has left.
///
/// Unchecked, because a block belongs to one thread at a time: the one that fills it, then the one that reads it.
final class InflatedBlock: @unchecked Sendable {
    private let storage: UnsafeMutableRawBufferPointer
    private let headroom: Int
    private var start: Int
    private var end: Int
    /// Whether the part ends with this block.
    private(set) var isLast = false

    /// - Parameters:
    ///   - capacity: bytes to be read into it at most.
    ///   - headroom: bytes that may be put in front of them.
    init(capacity: Int, headroom: Int) {
        storage = .allocate(byteCount: headroom + capacity, alignment: 64)
        self.headroom = headroom
        start = headroom
        end = headroom
    }

    deinit { storage.deallocate() }

    /// Bytes that can be read into it.
    var capacity: Int { storage.count - headroom }

    /// Whether it was made for one long token instead of going round.
    var isWide: Bool { headroom == 0 }

    var count: Int { end - start }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[start..<end]) }

    var span: Span<UInt8> {
        @_lifetime(borrow self) get {
            let bytes = UnsafeRawBufferPointer(rebasing: storage[start..<end]).assumingMemoryBound(to: UInt8.self)
            return _overrideLifetime(bytes.span, borrowing: self)
        }
    }

    /// Fills the block with the next data.
    func fill(from blocks: inout EntryBlocks) throws(PackageError) {
        start = headroom
        let (count, isLast) = try blocks.read(into: UnsafeMutableRawBufferPointer(rebasing: storage[headroom...]))
        end = headroom + count
        self.isLast = isLast
    }

    /// Whether so many bytes can be put in front.
    func hasRoom(inFront count: Int) -> Bool { count <= start }

    /// Puts the last bytes of another block in front.
    func prepend(last count: Int, of block: InflatedBlock) {
        guard count > 0, let base = storage.baseAddress, let other = block.storage.baseAddress else { return }
        start -= count
        memcpy(base + start, other + (block.end - count), count)
    }

    /// Adds the last bytes of another block.
    func append(last count: Int, of block: InflatedBlock) {
        guard count > 0, let base = storage.baseAddress, let other = block.storage.baseAddress else { return }
        precondition(end + count <= storage.count, "a block is made for what it is to hold")
        memcpy(base + end, other + (block.end - count), count)
        end += count
        isLast = block.isLast
    }
}

/// Inflates one zip entry piece by piece, checks its size and checksum, and never gives out more than was declared.
struct EntryBlocks: ~Copyable {
    private let inflater: Inflater
    private let stream: DeflateStream
    private var checksum = Checksum()
    private var position = 0
    /// Places where reading can begin, as they are found, and the bytes before the next one at the least.
    private var points: [DeflatePoint] = []
    private var nextPoint: Int
    /// How often in a row a place was looked for in vain, and how often it may be.
    private var misses = 0
    private static let maximumMisses = 4

    /// The bytes that the inflater reads must outlive this.
    init(_ inflater: Inflater) throws(PackageError) {
        try inflater.checkSupport()
        self.inflater = inflater
        stream = DeflateStream(inflater.source)
        nextPoint = DeflatePoint.spacing(of: inflater.entry.size)
    }

    /// Fills the room as far as there is data; true with the last of it.
    mutating func read(
        into room: UnsafeMutableRawBufferPointer
    ) throws(PackageError) -> (count: Int, isLast: Bool) {
        let (source, entry, part) = (inflater.source, inflater.entry, inflater.part)
        let count: Int
        let atEnd: Bool
        if inflater.isStored {
            count = min(room.count, source.count - position)
            room.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
            checksum.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
            atEnd = position + count == source.count
        } else {
            let searched = position >= nextPoint ? try readToPoint(into: room) : 0
            let rest = UnsafeMutableRawBufferPointer(rebasing: room[searched...])
            count = searched + (try take(stream.read(into: rest), rest))
            atEnd = stream.isAtEnd
            guard atEnd || count > 0 else { throw .corrupt(part: part, .truncatedData) }
        }
        position += count
        guard position <= entry.size else { throw .corrupt(part: part, .sizeMismatch) }
        if atEnd {
            guard position == entry.size else { throw .corrupt(part: part, .sizeMismatch) }
            guard checksum.value == entry.checksum else { throw .corrupt(part: part, .checksumMismatch) }
            entry.points.learn(points)
        }
        return (count, atEnd)
    }

    private mutating func take(
        _ result: Result<Int, PartDefect>, _ room: UnsafeMutableRawBufferPointer
    ) throws(PackageError) -> Int {
        switch result {
        case .failure(let defect): throw .corrupt(part: inflater.part, defect)
        case .success(let count):
            checksum.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
            return count
        }
    }

    /// Reads as much as blocks can refer back to, then up to the end of a block.
    private mutating func readToPoint(into room: UnsafeMutableRawBufferPointer) throws(PackageError) -> Int {
        guard room.count > 2 * DeflatePoint.reach, misses < Self.maximumMisses else { return 0 }
        let head = UnsafeMutableRawBufferPointer(rebasing: room[..<DeflatePoint.reach])
        var count = try take(stream.read(into: head), head)
        guard count == head.count else { return count }
        let rest = UnsafeMutableRawBufferPointer(rebasing: room[count...])
        var end: Int?
        count += try take(stream.readToBlock(into: rest, end: &end), rest)
        guard let end else {
            misses += 1
            return count
        }
        misses = 0
        nextPoint = position + count + DeflatePoint.spacing(of: inflater.entry.size)
        points.append(
            DeflatePoint(
                bit: end, offset: position + count, checksum: checksum.value,
                history: Array(room[(count - DeflatePoint.reach)..<count])))
        return count
    }
}
