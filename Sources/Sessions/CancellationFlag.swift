// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Synchronization
import Workbooks

/// Says whether a change is still wanted: its client is there and its time is not over.
final class CancellationFlag: Sendable {
    private let isRaised = Atomic(false)
    private let deadline: Int64
    private let clock: any SessionClock

    /// - Parameter milliseconds: how long from now the change may take.
    init(after milliseconds: Int64, _ clock: any SessionClock) {
        deadline = clock.milliseconds + milliseconds
        self.clock = clock
    }

    func raise() { isRaised.store(true, ordering: .relaxed) }

    var isCancelled: Bool { isRaised.load(ordering: .relaxed) || clock.milliseconds > deadline }

    /// What calculation asks.
    var control: CalculationControl { CalculationControl { self.isCancelled } }

    /// Refuses to begin what is no longer wanted.
    func check() throws(WorkbookError) {
        if isCancelled { throw .requestAborted("The request was cancelled or took too long.") }
    }
}
