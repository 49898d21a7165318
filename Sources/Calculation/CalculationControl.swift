// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization
import Workbooks

/// Lets a long calculation be stopped from outside and followed, and stops one that takes more than its limits allow.
public final class CalculationControl: Sendable {
    /// How many cells are calculated, and how many there are to calculate, those included. More may turn out to be
    /// needed later, so that the second number grows.
    public struct Progress: Sendable, Equatable {
        public var done: Int
        public var total: Int
    }

    private let isCancelled: @Sendable () -> Bool
    private let onProgress: (@Sendable (Progress) -> Void)?
    let threads: Int
    private let done = Atomic<Int>(0)
    private let total = Atomic<Int>(0)
    /// The next number of cells that is reported.
    private let milestone = Atomic<Int>(0)
    private let steps = Atomic(0)
    private let textBytes = Atomic(0)
    private let spilledCells = Atomic(0)
    private let isExhausted = Atomic(false)

    /// - Parameters:
    ///   - threads: how many threads may calculate at once, the calling one included. Results do not depend on it.
    ///   - isCancelled: asked every few hundred cells, and every few milliseconds within one, by any of the threads;
    ///     when true, the calculation ends with `requestAborted`.
    ///   - onProgress: called some hundred times at most in each round of a calculation, by any of the threads. It must
    ///     be quick.
    public init(
        threads: Int = CalculationControl.processors, isCancelled: @escaping @Sendable () -> Bool = { false },
        onProgress: (@Sendable (Progress) -> Void)? = nil
    ) {
        self.threads = threads
        self.isCancelled = isCancelled
        self.onProgress = onProgress
    }

    /// How many threads calculate at most unless told otherwise: one for each processor.
    public static var processors: Int { HelperThreads.processors }

    /// Counts steps of work; whether the calculation may go on.
    func goesOn(after count: Int, of limit: Int) -> Bool {
        add(count, to: steps, limit)
        return !isStopped
    }

    /// Counts bytes of texts that were written into cells.
    func note(textBytes count: Int, of limit: Int) { add(count, to: textBytes, limit) }

    /// Counts cells that arrays are about to fill for the first time.
    func note(spilledCells count: Int, of limit: Int) { add(count, to: spilledCells, limit) }

    private func add(_ count: Int, to counter: borrowing Atomic<Int>, _ limit: Int) {
        guard counter.wrappingAdd(count, ordering: .relaxed).newValue > limit else { return }
        isExhausted.store(true, ordering: .relaxed)
    }

    /// Whether what comes is void, since the calculation will be refused.
    var isOver: Bool { isExhausted.load(ordering: .relaxed) }

    /// Whether to stop.
    var isStopped: Bool { isOver || isCancelled() }

    func check() throws(WorkbookError) {
        if isStopped { throw failure }
    }

    /// Why it was stopped.
    var failure: WorkbookError {
        isOver
            ? .requestAborted("The calculation takes more time or memory than is allowed.")
            : .requestAborted("The calculation was cancelled.")
    }

    /// More cells are to be calculated.
    func begin(_ cells: Int) {
        guard onProgress != nil else { return }
        total.wrappingAdd(cells, ordering: .relaxed)
        report(done.load(ordering: .relaxed))
    }

    /// Some cells are calculated.
    func advance(by cells: Int) {
        guard onProgress != nil else { return }
        let done = done.wrappingAdd(cells, ordering: .relaxed).newValue
        let next = milestone.load(ordering: .relaxed)
        guard done >= next else { return }
        let step = max(total.load(ordering: .relaxed) / 256, 1)
        // Of threads that come together one reports.
        if milestone.compareExchange(expected: next, desired: done + step, ordering: .relaxed).exchanged {
            report(done)
        }
    }

    private func report(_ done: Int) {
        onProgress?(Progress(done: done, total: total.load(ordering: .relaxed)))
    }
}
