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
    /// The calculation that opening needed, which precedes whatever is changed later.
    var loadCalculation: LoadCalculation?
    var journalEntries = 0
    var journalBytes = 0
    /// Whether another revision of the engine wrote some of the journal.
    var isOfOtherEngine = false

    struct LoadCalculation: Sendable {
        var everything: Bool
        var inputs: EvaluationInputs

        var task: WorkbookTask { .calculation(everything: everything) }
    }

    /// How often an upload may come between the lease and the content.
    private static let attempts = 5

    /// Takes the lease, reads the content and replays the journal. Blocks.
    static func open(_ id: DriveItemID, _ context: SessionContext) throws(SessionError) -> OpenedWorkbook {
        let (lease, content, entries) = try fetch(id, context.drive)
        let records = try decode(entries, through: lease.lastSequence, context.coding)
        var numbering: WorkbookNumbering?
        if case .numbering(let first) = records.first?.content { numbering = first }
        let file: any WorkbookFile
        do throws(PackageError) {
            file = try context.format.open(content.bytes, context.limits.package, numbering)
        } catch {
            throw .unreadable(item: id, error)
        }
        var opened = OpenedWorkbook(
            lease: lease, item: content.item, fileSize: content.bytes.count, file: file,
            state: WorkbookState(file.workbook))
        opened.state.workbook.fileName = content.item.name
        opened.journalEntries = entries.count
        opened.journalBytes = entries.reduce(0) { $0 + $1.payload.count }
        if entries.isEmpty {
            try opened.calculateOnLoad(context)
        } else {
            try opened.replay(records, from: entries[0].sequence)
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

    /// Reads all entries, of which none may be missing.
    private static func decode(
        _ entries: [JournalEntry], through last: Int64, _ coding: CommandCoding
    ) throws(SessionError) -> [JournalRecord] {
        var records: [JournalRecord] = []
        guard var expected = entries.first?.sequence else { return [] }
        for entry in entries {
            guard entry.sequence == expected else {
                throw .corruptJournal(item: entry.itemID, sequence: expected, cause: "the entry is missing")
            }
            do {
                records.append(try JournalRecord(payload: entry.payload, coding))
            } catch {
                throw .corruptJournal(item: entry.itemID, sequence: expected, cause: "it cannot be read: \(error)")
            }
            expected += 1
        }
        guard expected == last + 1 else {
            throw .corruptJournal(item: entries[0].itemID, sequence: expected, cause: "the entry is missing")
        }
        return records
    }

    /// Repeats what the journal says. The calculation on load is in it where there was one, so none is made.
    private mutating func replay(_ records: [JournalRecord], from first: Int64) throws(SessionError) {
        for (index, record) in records.enumerated() {
            var cause: String?
            switch record.content {
            case .task(let task):
                do throws(WorkbookError) {
                    _ = try task.apply(to: &state, inputs: record.inputs, control: CalculationControl())
                } catch {
                    cause = "it is refused: \(error.message)"
                }
            case .numbering(let numbering):
                if numbering != state.workbook.numbering { cause = "the sheets are others" }
            }
            if let cause {
                throw .corruptJournal(item: lease.itemID, sequence: first + Int64(index), cause: cause)
            }
            isOfOtherEngine = isOfOtherEngine || record.engineRevision != JournalRecord.currentEngineRevision
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
