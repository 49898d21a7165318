// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization

/// A session as the registry knows it.
final class SessionRecord: Sendable {
    let session: Session
    /// The private copy of a non-persistent session.
    let fork: ForkedWorkbook?
    /// The version of the content that the session was made on.
    let contentVersion: Int64
    private let idleTime: Int64
    private let lastUse: Atomic<Int64>
    private let end = Mutex<InvalidSession?>(nil)

    init(_ session: Session, fork: ForkedWorkbook?, contentVersion: Int64, _ context: SessionContext) {
        self.session = session
        self.fork = fork
        self.contentVersion = contentVersion
        idleTime = session.persistsChanges ? context.limits.persistentIdle : context.limits.nonPersistentIdle
        lastUse = Atomic(context.clock.milliseconds)
    }

    func isExpired(at now: Int64) -> Bool { now - lastUse.load(ordering: .relaxed) >= idleTime }

    /// Why the session is of no use, if it is not.
    func invalidity(at now: Int64) -> InvalidSession? {
        end.withLock { $0 } ?? (isExpired(at: now) ? .expired : nil)
    }

    func touch(at now: Int64) { lastUse.store(now, ordering: .relaxed) }

    /// Ends the session for a reason that is remembered until it would have expired.
    func finish(_ reason: InvalidSession) { end.withLock { $0 = $0 ?? reason } }
}
