// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Testing

@testable import Sessions

struct SessionIDTests {
    @Test func `An id is read back from its text and names its workbook`() throws {
        for name in ["01ABCDEFGHIJ", "a&usid=b", "x=y&session=z"] {
            let id = SessionID(mintedFor: DriveItemID(rawValue: name))
            #expect(SessionID(id.description) == id)
            #expect(SessionID(id.description)?.itemID.rawValue == name)
        }
    }

    @Test func `Ids are shaped like those of Graph`() {
        let text = SessionID(mintedFor: DriveItemID(rawValue: "item")).description
        #expect(
            text.contains(
                /^cluster=\w+&session=item&usid=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))
    }

    @Test func `No id is made twice`() {
        let item = DriveItemID(rawValue: "item")
        #expect(Set((0..<1000).map { _ in SessionID(mintedFor: item) }).count == 1000)
    }

    @Test(arguments: [
        "", "x", "cluster=cellar&session=&usid=00000000-0000-4000-8000-000000000000",
        "cluster=cellar&session=a&usid=", "cluster=other&session=a&usid=00000000-0000-4000-8000-000000000000",
        "cluster=cellar&session=a&usid=00000000-0000-4000-8000-00000000000g",
        "cluster=cellar&session=a&usid=00000000-0000-4000-8000-0000000000000",
        "cluster=cellar&session=a00000000-0000-4000-8000-000000000000", "ä&usid=ö",
        "cluster=cellar&session=" + String(repeating: "a", count: 1_000_000),
    ])
    func `Garbage is no id`(text: String) {
        #expect(SessionID(text) == nil)
    }
}
