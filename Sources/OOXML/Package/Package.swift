// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// An OPC package (ECMA-376-2): parts in a zip archive, each kept as the compressed bytes it came with.
///
///     var package = try Package(bytes)
///     let workbook = try package.data(of: "/xl/workbook.xml")
///     package.set("/xl/workbook.xml", edited)
///     let saved = try package.serialised()
///
/// A value: copies share the archive's bytes and the parts that neither changed. Only a part that was set is ever
/// compressed again, so what was not touched comes back exactly as it was.
public struct Package: Sendable {
    /// The archive that the package was opened from; unchanged entries are ranges of it.
    let archive: [UInt8]
    private(set) var entries: [ZipEntry]
    private(set) var comment: [UInt8]
    let limits: PackageLimits
    /// Whether the entries still are those of `archive`.
    private(set) var isUnchanged: Bool
    /// The entry that counts for each part: of entries with one name the last, as for a zip that was appended to.
    private var index: [PartName: Int]
    /// Whether some name has more than one entry.
    private var hasShadowed = false

    /// Opens an archive. Reads its directory and no part.
    public init(_ bytes: [UInt8], limits: PackageLimits = PackageLimits()) throws(PackageError) {
        switch PackageKind(container: bytes) {
        case .encryptedPackage: throw .encrypted
        case .legacyWorkbook: throw .legacyXLS
        case .otherCompoundFile: throw .notAWorkbook(.otherCompoundFile)
        case .otherZip:
            try self.init(archive: bytes, limits: limits)
        default:
            // Junk may stand before the archive; without any directory it is not one.
            do throws(PackageError) {
                try self.init(archive: bytes, limits: limits)
            } catch {
                throw error == .truncated ? .notAZip : error
            }
        }
    }

    /// An empty package.
    init(limits: PackageLimits = PackageLimits()) {
        archive = []
        entries = []
        comment = []
        index = [:]
        isUnchanged = false
        self.limits = limits
    }

    private init(archive: [UInt8], limits: PackageLimits) throws(PackageError) {
        var failure: PackageError?
        var directory: ZipDirectory?
        archive.withUnsafeBytes { bytes in
            do throws(PackageError) {
                directory = try ZipDirectory(bytes, limits: limits)
            } catch {
                failure = error
            }
        }
        guard let directory else { throw failure ?? .truncated }
        self.archive = archive
        self.limits = limits
        entries = directory.entries
        comment = directory.comment
        isUnchanged = true
        index = [:]
        reindex()
    }

    private mutating func reindex() {
        index = [:]
        hasShadowed = false
        for (position, entry) in entries.enumerated() {
            guard let name = entry.partName else { continue }
            // Taken out first, as a dictionary keeps the key it has and the last spelling counts.
            hasShadowed = index.removeValue(forKey: name) != nil || hasShadowed
            index[name] = position
        }
    }

    /// Every part in the order of the archive, without shadowed duplicates and folders.
    var parts: [PartName] { index.sorted { $0.value < $1.value }.map(\.key) }

    func contains(_ part: PartName) -> Bool { index[part] != nil }

    /// The name as spelled in the archive.
    func spelling(of part: PartName) -> PartName? { index.index(forKey: part).map { index.keys[$0] } }

    /// Uncompressed bytes that the directory declares.
    func size(of part: PartName) -> Int? { index[part].map { entries[$0].size } }

    /// A name that no part has: the prefix, the smallest free number from one, the suffix.
    func freeName(_ prefix: String, _ suffix: String) -> PartName {
        var number = 1
        while contains(PartName("\(prefix)\(number)\(suffix)")) { number += 1 }
        return PartName("\(prefix)\(number)\(suffix)")
    }

    /// The whole part, inflated and checked against its size and checksum.
    func data(of part: PartName) throws(PackageError) -> [UInt8] {
        let entry = try entry(of: part)
        guard entry.size <= limits.wholePartSize else { throw .limitExceeded(.wholePartSize, part: part.path) }
        return try withInflater(part) { inflater throws(PackageError) in try inflater.whole() }
    }

