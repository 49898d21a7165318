// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Synchronization

extension SessionRegistry {
    /// Learns from the drive which journals outlived the last process, so that nothing is read past them, and begins
    /// to look after what expires and what is due. To be called once, before the first request.
    public func start() async throws(SessionError) {
        try await findUnsaved()
        let interval = limits.sweepInterval
        sweeping = Task { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(interval))
                guard let self else { return }
                await self.sweep()
            }
        }
    }

    func findUnsaved() async throws(SessionError) {
        let items = try await call { drive throws(DriveError) in try drive.itemsWithJournal() }
        for item in items where workbooks[item] == nil { unsaved[item] = true }
    }

    /// Brings the contents of all items up to date whose journals outlived the last process, and reports each. May run
    /// beside requests, which open the workbooks they need themselves.
    public func recover() async {
        let progress = RecoveryProgress(unsaved.keys.sorted())
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<max(limits.recoveries, 1) {
                group.addTask {
                    while let item = progress.next() {
                        let failure = await self.recover(item)
                        self.context.report(
                            .recovered(
                                item: item, finished: progress.finish(), total: progress.items.count, failure: failure))
                    }
                }
            }
        }
    }

    private nonisolated func recover(_ item: DriveItemID) async -> SessionError? {
        do throws(SessionError) {
            try await checkpoint(item)
            return nil
        } catch {
            return error
        }
    }

    /// Looks once at what has expired or is due, and starts what has to be done about it. `start` lets this happen all
    /// the time.
    public func sweep() { startWhatIsDue() }

    /// - Returns: the checkpoints that were started.
    @discardableResult
    func startWhatIsDue() -> [Task<Void, Never>] {
        removeExpiredSessions()
        removeOldOperations()
        let checkpoints = startDueCheckpoints()
        for record in sessions.values {
            if let fork = record.fork, fork.isUnmeasured { Task { await fork.measure() } }
        }
        for workbook in idleWorkbooks(for: limits.workbookIdle) { close(workbook) }
        var excess = memory - limits.memory
        for workbook in idleWorkbooks(for: 0) where excess > 0 {
            excess -= workbook.memory.load(ordering: .relaxed)
            close(workbook)
        }
        return checkpoints
    }

    /// Half of the threads at most write contents, so that the other half is there for requests.
    private func startDueCheckpoints() -> [Task<Void, Never>] {
        let now = context.clock.milliseconds
        let open = workbooks.values
        var free = max(limits.threads / 2, 1) - open.count { $0.standing.withLock(\.isCheckpointing) }
        var started: [Task<Void, Never>] = []
        for workbook in open where free > 0 {
            guard workbook.standing.withLock({ $0.isCheckpointDue(at: now, limits) }) else { continue }
            free -= 1
            free -= 1
            // A failure is reported and leads to another attempt.
            started.append(Task { try? await workbook.checkpoint() })
        }
        return started
    }

    /// Takes no more requests, brings the contents of all open workbooks up to date and closes them.
    ///
    /// - Parameter milliseconds: how long that may take. What is not done by then stays in the journals.
    /// - Returns: whether all was done.
    @discardableResult
    public func shutdown(within milliseconds: Int64) async -> Bool {
        isShutDown = true
        sweeping?.cancel()
        var tasks = workbooks.values.map { close($0) }
        tasks += opening.map { item, task in
            Task { if case .success(let workbook) = await task.value { await self.close(workbook).value } }
        }
        let all = tasks
        let isDone = await withCheckedContinuation { continuation in
            let race = Race(continuation)
            Task {
                for task in all { await task.value }
                race.finish(true)
            }
            Task {
                try? await Task.sleep(for: .milliseconds(milliseconds))
                race.finish(false)
            }
        }
        for record in sessions.values { sessions[record.session.id] = nil }
        return isDone
    }
}

/// Resumes a continuation with the first of several results.
private final class Race: Sendable {
    private let continuation: Mutex<CheckedContinuation<Bool, Never>?>

    init(_ continuation: CheckedContinuation<Bool, Never>) { self.continuation = Mutex(continuation) }

    func finish(_ result: Bool) {
        let first = continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
        first?.resume(returning: result)
    }
}

/// How far recovery is.
private final class RecoveryProgress: Sendable {
    let items: [DriveItemID]
    private let started = Atomic(0)
    private let finished = Atomic(0)

    init(_ items: [DriveItemID]) { self.items = items }

    func next() -> DriveItemID? {
        let index = started.add(1, ordering: .relaxed).oldValue
        return index < items.count ? items[index] : nil
    }

    /// The number of items that are finished, with one more.
    func finish() -> Int { finished.add(1, ordering: .relaxed).newValue }
}
