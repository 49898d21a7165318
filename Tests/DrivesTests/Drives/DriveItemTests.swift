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
}
