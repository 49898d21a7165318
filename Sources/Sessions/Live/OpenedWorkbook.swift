// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Drives
import OOXML
import Workbooks

/// What opening a workbook gives: the content and everything its journal says since.
struct OpenedWorkbook: Sendable {
    var lease: Lease
    var item: DriveItem
    var fileSize: Int
    var file: any WorkbookFile
    var state: WorkbookState
    /// The inputs of the calculation that opening needed, which precedes whatever is changed later.
    var loadCalculation: LoadCalculation?
    var journalEntries = 0
    var journalBytes = 0
    /// Whether another revision of the engine wrote some of the journal.
    var isOfOtherEngine = false

    struct LoadCalculation: Sendable {
        var everything: Bool
        var inputs: EvaluationInputs
    }

    /// How often an upload may come between the lease and the content.
    private static let attempts = 5

    /// Takes the lease, reads the content and replays the journal. Blocks.
    static func open(_ id: DriveItemID, _ context: SessionContext) throws(SessionError) -> OpenedWorkbook {
        let (lease, content, entries) = try fetch(id, context.drive)
        let file: any WorkbookFile
        do throws(PackageError) {
            file = try context.format.open(content.bytes, context.limits.package)
        } catch {
            throw .unreadable(item: id, error)
        }
        var opened = OpenedWorkbook(
            lease: lease, item: content.item, fileSize: content.bytes.count, file: file,
            state: WorkbookState(file.workbook))
        if entries.isEmpty {
            try opened.calculateOnLoad(context)
        } else {
            try opened.replay(entries, context.coding)
        }
        return opened
    }

    private static func fetch(
        _ id: DriveItemID, _ drive: any Drive
    ) throws(SessionError) -> (Lease, DriveContent, [JournalEntry]) {
        do throws(DriveError) {
            for _ in 0..<attempts {
                let lease = try drive.acquireLease(of: id)
                let content = try drive.content(id)
                let entries = try drive.journal(of: id, after: 0)
                // An upload in between has ended the lease.
                if content.item.contentVersion == lease.contentVersion { return (lease, content, entries) }
            }
        } catch {
            throw .drive(error)
        }
        throw .drive(.busy(operation: "open", subject: "item \(id)"))
    }

    /// Repeats what the journal says. Its first entry is the calculation on load where there was one, so none is made.
    private mutating func replay(_ entries: [JournalEntry], _ coding: CommandCoding) throws(SessionError) {
        var expected = entries[0].sequence
        for entry in entries {
            func corrupt(_ cause: String) -> SessionError {
                .corruptJournal(item: entry.itemID, sequence: expected, cause: cause)
            }
            guard entry.sequence == expected else { throw corrupt("the entry is missing") }
            let record: JournalRecord
            do {
                record = try JournalRecord(payload: entry.payload, coding)
            } catch {
                throw corrupt("it cannot be read: \(error)")
            }
            do throws(WorkbookError) {
                _ = try record.task.apply(to: &state, inputs: record.inputs, control: CalculationControl())
            } catch {
                throw corrupt("it is refused: \(error.message)")
            }
            isOfOtherEngine = isOfOtherEngine || record.engineRevision != JournalRecord.currentEngineRevision
            journalEntries += 1
            journalBytes += entry.payload.count
            expected += 1
        }
        guard expected == lease.lastSequence + 1 else {
            throw .corruptJournal(item: lease.itemID, sequence: expected, cause: "the entry is missing")
        }
    }

    /// Calculates what Excel calculates when it opens a file: everything where the file asks for it, otherwise what is
    /// volatile.
    private mutating func calculateOnLoad(_ context: SessionContext) throws(SessionError) {
        let settings = state.workbook.settings
        guard settings.calculatesOnLoad || settings.mode != .manual else { return }
        let load = LoadCalculation(everything: settings.calculatesOnLoad, inputs: context.makeInputs())
        let flag = CancellationFlag(after: context.limits.openingCalculationTime, context.clock)
        do throws(WorkbookError) {
            _ = try load.task.apply(to: &state, inputs: load.inputs, control: flag.control)
        } catch {
            throw .workbook(error)
        }
        loadCalculation = load
    }
}

extension OpenedWorkbook.LoadCalculation {
    var task: WorkbookTask { .calculation(everything: everything) }
}
