// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Makes the deflate stream of an edited text out of that of the old one: what lies far enough from a change keeps its
/// compressed bits, only the blocks around it are compressed again.
///
///     old text     ───────────────x──────────────────────
///     old blocks   |     |     |     |     |     |     |
///     new stream   copied      |new········|   copied
///
/// A block refers back to the 32 KiB before it. So blocks are copied again from the first one on that has as much text
/// before it which did not change. Whoever reads the old text tells it of the blocks' ends ahead of passing text on.
/// See `docs/decisions/0010-splicing.md`.
final class DeflateSplice {
    private let source: UnsafeRawBufferPointer
    /// The end of the old stream: its size and checksum are known from the archive.
    private let end: (size: Int, checksum: UInt32)
    private var output = DeflateBits()
    /// Ends of blocks of the old stream that text has not been passed on up to, from the first of them on.
    private var boundaries: [DeflatePoint] = []
    private var nextBoundary = 0
    /// Bytes of the old text that were passed on or left out.
    private(set) var position = 0
    /// Bytes passed on since the last change; as if there were endless ones at the beginning.
    private var unchanged = Int.max / 2
    /// The compressor of what changed, `nil` while blocks are copied.
    private var stream: DeflatingStream?
    /// Where the blocks that are being copied begin.
    private var copied = DeflatePoint.start
    /// The last end of a block up to which they can be copied for certain, and how much new text there is before it.
    private var mark = DeflatePoint.start
    private var newText: (size: Int, checksum: UInt32) = (0, 0)
    /// The text behind the mark.
    private var pending: [UInt8] = []
    /// Places where reading can begin, of the old stream and of the new one.
    private let known: [DeflatePoint]
    private var points: [DeflatePoint] = []

    /// Text kept back at most: behind a longer block everything is compressed anew.
    private static let maximumPending = 4 << 20

    /// The source must outlive the splice.
    init(_ source: UnsafeRawBufferPointer, of entry: ZipEntry) {
        self.source = source
        end = (entry.size, entry.checksum)
        known = entry.points.all
        output.reserve(source.count + 1 << 16)
    }

    /// Whether everything up to here is copied, so that text may be passed over.
    var isCopying: Bool { stream == nil }

    /// Tells of the end of a block that lies ahead.
    func expect(_ boundary: DeflatePoint) { boundaries.append(boundary) }

    /// Passes on text as it stood in the old one.
    func copy(_ text: UnsafeRawBufferPointer, from offset: Int) {
        if offset != position { change() }
        position = offset
        var rest = text[...]
        while let boundary = takeBoundary(upTo: offset + text.count) {
            guard boundary.offset >= position else { continue }
            take(rest.prefix(boundary.offset - position))
            rest = text[(boundary.offset - offset)...]
            position = boundary.offset
            pass(boundary)
        }
        take(rest)
        position = offset + text.count
    }

    /// Adds new text.
    func append(_ text: UnsafeRawBufferPointer) {
        guard !text.isEmpty else { return }
        change()
        stream?.append(text)
    }

    /// Passes over the old text up to a kept point.
    func skip(to point: DeflatePoint) {
        precondition(isCopying, "what is compressed anew has to be read")
        boundaries = []
        nextBoundary = 0
        carry(to: point.offset)
        position = point.offset
    }

    /// Moves the mark over the known points up to a place.
    private func carry(to offset: Int) {
        for point in known where point.offset > mark.offset && point.offset <= offset {
            advance(to: point)
            keep(point)
        }
    }

    /// The new stream; the old text that was not passed on is kept as it is while blocks are copied, else left out.
    func finish() -> DeflatedData {
        if let stream {
            let data = stream.finish()
            output.append(data.bytes)
            add(data)
        } else {
            carry(to: end.size)
            output.append(source, copied.bit..<source.count * 8)
            advance(to: DeflatePoint(bit: source.count * 8, offset: end.size, checksum: end.checksum))
        }
        var data = DeflatedData(bytes: output.bytes, checksum: newText.checksum, size: newText.size)
        data.points = points
        return data
    }

    private func takeBoundary(upTo limit: Int) -> DeflatePoint? {
        guard nextBoundary < boundaries.count, boundaries[nextBoundary].offset <= limit else { return nil }
        nextBoundary += 1
        return boundaries[nextBoundary - 1]
    }

    private func take(_ text: Slice<UnsafeRawBufferPointer>) {
        unchanged = min(unchanged + text.count, Int.max / 2)
        if let stream { return stream.append(UnsafeRawBufferPointer(rebasing: text)) }
        pending.append(contentsOf: UnsafeRawBufferPointer(rebasing: text))
        if pending.count > Self.maximumPending { compress() }
    }

    private func change() {
        if isCopying { compress() }
        unchanged = 0
    }

    /// Compresses from the mark on.
    private func compress() {
        output.append(source, copied.bit..<mark.bit)
        output.align()
        let stream = DeflatingStream()
        pending.withUnsafeBytes { stream.append($0) }
        pending = []
        self.stream = stream
    }

    /// Goes across the end of a block of the old stream.
    private func pass(_ boundary: DeflatePoint) {
        if let stream {
            guard unchanged >= DeflatePoint.reach else { return }
            // Blocks without data, which earlier splices have left, are not carried along.
            if nextBoundary < boundaries.count, boundaries[nextBoundary].offset == boundary.offset { return }
            let data = stream.flush()
            output.append(data.bytes)
            output.fill(to: boundary.bit % 8)
            add(data)
            self.stream = nil
            copied = boundary
            mark = boundary
        } else if boundary.offset > mark.offset {
            advance(to: boundary)
        }
        if isCopying { keep(boundary) }
    }

    /// Moves the mark over old text that does not change.
    private func advance(to boundary: DeflatePoint) {
        let size = boundary.offset - mark.offset
        let checksum = Checksum.behind(mark.checksum, whole: boundary.checksum, size: size)
        newText.checksum = Checksum.joined(newText.checksum, checksum, size: size)
        newText.size += size
        pending.removeAll(keepingCapacity: true)
        mark = boundary
    }

    private func add(_ data: DeflatedData) {
        newText.checksum = Checksum.joined(newText.checksum, data.checksum, size: data.size)
        newText.size += data.size
    }

    /// Remembers the mark as a point of the new stream where it is one of the old.
    private func keep(_ point: DeflatePoint) {
        guard !point.history.isEmpty, mark.bit == point.bit else { return }
        // Nothing but whole bytes was put in or taken out before it.
        let bit = output.count + point.bit - copied.bit
        points.append(
            DeflatePoint(bit: bit, offset: newText.size, checksum: newText.checksum, history: point.history))
    }
}
