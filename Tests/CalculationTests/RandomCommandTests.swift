// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Testing
import Workbooks

struct RandomCommandTests {
    private static let inputs = EvaluationInputs(now: 46_000.5, seed: 1)

    private static func start() -> WorkbookState {
        var workbook = Workbook()
        workbook.appendSheet(named: "Sheet1", uid: "{1}")
        workbook.appendSheet(named: "Sheet2", uid: "{2}")
        return WorkbookState(workbook)
    }

    private static func lines(_ state: WorkbookState) -> Set<String> { Set(description(of: state.workbook)) }

    /// Applies a command; `false` when it was refused.
    private static func apply(_ command: any Command, to state: inout WorkbookState) throws -> Bool {
        let change: Change
        do {
            change = try command.apply(to: &state.workbook)
        } catch {
            return false
        }
        try Calculator.recalculate(&state, after: change, inputs: inputs)
        return true
    }

    @Test("Incremental recalculation gives what full recalculation gives", arguments: 0..<40)
    func incremental(seed: UInt64) throws {
        var edits = RandomEdits(seed: seed)
        var state = Self.start()
        var accepted: [any Command] = []
        for _ in 0..<60 {
            let command = try edits.next(state.workbook)
            guard try Self.apply(command, to: &state) else { continue }
            accepted.append(command)
            var full = WorkbookState(state.workbook)
            try Calculator.calculate(&full, everything: true, inputs: Self.inputs)
            let difference = Self.lines(state).symmetricDifference(Self.lines(full)).sorted()
            try #require(difference.isEmpty, "seed \(seed), after \(accepted.suffix(3))")
        }
        #expect(accepted.count > 20)
    }

    @Test("A refused command changes nothing and a fork keeps its cells", arguments: 100..<120)
    func isolation(seed: UInt64) throws {
        var edits = RandomEdits(seed: seed)
        var state = Self.start()
        for _ in 0..<60 {
            let command = try edits.next(state.workbook)
            let fork = state
            let before = Self.lines(fork)
            if try !Self.apply(command, to: &state) {
                try #require(Self.lines(state) == before, "seed \(seed), refused \(command)")
            }
            try #require(Self.lines(fork) == before, "seed \(seed), fork of \(command)")
        }
    }

    @Test("Forks that are edited in turn go their own ways", arguments: 300..<310)
    func forks(seed: UInt64) throws {
        var edits = [RandomEdits(seed: seed), RandomEdits(seed: seed, arraysAreFrequent: true)]
        var base = Self.start()
        for _ in 0..<20 { _ = try Self.apply(try edits[0].next(base.workbook), to: &base) }
        let before = Self.lines(base)
        var forks = [base, base]
        var accepted: [[any Command]] = [[], []]
        for step in 0..<60 {
            let fork = step % 2
            let command = try edits[fork].next(forks[fork].workbook)
            if try Self.apply(command, to: &forks[fork]) { accepted[fork].append(command) }
        }
        #expect(Self.lines(base) == before)
        for fork in 0..<2 {
            var alone = base
            for command in accepted[fork] { #expect(try Self.apply(command, to: &alone)) }
            #expect(Self.lines(alone) == Self.lines(forks[fork]), "seed \(seed)")
        }
    }

    @Test("Replaying the journal gives the same workbook", arguments: 200..<220)
    func replay(seed: UInt64) throws {
        var edits = RandomEdits(seed: seed)
        let origin = Self.start()
        var live = origin
        var journal: [[UInt8]] = []
        for _ in 0..<60 {
            let command = try edits.next(live.workbook)
            if try Self.apply(command, to: &live) { journal.append(try CommandTable.standard.encode(command)) }
        }
        var replayed = origin
        for entry in journal {
            #expect(try Self.apply(try CommandTable.standard.decode(entry), to: &replayed))
        }
        #expect(description(of: replayed.workbook) == description(of: live.workbook))
    }
}
