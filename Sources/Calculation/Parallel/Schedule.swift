// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization
import Threads

/// The dirty runs on their way: which are ready, who takes them, and what each still waits for.
///
/// It goes stage by stage. In a stage any number of threads calculate runs that write nothing but their own cells;
/// between stages one thread calculates what must be alone, such as formulas that spill. What comes in which stage
/// does not depend on the number of threads, so neither do the results.
///
/// Every thread has ready runs of its own and gives the older half of them to one that has none. A thread that finds
/// nothing sleeps; when all do, the stage is over. Unchecked, because the compiler cannot see that what is shared is
/// atomic or touched by one thread at a time.
final class Schedule: @unchecked Sendable {
    let entries: [DirtyRuns.Entry]
    private let isAlone: [Bool]
    private let control: CalculationControl
    /// By entry, how many entries it waits for.
    private let waiting: UnsafeMutablePointer<Atomic<Int32>>
    private let isDone: UnsafeMutablePointer<Bool>

    private struct State {
        /// Entries to be calculated alone that wait for none.
        var alone: [Int] = []
        /// Ready entries that a thread gave away.
        var offered: [Int] = []
        var stage = 0
        var isStageOver = true
        /// Threads in the stage, and those among them that have nothing to do.
        var threads = 1
        var sleepers = 0
    }

    private let monitor = Monitor(State())
    /// The number of sleepers, to be read without the lock.
    private let hungry = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)

    /// - Parameter isAlone: by entry, whether it must not be calculated beside others.
    init(_ entries: [DirtyRuns.Entry], isAlone: [Bool], _ control: CalculationControl) {
        self.entries = entries
        self.isAlone = isAlone
        self.control = control
        waiting = .allocate(capacity: max(entries.count, 1))
        isDone = .allocate(capacity: max(entries.count, 1))
        isDone.initialize(repeating: false, count: entries.count)
        for (index, entry) in entries.enumerated() {
            (waiting + index).initialize(to: Atomic(Int32(truncatingIfNeeded: entry.waitsFor)))
        }
    }

    deinit {
        waiting.deinitialize(count: entries.count)
        waiting.deallocate()
        isDone.deallocate()
    }

    /// Whether the calculation was cancelled while it went on.
    var isStopped: Bool { stopped.load(ordering: .relaxed) }

    /// The entries that have not been calculated.
    var left: [Int] { entries.indices.filter { !isDone[$0] } }

    /// What the entries that have not been calculated cost together, counted up to a limit.
    func cost(upTo limit: Int, _ cost: (DirtyRuns.Entry) -> Int) -> Int {
        var sum = 0
        for index in entries.indices where !isDone[index] {
            sum += cost(entries[index])
            if sum >= limit { break }
        }
        return sum
    }

    /// The entries that wait for none from the start.
    func first() -> [Int] {
        var ready: [Int] = []
        for (index, entry) in entries.enumerated() where entry.waitsFor == 0 { put(index, into: &ready) }
        return ready
    }

    /// Entries to be calculated alone that wait for none any more, in the order in which they were found.
    func takeAlone() -> [Int] {
        monitor.withLock { state in
            defer { state.alone = [] }
            return state.alone.sorted()
        }
    }

    /// Notes that an entry is calculated. Those that waited for it alone become ready.
    func finish(_ index: Int, _ ready: inout [Int]) {
        isDone[index] = true
        for reader in entries[index].readers {
            let left = waiting[Int(reader)].wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue
            if left == 0 { put(Int(reader), into: &ready) }
        }
        control.advance(by: Int(entries[index].lastRow - entries[index].firstRow) + 1)
    }

    private func put(_ index: Int, into ready: inout [Int]) {
        if entries[index].isUnordered { return }
        guard isAlone[index] else { return ready.append(index) }
        monitor.withLock { $0.alone.append(index) }
    }
}

// MARK: - A stage

extension Schedule {
    /// Begins a stage for the calling thread.
    ///
    /// - Returns: its number, by which others enter.
    func begin() -> Int {
        monitor.withLock { state in
            state.stage += 1
            state.isStageOver = false
            countSleepers(&state, by: -state.sleepers)
            return state.stage
        }
    }

    /// Lets another thread take part; false when the stage is over already.
    func enter(_ number: Int) -> Bool {
        monitor.withLock { state in
            guard number == state.stage, !state.isStageOver else { return false }
            state.threads += 1
            return true
        }
    }

    /// Ends what `enter` began.
    func leave() {
        monitor.change { $0.threads -= 1 }
    }

    /// Waits until all who entered have left.
    func end() {
        monitor.wait { $0.threads > 1 ? nil : () }
    }

    /// Calculates until no thread finds anything to do.
    ///
    /// - Parameter ready: the entries this thread begins with.
    func work(_ ready: [Int], _ calculate: (Int) -> Void) {
        var ready = ready
        while let index = ready.popLast() ?? take(&ready) {
            if isStopped || control.isStopped { return stop() }
            calculate(index)
            finish(index, &ready)
            if ready.count > 1, hungry.load(ordering: .relaxed) > 0 { give(&ready) }
        }
    }

    private func give(_ ready: inout [Int]) {
        monitor.change { state in
            guard state.offered.isEmpty else { return }
            state.offered.append(contentsOf: ready.prefix(ready.count / 2))
            ready.removeFirst(ready.count / 2)
        }
    }

    /// Takes what others gave, waiting for it; `nil` when the stage is over.
    private func take(_ ready: inout [Int]) -> Int? {
        var sleeps = false
        let given = monitor.wait { state -> [Int]? in
            if !sleeps { countSleepers(&state, by: 1) }
            sleeps = true
            if !state.offered.isEmpty {
                countSleepers(&state, by: -1)
                // Half of it where others want some too.
                let share = state.sleepers > 0 ? (state.offered.count + 1) / 2 : state.offered.count
                defer { state.offered.removeLast(share) }
                return Array(state.offered.suffix(share))
            }
            if state.sleepers == state.threads { state.isStageOver = true }
            return state.isStageOver ? [] : nil
        }
        // The others sleep, and for them the stage is over as well.
        if given.isEmpty { monitor.change { _ in } }
        ready.append(contentsOf: given)
        return ready.popLast()
    }

    private func countSleepers(_ state: inout State, by number: Int) {
        state.sleepers += number
        hungry.store(state.sleepers, ordering: .relaxed)
    }

    /// Ends the stage, and the calculation with it.
    func stop() {
        stopped.store(true, ordering: .relaxed)
        monitor.change { state in
            state.isStageOver = true
            state.offered = []
        }
    }
}
