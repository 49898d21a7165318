// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Writes a zip archive from entries whose data is already compressed: data is copied, never looked at.
///
/// Sizes stand in the local headers, so no entry needs a descriptor; the archive stays below 4 GiB and 65,535
/// entries, so none needs zip64.
struct ZipWriter {
    private var output: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// The archive as bytes.
    static func archive(
        _ entries: [ZipEntry], comment: [UInt8], source: [UInt8]
    ) throws(PackageError) -> [UInt8] {
        let size = entries.reduce(22 + comment.count) {
            $0 + 76 + 2 * $1.name.count + $1.localExtra.count + $1.directoryExtra.count + $1.comment.count
                + $1.compressedSize
        }
        guard size < Int(UInt32.max) else { throw .limitExceeded(.archiveSize, part: nil) }
        guard entries.count < Int(UInt16.max) else { throw .limitExceeded(.parts, part: nil) }
        var writer = ZipWriter()
        writer.output.reserveCapacity(size)
        for entry in entries { writer.append(entry, source) }
        writer.finish(comment)
        return writer.output
    }

    private mutating func append(_ entry: ZipEntry, _ source: [UInt8]) {
        let offset = UInt32(output.count)
        output.append(littleEndian: UInt32(0x0403_4B50))
        output.append(littleEndian: entry.versionNeeded)
        Self.appendCommon(entry, to: &output)
        output.append(littleEndian: UInt16(entry.localExtra.count))
        output.append(contentsOf: entry.name)
        output.append(contentsOf: entry.localExtra)
        switch entry.content {
        case .archive(let range): output.append(contentsOf: source[range])
        case .memory(let data): output.append(contentsOf: data)
        }

        directory.append(littleEndian: UInt32(0x0201_4B50))
        directory.append(littleEndian: entry.versionMadeBy)
        directory.append(littleEndian: entry.versionNeeded)
        Self.appendCommon(entry, to: &directory)
        directory.append(littleEndian: UInt16(entry.directoryExtra.count))
        directory.append(littleEndian: UInt16(entry.comment.count))
        directory.append(littleEndian: UInt16(0))
        directory.append(littleEndian: entry.internalAttributes)
        directory.append(littleEndian: entry.externalAttributes)
        directory.append(littleEndian: offset)
        directory.append(contentsOf: entry.name)
        directory.append(contentsOf: entry.directoryExtra)
        directory.append(contentsOf: entry.comment)
        count += 1
    }

    /// What local and directory headers share, from the flags to the length of the name.
    private static func appendCommon(_ entry: ZipEntry, to bytes: inout [UInt8]) {
        bytes.append(littleEndian: entry.flags)
        bytes.append(littleEndian: entry.method)
        bytes.append(littleEndian: entry.time)
        bytes.append(littleEndian: entry.date)
        bytes.append(littleEndian: entry.checksum)
        bytes.append(littleEndian: UInt32(entry.compressedSize))
        bytes.append(littleEndian: UInt32(entry.size))
        bytes.append(littleEndian: UInt16(entry.name.count))
    }

    private mutating func finish(_ comment: [UInt8]) {
        let offset = UInt32(output.count)
        output.append(contentsOf: directory)
        output.append(littleEndian: UInt32(0x0605_4B50))
        output.append(littleEndian: UInt32(0))
        output.append(littleEndian: UInt16(count))
        output.append(littleEndian: UInt16(count))
        output.append(littleEndian: UInt32(directory.count))
        output.append(littleEndian: offset)
        output.append(littleEndian: UInt16(comment.count))
        output.append(contentsOf: comment)
    }
}
