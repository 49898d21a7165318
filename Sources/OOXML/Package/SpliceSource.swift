// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The old text of a splice as windows that join, read block by block; the splice is told where blocks end.
struct SpliceSource: ~Copyable {
    private let inflater: Inflater
    private let windowLimit: Int
    private let points: [DeflatePoint]
    private var reader: BlockInflater
    private var buffer: UnsafeMutableRawBufferPointer
    private var filled = 0
    /// Where the window begins in the text.
    private(set) var offset = 0
    private var checksum = Checksum()
    /// Where the last kept point is.
    private var lastPoint = 0
    /// Whether the text ends with the window.
    private(set) var isLast = false

    /// The bytes that the inflater reads must outlive this.
    init(_ inflater: Inflater, windowLimit: Int) throws(PackageError) {
        try inflater.checkSupport()
        guard let reader = BlockInflater(inflater.source, from: .start) else {
            throw .corrupt(part: inflater.part, .invalidDeflate)
        }
        points = inflater.entry.points.all
        self.inflater = inflater
        self.windowLimit = windowLimit
        self.reader = reader
        buffer = .allocate(byteCount: PartsAhead.window, alignment: 64)
    }

    deinit { buffer.deallocate() }

    /// Good until the next one is read.
    var window: UnsafeBufferPointer<UInt8> {
        UnsafeRawBufferPointer(rebasing: buffer[..<filled]).assumingMemoryBound(to: UInt8.self)
    }

    /// Where the text behind the window begins.
    private var end: Int { offset + filled }

    /// Reads the next window, which begins with the last bytes of this one.
    mutating func advance(leaving rest: Int, _ splice: DeflateSplice) throws(PackageError) {
        try keep(last: rest)
        while filled < buffer.count, !isLast {
            guard let piece = reader.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])) else {
                throw .corrupt(part: inflater.part, .invalidDeflate)
            }
            checksum.append(UnsafeRawBufferPointer(rebasing: buffer[filled..<filled + piece.count]))
            filled += piece.count
            guard end <= inflater.entry.size else { throw .corrupt(part: inflater.part, .sizeMismatch) }
            if let bit = piece.boundary { splice.expect(point(at: bit)) }
            isLast = piece.isLast
        }
        guard isLast else { return }
        guard end == inflater.entry.size else { throw .corrupt(part: inflater.part, .sizeMismatch) }
        guard checksum.value == inflater.entry.checksum else {
            throw .corrupt(part: inflater.part, .checksumMismatch)
        }
    }

    private mutating func keep(last rest: Int) throws(PackageError) {
        guard rest < windowLimit else { throw .limitExceeded(.windowSize, part: inflater.part) }
        let kept = UnsafeRawBufferPointer(rebasing: buffer[(filled - rest)..<filled])
        offset += filled - rest
        filled = rest
        guard rest > buffer.count / 2 else { return buffer.copyMemory(from: kept) }
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 64)
        larger.copyMemory(from: kept)
        buffer.deallocate()
        buffer = larger
    }

    /// A point at the end of what was read, from which reading can begin if it is one that is known or there is none
    /// far and wide.
    private mutating func point(at bit: Int) -> DeflatePoint {
        var point = DeflatePoint(bit: bit, offset: end, checksum: checksum.value)
        let next = points.first { $0.bit >= bit }
        if let next, next.bit == bit {
            lastPoint = end
            return next
        }
        let spacing = DeflatePoint.spacing(of: inflater.entry.size)
        guard end - lastPoint >= spacing, (next?.offset ?? inflater.entry.size) - end >= spacing / 2,
            filled >= DeflatePoint.reach
        else { return point }
        point.history = Array(window.suffix(DeflatePoint.reach))
        lastPoint = end
        return point
    }

    /// Goes on at a known point.
    mutating func jump(to point: DeflatePoint, _ splice: DeflateSplice) throws(PackageError) {
        guard let reader = BlockInflater(inflater.source, from: point) else {
            throw .corrupt(part: inflater.part, .invalidDeflate)
        }
        self.reader = reader
        offset = point.offset
        filled = 0
        checksum = Checksum(point.checksum)
        lastPoint = point.offset
        splice.skip(to: point)
    }

    /// The last known point behind the window of whose text this holds, as it does for all points up to some place.
    ///
    /// The test gets the beginning of the text behind a point, and gives `nil` to get more of it.
    func lastPoint(where test: (UnsafeBufferPointer<UInt8>) -> Bool?) -> DeflatePoint? {
        let first = points.firstIndex { $0.offset > end } ?? points.count
        var (low, high) = (first, points.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(test, behind: points[middle]) { low = middle + 1 } else { high = middle }
        }
        return low > first ? points[low - 1] : nil
    }

    private func holds(_ test: (UnsafeBufferPointer<UInt8>) -> Bool?, behind point: DeflatePoint) -> Bool {
        guard var reader = BlockInflater(inflater.source, from: point) else { return false }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: PartsAhead.window, alignment: 64)
        defer { room.deallocate() }
        var filled = 0
        while filled < room.count {
            let next = UnsafeMutableRawBufferPointer(rebasing: room[filled..<min(filled + 1 << 14, room.count)])
            guard let piece = reader.read(into: next) else { return false }
            filled += piece.count
            let text = UnsafeRawBufferPointer(rebasing: room[..<filled]).assumingMemoryBound(to: UInt8.self)
            if let answer = test(text) { return answer }
            if piece.isLast { return false }
        }
        return false
    }
}
