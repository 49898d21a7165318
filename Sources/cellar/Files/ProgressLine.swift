// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Glibc
import Synchronization

/// How far a calculation has come, on a line of the terminal that is written over; nothing where standard error goes
/// elsewhere, or where the calculation is soon done.
final class ProgressLine: Sendable {
    private struct State {
        /// When the line is written next.
        var due = ContinuousClock.now + .seconds(1)
        var isShown = false
    }

    private let state = Mutex(State())
    private let isTerminal = isatty(2) == 1

    func show(_ progress: CalculationControl.Progress) {
        guard isTerminal, progress.total > 0 else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            guard now >= state.due else { return }
            state.due = now + .milliseconds(250)
            state.isShown = true
            let share = progress.done * 100 / progress.total
            Console.error("\r\u{1B}[Kcalculating: \(share) % of \(progress.total) cells")
        }
    }

    /// Takes the line away.
    func clear() {
        state.withLock { state in
            if state.isShown { Console.error("\r\u{1B}[K") }
            state.isShown = false
        }
    }
}
