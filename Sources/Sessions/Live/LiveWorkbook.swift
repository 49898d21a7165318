// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Drives
import Synchronization
import Workbooks

/// A workbook that is open for all its persistent sessions and for calls without a session: its only writer.
///
/// Reading takes `snapshot` and never waits. Changes that arrive while another is being saved form a group, which is
/// calculated change by change and saved together; nothing of it is seen before it is on stable storage.
actor LiveWorkbook {
    nonisolated let itemID: DriveItemID
    nonisolated let context: SessionContext
    /// The version of the content when the workbook was opened.
    nonisolated let openedVersion: Int64
    /// When a request last asked for the workbook.
    nonisolated let lastUse: Atomic<Int64>
    /// Estimated bytes in memory.
    nonisolated let memory: Atomic<Int>
    nonisolated let standing: Mutex<Standing>
    private nonisolated let published: Mutex<Snapshot>
    private nonisolated let waiting = Mutex<[PendingChange]>([])
    private nonisolated let executor: WorkbookExecutor

    let lease: Lease

    /// The file as last read or written.
    var file: any WorkbookFile
    /// The version of the content that `file` is.
    var contentVersion: Int64
    /// The calculation on load, until the journal holds it.
    private var loadCalculation: OpenedWorkbook.LoadCalculation?
    /// Whether the next group may be the first after a checkpoint, and so has to say which sheet has which id.
    var mustNumber: Bool
    var checkpointing: Task<Result<Void, SessionError>, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ opened: OpenedWorkbook, _ context: SessionContext) {
        let now = context.clock.milliseconds
        itemID = opened.lease.itemID
        self.context = context
        openedVersion = opened.lease.contentVersion
        lastUse = Atomic(now)
        memory = Atomic(WorkbookMemory.bytes(of: opened.state.workbook) + opened.fileSize)
        var standing = Standing(
            sequence: opened.lease.lastSequence,
            savedSequence: opened.lease.lastSequence - Int64(opened.journalEntries))
        standing.unsavedEntries = opened.journalEntries
        standing.unsavedBytes = opened.journalBytes
        standing.isUrgent = opened.isOfOtherEngine
        standing.firstUnsavedChange = now
        standing.lastChange = now
        self.standing = Mutex(standing)
        published = Mutex(Snapshot(opened.state, version: opened.lease.lastSequence))
        executor = context.pool.makeExecutor()
        lease = opened.lease
        file = opened.file
        contentVersion = opened.lease.contentVersion
        loadCalculation = opened.loadCalculation
        mustNumber = opened.journalEntries == 0
    }

    /// The workbook with all saved changes.
    nonisolated var snapshot: Snapshot { published.withLock { $0 } }

    nonisolated var isUsable: Bool { standing.withLock { $0.isUsable } }

    nonisolated func touch() { lastUse.store(context.clock.milliseconds, ordering: .relaxed) }

    /// Makes a change and returns when it is saved.
    nonisolated func perform(
        _ task: @escaping TaskChoice, _ flag: CancellationFlag
    ) async throws(SessionError) -> Performed {
        touch()
        let pending = PendingChange(task, flag)
        let isAdmitted = waiting.withLock { waiting in
            guard waiting.count < context.limits.waitingChanges else { return false }
            waiting.append(pending)
            return true
        }
        guard isAdmitted else {
            throw .limitReached(limit: "waitingChanges", maximum: context.limits.waitingChanges)
        }
        return try await commit(pending).get()
    }

    /// Finds the change done, by the group of an earlier caller, or does the group it belongs to.
    private func commit(_ pending: PendingChange) -> Result<Performed, SessionError> {
        while true {
            if let result = pending.result { return result }
            commitGroup()
        }
    }

    private func commitGroup() {
        let group = waiting.withLock { waiting in
            let group = Array(waiting.prefix(context.limits.groupSize))
            waiting.removeFirst(group.count)
            return group
        }
        if let refusal = standing.withLock({ $0.refusal(of: itemID, context.limits) }) {
            for pending in group { pending.finish(.failure(refusal)) }
            return
        }
        var draft = ChangeGroup(snapshot, lease, context)
        do throws(SessionError) {
            if mustNumber { try draft.beginWithNumbering() }
            if let loadCalculation { try draft.begin(with: loadCalculation) }
        } catch {
            for pending in group { pending.finish(.failure(error)) }
            return
        }
        let start = context.clock.milliseconds
        for (index, pending) in group.enumerated() {
            draft.add(pending)
            guard context.clock.milliseconds - start < context.limits.groupTime else {
                waiting.withLock { $0.insert(contentsOf: group[(index + 1)...], at: 0) }
                break
            }
        }
        save(draft)
    }

    /// Appends a group to the journal and shows it, or drops it. Blocks.
    private func save(_ draft: ChangeGroup) {
        guard !draft.changes.isEmpty else { return }
        do throws(DriveError) {
            try context.drive.appendGroup(draft.entries)
        } catch {
            let refusal = loss(by: error) ?? .notSaved(item: itemID, cause: error.description)
            for change in draft.changes { change.pending.finish(.failure(refusal)) }
            return
        }
        loadCalculation = nil
        mustNumber = false
        published.withLock { $0 = draft.snapshot }
        let now = context.clock.milliseconds
        standing.withLock {
            $0.add(
                entries: draft.entries.count, bytes: draft.entries.reduce(0) { $0 + $1.payload.count },
                through: draft.snapshot.version, at: now)
        }
        for change in draft.changes { change.pending.finish(.success(change.performed)) }
    }

    /// What a refused write means where it is the end of this workbook; nil where it can be tried again.
    func loss(by error: DriveError) -> SessionError? {
        switch error {
        case .staleEpoch, .staleVersion:
            standing.withLock { $0.phase = .ended(.replaced) }
            return .invalidSession(.replaced)
        case .notFound, .isAFolder:
            standing.withLock { $0.phase = .ended(.deleted) }
            return .invalidSession(.deleted)
        case .outcomeUnknown(_, _, let cause):
            standing.withLock { $0.phase = .lost }
            return .outcomeUnknown(item: itemID, cause: cause)
        case .sequenceExists:
            standing.withLock { $0.phase = .lost }
            return .notSaved(item: itemID, cause: error.description)
        default:
            return nil
        }
    }
}
