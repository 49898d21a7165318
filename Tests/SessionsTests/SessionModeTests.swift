// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import OOXML
import Testing
import Workbooks

@testable import Sessions

struct SessionModeTests {
    @Test func `Persistent sessions and calls without a session see each other's changes`() async throws {
        let house = try House()
        let item = try house.add()
        let (first, second) = (try await house.session(item), try await house.session(item))
        try await house.host(first, item).set("A1", .number(2))
        try await house.host(second, item).set("B1", .text("=A1*21"))
        #expect(try await house.host(first, item).value("B1") == .number(42))
        try await house.registry.sessionless(item).set("A1", .number(3))
        #expect(try await house.host(second, item).value("B1") == .number(63))
        #expect(try await house.downloaded(item).value("B1") == .number(63))
    }

    @Test func `A private copy is seen by nobody else, before or after`() async throws {
        let house = try House()
        let item = try house.add()
        let shared = try await house.session(item)
        try await house.host(shared, item).set("A1", .number(1))
        let copies = [try await house.session(item, persists: false), try await house.session(item, persists: false)]
        for (number, copy) in copies.enumerated() {
            try await house.host(copy, item).set("A1", .number(Double(number + 10)))
            try await house.host(copy, item).set("B1", .text("=A1+1"))
        }
        try await house.host(shared, item).set("C1", .number(5))
        for (number, copy) in copies.enumerated() {
            #expect(try await house.host(copy, item).value("B1") == .number(Double(number + 11)))
            #expect(try await house.host(copy, item).value("C1") == .empty)
        }
        #expect(try await house.host(shared, item).value("A1") == .number(1))
        #expect(try await house.host(shared, item).value("B1") == .empty)
        try house.registry.closeSession(copies[0], item: item)
        let workbook = try await house.downloaded(item)
        #expect(workbook.value("A1") == .number(1) && workbook.value("B1") == .empty)
    }

    @Test func `A change without a session is in the next download, and changes the item's tags`() async throws {
        let house = try House()
        let item = try house.add()
        let before = try house.drive.item(item)
        try await house.registry.sessionless(item).set("A1", .text("hello"))
        let after = try await house.registry.content(item).item
        #expect(try await house.downloaded(item).value("A1") == .text("hello"))
        #expect(after.eTag != before.eTag && after.cTag != before.cTag)
    }

    @Test func `Reading changes nothing`() async throws {
        let house = try House()
        let item = try house.add()
        let before = try house.drive.content(item)
        let host = try await house.registry.sessionless(item)
        _ = host.snapshot
        #expect(try await house.registry.content(item) == before)
        #expect(try house.drive.itemsWithJournal() == [])
    }

    @Test func `A call in a session touches neither the file nor the catalog`() async throws {
        let house = try House()
        let item = try house.add()
        let sessions = [try await house.session(item), try await house.session(item, persists: false)]
        let before = house.counting.total
        for session in sessions {
            _ = try await house.host(session, item).snapshot
            try house.registry.refreshSession(session, item: item)
        }
        #expect(house.counting.total == before)
        try await house.host(sessions[1], item).set("A1", .number(1))
        #expect(house.counting.total == before)
    }

    @Test func `A workbook that many ask for at once is opened once`() async throws {
        let house = try House()
        let item = try house.add()
        house.drive.inject(.slow(milliseconds: 30), into: .content)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask { [registry = house.registry] in
                    _ =
                        number % 2 == 0
                        ? try await registry.sessionless(item)
                        : try await registry.host(
                            session: registry.createSession(item, persistsChanges: number % 4 == 1).id.description,
                            item: item)
                }
            }
            try await group.waitForAll()
        }
        #expect(house.counting.count("content") == 1 && house.counting.count("acquireLease") == 1)
    }

    @Test func `What is no workbook is refused with the reason, and again the next time`() async throws {
        let house = try House()
        let item = try house.drive.putContent(
            Array("hello".utf8), to: .child(name: "a.xlsx", parent: house.drive.root().id), conflict: .fail,
            ifMatch: nil
        ).item.id
        for _ in 0..<2 {
            guard case .unreadable(item, .notAZip) = await failure({ try await house.session(item) }) else {
                Issue.record("opened")
                return
            }
        }
        let missing = DriveItemID(rawValue: "missing")
        guard case .drive(.notFound) = await failure({ try await house.session(missing) }) else {
            Issue.record("opened")
            return
        }
    }
}
