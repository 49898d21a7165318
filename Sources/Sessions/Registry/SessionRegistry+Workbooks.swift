// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives
import Synchronization

extension SessionRegistry {
    /// The workbook of a call without a session; its changes are saved.
    public nonisolated func sessionless(_ item: DriveItemID) async throws(SessionError) -> Host {
        let workbook = try await liveWorkbook(item)
        workbook.touch()
        return Host(registry: self, target: .live(workbook), session: nil)
    }

    /// The open workbook of an item, opened if it is not.
    nonisolated func liveWorkbook(_ item: DriveItemID) async throws(SessionError) -> LiveWorkbook {
        if let workbook = workbooks[item], workbook.isUsable { return workbook }
        return try await open(item)
    }

    private func open(_ item: DriveItemID) async throws(SessionError) -> LiveWorkbook {
        while true {
            if isShutDown { throw .shuttingDown }
            if let task = closing[item] {
                await task.value
            } else if let task = opening[item] {
                return try await task.value.get()
            } else if let workbook = workbooks[item] {
                if workbook.isUsable { return workbook }
                remove(workbook)
            } else if let task = try makeRoom() {
                await task.value
            } else {
                let task = Task { await self.load(item) }
                opening[item] = task
                return try await task.value.get()
            }
        }
    }

    private func load(_ item: DriveItemID) async -> Result<LiveWorkbook, SessionError> {
        let context = context
        let result: Result<LiveWorkbook, SessionError>
        do throws(SessionError) {
            let workbook = try await context.pool.run { () throws(SessionError) -> LiveWorkbook in
                LiveWorkbook(try OpenedWorkbook.open(item, context), context)
            }
            workbooks[item] = workbook
            unsaved[item] = nil
            context.report(.opened(item: item))
            result = .success(workbook)
        } catch {
            result = .failure(error)
        }
        opening[item] = nil
        return result
    }

    /// Starts to close the workbook that was idle for longest when there is no room for one more.
    private func makeRoom() throws(SessionError) -> Task<Void, Never>? {
        let isFull = workbooks.count + opening.count >= limits.openWorkbooks
        guard isFull || memory >= limits.memory else { return nil }
        if let workbook = idleWorkbooks(for: 0).first { return close(workbook) }
        if isFull { throw .limitReached(limit: "openWorkbooks", maximum: limits.openWorkbooks) }
        throw .limitReached(limit: "memory", maximum: limits.memory)
    }

    /// Open workbooks that no persistent session refers to and no request asked for lately, the longest idle first.
    func idleWorkbooks(for milliseconds: Int64) -> [LiveWorkbook] {
        let now = context.clock.milliseconds
        let used = Set(
            sessions.values.filter { $0.session.persistsChanges && $0.invalidity(at: now) == nil }
                .map(\.session.itemID))
        return workbooks.values
            .filter { $0.isUsable && !used.contains($0.itemID) }
            .map { (workbook: $0, lastUse: $0.lastUse.load(ordering: .relaxed)) }
            .filter { now - $0.lastUse >= milliseconds }
            .sorted { $0.lastUse < $1.lastUse }
            .map(\.workbook)
    }

    /// Estimated bytes that closing every idle workbook would give back.
    var evictableMemory: Int { idleWorkbooks(for: 0).reduce(0) { $0 + $1.memory.load(ordering: .relaxed) } }

    /// Starts to close a workbook; requests that come meanwhile wait and open it again.
    @discardableResult
    func close(_ workbook: LiveWorkbook) -> Task<Void, Never> {
        let item = workbook.itemID
        if let task = closing[item] { return task }
        let task = Task {
            await workbook.close()
            self.remove(workbook)
            self.closing[item] = nil
        }
        closing[item] = task
        return task
    }

    /// Lets go of a workbook that is not usable. What its content lacks is in the journal, which is kept in mind.
    private func remove(_ workbook: LiveWorkbook) {
        guard workbooks[workbook.itemID] === workbook else { return }
        let isSaved = workbook.standing.withLock { standing in
            if case .lost = standing.phase { return false }
            if case .ended = standing.phase { return true }
            return !standing.hasUnsavedChanges
        }
        if !isSaved { unsaved[workbook.itemID] = true }
        workbooks[workbook.itemID] = nil
    }

    /// Ends the sessions made on contents of an item that came before a version, and lets go of their workbook.
    func end(_ item: DriveItemID, before version: Int64, because reason: InvalidSession) async {
        if let task = opening[item] { _ = await task.value }
        unsaved[item] = nil
        if let workbook = workbooks[item], workbook.openedVersion < version {
            workbook.standing.withLock { $0.phase = .ended(reason) }
            remove(workbook)
        }
        for record in sessions.values
        where record.session.itemID == item && record.contentVersion < version {
            record.finish(reason)
        }
    }

    /// Lets go of a workbook whose content is gone, with the sessions that were made on it.
    func forget(_ workbook: LiveWorkbook, because reason: InvalidSession) {
        remove(workbook)
        for record in sessions.values
        where record.session.itemID == workbook.itemID && record.contentVersion <= workbook.openedVersion {
            record.finish(reason)
        }
    }

    /// Estimated bytes of all open workbooks and private copies.
    nonisolated var memory: Int {
        workbooks.values.reduce(0) { $0 + $1.memory.load(ordering: .relaxed) }
            + sessions.values.reduce(0) { $0 + ($1.fork?.memory.load(ordering: .relaxed) ?? 0) }
    }
}
