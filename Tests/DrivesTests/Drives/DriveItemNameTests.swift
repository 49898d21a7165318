// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import Drives

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
