// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization
import Workbooks

/// Finds what to do from the workbook as it is when the change has its turn.
typealias TaskChoice = @Sendable (Workbook) throws(WorkbookError) -> WorkbookTask

/// A change on its way into a workbook, and in the end its outcome.
final class PendingChange: Sendable {
    /// What to do, found when its turn comes.
    let task: TaskChoice
    let flag: CancellationFlag
    private let outcome = Mutex<Result<Performed, SessionError>?>(nil)

    init(_ task: @escaping TaskChoice, _ flag: CancellationFlag) {
        self.task = task
        self.flag = flag
    }

    /// nil until the change is saved or refused.
    var result: Result<Performed, SessionError>? { outcome.withLock { $0 } }

    func finish(_ result: Result<Performed, SessionError>) { outcome.withLock { $0 = result } }
}
