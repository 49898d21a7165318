// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

@testable import OOXML

/// Files that are sent as workbooks and are none, made here from nothing.
struct HostileFile: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]
    /// What the server says about it.
    let message: String

    private static let notAWorkbook = "The file is not an Excel workbook."
    private static let damaged = "The workbook is damaged."
    private static let tooLarge = "The workbook exceeds a size limit."
    private static let encrypted = 
        "The workbook is encrypted with a password, which is not supported. Save it without a password."
    private static let legacy = 
        "The workbook is in the binary format of Excel 97-2003; only .xlsx is supported. Save it as .xlsx."
    private static let entities = "The workbook holds XML entities that are not supported."

    static func all() throws -> [HostileFile] {
        let workbook = try SpreadsheetFile.blank(sheetNames: ["Sheet1"]).bytes
        var files = [
            HostileFile(description: "nothing", bytes: [], message: notAWorkbook),
            HostileFile(description: "text", bytes: Array("Name,Amount\nA,1\n".utf8), message: notAWorkbook),
            HostileFile(
                description: "a zip of texts", bytes: try zip(["/notes.txt": "no sheet"]), message: notAWorkbook),
            HostileFile(
                description: "a Word document", bytes: try wordDocument(),
                message: "The file is a Word document, not an Excel workbook."),
            HostileFile(
                description: "a workbook under a password",
                bytes: compoundFile(["EncryptedPackage", "EncryptionInfo"], content: []), message: encrypted),
            HostileFile(
                // A BOF record of BIFF8 ([MS-XLS] §2.4.21) begins the stream.
                description: "a workbook of Excel 97",
                bytes: compoundFile(["Workbook"], content: [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]),
                message: legacy),
            HostileFile(
                description: "the first half of a workbook", bytes: Array(workbook.prefix(workbook.count / 2)),
                message: damaged),
            HostileFile(
                description: "a workbook without its last byte", bytes: Array(workbook.dropLast()), message: damaged),
        ]
        for part in ["/xl/workbook.xml", "/xl/worksheets/sheet1.xml", "/xl/styles.xml"] {
            files.append(
                HostileFile(
                    description: "an entity bomb in \(part)", bytes: try entityBomb(in: PartName(part), of: workbook),
                    message: entities))
        }
        for part in ["/xl/worksheets/sheet1.xml", "/xl/styles.xml"] {
            files.append(
                HostileFile(
                    description: "a zip bomb in \(part)", bytes: try zipBomb(in: PartName(part), of: workbook),
                    message: tooLarge))
        }
        return files
    }

    private static func zip(_ parts: KeyValuePairs<String, String>) throws -> [UInt8] {
        var package = Package()
        for (name, text) in parts { package.set(PartName(name), Array(text.utf8)) }
        return try package.serialised()
    }

    private static func wordDocument() throws -> [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return try zip([
            "/[Content_Types].xml": """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/word/document.xml" ContentType="\(word)"/></Types>
            """,
            "/_rels/.rels": """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="rId1" Type="\(office)/officeDocument" Target="word/document.xml"/></Relationships>
            """,
            "/word/document.xml": """
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>
            """,
        ])
    }

    /// Nine entities, each ten times the one before: a billion words, were they ever expanded.
    private static func entityBomb(in part: PartName, of workbook: [UInt8]) throws -> [UInt8] {
        var package = try Package(workbook)
        var text = String(decoding: try package.data(of: part), as: UTF8.self)
        if text.hasPrefix("<?xml"), let end = text.firstIndex(of: ">") {
            text = String(text[text.index(after: end)...])
        }
        let entities = (1...9).map { level in
            "<!ENTITY e\(level) \"" + String(repeating: "&e\(level - 1);", count: 10) + "\">"
        }
        let root = text.drop { $0.isWhitespace }.dropFirst().prefix { !$0.isWhitespace && $0 != ">" }
        guard let close = text.firstRange(of: "</\(root)>") else { throw PackageError.missingPart(part.path) }
        text.insert(contentsOf: "&e9;", at: close.lowerBound)
        package.set(
            part, Array("<!DOCTYPE \(root) [<!ENTITY e0 \"boom\">\(entities.joined())]>\(text)".utf8))
        return try package.serialised()
    }

    /// A gigabyte of blanks in about a megabyte.
    private static func zipBomb(in part: PartName, of workbook: [UInt8]) throws -> [UInt8] {
        var package = try Package(workbook)
        let text = try package.data(of: part)
        var deflater = Deflater()
        text.dropLast(1).withUnsafeBytes { deflater.append($0) }
        let blanks = [UInt8](repeating: 0x20, count: 1 << 20)
        for _ in 0..<1024 { blanks.withUnsafeBytes { deflater.append($0) } }
        text.suffix(1).withUnsafeBytes { deflater.append($0) }
        package.set(part, deflater.finish())
        return try package.serialised()
    }

    /// A compound file ([MS-CFB]) of version 3: the header, one FAT sector, one directory sector, and a chain of eight
    /// sectors that the first stream has; the others are empty.
    private static func compoundFile(_ streams: [String], content: [UInt8]) -> [UInt8] {
        func number(_ value: UInt32, _ width: Int = 4) -> [UInt8] {
            (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        let (free, end, fatSector): (UInt32, UInt32, UInt32) = (0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD)
        var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
        header += number(0x3E, 2) + number(3, 2) + number(0xFFFE, 2) + number(9, 2) + number(6, 2)
        header += [UInt8](repeating: 0, count: 10)
        // One FAT sector; the directory is sector 1; streams from 4,096 bytes on; no mini FAT, no DIFAT.
        header += number(1) + number(1) + number(0) + number(4096) + number(end) + number(0) + number(end) + number(0)
        header += number(0) + (1..<109).flatMap { _ in number(free) }
        var table = number(fatSector) + number(end) + (3...9).flatMap { number(UInt32($0)) } + number(end)
        table += (10..<128).flatMap { _ in number(free) }
        func entry(_ name: String, _ kind: UInt8, right: UInt32, child: UInt32, start: UInt32, size: UInt32) -> [UInt8]
        {
            var bytes = name.utf16.flatMap { number(UInt32($0), 2) }
            bytes += [UInt8](repeating: 0, count: 64 - bytes.count) + number(UInt32(name.utf16.count + 1) * 2, 2)
            bytes += [kind, 1] + number(free) + number(right) + number(child) + [UInt8](repeating: 0, count: 36)
            return bytes + number(start) + number(size) + number(0)
        }
        var directory = entry("Root Entry", 5, right: free, child: 1, start: end, size: 0)
        for (index, name) in streams.enumerated() {
            let right = index + 1 < streams.count ? UInt32(index + 2) : free
            let (start, size): (UInt32, UInt32) = index == 0 ? (2, 4096) : (end, 0)
            directory += entry(name, 2, right: right, child: free, start: start, size: size)
        }
        directory += [UInt8](repeating: 0, count: 512 - directory.count)
        return header + table + directory + content + [UInt8](repeating: 0, count: 4096 - content.count)
    }
}