    /// Streams a part through a window of bytes.
    ///
    /// The body gets the bytes that are there and whether the part ends with them, and says how many of them, counted
    /// from the end, it has not consumed: these stand before the next bytes in its next call. The window grows, up to
    /// `PackageLimits.windowSize`, when it is full of bytes not consumed. The last call has `true`; what it leaves is
    /// dropped. Size and checksum are checked with it, so nothing read is to be trusted before this returns.
    /// A large part is inflated by a thread of its own, ahead of the body, unless `inflating` says otherwise.
    func inflate(
        _ part: PartName, window: Int = PartsAhead.window, _ inflating: PartInflating = .byItself,
        _ body: (Span<UInt8>, Bool) throws(PackageError) -> Int
    ) throws(PackageError) {
        let ahead =
            switch inflating {
            case .ahead(let ahead): ahead
            case .byItself: PartsAhead.whereWorthwhile([part], of: self, window: window)
            case .here: nil as PartsAhead?
            }
        if let ahead { return try ahead.read(part, limit: limits.windowSize, body) }
        try withBlocks(of: part) { blocks throws(PackageError) in
            var spare: InflatedBlock?
            let capacity = max(64, min(window, limits.windowSize))
            let reading = WindowReading(part: part.path, limit: limits.windowSize)
            try reading.run(
                next: { () throws(PackageError) in
                    let block = spare ?? InflatedBlock(capacity: capacity, headroom: capacity / 4)
                    spare = nil
                    try block.fill(from: &blocks)
                    return block
                },
                giveBack: { if !$0.isWide { spare = $0 } }, body)
        }
    }

    /// Inflates a part block by block.
    func withBlocks(
        of part: PartName, _ body: (inout EntryBlocks) throws(PackageError) -> Void
    ) throws(PackageError) {
        try withInflater(part) { inflater throws(PackageError) in
            var blocks = try EntryBlocks(inflater)
            try body(&blocks)
        }
    }

    private func entry(of part: PartName) throws(PackageError) -> ZipEntry {
        guard let position = index[part] else { throw .missingPart(part.path) }
        return entries[position]
    }

    /// Reads a part by its compressed bytes.
    func withInflater<Result>(
        _ part: PartName, _ body: (Inflater) throws(PackageError) -> Result
    ) throws(PackageError) -> Result {
        let entry = try entry(of: part)
        let bytes: [UInt8]
        let range: Range<Int>
        switch entry.content {
        case .memory(let data): (bytes, range) = (data, data.indices)
        case .archive(let extent): (bytes, range) = (archive, extent)
        }
        return try bytes.withUnsafeBufferPointer { buffer throws(PackageError) in
            let source = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[range]))
            return try body(Inflater(part: part.path, entry: entry, source: source))
        }
    }
}

extension Package {
    /// Puts data into a part, which is added at the end when it is new, and compresses it.
    mutating func set(_ part: PartName, _ data: [UInt8]) { set(part, DeflatedData(deflating: data)) }

    /// Puts data that was compressed while it was written into a part.
    mutating func set(_ part: PartName, _ data: DeflatedData) {
        isUnchanged = false
        if let position = index[part] {
            entries[position].replace(with: data)
            if hasShadowed { removeShadowed(part, keeping: position) }
        } else {
            index[part] = entries.count
            entries.append(ZipEntry(name: String(part.path.dropFirst()), data))
        }
    }

    /// Takes a part out, with all entries of its name.
    mutating func remove(_ part: PartName) {
        guard index[part] != nil else { return }
        isUnchanged = false
        entries.removeAll { $0.partName == part }
        reindex()
    }

    /// Drops the other entries of a name: a reader that prefers the first one must not find what was replaced.
    private mutating func removeShadowed(_ part: PartName, keeping position: Int) {
        let others = entries.indices.filter { $0 != position && entries[$0].partName == part }
        guard !others.isEmpty else { return }
        for other in others.reversed() { entries.remove(at: other) }
        reindex()
    }

    /// The package as a zip archive.
    ///
    /// The very bytes it was opened from when nothing was changed; else an archive in which every part that was not
    /// set keeps its place, its name, its time and attributes, and its compressed bytes.
    public func serialised() throws(PackageError) -> [UInt8] {
        if isUnchanged { return archive }
        return try ZipWriter.archive(entries, comment: comment, source: archive)
    }
}
