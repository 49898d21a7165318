// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import OOXML

@Suite("Reading packages")
struct PackageReadTests {
    struct Dialect: CustomTestStringConvertible {
        let testDescription: String
        let archive: ArchiveBuilder
        var names = ["/a.xml", "/b/c.xml"]
        var texts = ["first", "second"]

        init(_ description: String, _ change: (inout ArchiveBuilder) -> Void) {
            testDescription = description
            archive = ArchiveBuilder([.stored("a.xml", "first"), .deflated("b/c.xml", Array("second".utf8))])
                .with(change)
        }

        func giving(_ names: [String], _ texts: [String]) -> Dialect {
            var copy = self
            (copy.names, copy.texts) = (names, texts)
            return copy
        }
    }

    static let dialects: [Dialect] = [
        Dialect("stored and deflated") { _ in },
        Dialect("zip64 entries") { for index in $0.entries.indices { $0.entries[index].isZip64 = true } },
        Dialect("a zip64 end record") { $0.isZip64 = true },
        Dialect("a zip64 end record behind junk") {
            $0.isZip64 = true
            $0.prefix = Array("#!/bin/sh\n".utf8)
        },
        Dialect("data descriptors with a signature") {
            for index in $0.entries.indices { $0.entries[index].descriptor = .signed }
        },
        Dialect("data descriptors without a signature") {
            for index in $0.entries.indices { $0.entries[index].descriptor = .bare }
        },
        Dialect("junk before the archive") { $0.prefix = Array("junk PK junk".utf8) },
        Dialect("a comment") { $0.comment = Array("said in passing".utf8) },
        Dialect("a comment with an end signature in it") {
            $0.comment = [0x50, 0x4B, 5, 6] + .init(repeating: 0, count: 30)
        },
        Dialect("junk behind the archive") { $0.suffix = .init(repeating: 7, count: 100) },
        Dialect("extra fields and comments of entries") {
            $0.entries[0].localExtra = [0x20, 0xA2, 2, 0, 9, 9]
            $0.entries[0].directoryExtra = [0xFE, 0xCA, 0, 0, 1]
            $0.entries[1].comment = Array("note".utf8)
        },
        Dialect("a folder") { $0.entries.insert(.stored("b/", ""), at: 1) },
        Dialect("backslashes") { $0.entries[1].name = Array("b\\c.xml".utf8) },
        Dialect("names that are not UTF-8") { $0.entries[0].name = [0xE4, 0xFF] }
            .giving(["/\u{E4}\u{FF}", "/b/c.xml"], ["first", "second"]),
        Dialect("one name twice, of which the last counts") { $0.entries.append(.stored("A.XML", "third")) }
            .giving(["/b/c.xml", "/A.XML"], ["second", "third"]),
        Dialect("an empty part called deflated without a stream") {
            $0.entries[0] = ArchiveBuilder.Entry.stored("a.xml", "").with { $0.method = 8 }
        }.giving(["/a.xml", "/b/c.xml"], ["", "second"]),
        Dialect("an empty part") { $0.entries[0] = .stored("a.xml", "") }
            .giving(["/a.xml", "/b/c.xml"], ["", "second"]),
    ]

    @Test("A package opens with", arguments: dialects)
    func opens(_ dialect: Dialect) throws {
        let package = try Package(dialect.archive.bytes())
        #expect(package.parts.map(\.path) == dialect.names)
        for (name, text) in zip(dialect.names, dialect.texts) {
            let part = PartName(name)
            #expect(try package.data(of: part) == Array(text.utf8))
            var streamed: [UInt8] = []
            var ends = 0
            try package.inflate(part, window: 64) { bytes, isLast in
                for index in bytes.indices { streamed.append(bytes[index]) }
                ends += isLast ? 1 : 0
                return 0
            }
            #expect(streamed == Array(text.utf8))
            #expect(ends == 1)
        }
    }

    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let error: PackageError

