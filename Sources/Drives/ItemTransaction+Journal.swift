// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension ItemTransaction {
    /// Adds entries in order; the first that is refused throws.
    package mutating func append(_ entries: [JournalEntry]) throws(DriveError) {
        // A group mostly belongs to one item, whose state is then read once.
        var known: (id: DriveItemID, epoch: Int64, state: JournalState)?
        for entry in entries {
            let size = entry.payload.count
            guard size <= limits.payloadSize else {
                throw .limitExceeded(
                    limit: "payloadSize", subject: "entry \(entry.sequence) of \(entry.itemID)", value: Int64(size),
                    maximum: Int64(limits.payloadSize))
            }
            var state: JournalState
            if let known, known.id == entry.itemID, known.epoch == entry.epoch {
                state = known.state
            } else {
                state = try journalState(of: entry.itemID, leasedIn: entry.epoch)
            }
            guard entry.sequence > state.lastSequence else {
                throw .sequenceExists(item: entry.itemID, sequence: entry.sequence)
            }
            try table.insert(entry)
            state.lastSequence = entry.sequence
            known = (entry.itemID, entry.epoch, state)
        }
    }

    private func journalState(of id: DriveItemID, leasedIn epoch: Int64) throws(DriveError) -> JournalState {
        guard let state = try table.journalState(of: id) else { throw .notFound(subject: "file \(id)") }
        guard state.epoch == epoch else {
            throw .staleEpoch(item: id, offered: epoch, current: state.epoch)
        }
        return state
    }

    /// Takes a checkpoint whose bytes are already stored under `key`.
    package mutating func replaceContent(
        _ checkpoint: Checkpoint, key: String, hash: String
    ) throws(DriveError) -> DriveItem {
        let id = checkpoint.itemID
        let state = try journalState(of: id, leasedIn: checkpoint.epoch)
        var (record, content) = try existingFile(id)
        guard content.facet.contentVersion == checkpoint.baseVersion else {
            throw .staleVersion(item: id, expected: checkpoint.baseVersion, current: content.facet.contentVersion)
        }
        // A sequence that has not been used must stay usable, so the mark never passes the last one.
        let through = min(checkpoint.journalThrough, state.lastSequence)
        try table.removeEntries(of: id, through: through)
        record.journalThrough = max(record.journalThrough, through)
        content = .init(
            key: key,
            facet: .init(
                size: Int64(checkpoint.bytes.count), contentVersion: checkpoint.baseVersion + 1, quickXorHash: hash))
        replace(&record, by: content)
        try table.update(record)
        return try item(record)
    }

    package mutating func acquireLease(of id: DriveItemID) throws(DriveError) -> Lease {
        var (record, content) = try existingFile(id)
        record.epoch += 1
        try table.update(record)
        let state = try table.journalState(of: id)
        return Lease(
            itemID: id, epoch: record.epoch, contentVersion: content.facet.contentVersion,
            lastSequence: state?.lastSequence ?? 0)
    }

    package mutating func releaseLease(_ lease: Lease) throws(DriveError) {
        guard var record = try table.record(lease.itemID), record.epoch == lease.epoch else { return }
        record.epoch += 1
        try table.update(record)
    }

    /// Refuses a content that is too large; drives ask before they store the bytes.
    package static func checkSize(
        of bytes: [UInt8], subject: @autoclosure () -> String, limits: DriveLimits
    ) throws(DriveError) {
        guard bytes.count <= limits.contentSize else {
            throw .limitExceeded(
                limit: "contentSize", subject: subject(), value: Int64(bytes.count),
                maximum: Int64(limits.contentSize))
        }
    }
}

extension Range<Int64> {
    /// The part of a range of offsets that lies within a content of `size` bytes.
    package func within(size: Int64) -> Range<Int64> {
        clamped(to: 0..<size)
    }
}
