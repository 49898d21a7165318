// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Testing

@testable import OOXML

@Suite("Packages from the wild", .disabled(if: SharedFiles.areAbsent, "the shared workbooks are not here"))
struct GoldenPackageTests {
    @Test(
        "Saved after one change, every other part has the same bytes and every part reads the same",
        arguments: ["roundtrip", "charts"])
    func roundTrips(_ folder: String) throws {
        var count = 0
        for url in SharedFiles.all("golden/\(folder)") {
            let bytes = try [UInt8](Data(contentsOf: url))
            let package: Package
            do {
                package = try Package(bytes)
            } catch {
                // What is refused must be no zip archive at all.
                #expect(!bytes.starts(with: [0x50, 0x4B]), "\(url.lastPathComponent): \(error)")
                continue
            }
            count += 1
            #expect(try package.serialised() == bytes)
            var changed = package
            changed.set("/cellar/added.xml", Array("<added/>".utf8))
            let saved = try Package(changed.serialised())
            #expect(saved.parts.map(\.path) == package.parts.map(\.path) + ["/cellar/added.xml"], "\(url.path)")
            for (old, new) in zip(package.entries, saved.entries) {
                #expect(old.name == new.name)
                #expect(try package.compressed(old) == saved.compressed(new), "\(url.path)")
            }
            for part in package.parts {
                #expect(try package.data(of: part) == saved.data(of: part), "\(url.path) \(part)")
            }
        }
        #expect(count > 100)
    }

    @Test("Every XML part of a real workbook parses to a tree whose ranges lead back to its bytes")
    func trees() throws {
        var parts = 0
        for url in SharedFiles.all("golden/charts").prefix(150) {
            guard let package = try? Package([UInt8](Data(contentsOf: url))) else { continue }
            for part in package.parts where ["xml", "rels"].contains(part.fileExtension) {
                let document = try package.document(part)
                parts += 1
                #expect(Self.isFaithful(document.root, document.bytes), "\(url.path) \(part)")
                #expect(XMLEdit(document).bytes() == document.bytes)
            }
        }
        #expect(parts > 1_000)
    }

    /// Whether every element's ranges start and end with its tags.
    static func isFaithful(_ element: XMLElement, _ bytes: [UInt8]) -> Bool {
        let open = Array("<\(element.name.qualified)".utf8)
        let close = element.isSelfClosing ? Array("/>".utf8) : Array("</\(element.name.qualified)".utf8)
        let end = element.isSelfClosing ? element.range.upperBound - 2 : element.contentRange.upperBound
        return bytes[element.range.lowerBound...].starts(with: open) && bytes[end...].starts(with: close)
            && bytes[element.range.upperBound - 1] == UInt8(ascii: ">")
            && bytes[element.tag.range.upperBound - 1] == UInt8(ascii: ">")
            && element.children.allSatisfy { isFaithful($0, bytes) }
    }

    @Test("The workbook part and its sheets are found in nearly every file")
    func relationships() throws {
        var found = 0
        var missing: [String] = []
        for url in SharedFiles.all("golden/roundtrip") {
            guard let package = try? Package([UInt8](Data(contentsOf: url))), package.kind == .workbook else {
                continue
            }
            let workbook = try package.workbookPart()
            let relationships = try package.relationships(of: workbook)
            let sheets = try package.document(workbook).root.child("sheets")?.children("sheet") ?? []
            for sheet in sheets {
                let target = sheet[.relationships, "id"].flatMap { relationships[$0] }
                    .flatMap { package.resolve($0, from: workbook) }
                if target == nil {
                    missing.append("\(url.lastPathComponent) \(sheet["name"] ?? "")")
                } else {
                    found += 1
                }
            }
        }
        #expect(found > 500)
        #expect(missing.count * 100 < found, "\(missing)")
    }

    @Test(
        "Hostile files end in an error of ours or a faithful read", .timeLimit(.minutes(1)),
        arguments: SharedFiles.all("golden/hostile"))
    func hostile(_ url: URL) throws {
        let bytes = try [UInt8](Data(contentsOf: url))
        if let package = try? Package(bytes) {
            var read = 0
            for part in package.parts {
                guard let data = try? package.data(of: part) else { continue }
                read += data.count
                var streamed = 0
                try package.inflate(part, window: 1_000) { bytes, _ in
                    streamed += bytes.count
                    return 0
                }
                #expect(streamed == data.count)
                if ["xml", "rels", "vml"].contains(part.fileExtension) {
                    _ = try? package.document(part)
                }
            }
            #expect(read <= package.limits.totalSize)
            _ = try? package.workbookPart()
        }
    }

    /// What the origin projects expect of files that are broken as archives or are not workbooks.
    static let rejected: [String: PackageError] = [
        "jxls/CorruptExcelFileTest.xlsx": .notAZip,
        "openpyxl/null_file.xlsx": .notAZip,
        "spout/file_corrupted.xlsx": .notAZip,
        "openpyxl/null_archive.xlsx": .notAWorkbook(.otherZip),
        "poi/invalid.xlsx": .notAWorkbook(.otherZip),
        "poi/crash-9bf3cd4bd6f50a8a9339d363c2c7af14b536865c.xlsx": .encrypted,
    ]

    @Test("Files that are no workbook say what they are", arguments: rejected.keys.sorted())
    func rejects(_ name: String) throws {
        let bytes = try [UInt8](Data(contentsOf: SharedFiles.root.appending(path: "golden/hostile/\(name)")))
        #expect(throws: try #require(Self.rejected[name])) { try Package(bytes).workbookPart() }
    }

    @Test(
        "Entity expansion is refused",
        arguments: [
            "poi/poc-xmlbomb-empty.xlsx", "spout/attack_quadratic_blowup.xlsx",
            "excel-streaming-reader/entity-expansion-exploit-poc-file.xlsx",
        ])
    func entities(_ name: String) throws {
        let bytes = try [UInt8](Data(contentsOf: SharedFiles.root.appending(path: "golden/hostile/\(name)")))
        let package = try Package(bytes)
        let bombs = package.parts.filter { part in
            do {
                _ = try package.document(part)
                return false
            } catch {
                if case PackageError.entityBomb = error { return true }
                return false
            }
        }
        #expect(!bombs.isEmpty)
    }

    /// The files of the hostile collection that their origin projects open.
    static let openable: [String] = {
        struct Manifest: Decodable {
            struct File: Decodable {
                let path: String
                let expect: String?
            }
            let files: [File]
        }
        guard let data = try? Data(contentsOf: SharedFiles.root.appending(path: "golden/MANIFEST.json")),
            let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
        else { return [] }
        return manifest.files.filter { $0.path.hasPrefix("hostile/") && $0.expect == "open" }.map(\.path)
    }()

    @Test("Odd files that others open have a workbook whose parts all read", arguments: openable)
    func opens(_ path: String) throws {
        let package = try Package([UInt8](Data(contentsOf: SharedFiles.root.appending(path: "golden/\(path)"))))
        let workbook = try package.workbookPart()
        #expect(try package.document(workbook).root.is("workbook"))
        for part in package.parts { #expect(throws: Never.self) { try package.data(of: part) } }
    }
}
