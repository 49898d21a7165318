// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The directory of a zip archive (APPNOTE 6.3): entries in order and the archive's comment.
///
///     [local header, name, extra, data, descriptor?]*  [directory header, name, extra, comment]*
///     [zip64 end record, zip64 locator]?  end record, comment
///
/// The directory at the end decides; local headers only say where data starts. Junk before the archive and behind its
/// end record, a cut comment, zip64 fields and descriptors are accepted. An entry that lies outside the archive or
/// over another one is refused.
struct ZipDirectory {
    private(set) var entries: [ZipEntry] = []
    private(set) var comment: [UInt8] = []

    private let bytes: LittleEndianBytes
    private let limits: PackageLimits

    private static let endSignature: UInt32 = 0x0605_4B50
    private static let zip64EndSignature: UInt32 = 0x0606_4B50
    private static let zip64LocatorSignature: UInt32 = 0x0706_4B50
    private static let headerSignature: UInt32 = 0x0201_4B50
    private static let localSignature: UInt32 = 0x0403_4B50
    private static let zip64Extra: UInt16 = 0x0001

    /// Where the end record says the directory is.
    private struct End {
        var count: Int
        /// Whether `count` is exact; without zip64 only its low 16 bits are told.
        var isZip64 = false
        var size: Int
        var offset: Int
        /// Where the directory must end at the latest.
        var position: Int
    }

    init(_ bytes: UnsafeRawBufferPointer, limits: PackageLimits) throws(PackageError) {
        self.bytes = LittleEndianBytes(bytes: bytes)
        self.limits = limits
        guard bytes.count <= limits.archiveSize else { throw .limitExceeded(.archiveSize, part: nil) }
        var failure: PackageError?
        // The signature may also occur inside a comment, so the last one that leads to entries is taken, and one that
        // leads to none only when there is no other.
        var position = bytes.count - 22
        let lowest = max(0, bytes.count - 22 - 2 * 0xFFFF)
        var attempts = 0
        var foundEmpty = false
        while position >= lowest, attempts < 16 {
            if self.bytes.uint32(at: position) == Self.endSignature {
                attempts += 1
                do throws(PackageError) {
                    try read(endAt: position)
                    if !entries.isEmpty { return }
                    foundEmpty = true
                } catch {
                    if failure == nil { failure = error }
                }
            }
            position -= 1
        }
        guard foundEmpty else { throw failure ?? .truncated }
    }

    private mutating func read(endAt position: Int) throws(PackageError) {
        let end = try readEnd(at: position)
        guard end.count <= limits.parts else { throw .limitExceeded(.parts, part: nil) }
        guard end.size <= end.position else { throw .corruptArchive(.directoryOutOfBounds) }
        // Offsets count from the start of the archive, which is not the start of the file when junk stands before.
        let expected = end.position - end.size
        let start = isHeader(at: end.offset) && end.offset + end.size <= end.position ? end.offset : expected
        guard start >= end.offset, end.count == 0 || isHeader(at: start) else {
            throw .corruptArchive(.directoryOutOfBounds)
        }
        let shift = start - end.offset
        var headers: [ZipEntry] = []
        var extents: [Range<Int>] = []
        var cursor = start
        var total = 0
        while isHeader(at: cursor), cursor < end.position {
            guard headers.count < limits.parts else { throw .limitExceeded(.parts, part: nil) }
            var (entry, local) = try readHeader(at: &cursor)
            let name = String(decoding: entry.name, as: UTF8.self)
            let extent = try locate(&entry, at: local + shift, before: start, name)
            try check(entry, total: &total, name)
            headers.append(entry)
            extents.append(extent)
        }
        guard end.isZip64 ? headers.count == end.count : headers.count & 0xFFFF == end.count else {
            throw .corruptArchive(.entryCountMismatch)
        }
        extents.sort { $0.lowerBound < $1.lowerBound }
        for (left, right) in zip(extents, extents.dropFirst()) where left.upperBound > right.lowerBound {
            throw .corruptArchive(.overlappingEntries)
        }
        let commentCount = Int(bytes.uint16(at: position + 20) ?? 0)
        comment = bytes.array(position + 22, min(commentCount, bytes.count - position - 22)) ?? []
        entries = headers
    }

    private func isHeader(at offset: Int) -> Bool { bytes.uint32(at: offset) == Self.headerSignature }

    private func readEnd(at position: Int) throws(PackageError) -> End {
        guard let disk = bytes.uint16(at: position + 4), let count = bytes.uint16(at: position + 10),
            let size = bytes.uint32(at: position + 12), let offset = bytes.uint32(at: position + 16)
        else { throw .truncated }
        if let end = try readZip64End(before: position) { return end }
        guard disk == 0 || disk == 0xFFFF else { throw .corruptArchive(.spansDisks) }
        return End(count: Int(count), size: Int(size), offset: Int(offset), position: position)
    }

    private func readZip64End(before position: Int) throws(PackageError) -> End? {
        let locator = position - 20
        guard bytes.uint32(at: locator) == Self.zip64LocatorSignature, let told = bytes.int64(at: locator + 8) else {
            return nil
        }
        // Junk before the archive moves the record; then it still stands right before its locator.
        for start in [told, locator - 56] where bytes.uint32(at: start) == Self.zip64EndSignature && start < locator {
            guard let disk = bytes.uint32(at: start + 16), let count = bytes.int64(at: start + 32),
                let size = bytes.int64(at: start + 40), let offset = bytes.int64(at: start + 48)
            else { throw .truncated }
            guard disk == 0 else { throw .corruptArchive(.spansDisks) }
            guard offset <= bytes.count, size <= bytes.count else { throw .corruptArchive(.directoryOutOfBounds) }
            return End(count: count, isZip64: true, size: size, offset: offset, position: start)
        }
        return nil
    }

