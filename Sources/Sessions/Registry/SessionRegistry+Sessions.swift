// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives

extension SessionRegistry {
    /// Makes a session on a workbook and opens the workbook if it is not.
    ///
    /// - Parameter persistsChanges: false for a private copy that nobody else sees and that ends with the session.
    public nonisolated func createSession(
        _ item: DriveItemID, persistsChanges: Bool
    ) async throws(SessionError) -> Session {
        try await makeRoomForSession()
        let workbook = try await liveWorkbook(item)
        workbook.touch()
        let session = Session(id: SessionID(mintedFor: item), persistsChanges: persistsChanges)
        let fork = persistsChanges ? nil : ForkedWorkbook(workbook.snapshot, of: item, context)
        sessions[session.id] = SessionRecord(
            session, fork: fork, contentVersion: workbook.openedVersion, context)
        return session
    }

    private func makeRoomForSession() throws(SessionError) {
        if isShutDown { throw .shuttingDown }
        if sessions.count >= limits.sessions { removeExpiredSessions() }
        guard sessions.count < limits.sessions else {
            throw .limitReached(limit: "sessions", maximum: limits.sessions)
        }
        let held = memory
        guard held < limits.memory || held - evictableMemory < limits.memory else {
            throw .limitReached(limit: "memory", maximum: limits.memory)
        }
    }

    /// The workbook of a request that carries a session id, which starts the session's idle time anew. Touches neither
    /// the file nor the catalog while the workbook is open.
    ///
    /// - Parameters:
    ///   - text: the header `workbook-session-id`.
    ///   - item: the workbook that the request addresses; nil where the address is a path, which the id makes
    ///     unnecessary to look up.
    /// - Throws: `SessionError.invalidSession`, or why the workbook cannot be opened again.
    public nonisolated func host(session text: String, item: DriveItemID?) async throws(SessionError) -> Host {
        let record = try record(text, item)
        if let fork = record.fork { return Host(registry: self, target: .fork(fork), session: record.session) }
        let workbook = try await liveWorkbook(record.session.itemID)
        workbook.touch()
        return Host(registry: self, target: .live(workbook), session: record.session)
    }

    /// Starts the idle time of a session anew (Graph: `refreshSession`).
    public nonisolated func refreshSession(_ text: String, item: DriveItemID?) throws(SessionError) {
        _ = try record(text, item)
    }

    /// Ends a session (Graph: `closeSession`). What a persistent one has changed is saved; of the other kind nothing
    /// remains.
    public nonisolated func closeSession(_ text: String, item: DriveItemID?) throws(SessionError) {
        sessions[try record(text, item).session.id] = nil
    }

    private nonisolated func record(_ text: String, _ item: DriveItemID?) throws(SessionError) -> SessionRecord {
        guard let id = SessionID(text) else { throw .invalidSession(.unknown) }
        if let item, item != id.itemID { throw .invalidSession(.otherWorkbook) }
        guard let record = sessions[id] else { throw .invalidSession(.unknown) }
        let now = context.clock.milliseconds
        if let reason = record.invalidity(at: now) { throw .invalidSession(reason) }
        record.touch(at: now)
        return record
    }

    /// Removes what is idle for too long, ended sessions included.
    func removeExpiredSessions() {
        let now = context.clock.milliseconds
        for record in sessions.values where record.isExpired(at: now) { sessions[record.session.id] = nil }
    }
}
