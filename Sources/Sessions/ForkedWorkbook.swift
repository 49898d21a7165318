// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Drives
import Synchronization
import Workbooks

/// The private copy of a non-persistent session. Nothing of it is saved, and nobody else sees it.
actor ForkedWorkbook {
    nonisolated let itemID: DriveItemID
    /// Estimated bytes of what the copy does not share with the workbook it was taken from.
    nonisolated let memory: Atomic<Int>
    private nonisolated let context: SessionContext
    private nonisolated let published: Mutex<Snapshot>
    private nonisolated let waiting = Atomic(0)
    private nonisolated let executor: WorkbookExecutor
    private nonisolated let measuredVersion: Atomic<Int64>
    private let origin: Snapshot

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ origin: Snapshot, of itemID: DriveItemID, _ context: SessionContext) {
        self.itemID = itemID
        self.origin = origin
        self.context = context
        memory = Atomic(WorkbookMemory.bytes(of: Workbook()))
        measuredVersion = Atomic(origin.version)
        published = Mutex(origin)
        executor = context.pool.makeExecutor()
    }

    nonisolated var snapshot: Snapshot { published.withLock { $0 } }

    nonisolated func perform(
        _ task: TaskChoice, _ flag: CancellationFlag
    ) async throws(SessionError) -> Performed {
        let maximum = context.limits.waitingChanges
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= maximum else {
            throw .limitReached(limit: "waitingChanges", maximum: maximum)
        }
        return try await make(task, flag)
    }

    private func make(_ task: TaskChoice, _ flag: CancellationFlag) throws(SessionError) -> Performed {
        let before = snapshot
        var state = before.state
        do throws(WorkbookError) {
            try flag.check()
            let task = try task(before.workbook)
            let change = try task.apply(to: &state, inputs: context.makeInputs(), control: flag.control)
            let after = Snapshot(state, version: before.version + 1)
            published.withLock { $0 = after }
            return Performed(snapshot: after, change: change)
        } catch {
            throw .workbook(error)
        }
    }

    /// Whether something changed since `memory` was brought up to date.
    nonisolated var isUnmeasured: Bool { snapshot.version != measuredVersion.load(ordering: .relaxed) }

    /// Brings `memory` up to date.
    func measure() {
        let snapshot = snapshot
        measuredVersion.store(snapshot.version, ordering: .relaxed)
        memory.store(
            WorkbookMemory.bytes(of: snapshot.workbook, beyond: origin.workbook), ordering: .relaxed)
    }
}
