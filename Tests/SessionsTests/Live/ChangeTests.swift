// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import Testing
import Workbooks

@testable import Sessions

struct ChangeTests {
    @Test func `A command that throws leaves nothing behind`() async throws {
        let house = try House()
        let item = try house.add()
        let host = try await house.registry.sessionless(item)
        try await host.set("A1", .number(1))
        let version = host.snapshot.version
        let wrong = UpdateRange(
            sheet: SheetID(rawValue: 99), range: CellRange(CellAddress(row: 0, column: 0)),
            values: CellInputs(.number(2)), currentYear: 2026)
        guard case .workbook(.itemNotFound) = await failure({ try await host.perform(wrong) }) else {
            Issue.record("a sheet that is not there was written")
            return
        }
        #expect(host.snapshot.version == version && host.value("A1") == .number(1))
    }

    @Test(arguments: [true, false])
    func `A command that is decided finds the changes before it, and is saved as it was decided`(
        persists: Bool
    ) async throws {
        let house = try House()
        let item = try house.add()
        let session = try await house.session(item, persists: persists)
        let (early, other) = (try await house.host(session, item), try await house.host(session, item))
        let sheet = early.snapshot.workbook.sheets[0].id
        try await other.set("A1", .number(5))
        let done = try await early.perform(deciding: { workbook throws(WorkbookError) in
            guard case .number(let number) = workbook.sheets[0].value(0, 0) else {
                throw .itemNotFound("There is no number.")
            }
            return UpdateRange(
                sheet: sheet, range: CellRange(CellAddress(row: 0, column: 1)), values: CellInputs(.number(number + 1)),
                currentYear: 2026)
        })
        #expect(done.snapshot.workbook.sheets[0].value(0, 1) == .number(6))
        let refused = await failure {
            try await early.perform(deciding: { _ throws(WorkbookError) in throw .invalidArgument("Undecided.") })
        }
        guard case .workbook(.invalidArgument) = refused else {
            Issue.record("\(refused) of a command that could not be decided")
            return
        }
        #expect(early.snapshot.version == done.snapshot.version)
        guard persists else { return }
        try await house.crash()
        #expect(try await house.registry.sessionless(item).value("B1") == .number(6))
    }

    @Test(arguments: [DriveFault.fail, .full])
    func `A refused append drops the change and nothing else`(fault: DriveFault) async throws {
        let house = try House()
        let item = try house.add()
        let host = try await house.registry.sessionless(item)
        try await host.set("A1", .number(1))
        house.drive.inject(fault, into: .append)
        guard case .notSaved = await failure({ try await host.set("A1", .number(2)) }) else {
            Issue.record("saved")
            return
        }
        #expect(host.value("A1") == .number(1))
        try await host.set("B1", .text("=A1+1"))
        try await house.crash()
        #expect(try await house.registry.sessionless(item).value("B1") == .number(2))
        #expect(try await house.registry.sessionless(item).value("A1") == .number(1))
    }

    @Test(arguments: [(DriveFault.failAfterwards, 2.0), (.failUndecided, 1.0)])
    func `After an append of unknown outcome the journal decides`(fault: DriveFault, expected: Double) async throws {
        let house = try House()
        let item = try house.add()
        let session = try await house.session(item)
        try await house.host(session, item).set("A1", .number(1))
        let host = try await house.host(session, item)
        house.drive.inject(fault, into: .append)
        guard case .outcomeUnknown = await failure({ try await host.set("A1", .number(2)) }) else {
            Issue.record("the outcome is known")
            return
        }
        #expect(try await house.host(session, item).value("A1") == .number(expected))
        // A host from before is of use too: it finds the workbook that was opened again.
        try await host.set("B1", .text("=A1*10"))
        #expect(try await house.downloaded(item).value("B1") == .number(expected * 10))
    }

    @Test func `Changes that wait beyond the limit are refused`() async throws {
        var limits = SessionLimits()
        limits.waitingChanges = 0
        let house = try House(limits: limits)
        let item = try house.add()
        for session in [try await house.session(item), try await house.session(item, persists: false)] {
            let host = try await house.host(session, item)
            guard case .limitReached("waitingChanges", 0) = await failure({ try await host.set("A1", .number(1)) })
            else {
                Issue.record("admitted")
                return
            }
        }
    }

    @Test func `A change larger than the journal takes is refused alone`() async throws {
        let house = try House(coding: .oversized)
        let item = try house.add()
        let host = try await house.registry.sessionless(item)
        guard case .limitReached("payloadSize", _) = await failure({ try await host.set("A1", .number(1)) }) else {
            Issue.record("taken")
            return
        }
        #expect(host.value("A1") == .empty)
    }

    @Test(arguments: [true, false])
    func `A calculation whose time is over is given up and leaves nothing`(persists: Bool) async throws {
        let house = try House()
        let item = try house.add()
        let session = try await house.session(item, persists: persists)
        let host = try await house.host(session, item)
        let slow = SlowCommand(clock: house.clock, milliseconds: house.limits.calculationTime + 1)
        guard case .workbook(.requestAborted) = await failure({ try await host.perform(slow) }) else {
            Issue.record("finished")
            return
        }
        #expect(host.value("A1") == .empty)
        try await host.set("A1", .number(1))
    }

    @Test func `A change whose client has gone is not begun`() async throws {
        let house = try House()
        let item = try house.add()
        let host = try await house.registry.sessionless(item)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await failure { try await host.set("A1", .number(1)) }
        }
        task.cancel()
        guard case .workbook(.requestAborted) = await task.value else {
            Issue.record("done")
            return
        }
        #expect(host.value("A1") == .empty)
    }

    @Test func `Every answer shows the workbook right after its own change`() async throws {
        let house = try House()
        let item = try house.add()
        let host = try await house.registry.sessionless(item)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...50 {
                group.addTask {
                    let done = try await host.set("A1", .number(Double(number)))
                    return done.snapshot.workbook.value("A1") == .number(Double(number))
                }
            }
            for try await isOwn in group { #expect(isOwn) }
        }
        #expect(house.counting.count("appendGroup") <= 50)
    }
}

extension CommandCoding {
    /// Writes every command as more bytes than a journal takes in one entry.
    static let oversized = CommandCoding(
        encode: { _ in Array(repeating: 0, count: (64 << 20) + 1) },
        decode: { _ in throw JournalRecordError.truncated })
}

/// A command that takes time on a test's clock and writes the cells below A1.
struct SlowCommand: Command {
    static let name = "test.slow"
    var update: UpdateRange
    private let pass: Pass

    private final class Pass: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    init(clock: FakeClock, milliseconds: Int64) {
        pass = Pass { clock.advance(milliseconds) }
        update = UpdateRange(
            sheet: SheetID(rawValue: 1), range: CellRange(firstRow: 0, firstColumn: 0, lastRow: 4999, lastColumn: 0),
            formulas: CellInputs(.text("=ROW()+1")), currentYear: 2026)
    }

    init(from decoder: any Decoder) throws { throw JournalRecordError.truncated }

    func encode(to encoder: any Encoder) throws { try update.encode(to: encoder) }

    func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        pass.body()
        return try update.apply(to: &workbook)
    }
}
