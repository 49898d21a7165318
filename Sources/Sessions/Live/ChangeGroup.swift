// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Workbooks

/// Changes that are saved together, each on top of the one before.
struct ChangeGroup {
    private let context: SessionContext
    private let lease: Lease
    /// The workbook after the last change.
    private(set) var snapshot: Snapshot
    private(set) var entries: [JournalEntry] = []
    private(set) var changes: [(pending: PendingChange, performed: Performed)] = []

    init(_ snapshot: Snapshot, _ lease: Lease, _ context: SessionContext) {
        self.snapshot = snapshot
        self.lease = lease
        self.context = context
    }

    /// Puts the ids of the sheets before the changes, so that they mean the same after a checkpoint.
    mutating func beginWithNumbering() throws(SessionError) {
        let inputs = context.makeInputs()
        try begin(with: JournalRecord(.numbering(snapshot.workbook.numbering), inputs: inputs))
    }

    /// Puts the calculation on load, whose results the snapshot has already, before the changes.
    mutating func begin(with load: OpenedWorkbook.LoadCalculation) throws(SessionError) {
        try begin(with: JournalRecord(.task(load.task), inputs: load.inputs))
    }

    private mutating func begin(with record: JournalRecord) throws(SessionError) {
        let entry = try entry(of: record)
        entries.append(entry)
        snapshot = Snapshot(snapshot.state, version: entry.sequence)
    }

    /// Makes a change on top of the others; one that throws is finished and leaves nothing.
    mutating func add(_ pending: PendingChange) {
        do throws(SessionError) {
            let task: WorkbookTask
            do throws(WorkbookError) {
                try pending.flag.check()
                task = try pending.task(snapshot.workbook)
            } catch {
                throw .workbook(error)
            }
            let record = JournalRecord(.task(task), inputs: context.makeInputs())
            let entry = try entry(of: record)
            var state = snapshot.state
            let change: Change
            do throws(WorkbookError) {
                change = try task.apply(to: &state, inputs: record.inputs, control: pending.flag.control)
            } catch {
                throw .workbook(error)
            }
            snapshot = Snapshot(state, version: entry.sequence)
            entries.append(entry)
            changes.append((pending, Performed(snapshot: snapshot, change: change)))
        } catch {
            pending.finish(.failure(error))
        }
    }

    /// The record as an entry, refused here when the journal would refuse it and with it the whole group.
    private func entry(of record: JournalRecord) throws(SessionError) -> JournalEntry {
        let payload: [UInt8]
        do {
            payload = try record.payload(context.coding)
        } catch {
            throw .notSaved(item: lease.itemID, cause: "the command cannot be written: \(error)")
        }
        let maximum = context.drive.limits.payloadSize
        guard payload.count <= maximum else { throw .limitReached(limit: "payloadSize", maximum: maximum) }
        return JournalEntry(
            itemID: lease.itemID, sequence: snapshot.version + 1, epoch: lease.epoch, payload: payload)
    }
}
