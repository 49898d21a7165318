// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import TestSupport
import Testing
import Workbooks

@testable import Sessions

/// A random life of one workbook: changes from two sessions and from none, private copies, faults of the drive,
/// checkpoints and crashes. After every step it compares what is there with what was acknowledged.
final class Simulation {
    private var random: SeededGenerator
    private let house: House
    private let item: DriveItemID
    /// Random numbers and times change on loading, so a life either has them or compares contents across loads.
    private let isVolatile: Bool
    /// What the last acknowledged change showed.
    private var acknowledged: [String]
    private var version: Int64
    private var copies: [(session: String, contents: [String])] = []
    private var steps: [String] = []

    init(seed: UInt64) async throws {
        random = SeededGenerator(seed: seed)
        isVolatile = seed % 2 == 1
        house = try House()
        item = try house.add(sheets: ["One", "Two"])
        let snapshot = try await house.registry.sessionless(item).snapshot
        acknowledged = snapshot.workbook.contents
        version = snapshot.version
    }

    func run(steps count: Int) async throws {
        for _ in 0..<count {
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<10: try await change(fault: nil)
            case 10:
                try await change(fault: [.fail, .full, .failAfterwards, .failUndecided].randomElement(using: &random))
            case 11..<14: try await changeCopy()
            case 14: try await checkpoint()
            case 15: try await crash()
            case 16: try await close()
            case 17: try await makeCopy()
            default: await wait()
            }
            try await compare()
        }
        try await crash()
        try await compare()
    }

    private func note(_ step: String) { steps.append(step) }

    private func expect(_ isTrue: Bool, _ message: String) throws {
        try #require(isTrue, "\(message) after: \(steps.suffix(8).joined(separator: "; "))")
    }

    private func expectAcknowledged(_ contents: [String], _ subject: String) throws {
        let differences = contents.difference(from: acknowledged).map { "\($0)" }
        try expect(differences.isEmpty, "\(subject) differs: \(differences.prefix(6))")
    }

    /// Everyone sees the last acknowledged state, and each copy its own.
    private func compare() async throws {
        let snapshot = try await house.registry.sessionless(item).snapshot
        try expect(snapshot.version == version, "the version is \(snapshot.version), not \(version)")
        try expectAcknowledged(snapshot.workbook.contents, "the workbook")
        for copy in copies {
            let contents = try await house.host(copy.session, item).snapshot.workbook.contents
            try expect(contents == copy.contents, "a private copy differs")
        }
    }

    private func command(in workbook: Workbook) throws -> any Command {
        let sheet = try #require(workbook.sheets.randomElement(using: &random))
        let row = Int32.random(in: 0..<12, using: &random)
        let column = Int32.random(in: 0..<5, using: &random)
        let range = CellRange(
            firstRow: row, firstColumn: column, lastRow: row + .random(in: 0..<3, using: &random),
            lastColumn: column + .random(in: 0..<2, using: &random))
        switch Int.random(in: 0..<16, using: &random) {
        case 0:
            return AddWorksheet()
        case 1 where workbook.sheets.count > 1:
            return DeleteWorksheet(sheet: sheet.id)
        case 2:
            return ClearRange(sheet: sheet.id, range: range, applyTo: .contents)
        case 3..<9:
            // Formulas stand to the right of what they read: circular references do not replay exactly yet.
            let formulas = [
                "=SUM($A$1:$B$6)", "=$A$1+1", "=$A$2*$B$3", "=\"x\"&$C$1", "=IF($A$1>3,$A$2,$B$2)",
                "=COUNT($A$1:$E$12)", "=NOSUCH($A$1)+1",
            ]
            let formula =
                isVolatile && Bool.random(using: &random) ? "=RAND()+NOW()" : formulas.randomElement(using: &random)
            return UpdateRange(
                sheet: sheet.id, range: range.offset(rows: 0, columns: 6), formulas: CellInputs(.text(formula ?? "")),
                currentYear: 2026)
        default:
            let inputs: [CellInput] = [.number(.random(in: -9...9, using: &random)), .text("t\(row)"), .boolean(true)]
            return UpdateRange(
                sheet: sheet.id, range: range, values: CellInputs(try #require(inputs.randomElement(using: &random))),
                currentYear: 2026)
        }
    }

    private func change(fault: DriveFault?) async throws {
        let host = try await house.registry.sessionless(item)
        let command = try command(in: host.snapshot.workbook)
        note("change \(command) fault \(fault.map { "\($0)" } ?? "none")")
        if let fault { house.drive.inject(fault, into: .append) }
        do {
            let performed = try await host.perform(command)
            try expect(fault == nil, "a refused change was acknowledged")
            acknowledged = performed.snapshot.workbook.contents
            version = performed.snapshot.version
        } catch SessionError.outcomeUnknown {
            let snapshot = try await house.registry.sessionless(item).snapshot
            let isThere = snapshot.version > version
            try expect(isThere == (fault == .failAfterwards), "the journal did not decide")
            // Where the journal was empty, opening calculated what is volatile.
            if isThere || isVolatile { acknowledged = snapshot.workbook.contents }
            version = snapshot.version
        } catch SessionError.notSaved {
            try expect(fault != nil, "a change was refused")
        } catch let error as SessionError {
            guard case .workbook = error else { throw error }
            // The command was wrong, so the fault is still to come.
            if fault != nil { try await useUpFault() }
        }
    }

    /// Makes a change whose append fails if a fault is left, and takes the state from the journal.
    private func useUpFault() async throws {
        let host = try await house.registry.sessionless(item)
        _ = await failure { try await host.set("E12", .number(1)) }
        try await adopt()
    }

    private func adopt() async throws {
        let snapshot = try await house.registry.sessionless(item).snapshot
        acknowledged = snapshot.workbook.contents
        version = snapshot.version
    }

    private func checkpoint() async throws {
        note("checkpoint")
        try expectAcknowledged(try await house.downloaded(item).contents, "a download")
    }

    private func crash() async throws {
        note("crash")
        try await reopen { try await house.crash() }
        copies = []
    }

    private func close() async throws {
        note("close")
        try await reopen {
            if let workbook = house.registry.workbooks[item] { await house.registry.close(workbook).value }
        }
    }

    private func reopen(_ body: () async throws -> Void) async throws {
        try await body()
        // Opening without a journal calculates what is volatile; with one it gives what was acknowledged.
        if isVolatile, try house.drive.journal(of: item, after: 0).isEmpty { try await adopt() }
    }

    private func makeCopy() async throws {
        note("copy")
        if copies.count == 3 { copies.removeFirst() }
        copies.append((try await house.session(item, persists: false), acknowledged))
    }

    private func changeCopy() async throws {
        guard let index = copies.indices.randomElement(using: &random) else { return }
        let host = try await house.host(copies[index].session, item)
        let command = try command(in: host.snapshot.workbook)
        note("copy \(index) \(command)")
        if let performed = try? await host.perform(command) {
            copies[index].contents = performed.snapshot.workbook.contents
        }
    }

    private func wait() async {
        note("wait")
        house.clock.advance(1_500)
        for checkpoint in await house.registry.startWhatIsDue() { await checkpoint.value }
    }
}
