// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization
import Workbooks

/// Lets a long calculation be stopped from outside and followed.
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

    /// - Parameters:
    ///   - threads: how many threads may calculate at once, the calling one included. Results do not depend on it.
    ///   - isCancelled: asked every few hundred cells, by any of the threads; when true, the calculation ends with
    ///     `requestAborted`.
    ///   - onProgress: called some hundred times at most in each round of a calculation, by any of the threads. It must
    ///     be quick.
    public init(
        threads: Int = CalculationControl.processors, isCancelled: @escaping @Sendable () -> Bool = { false },
        onProgress: (@Sendable (Progress) -> Void)? = nil
    ) {
        self.threads = threads
        self.onProgress = onProgress
        self.isCancelled = isCancelled
    }

    /// How many threads calculate at most unless told otherwise: one for each processor.
    public static var processors: Int { HelperThreads.processors }

    static let aborted = WorkbookError.requestAborted("The calculation was cancelled.")

    var isStopped: Bool { isCancelled() }

    func check() throws(WorkbookError) {
        if isStopped { throw Self.aborted }
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
