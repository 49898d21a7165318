// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization

/// A change on its way into a workbook, and in the end its outcome.
final class PendingChange: Sendable {
    let task: WorkbookTask
    let flag: CancellationFlag
    private let outcome = Mutex<Result<Performed, SessionError>?>(nil)

    init(_ task: WorkbookTask, _ flag: CancellationFlag) {
        self.task = task
        self.flag = flag
    }

    /// nil until the change is saved or refused.
    var result: Result<Performed, SessionError>? { outcome.withLock { $0 } }

    func finish(_ result: Result<Performed, SessionError>) { outcome.withLock { $0 = result } }
}
