// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization
import Workbooks

/// Lets a long calculation be stopped from outside, and stops one that takes more than its limits allow.
public final class CalculationControl: Sendable {
    private let isCancelled: @Sendable () -> Bool
    private let steps = Atomic(0)
    private let textBytes = Atomic(0)
    private let spilledCells = Atomic(0)
    private let isExhausted = Atomic(false)

    /// - Parameter isCancelled: asked every few hundred cells, and every few milliseconds within one; the calculation
    ///   ends with `requestAborted` when true.
    public init(isCancelled: @escaping @Sendable () -> Bool = { false }) { self.isCancelled = isCancelled }

    /// Counts steps of work; whether the calculation may go on.
    func goesOn(after count: Int, of limit: Int) -> Bool {
        add(count, to: steps, limit)
        return !isExhausted.load(ordering: .relaxed) && !isCancelled()
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

    func check() throws(WorkbookError) {
        if isExhausted.load(ordering: .relaxed) || isCancelled() { throw failure }
    }

    /// Why it was stopped.
    var failure: WorkbookError {
        isExhausted.load(ordering: .relaxed)
            ? .requestAborted("The calculation takes more time or memory than is allowed.")
            : .requestAborted("The calculation was cancelled.")
    }
}
