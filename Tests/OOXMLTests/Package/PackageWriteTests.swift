// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CZip
import Testing

@testable import OOXML

@Suite("Writing packages")
struct PackageWriteTests {
    @Test("A package that was not changed is saved as the bytes it was opened from")
    func unchanged() throws {
        let bytes = ArchiveBuilder.workbook.with { $0.prefix = [1, 2, 3] }.bytes()
        #expect(try Package(bytes).serialised() == bytes)
    }

    @Test("Parts that were not set keep compressed bytes, names, order, times and attributes")
    func rawCopies() throws {
        let bytes = ArchiveBuilder.workbook.with {
            $0.entries[3].comment = Array("kept".utf8)
            $0.entries[3].directoryExtra = [0xFE, 0xCA, 2, 0, 5, 5]
            $0.entries[3].localExtra = [0x20, 0xA2, 1, 0, 5]
            $0.entries[3].descriptor = .signed
            $0.entries[1].isZip64 = true
            $0.entries[0].name = Array("[Content_Types].XML".utf8)
            $0.comment = Array("archive".utf8)
        }.bytes()
        let before = try Package(bytes)
        var changed = before
        changed.set("/XL/Workbook.xml", Array("<workbook/>".utf8))
        let after = try Package(changed.serialised())
        #expect(after.entries.map(\.name) == before.entries.map(\.name))
        #expect(after.comment == before.comment)
        for (old, new) in zip(before.entries, after.entries) {
            #expect(old.time == new.time && old.date == new.date && old.comment == new.comment)
            #expect(old.externalAttributes == new.externalAttributes && old.versionMadeBy == new.versionMadeBy)
            #expect(old.localExtra == new.localExtra && old.directoryExtra == new.directoryExtra)
            guard old.partName != "/xl/workbook.xml" else { continue }
            #expect(old.method == new.method && old.checksum == new.checksum && old.size == new.size)
            #expect(try before.compressed(old) == after.compressed(new))
        }
        #expect(try after.data(of: "/xl/workbook.xml") == Array("<workbook/>".utf8))
        #expect(try before.data(of: "/xl/workbook.xml") != Array("<workbook/>".utf8))
    }

    @Test("Another zip library finds a saved archive consistent and reads the same data")
    func readByAnother() throws {
        var package = try Package(ArchiveBuilder.workbook.with { $0.entries[3].descriptor = .bare }.bytes())
        package.set("/xl/new part \u{E4}.xml", Array("new".utf8))
        package.set("/xl/workbook.xml", Array(String(repeating: "text ", count: 10_000).utf8))
        package.remove("/_rels/.rels")
        let saved = try package.serialised()
        let read = try Libzip.contents(saved)
        #expect(
            read.map(\.name) == [
                "[Content_Types].xml", "xl/workbook.xml", "xl/media/blob.bin", "xl/new part \u{E4}.xml",
            ])
        for (name, data) in read { #expect(try package.data(of: PartName(name)) == data) }
    }

    @Test("A part set over duplicates leaves one entry, and a removed one none")
    func duplicates() throws {
        let archive = ArchiveBuilder([.stored("a", "1"), .stored("B", "2"), .stored("A", "3"), .stored("c", "4")])
        var package = try Package(archive.bytes())
        package.set("/a", [5])
        #expect(package.parts == ["/b", "/a", "/c"])
        #expect(try Package(package.serialised()).data(of: "/a") == [5])
        #expect(try Package(package.serialised()).entries.count == 3)
        package = try Package(archive.bytes())
        package.remove("/a")
        #expect(try Package(package.serialised()).parts == ["/b", "/c"])
        package.set("/a", [6])
        #expect(package.parts == ["/b", "/c", "/a"])
    }

    @Test("A new package is written from nothing, and free names skip those in use")
    func new() throws {
        var package = Package()
        package.set(package.freeName("/xl/worksheets/sheet", ".xml"), [1])
        package.set(package.freeName("/xl/worksheets/sheet", ".xml"), [2])
        package.set("/XL/worksheets/SHEET3.xml", [3])
        #expect(package.freeName("/xl/worksheets/sheet", ".xml").path == "/xl/worksheets/sheet4.xml")
        let saved = try Package(package.serialised())
        #expect(
            saved.parts.map(\.path) == [
                "/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml", "/XL/worksheets/SHEET3.xml",
            ])
        #expect(try saved.data(of: "/xl/worksheets/sheet2.xml") == [2])
    }

    @Test("Data that arrives in pieces deflates to what it was", arguments: [0, 1, 65_535, 65_536, 1_000_003])
    func deflates(_ size: Int) throws {
        var generator = SplitMix(seed: UInt64(size))
        let data = (0..<size).map { _ in UInt8(generator.next() % 7) }
        var deflater = Deflater()
        data.withUnsafeBytes { bytes in
            var start = 0
            while start < size {
                let end = min(size, start + 1 + Int(generator.next() % 50_000))
                deflater.append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
        }
        var package = Package()
        package.set("/x", deflater.finish())
        let saved = try package.serialised()
        #expect(try Package(saved).data(of: "/x") == data)
        #expect(try Libzip.contents(saved).map(\.data) == [data])
    }

    @Test("No mutation of a package crashes; it reads, or fails with an error of ours")
    func mutations() throws {
        let original = ArchiveBuilder.workbook.bytes()
        var generator = SplitMix(seed: 0xCE11A2)
        var opened = 0
        for _ in 0..<4_000 {
            var bytes = original
            for _ in 0...(generator.next() % 4) {
                let position = Int(generator.next() % UInt64(bytes.count))
                switch generator.next() % 4 {
                case 0: bytes[position] = UInt8(truncatingIfNeeded: generator.next())
                case 1: bytes[position] ^= 1 << UInt8(generator.next() % 8)
                case 2: bytes.removeSubrange(position..<min(bytes.count, position + Int(generator.next() % 9)))
                default: bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + 5)], at: position)
                }
                if bytes.isEmpty { bytes = [0] }
            }
            guard var package = try? Package(bytes) else { continue }
            opened += 1
            for part in package.parts { _ = try? package.data(of: part) }
            _ = package.kind
            package.set("/added", [1])
            #expect(try Package(package.serialised()).data(of: "/added") == [1])
        }
        // Most of the bytes are data and names, so a reader that refuses everything would show here.
        #expect(opened > 1_000)
    }
}

/// A small seeded generator.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// libzip, as the other opinion on what we write.
enum Libzip {
    struct Failure: Error { let operation: String }

    static func contents(_ archive: [UInt8]) throws -> [(name: String, data: [UInt8])] {
        try archive.withUnsafeBytes { bytes in
            guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, nil),
                let zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nil)
            else { throw Failure(operation: "open") }
            defer { zip_discard(zip) }
            return try (0..<UInt64(zip_get_num_entries(zip, 0))).map { index in
                var status = zip_stat_t()
                guard zip_stat_index(zip, index, 0, &status) == 0, let name = status.name,
                    let file = zip_fopen_index(zip, index, 0)
                else { throw Failure(operation: "entry \(index)") }
                var data = [UInt8](repeating: 0, count: Int(status.size))
                let count = zip_fread(file, &data, status.size)
                guard count == status.size, zip_fclose(file) == 0 else { throw Failure(operation: "data \(index)") }
                return (String(cString: name), data)
            }
        }
    }
}

extension Package {
    /// The compressed bytes of an entry.
    func compressed(_ entry: ZipEntry) throws -> [UInt8] {
        switch entry.content {
        case .archive(let range): Array(archive[range])
        case .memory(let data): data
        }
    }
}
