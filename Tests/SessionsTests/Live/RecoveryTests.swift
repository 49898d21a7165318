// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Drives
import Testing
import Workbooks

@testable import Sessions

struct RecoveryTests {
    @Test func `What was acknowledged survives a crash, random numbers and times included`() async throws {
        let house = try House()
        let item = try house.add()
        let host = try await house.registry.sessionless(item)
        for (cell, formula) in [("A1", "=RAND()"), ("A2", "=NOW()+A1"), ("A3", "=A2*2")] {
            try await host.set(cell, .text(formula))
            house.clock.advance(seconds: 3)
        }
        let before = host.snapshot.workbook.contents
        house.clock.advance(seconds: 3)
        try await house.crash()
        #expect(try await house.registry.sessionless(item).snapshot.workbook.contents == before)
    }

    @Test func `A crash between a checkpoint and later changes loses none`() async throws {
        let house = try House()
        let item = try house.add()
        let host = try await house.registry.sessionless(item)
        try await host.set("A1", .number(1))
        try await house.registry.checkpoint(item)
        try await host.set("A2", .text("=A1+1"))
        try await house.crash()
        #expect(try await house.downloaded(item).value("A2") == .number(2))
    }

    @Test func `After a crash commands still mean the sheets they meant`() async throws {
        let house = try House()
        let item = try house.add(sheets: ["One", "Two", "Three"])
        let host = try await house.registry.sessionless(item)
        let two = try #require(host.snapshot.workbook.sheet(named: "Two"))
        try await host.perform(DeleteWorksheet(sheet: two.id))
        try await host.perform(AddWorksheet(name: "Four"))
        let four = try #require(host.snapshot.workbook.sheet(named: "Four"))
        try await host.perform(AddWorksheet(name: "Five"))
        let five = try #require(host.snapshot.workbook.sheet(named: "Five"))
        try await host.perform(DeleteWorksheet(sheet: five.id))
        try await house.registry.checkpoint(item)
        try await host.set("A1", .number(4), sheet: "Four")
        try await host.perform(AddWorksheet(name: "Six"))
        try await host.set("A1", .text("=Four!A1+Three!A1"), sheet: "Six")
        let before = host.snapshot.workbook
        try await house.crash()
        let after = try await house.registry.sessionless(item).snapshot.workbook
        #expect(after.contents == before.contents)
        #expect(after.numbering == before.numbering && after.sheet(named: "Four")?.id == four.id)
        #expect(try await house.downloaded(item).contents == before.contents)
    }

    @Test func `A host does not write into another sheet after its workbook was closed and opened`() async throws {
        let house = try House()
        let item = try house.add(sheets: ["One", "Two", "Three"])
        let host = try await house.registry.sessionless(item)
        let one = try #require(host.snapshot.workbook.sheet(named: "One"))
        try await host.perform(DeleteWorksheet(sheet: one.id))
        let command = try UpdateRange.cell("A1", .number(1), in: host.snapshot.workbook, sheet: "Two")
        let workbook = try #require(house.registry.workbooks[item])
        await house.registry.close(workbook).value
        guard case .workbookClosed = await failure({ try await host.perform(command) }) else {
            Issue.record("written")
            return
        }
        let again = try await house.registry.sessionless(item)
        #expect(again.value("A1", sheet: "Two") == .empty && again.value("A1", sheet: "Three") == .empty)
    }

    @Test func `Recovery brings every content up to date and tells how far it is`() async throws {
        let house = try House()
        let items = try (1...5).map { try house.add("\($0).xlsx") }
        for item in items { try await house.registry.sessionless(item).set("A1", .number(1)) }
        try await house.crash()
        await house.registry.recover()
        #expect(try house.drive.itemsWithJournal() == [])
        var finished: [Int] = []
        for case .recovered(_, let number, 5, nil) in house.events.all { finished.append(number) }
        #expect(finished.sorted() == [1, 2, 3, 4, 5])
        for item in items { #expect(try await house.downloaded(item).value("A1") == .number(1)) }
    }

    @Test(arguments: [[9, 9, 9], [1], [], [1, 0] + Array(repeating: 0, count: 20) + [200, 1]] as [[UInt8]])
    func `A journal that cannot be read is reported and kept`(payload: [UInt8]) async throws {
        let house = try House()
        let item = try house.add()
        try await house.registry.sessionless(item).set("A1", .number(1))
        let lease = try house.drive.acquireLease(of: item)
        try house.drive.append(
            JournalEntry(itemID: item, sequence: lease.lastSequence + 1, epoch: lease.epoch, payload: payload))
        let before = try house.drive.journal(of: item, after: 0)
        try await house.crash()
        for _ in 0..<2 {
            guard
                case .corruptJournal(item, lease.lastSequence + 1, _) = await failure({ try await house.session(item) })
            else {
                Issue.record("opened")
                return
            }
        }
        guard case .corruptJournal = await failure({ try await house.registry.content(item) }) else {
            Issue.record("an old content was given")
            return
        }
        await house.registry.recover()
        guard case .recovered(item, 1, 1, .some(.corruptJournal)) = house.events.all.last else {
            Issue.record("not reported")
            return
        }
        #expect(try house.drive.journal(of: item, after: 0) == before)
    }

    @Test func `A journal with an entry missing is reported`() async throws {
        let house = try House()
        let item = try house.add()
        try await house.registry.sessionless(item).set("A1", .number(1))
        let last = try #require(try house.drive.journal(of: item, after: 0).last)
        let lease = try house.drive.acquireLease(of: item)
        try house.drive.append(
            JournalEntry(
                itemID: item, sequence: lease.lastSequence + 2, epoch: lease.epoch, payload: last.payload))
        try await house.crash()
        guard case .corruptJournal(item, lease.lastSequence + 1, _) = await failure({ try await house.session(item) })
        else {
            Issue.record("opened")
            return
        }
    }

    @Test func `Records are read back as they were written`() throws {
        let numbering = WorkbookNumbering(
            sheets: [SheetID(rawValue: 3), SheetID(rawValue: 1)], lastSheetID: 7, lastTableID: 12)
        let contents: [JournalRecord.Content] = [
            .task(.command(AddWorksheet(name: "A", uid: "{1}"))), .task(.calculation(everything: true)),
            .task(.calculation(everything: false)), .numbering(numbering),
        ]
        for content in contents {
            let record = JournalRecord(content, inputs: .init(now: 46_000.25, seed: .max - 1))
            let payload = try record.payload(.standard)
            let back = try JournalRecord(payload: payload, .standard)
            #expect(back.inputs == record.inputs && back.engineRevision == record.engineRevision)
            #expect("\(back.content)" == "\(content)")
            for length in 0..<22 {
                #expect(throws: JournalRecordError.self) {
                    try JournalRecord(payload: Array(payload.prefix(length)), .standard)
                }
            }
        }
    }
}