        init(_ description: String, _ error: PackageError, _ bytes: [UInt8]) {
            (testDescription, self.error, self.bytes) = (description, error, bytes)
        }
    }

    static let two = ArchiveBuilder([.stored("a", "first"), .stored("b", "second")])

    static func compoundFile(_ stream: String) -> [UInt8] {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        bytes += [UInt8](repeating: 0, count: 512 - 8 + 256)
        for (index, unit) in stream.utf16.enumerated() { bytes[640 + 2 * index] = UInt8(unit) }
        bytes[640 + 64] = UInt8((stream.utf16.count + 1) * 2)
        return bytes
    }

    static let refusals: [Refusal] = [
        Refusal("nothing", .notAZip, []),
        Refusal("text", .notAZip, Array("Name,Amount\nA,1\n".utf8)),
        Refusal("a workbook under a password", .encrypted, compoundFile("EncryptedPackage")),
        Refusal("a binary workbook", .legacyXLS, compoundFile("Workbook")),
        Refusal("a binary workbook of 1995", .legacyXLS, compoundFile("Book")),
        Refusal("a bare BIFF stream", .legacyXLS, [9, 8, 16, 0, 0, 6, 5, 0, 1, 2]),
        Refusal("a Word document of 1997", .notAWorkbook(.otherCompoundFile), compoundFile("WordDocument")),
        Refusal("an archive cut in the middle", .truncated, Array(two.bytes().prefix(60))),
        Refusal("more entries than there are", .corruptArchive(.entryCountMismatch), two.with { $0.count = 3 }.bytes()),
        Refusal(
            "two entries over the same bytes", .corruptArchive(.overlappingEntries),
            two.with { $0.entries[1].offset = 0 }.bytes()),
        Refusal(
            "a local header outside", .corrupt(part: "b", .localHeader),
            two.with { $0.entries[1].offset = 5_000 }.bytes()),
        Refusal(
            "data that runs into the directory", .corrupt(part: "b", .truncatedData),
            two.with { $0.entries[1].isZip64 = true }.bytes().replacingLast(
                ArchiveBuilder.number(6, 8) + ArchiveBuilder.number(6, 8),
                by: ArchiveBuilder.number(6, 8) + ArchiveBuilder.number(1 << 40, 8))),
    ]

    @Test("A file is refused that is", arguments: refusals)
    func refuses(_ refusal: Refusal) {
        #expect(throws: refusal.error) { try Package(refusal.bytes) }
    }

    static let damages: [(String, PartDefect, ArchiveBuilder.Entry)] = [
        ("checksum", .checksumMismatch, .stored("x", "text").with { $0.checksum ^= 1 }),
        ("stored size", .sizeMismatch, .stored("x", "text").with { $0.size = 3 }),
        ("more than declared", .sizeMismatch, .deflated("x", Array("some text".utf8)).with { $0.size = 3 }),
        ("less than declared", .sizeMismatch, .deflated("x", Array("some text".utf8)).with { $0.size = 90_000 }),
        ("cut stream", .truncatedData, .deflated("x", Array(0...255)).with { $0.data.removeLast(20) }),
        ("no stream", .invalidDeflate, .deflated("x", [1, 2, 3]).with { $0.data = [7, 7, 7] }),
        ("encrypted entry", .encryptedEntry, .stored("x", "text").with { $0.flags = 1 }),
        ("LZMA", .unsupportedMethod(14), .stored("x", "text").with { $0.method = 14 }),
    ]

    @Test("A part is refused by whole and by stream for", arguments: damages.indices)
    func refusesPart(_ index: Int) throws {
        let (_, defect, entry) = Self.damages[index]
        let package = try Package(ArchiveBuilder([entry]).bytes())
        #expect(throws: PackageError.corrupt(part: "/x", defect)) { try package.data(of: "/x") }
        #expect(throws: PackageError.corrupt(part: "/x", defect)) { try package.inflate("/x") { _, _ in 0 } }
        #expect(throws: PackageError.missingPart("/y")) { try package.data(of: "/y") }
    }

    @Test("What a stream leaves comes again in front of the next bytes, and a long token widens the window")
    func carriesOver() throws {
        let words = (0..<3_000).map { "word\($0)" + String(repeating: "x", count: $0 % 700 == 0 ? 900 : 0) }
        let data = Array(words.joined(separator: " ").utf8)
        let package = try Package(ArchiveBuilder([.deflated("x", data)]).bytes())
        var found: [String] = []
        try package.inflate("/x", window: 100) { bytes, isLast in
            let text = (0..<bytes.count).map { bytes[$0] }
            var pieces = text.split(separator: 0x20, omittingEmptySubsequences: false)
            let rest = isLast ? 0 : pieces.removeLast().count
            found += pieces.map { String(decoding: $0, as: UTF8.self) }
            return rest
        }
        #expect(found == words)

        var narrow = PackageLimits()
        narrow.windowSize = 512
        let limited = try Package(ArchiveBuilder([.deflated("x", data)]).bytes(), limits: narrow)
        #expect(throws: PackageError.limitExceeded(.windowSize, part: "/x")) {
            try limited.inflate("/x", window: 100) { bytes, _ in bytes.count }
        }
    }

    @Test("Limits name themselves")
    func limits() throws {
        let archive = ArchiveBuilder([.deflated("x", .init(repeating: 0, count: 100_000)), .stored("y", "1")]).bytes()
        let cases: [(PackageLimit, String?, (inout PackageLimits) -> Void)] = [
            (.parts, nil, { $0.parts = 1 }), (.archiveSize, nil, { $0.archiveSize = 100 }),
            (.totalSize, nil, { $0.totalSize = 100_000 }), (.partSize, "x", { $0.partSize = 99_999 }),
            (
                .ratio, "x",
                {
                    $0.ratioFloor = 1_000; $0.ratio = 100
                }
            ),
        ]
        for (limit, part, change) in cases {
            var limits = PackageLimits()
            change(&limits)
            #expect(throws: PackageError.limitExceeded(limit, part: part)) { try Package(archive, limits: limits) }
        }
        var limits = PackageLimits()
        limits.wholePartSize = 10
        let package = try Package(archive, limits: limits)
        #expect(throws: PackageError.limitExceeded(.wholePartSize, part: "/x")) { try package.data(of: "/x") }
    }

    @Test("A zip bomb is refused before it is inflated, and one that lies about its size while it is")
    func bomb() throws {
        var deflater = Deflater()
        let zeros = [UInt8](repeating: 0x20, count: 1 << 20)
        for _ in 0..<64 { zeros.withUnsafeBytes { deflater.append($0) } }
        let data = deflater.finish()
        let honest = ArchiveBuilder.Entry(
            name: Array("xl/bomb.xml".utf8), data: data.bytes, method: 8, size: data.size, checksum: data.checksum)
        var limits = PackageLimits()
        limits.ratio = 100
        #expect(throws: PackageError.limitExceeded(.ratio, part: "xl/bomb.xml")) {
            try Package(ArchiveBuilder([honest]).bytes(), limits: limits)
        }
        let lying = try Package(ArchiveBuilder([honest.with { $0.size = 1_000 }]).bytes())
        #expect(throws: PackageError.corrupt(part: "/xl/bomb.xml", .sizeMismatch)) {
            try lying.data(of: "/xl/bomb.xml")
        }
        var seen = 0
        #expect(throws: PackageError.corrupt(part: "/xl/bomb.xml", .sizeMismatch)) {
            try lying.inflate("/xl/bomb.xml", window: 4_096) { bytes, _ in
                seen += bytes.count
                return 0
            }
        }
        #expect(seen <= 1_000)
    }
}

extension [UInt8] {
    /// The bytes with the last occurrence of some replaced by as many others.
    func replacingLast(_ old: [UInt8], by new: [UInt8]) -> [UInt8] {
        guard let start = (0...(count - old.count)).last(where: { self[$0...].starts(with: old) }) else { return self }
        var copy = self
        copy.replaceSubrange(start..<start + old.count, with: new)
        return copy
    }
}
