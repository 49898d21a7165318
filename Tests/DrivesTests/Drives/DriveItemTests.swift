// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import Drives

struct DriveItemTests {
    @Test func `a minted id has the form of Graph's ids and carries its number into the tags`() {
        let id = DriveItemID(drivePrefix: "01ABCDEF", high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
        #expect(id.rawValue.utf8.count == 34)
        #expect(id.rawValue.dropFirst(8).allSatisfy { ("A"..."Z").contains($0) || ("2"..."7").contains($0) })
        #expect(id.guidText == "01234567-89AB-CDEF-FEDC-BA9876543210")
        #expect(id.drivePrefix == "01ABCDEF")
    }

    @Test func `minted ids are all different`() {
        let prefix = DriveItemID.makeDrivePrefix()
        #expect(prefix.hasPrefix("01") && prefix.utf8.count == 8)
        #expect(Set((0..<1000).map { _ in DriveItemID(mintedIn: prefix) }).count == 1000)
    }

    @Test(arguments: [
        ("*", true), ("\"{X},3\"", true), ("\"c:{X},2\"", true), ("W/\"{X},3\"", true), ("{X},3", true),
        ("\"{Y},1\", \"{X},3\"", true), ("\"{X},2\"", false), ("\"{X},3", false), ("", false), ("{X}", false),
    ])
    func `an if-match condition admits the eTag, the cTag or anything`(condition: String, isAdmitted: Bool) {
        let item = DriveItem(
            id: DriveItemID(rawValue: "X"), name: "Book.xlsx", parentID: DriveItemID(rawValue: "R"), parentPath: [],
            kind: .file(.init(size: 1, contentVersion: 2, quickXorHash: "")), revision: 3, createdAt: 0,
            lastModifiedAt: 0)
        #expect(item.eTag == "\"{X},3\"")
        #expect(item.matches(ifMatch: condition) == isAdmitted)
    }

    @Test(
        arguments: [
            ([], "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            ([0x4A], "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
        ] as [([UInt8], String)])
    func `the hash of a short content is known`(bytes: [UInt8], hash: String) {
        #expect(QuickXorHash.base64(of: bytes) == hash)
    }

    @Test(arguments: [1, 2, 7, 159, 160, 161, 320, 1000, 4097])
    func `the hash of a long content is that of the bit-by-bit definition`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }
        var bits = [Bool](repeating: false, count: 160)
        for (index, byte) in bytes.enumerated() {
            for bit in 0..<8 where byte >> UInt8(bit) & 1 == 1 { bits[(index * 11 + bit) % 160].toggle() }
        }
        for bit in 0..<64 where UInt64(count) >> UInt64(bit) & 1 == 1 { bits[96 + bit].toggle() }
        let hash = stride(from: 0, to: 160, by: 8).map { start in
            (0..<8).reduce(UInt8(0)) { $0 | (bits[start + $1] ? 1 << UInt8($1) : 0) }
        }
        #expect(QuickXorHash.base64(of: bytes) == encoded(hash))
    }

    private func encoded(_ hash: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var bits = hash.flatMap { byte in (0..<8).map { byte >> UInt8(7 - $0) & 1 } }
        bits += [0, 0]
        let digits = stride(from: 0, to: bits.count, by: 6).map { start in
            alphabet[bits[start..<(start + 6)].reduce(0) { $0 << 1 | Int($1) }]
        }
        return String(digits) + "="
    }
}

struct DriveItemNameTests {
    private static let refused =
        ["", ".", "..", " a", "a ", "a\u{0}b", "a\nb", "a\u{7F}", String(repeating: "x", count: 256)]
        + "\"*:<>?/\\|".map { "a\($0)b" }

    @Test(arguments: refused)
    func `a name that OneDrive forbids is refused`(name: String) {
        #expect(throws: DriveError.self) { try DriveItemName(name, limits: DriveLimits()) }
    }

    @Test(arguments: ["a", "...", "a.b.c", "Größe №1.xlsx", "表.xlsx", "😀", String(repeating: "x", count: 255)])
    func `other names are taken as they are`(name: String) throws {
        #expect(try DriveItemName(name, limits: DriveLimits()).text == name)
    }

    @Test(arguments: [
        ("Book.xlsx", false, "Book 1.xlsx"), ("Book", false, "Book 1"), (".hidden", false, ".hidden 1"),
        ("a.b.c", false, "a.b 1.c"), ("v1.0", true, "v1.0 1"),
        (String(repeating: "x", count: 255), false, String(repeating: "x", count: 253) + " 1"),
        (String(repeating: "x", count: 250) + ".xlsx", false, String(repeating: "x", count: 248) + " 1.xlsx"),
        ("a." + String(repeating: "x", count: 253), false, "a." + String(repeating: "x", count: 251) + " 1"),
    ])
    func `a taken name is numbered before its extension`(name: String, isFolder: Bool, numbered: String) throws {
        let limits = DriveLimits()
        #expect(
            try DriveItemName(name, limits: limits).numbered(1, isFolder: isFolder, limits: limits).text == numbered)
    }

    @Test(arguments: [
        ("book", "BOOK", true), ("größe", "GRÖSSE", false), ("größe", "GRÖßE", true), ("ςσ", "ΣΣ", true),
        ("é", "e\u{301}", false), ("ы", "Ы", true),
    ])
    func `keys are compared without regard to case`(left: String, right: String, areEqual: Bool) {
        #expect((NameKey(left) == NameKey(right)) == areEqual)
    }
}
