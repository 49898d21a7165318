// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import OOXML
import Synchronization
import Testing
import Workbooks

@testable import Sessions

struct CheckpointTests {
    /// What the drive holds, without the help of the registry.
    private func stored(_ item: DriveItemID, _ house: House) throws -> Workbook {
        try SpreadsheetFile(try house.drive.content(item).bytes).workbook
    }

    private func sweep(_ house: House) async throws {
        for checkpoint in await house.registry.startWhatIsDue() { await checkpoint.value }
    }

    @Test func `The content follows the journal when a workbook is left alone for a moment`() async throws {
        let house = try House()
        let item = try house.add()
        try await house.registry.sessionless(item).set("A1", .number(1))
        try await sweep(house)
        #expect(try stored(item, house).value("A1") == .empty)
        house.clock.advance(house.limits.checkpointIdle)
        try await sweep(house)
        #expect(try stored(item, house).value("A1") == .number(1))
        #expect(try house.drive.itemsWithJournal() == [])
    }

    @Test func `The content follows after enough entries, and after some time however busy the workbook is`()
        async throws
    {
        var limits = SessionLimits()
        limits.checkpointEntries = 3
        let house = try House(limits: limits)
        let item = try house.add()
        for number in 1...3 { try await house.registry.sessionless(item).set("A1", .number(Double(number))) }
        try await sweep(house)
        #expect(try stored(item, house).value("A1") == .number(3))
        for number in 0..<Int(limits.checkpointDelay / 900) {
            if number % 20 == 0 { try await house.registry.sessionless(item).set("B1", .number(Double(number))) }
            house.clock.advance(900)
        }
        house.clock.advance(900)
        try await house.registry.sessionless(item).set("C1", .number(1))
        try await sweep(house)
        #expect(try stored(item, house).value("C1") == .number(1))
    }

    @Test func `A failed checkpoint keeps the journal and is tried again, later each time`() async throws {
        let house = try House()
        let item = try house.add()
        try await house.registry.sessionless(item).set("A1", .number(1))
        for wait in [house.limits.checkpointRetry, house.limits.checkpointRetry * 2] {
            house.drive.inject(.full, into: .replaceContent)
            house.clock.advance(max(wait, house.limits.checkpointIdle))
            let count = house.counting.count("replaceContent")
            try await sweep(house)
            #expect(house.counting.count("replaceContent") == count + 1)
            house.clock.advance(wait - 1)
            try await sweep(house)
            #expect(house.counting.count("replaceContent") == count + 1)
            #expect(try house.drive.itemsWithJournal() == [item])
        }
        house.clock.advance(house.limits.checkpointRetryMaximum)
        try await sweep(house)
        #expect(try house.drive.itemsWithJournal() == [])
        #expect(try stored(item, house).value("A1") == .number(1))
        #expect(house.events.all.count { if case .checkpointFailed = $0 { true } else { false } } == 2)
    }

    @Test func `A download that cannot be brought up to date fails, and nothing is lost`() async throws {
        let house = try House()
        let item = try house.add()
        try await house.registry.sessionless(item).set("A1", .number(1))
        house.drive.inject(.fail, into: .replaceContent)
        guard case .drive(.storage) = await failure({ try await house.registry.content(item) }) else {
            Issue.record("an old content was given")
            return
        }
        #expect(try await house.downloaded(item).value("A1") == .number(1))
    }

    @Test(arguments: [DriveFault.failAfterwards, .failUndecided])
    func `After a checkpoint of unknown outcome every change is there once`(fault: DriveFault) async throws {
        let house = try House()
        let item = try house.add()
        let session = try await house.session(item)
        try await house.host(session, item).set("A1", .number(1))
        try await house.host(session, item).set("A2", .text("=A1+1"))
        house.drive.inject(fault, into: .replaceContent)
        #expect(try await house.downloaded(item).value("A2") == .number(2))
        try await house.host(session, item).set("A1", .number(5))
        #expect(try await house.downloaded(item).value("A2") == .number(6))
    }

    @Test func `Changes made while a content is written stay in the journal`() async throws {
        let house = try House()
        let item = try house.add()
        let host = try await house.registry.sessionless(item)
        try await host.set("A1", .number(1))
        house.drive.inject(.slow(milliseconds: 60), into: .replaceContent)
        let registry = house.registry
        async let saving: Void = registry.checkpoint(item)
        for number in 2...20 { try await host.set("A1", .number(Double(number))) }
        try await saving
        try await house.crash()
        #expect(try await house.registry.sessionless(item).value("A1") == .number(20))
        #expect(try await house.downloaded(item).value("A1") == .number(20))
    }

    @Test func `A workbook that nobody uses is saved and closed, and opened again on demand`() async throws {
        let house = try House()
        let item = try house.add()
        let session = try await house.session(item)
        try await house.host(session, item).set("A1", .number(1))
        house.clock.advance(house.limits.workbookIdle + 1)
        await house.registry.sweep()
        #expect(await house.registry.closing[item] == nil)
        try house.registry.closeSession(session, item: item)
        await house.registry.sweep()
        await house.registry.closing[item]?.value
        #expect(house.registry.workbooks[item] == nil)
        #expect(try stored(item, house).value("A1") == .number(1))
        #expect(try await house.registry.sessionless(item).value("A1") == .number(1))
    }

    @Test func `The workbook that was idle for longest makes room for one more`() async throws {
        var limits = SessionLimits()
        limits.openWorkbooks = 2
        let house = try House(limits: limits)
        let items = try (1...3).map { try house.add("\($0).xlsx") }
        for item in items {
            try await house.registry.sessionless(item).set("A1", .number(1))
            house.clock.advance(10)
        }
        #expect(house.registry.workbooks[items[0]] == nil)
        #expect(try stored(items[0], house).value("A1") == .number(1))
        _ = try await house.session(items[1])
        _ = try await house.session(items[2])
        guard case .limitReached("openWorkbooks", 2) = await failure({ try await house.session(items[0]) }) else {
            Issue.record("opened")
            return
        }
    }

    @Test func `Shutting down saves everything and takes nothing more`() async throws {
        let house = try House()
        let items = try (1...4).map { try house.add("\($0).xlsx") }
        for item in items { try await house.registry.sessionless(item).set("A1", .number(1)) }
        let host = try await house.registry.sessionless(items[0])
        #expect(await house.registry.shutdown(within: 60_000))
        for item in items { #expect(try stored(item, house).value("A1") == .number(1)) }
        #expect(try house.drive.itemsWithJournal() == [])
        guard case .shuttingDown = await failure({ try await host.set("A1", .number(2)) }) else {
            Issue.record("changed")
            return
        }
    }

    @Test func `Shutting down ends in time, and the journal keeps what was not saved`() async throws {
        let house = try House()
        let item = try house.add()
        try await house.registry.sessionless(item).set("A1", .number(1))
        house.drive.inject(.slow(milliseconds: 400), into: .replaceContent)
        #expect(await house.registry.shutdown(within: 20) == false)
        try await house.crash()
        #expect(try await house.registry.sessionless(item).value("A1") == .number(1))
    }
}
