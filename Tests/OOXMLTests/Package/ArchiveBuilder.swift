// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

@testable import OOXML

/// Builds zip archives field by field, so that tests may say what no sane writer does.
struct ArchiveBuilder {
    struct Entry {
        var name: [UInt8]
        var data: [UInt8]
        var method: UInt16 = 0
        var flags: UInt16 = 0
        var size: Int
        var checksum: UInt32
        /// Sizes and offset in zip64 fields.
        var isZip64 = false
        /// Sizes behind the data; with or without the optional signature.
        var descriptor: Descriptor?
        var localExtra: [UInt8] = []
        var directoryExtra: [UInt8] = []
        var comment: [UInt8] = []
        /// The offset that the directory tells instead of the true one.
        var offset: Int?

        enum Descriptor { case signed, bare }

        static func stored(_ name: String, _ text: String) -> Entry {
            let data = Array(text.utf8)
            return Entry(name: Array(name.utf8), data: data, size: data.count, checksum: crc(data))
        }

        static func deflated(_ name: String, _ data: [UInt8]) -> Entry {
            let deflated = DeflatedData(deflating: data)
            return Entry(
                name: Array(name.utf8), data: deflated.bytes, method: 8, size: data.count, checksum: crc(data))
        }

        func with(_ change: (inout Entry) -> Void) -> Entry {
            var copy = self
            change(&copy)
            return copy
        }
    }

    var entries: [Entry]
    var prefix: [UInt8] = []
    var comment: [UInt8] = []
    var suffix: [UInt8] = []
    var isZip64 = false
    var count: Int?

    init(_ entries: [Entry]) { self.entries = entries }

    func with(_ change: (inout ArchiveBuilder) -> Void) -> ArchiveBuilder {
        var copy = self
        change(&copy)
        return copy
    }

    /// The bit by bit CRC-32, slow and plain.
    static func crc(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(UInt32.max) { value, byte in
            (0..<8).reduce(value ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }

    func bytes() -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = entry.offset ?? body.count
            let flags = entry.flags | (entry.descriptor == nil ? 0 : 8)
            let wide = Self.number(entry.size, 8) + Self.number(entry.data.count, 8)
            let narrow =
                entry.isZip64
                ? [UInt8](repeating: 0xFF, count: 8) : Self.number(entry.data.count, 4) + Self.number(entry.size, 4)
            let localExtra = (entry.isZip64 ? [1, 0, 16, 0] + wide : []) + entry.localExtra
            let directoryExtra =
                (entry.isZip64 ? [1, 0, 24, 0] + wide + Self.number(offset, 8) : []) + entry.directoryExtra
            let fixed = Self.number(Int(flags), 2) + Self.number(Int(entry.method), 2) + [1, 2, 3, 4]
            let checksum = Self.number(Int(entry.checksum), 4)

            body += [0x50, 0x4B, 3, 4, 20, 0] + fixed
            body += entry.descriptor == nil ? checksum + narrow : [UInt8](repeating: 0, count: 12)
            body += Self.number(entry.name.count, 2) + Self.number(localExtra.count, 2) + entry.name + localExtra
            body += entry.data
            if let descriptor = entry.descriptor {
                if descriptor == .signed { body += [0x50, 0x4B, 7, 8] }
                body += checksum + Self.number(entry.data.count, 4) + Self.number(entry.size, 4)
            }

            directory += [0x50, 0x4B, 1, 2, 63, 0, 20, 0] + fixed + checksum + narrow
            directory += Self.number(entry.name.count, 2) + Self.number(directoryExtra.count, 2)
            directory += Self.number(entry.comment.count, 2) + [0, 0, 1, 0, 0xA4, 0x81, 0, 0]
            directory += entry.isZip64 ? [0xFF, 0xFF, 0xFF, 0xFF] : Self.number(offset, 4)
            directory += entry.name + directoryExtra + entry.comment
        }
        return prefix + body + directory + end(body.count, directory.count) + comment + suffix
    }

    private func end(_ offset: Int, _ size: Int) -> [UInt8] {
        let count = count ?? entries.count
        var end: [UInt8] = []
        if isZip64 {
            end += [0x50, 0x4B, 6, 6] + Self.number(44, 8) + [45, 0, 45, 0] + Self.number(0, 8)
            end += Self.number(count, 8) + Self.number(count, 8) + Self.number(size, 8) + Self.number(offset, 8)
            end += [0x50, 0x4B, 6, 7] + Self.number(0, 4) + Self.number(offset + size, 8) + Self.number(1, 4)
        }
        end += [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
        end +=
            isZip64
            ? [UInt8](repeating: 0xFF, count: 12)
            : Self.number(count, 2) + Self.number(count, 2) + Self.number(size, 4) + Self.number(offset, 4)
        return end + Self.number(comment.count, 2)
    }

    static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

extension ArchiveBuilder {
    /// A small but whole workbook.
    static let workbook = ArchiveBuilder([
        .stored(
            "[Content_Types].xml",
            #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#
        ),
        .stored(
            "_rels/.rels",
            #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
        .deflated(
            "xl/workbook.xml",
            Array(
                #"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="A" sheetId="1"/></sheets></workbook>"#
                    .utf8)),
        .deflated("xl/media/blob.bin", (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }),
    ])
}

private func crc(_ data: [UInt8]) -> UInt32 { ArchiveBuilder.crc(data) }