    /// Reads one directory header and moves behind it; gives the entry and the offset of its local header.
    private func readHeader(at cursor: inout Int) throws(PackageError) -> (ZipEntry, Int) {
        guard let nameCount = bytes.uint16(at: cursor + 28), let extraCount = bytes.uint16(at: cursor + 30),
            let commentCount = bytes.uint16(at: cursor + 32), let local32 = bytes.uint32(at: cursor + 42),
            let checksum = bytes.uint32(at: cursor + 16), let compressed32 = bytes.uint32(at: cursor + 20),
            let size32 = bytes.uint32(at: cursor + 24),
            let name = bytes.array(cursor + 46, Int(nameCount)),
            let extra = bytes.array(cursor + 46 + Int(nameCount), Int(extraCount)),
            let comment = bytes.array(cursor + 46 + Int(nameCount) + Int(extraCount), Int(commentCount))
        else { throw .corruptArchive(.malformedDirectoryEntry) }
        var wide = WideFields(extra)
        guard let size = wide.resolve(size32), let compressed = wide.resolve(compressed32),
            let local = wide.resolve(local32)
        else { throw .corruptArchive(.malformedDirectoryEntry) }
        var entry = ZipEntry(
            name: name, checksum: checksum, compressedSize: compressed, size: size, content: .memory([]))
        entry.versionMadeBy = bytes.uint16(at: cursor + 4) ?? 20
        entry.versionNeeded = bytes.uint16(at: cursor + 6) ?? 20
        entry.flags = (bytes.uint16(at: cursor + 8) ?? 0) & ~ZipEntry.descriptor
        entry.method = bytes.uint16(at: cursor + 10) ?? 0
        entry.time = bytes.uint16(at: cursor + 12) ?? 0
        entry.date = bytes.uint16(at: cursor + 14) ?? 0
        entry.internalAttributes = bytes.uint16(at: cursor + 36) ?? 0
        entry.externalAttributes = bytes.uint32(at: cursor + 38) ?? 0
        entry.directoryExtra = Self.withoutZip64(extra)
        entry.comment = comment
        cursor += 46 + Int(nameCount) + Int(extraCount) + Int(commentCount)
        return (entry, local)
    }

    /// Finds the data behind the local header; gives the extent of header and data.
    private func locate(
        _ entry: inout ZipEntry, at start: Int, before directory: Int, _ name: String
    ) throws(PackageError) -> Range<Int> {
        guard start >= 0, bytes.uint32(at: start) == Self.localSignature,
            let nameCount = bytes.uint16(at: start + 26), let extraCount = bytes.uint16(at: start + 28),
            let extra = bytes.array(start + 30 + Int(nameCount), Int(extraCount))
        else { throw .corrupt(part: name, .localHeader) }
        let data = start + 30 + Int(nameCount) + Int(extraCount)
        guard data <= directory, entry.compressedSize <= directory - data else {
            throw .corrupt(part: name, .truncatedData)
        }
        entry.localExtra = Self.withoutZip64(extra)
        entry.content = .archive(data..<data + entry.compressedSize)
        return start..<data + entry.compressedSize
    }

    private func check(_ entry: ZipEntry, total: inout Int, _ name: String) throws(PackageError) {
        guard entry.size <= limits.partSize else { throw .limitExceeded(.partSize, part: name) }
        total += entry.size
        guard total <= limits.totalSize else { throw .limitExceeded(.totalSize, part: nil) }
        guard entry.size < limits.ratioFloor || entry.size / limits.ratio <= entry.compressedSize else {
            throw .limitExceeded(.ratio, part: name)
        }
    }

    /// The 64-bit values of a zip64 extra field, in the order size, compressed size, offset, as far as needed.
    private struct WideFields {
        private var values: [Int] = []

        init(_ extra: [UInt8]) {
            extra.withUnsafeBytes { raw in
                let bytes = LittleEndianBytes(bytes: raw)
                for field in ZipDirectory.fields(extra) where field.id == ZipDirectory.zip64Extra {
                    var offset = field.range.lowerBound + 4
                    while offset + 8 <= field.range.upperBound {
                        values.append(bytes.int64(at: offset) ?? -1)
                        offset += 8
                    }
                }
            }
            values.reverse()
        }

        /// The value of a 32-bit field, from here when the field says so; nil when it should be here and is not.
        mutating func resolve(_ narrow: UInt32) -> Int? {
            guard narrow == .max, !values.isEmpty else { return Int(narrow) }
            guard let value = values.popLast(), value >= 0, value <= 1 << 48 else { return nil }
            return value
        }
    }

    private static func fields(_ extra: [UInt8]) -> [(id: UInt16, range: Range<Int>)] {
        var fields: [(id: UInt16, range: Range<Int>)] = []
        var offset = 0
        while offset + 4 <= extra.count {
            let id = UInt16(extra[offset]) | UInt16(extra[offset + 1]) << 8
            let end = offset + 4 + (Int(extra[offset + 2]) | Int(extra[offset + 3]) << 8)
            // Some writers pad with bytes that are no field; they are kept by ending the last field early.
            guard end <= extra.count else { break }
            fields.append((id, offset..<end))
            offset = end
        }
        if offset < extra.count { fields.append((.max, offset..<extra.count)) }
        return fields
    }

    private static func withoutZip64(_ extra: [UInt8]) -> [UInt8] {
        guard !extra.isEmpty else { return extra }
        return fields(extra).filter { $0.id != zip64Extra }.flatMap { extra[$0.range] }
    }
}
