// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Drives

/// What open workbooks and sessions share.
struct SessionContext: Sendable {
    let drive: any Drive
    let limits: SessionLimits
    let clock: any SessionClock
    let format: WorkbookFormat
    let coding: CommandCoding
    let pool: WorkerPool
    let report: @Sendable (SessionEvent) -> Void

    /// The clock and a new seed, for one calculation.
    func makeInputs() -> EvaluationInputs {
        EvaluationInputs(now: clock.localTime, seed: .random(in: 0...UInt64.max))
    }
}
