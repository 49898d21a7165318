// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc
import Synchronization

/// The dirty runs on their way: which are ready, who takes them, and what each still waits for.
///
/// It goes stage by stage. In a stage any number of threads calculate runs that write nothing but their own cells;
/// between stages one thread calculates what must be alone, such as formulas that spill. What comes in which stage
/// does not depend on the number of threads, so neither do the results.
///
/// Every thread has ready runs of its own and gives the older half of them to one that has none. A thread that finds
/// nothing sleeps; when all do, the stage is over. Unchecked, because the compiler cannot see that what is shared is
/// atomic or only touched with the mutex held.
final class Schedule: @unchecked Sendable {
    let entries: [DirtyRuns.Entry]
    private let isAlone: [Bool]
    private let control: CalculationControl
    /// By entry, how many entries it waits for.
    private let waiting: UnsafeMutablePointer<Atomic<Int32>>
    private let isDone: UnsafeMutablePointer<Bool>
    /// Entries to be calculated alone that wait for none.
    private var alone: [Int] = []

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Ready entries that a thread gave away.
    private var offered: [Int] = []
    private var stage = 0
    private var isStageOver = true
    /// Threads in the stage, and those among them that have nothing to do.
    private var threads = 1
    private var sleepers = 0
    /// The latter number, to be read without the mutex.
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
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        waiting.deinitialize(count: entries.count)
        waiting.deallocate()
        isDone.deallocate()
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
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
        defer { alone = [] }
        return alone.sorted()
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
        pthread_mutex_lock(mutex)
        alone.append(index)
        pthread_mutex_unlock(mutex)
    }
}

// MARK: - A stage

extension Schedule {
    /// Begins a stage for the calling thread.
    ///
    /// - Returns: its number, by which others enter.
    func begin() -> Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        stage += 1
        isStageOver = false
        sleepers = 0
        return stage
    }

    /// Lets another thread take part; false when the stage is over already.
    func enter(_ number: Int) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard number == stage, !isStageOver else { return false }
        threads += 1
        return true
    }

    /// Ends what `enter` began.
    func leave() {
        pthread_mutex_lock(mutex)
        threads -= 1
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Waits until all who entered have left.
    func end() {
        pthread_mutex_lock(mutex)
        while threads > 1 { pthread_cond_wait(condition, mutex) }
        pthread_mutex_unlock(mutex)
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
        pthread_mutex_lock(mutex)
        if offered.isEmpty {
            offered.append(contentsOf: ready.prefix(ready.count / 2))
            ready.removeFirst(ready.count / 2)
            pthread_cond_broadcast(condition)
        }
        pthread_mutex_unlock(mutex)
    }

    /// Takes what others gave, waiting for it; `nil` when the stage is over.
    private func take(_ ready: inout [Int]) -> Int? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        sleepers += 1
        hungry.store(sleepers, ordering: .relaxed)
        while offered.isEmpty {
            if isStageOver || sleepers == threads {
                isStageOver = true
                pthread_cond_broadcast(condition)
                return nil
            }
            pthread_cond_wait(condition, mutex)
        }
        sleepers -= 1
        hungry.store(sleepers, ordering: .relaxed)
        // Half of it where others want some too.
        let count = sleepers > 0 ? (offered.count + 1) / 2 : offered.count
        ready.append(contentsOf: offered.suffix(count))
        offered.removeLast(count)
        return ready.popLast()
    }

    /// Ends the stage, and the calculation with it.
    func stop() {
        stopped.store(true, ordering: .relaxed)
        pthread_mutex_lock(mutex)
        isStageOver = true
        offered = []
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }
}
