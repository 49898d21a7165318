// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import Testing
import Workbooks

@testable import Sessions

struct SessionLifetimeTests {
    @Test(arguments: [(true, 300), (false, 420)])
    func `A session expires after its time without a request`(persists: Bool, seconds: Int64) async throws {
        let house = try House()
        let item = try house.add()
        let session = try await house.session(item, persists: persists)
        house.clock.advance(seconds: seconds - 1)
        _ = try await house.host(session, item)
        house.clock.advance(seconds: seconds - 1)
        try house.registry.refreshSession(session, item: item)
        house.clock.advance(seconds: seconds - 1)
        await house.registry.sweep()
        _ = try await house.host(session, item)
        house.clock.advance(seconds: seconds)
        #expect(await invalidity { try await house.host(session, item) } == .expired)
        await house.registry.sweep()
        #expect(await invalidity { try await house.host(session, item) } == .unknown)
        #expect(await invalidity { try house.registry.refreshSession(session, item: item) } == .unknown)
    }

    @Test func `A closed session is unknown, and its changes are saved`() async throws {
        let house = try House()
        let item = try house.add()
        let session = try await house.session(item)
        try await house.host(session, item).set("A1", .number(7))
        try house.registry.closeSession(session, item: item)
        #expect(await invalidity { try await house.host(session, item) } == .unknown)
        #expect(await invalidity { try house.registry.closeSession(session, item: item) } == .unknown)
        #expect(try await house.downloaded(item).value("A1") == .number(7))
    }

    @Test func `Ids of nothing, of another workbook and from before a restart are refused each in its way`()
        async throws
    {
        let house = try House()
        let item = try house.add()
        let other = try house.add("Other.xlsx")
        let session = try await house.session(item)
        #expect(await invalidity { try await house.host("garbage", item) } == .unknown)
        #expect(await invalidity { try await house.host(session, other) } == .otherWorkbook)
        #expect(await invalidity { try await house.host("\(SessionID(mintedFor: item))", item) } == .unknown)
        #expect(try await house.host(session).itemID == item)
        try await house.crash()
        #expect(await invalidity { try await house.host(session, item) } == .unknown)
    }

    @Test(arguments: [true, false])
    func `An upload over a workbook ends its sessions, a deletion too`(persists: Bool) async throws {
        let house = try House()
        let item = try house.add()
        let first = try await house.session(item, persists: persists)
        try await house.host(first, item).set("A1", .number(1))
        _ = try await house.registry.upload(
            House.workbook(["New"]), to: .item(item), conflict: .replace)
        #expect(await invalidity { try await house.host(first, item) } == .replaced)
        let second = try await house.session(item, persists: persists)
        #expect(try await house.host(second, item).snapshot.workbook.sheets.map(\.name) == ["New"])
        try await house.registry.delete(item)
        #expect(await invalidity { try await house.host(second, item) } == .deleted)
        await house.registry.sweep()
        #expect(await invalidity { try await house.host(second, item) } == .deleted)
        #expect(InvalidSession.replaced.isReCreatable && !InvalidSession.deleted.isReCreatable)
    }

    @Test func `Deleting a folder ends the sessions on what is in it`() async throws {
        let house = try House()
        let folder = try house.drive.createFolder(named: "F", in: house.drive.root().id, conflict: .fail).id
        let item = try await house.registry.upload(
            House.workbook(), to: .child(name: "B.xlsx", parent: folder), conflict: .fail
        ).item.id
        let session = try await house.session(item)
        try await house.registry.delete(folder)
        #expect(await invalidity { try await house.host(session, item) } == .deleted)
    }

    @Test func `A write that finds its content replaced ends the session`() async throws {
        let house = try House()
        let item = try house.add()
        let session = try await house.session(item)
        let host = try await house.host(session, item)
        _ = try house.drive.putContent(House.workbook(), to: .item(item), conflict: .replace, ifMatch: nil)
        #expect(await invalidity { try await host.set("A1", .number(1)) } == .replaced)
        #expect(await invalidity { try await house.host(session, item) } == .replaced)
        // Without a session the change goes to the new content.
        try await house.registry.sessionless(item).set("A1", .number(2))
        #expect(try await house.downloaded(item).value("A1") == .number(2))
    }

    @Test func `Sessions are bounded, and expired ones make room`() async throws {
        var limits = SessionLimits()
        limits.sessions = 3
        let house = try House(limits: limits)
        let item = try house.add()
        for _ in 0..<3 { _ = try await house.session(item) }
        guard case .limitReached("sessions", 3) = await failure({ try await house.session(item) }) else {
            Issue.record("a fourth session was made")
            return
        }
        house.clock.advance(seconds: 301)
        _ = try await house.session(item)
    }

    @Test func `A session in the background is an operation that can be asked for`() async throws {
        let house = try House()
        let item = try house.add()
        let good = try await house.registry.createSessionOperation(item, persistsChanges: false)
        let bad = try await house.registry.createSessionOperation(
            try house.drive.root().id, persistsChanges: true)
        let session = try await outcome(of: good, house)
        guard case .succeeded(.session(let info)) = session else {
            Issue.record("\(session)")
            return
        }
        #expect(!info.persistsChanges)
        _ = try await house.host(info.id.description, item)
        guard case .failed(.drive(.isAFolder)) = try await outcome(of: bad, house) else {
            Issue.record("a folder was opened")
            return
        }
        let other = try house.add("Other.xlsx")
        #expect(await failure { try await house.registry.operation(good.id, item: other) } != nil)
        house.clock.advance(house.limits.operationRetention - 1)
        await house.registry.sweep()
        _ = try await house.registry.operation(good.id.uppercased(), item: item)
        house.clock.advance(1)
        await house.registry.sweep()
        #expect(await failure { try await house.registry.operation(good.id, item: item) } != nil)
    }

    private func outcome(of operation: SessionOperation, _ house: House) async throws -> SessionOperation.Status {
        while true {
            let status = try await house.registry.operation(operation.id, item: operation.itemID).status
            switch status {
            case .notStarted, .running: await Task.yield()
            case .succeeded, .failed: return status
            }
        }
    }
}
