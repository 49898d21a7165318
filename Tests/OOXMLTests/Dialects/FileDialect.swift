// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing

@testable import OOXML

/// One way to spell the sample.
struct FileDialect: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let sample: FileSample
    /// Cells of the first sheet besides those of the sample.
    var further: [(String, CellValue)] = []
    /// Cells of the sample that this spelling has not.
    var without: Set<String> = []

    init(
        _ description: String, without: Set<String> = [], _ further: [(String, CellValue)] = [],
        _ change: (inout FileSample) -> Void
    ) {
        testDescription = description
        sample = FileSample().with(change)
        self.further = further
        self.without = without
    }

    static let all = names + encodings + missing + targets + texts + orders + alternatives + archives

    private static func prefixed(_ text: String, _ prefix: String) -> String {
        text.replacing(/<(\/?)([a-zA-Z])/) { "<\($0.output.1)\(prefix):\($0.output.2)" }
            .replacing("xmlns=", with: "xmlns:\(prefix)=")
    }

    private static let names: [FileDialect] = [
        FileDialect("as usual") { _ in },
        FileDialect("with a prefix on every element") { $0.change { prefixed($0, "x") } },
        FileDialect("with an odd prefix, the default namespace being another one") {
            $0.change { prefixed($0, "_-ä.1").replacing("xmlns:_-ä.1=", with: "xmlns=\"urn:other\" xmlns:_-ä.1=") }
        },
        FileDialect("with a prefix in the parts of the package") {
            for path in [FileSample.types, FileSample.links, "_rels/.rels"] {
                $0[path] = $0[path].map { prefixed($0, "p") }
            }
        },
        FileDialect("with another prefix for relationships") {
            $0.replace("r:", "rel:", in: FileSample.workbook)
            $0.replace("xmlns:r=", "xmlns:rel=", in: FileSample.workbook)
        },
        FileDialect("in the strict dialect") { strict(&$0) },
        FileDialect("in the strict dialect with prefixes") {
            strict(&$0)
            $0.change { prefixed($0, "s") }
        },
    ]

    static func strict(_ sample: inout FileSample) {
        for path in sample.paths {
            sample.replace(FileSample.main, XMLNamespace.strict(FileSample.main), in: path)
            sample.replace(FileSample.relationships, XMLNamespace.strict(FileSample.relationships), in: path)
        }
    }

    private static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
        let declared = text.replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
        return ((mark ? [0xFEFF] : []) + Array(declared.utf16)).flatMap { unit in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? bytes : bytes.reversed()
        }
    }

    private static let encodings: [FileDialect] = [
        FileDialect("with byte order marks") { $0.encode = { [0xEF, 0xBB, 0xBF] + Array($0.utf8) } },
        FileDialect("in UTF-16, little end first") { $0.encode = { utf16($0, bigEndian: false, mark: true) } },
        FileDialect("in UTF-16, big end first") { $0.encode = { utf16($0, bigEndian: true, mark: true) } },
        FileDialect("in UTF-16 without a mark") { $0.encode = { utf16($0, bigEndian: false, mark: false) } },
        FileDialect("in Latin-1", [("H1", .text("Müßig"))]) {
            $0.replace(
                "</row><row r=\"2\"", "<c r=\"H1\" t=\"str\"><v>Müßig</v></c></row><row r=\"2\"", in: FileSample.sheet)
            $0.encode = { text in
                text.replacing("UTF-8", with: "ISO-8859-1").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            }
        },
        FileDialect("in Windows-1252, strings too", without: ["A1"], [("A1", .text("plain €"))]) {
            $0.replace("plain", "plain €", in: FileSample.strings)
            $0.encode = { text in
                text.replacing("UTF-8", with: "windows-1252").unicodeScalars.map {
                    $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value)
                }
            }
        },
        FileDialect("without declarations") {
            for path in $0.paths { $0[path] = $0[path]?.replacing(/<\?xml[^>]*>\n/, with: "") }
        },
    ]

    private static let missing: [FileDialect] = [
        FileDialect("without styles") {
            $0[FileSample.styles] = nil
            $0.replace(" s=\"1\"", "", in: FileSample.sheet)
            remove("styles", &$0)
        },
        FileDialect("without a string table", without: ["A1"]) {
            $0[FileSample.strings] = nil
            $0.replace("<c r=\"A1\" t=\"s\"><v>0</v></c>", "", in: FileSample.sheet)
            remove("sharedStrings", &$0)
        },
        FileDialect("without a dimension") { $0.replace("<dimension ref=\"A1:F3\"/>", "", in: FileSample.sheet) },
        FileDialect("without places of rows and cells") {
            $0[FileSample.sheet] = $0[FileSample.sheet]?.replacing(#/ r="[A-F]?[0-9]"/#, with: "")
        },
        FileDialect("without content types") { $0[FileSample.types] = nil },
        FileDialect("without types of its parts") {
            $0[FileSample.types] = $0[FileSample.types]?.replacing(/<Override[^>]*>/, with: "")
        },
        FileDialect("with one wrong type for all parts") {
            $0[FileSample.types] = $0[FileSample.types]?.replacing(
                /ContentType="application\/vnd.openxmlformats-officedocument[^"]*"/,
                with: "ContentType=\"text/plain\"")
        },
        FileDialect("without relationships of the package") { $0["_rels/.rels"] = nil },
        FileDialect("with relationships that lead nowhere") {
            $0.replace(
                "</Relationships>",
                "<Relationship Id=\"n\" Type=\"\(FileSample.relationships)/theme\" Target=\"NULL\"/></Relationships>",
                in: FileSample.links)
        },
        FileDialect("with a second sheet that has no cells at all") {
            $0["xl/worksheets/sheet2.xml"] = "<worksheet xmlns=\"\(FileSample.main)\"/>"
        },
    ]

    private static func remove(_ type: String, _ sample: inout FileSample) {
        sample[FileSample.links] = sample[FileSample.links].map {
            $0.split(separator: "<").filter { !$0.contains("/\(type)\"") }.joined(separator: "<").withBracket
        }
        sample[FileSample.types] = sample[FileSample.types].map {
            $0.split(separator: "<").filter { !$0.contains(".\(type)+xml") }.joined(separator: "<").withBracket
        }
    }

    private static let targets: [FileDialect] = [
        "/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml",
        "worksheets\\sheet1.xml", "\\xl\\worksheets\\sheet1.xml", "WorkSheets/SHEET1.XML",
        "worksheets/sheet%31.xml", "xl/worksheets/sheet1.xml", "worksheets//sheet1.xml",
        "worksheets/../worksheets/sheet1.xml",
    ].map { target in
        FileDialect("with the target \(target)") { $0.replace("worksheets/sheet1.xml", target, in: FileSample.links) }
    }

    private static let archives: [FileDialect] = [
        FileDialect("stored") { sample in
            sample.pack = { builder in
                for index in builder.entries.indices {
                    let name = String(decoding: builder.entries[index].name, as: UTF8.self)
                    builder.entries[index] = .stored(name, FileSample()[name] ?? "")
                }
            }
        },
        FileDialect("in zip64") {
            $0.pack = { builder in
                builder.isZip64 = true
                for index in builder.entries.indices { builder.entries[index].isZip64 = true }
            }
        },
        FileDialect("with data descriptors") {
            $0.pack = { builder in
                for index in builder.entries.indices {
                    builder.entries[index].descriptor = index.isMultiple(of: 2) ? .signed : .bare
                }
            }
        },
        FileDialect("with backslashes and capitals in its names") {
            $0.pack = { builder in
                for index in builder.entries.indices {
                    let name = String(decoding: builder.entries[index].name, as: UTF8.self)
                    builder.entries[index].name = Array(
                        name.replacing("/", with: "\\").replacing("sheet", with: "Sheet").utf8)
                }
            }
        },
    ]
}

extension String {
    /// Markup that was split at its brackets, with the first one again.
    fileprivate var withBracket: String { hasPrefix("<") ? self : "<" + self }
}
