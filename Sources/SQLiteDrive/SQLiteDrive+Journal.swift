// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives

extension SQLiteDrive {
    public func append(_ entry: JournalEntry) throws(DriveError) {
        try appendGroup([entry])
    }

    public func appendGroup(_ entries: [JournalEntry]) throws(DriveError) {
        guard let first = entries.first else { return }
        try change("append", on: "entry \(first.sequence) of \(first.itemID)") { transaction throws(DriveError) in
            try transaction.append(entries)
        }
    }

    public func journal(of item: DriveItemID, after sequence: Int64) throws(DriveError) -> [JournalEntry] {
        try readers.read("read", on: "journal of \(item)") { transaction throws(DriveError) in
            try transaction.table.entries(of: item, after: sequence)
        }
    }

    public func itemsWithJournal() throws(DriveError) -> [DriveItemID] {
        try readers.read("list", on: "journals") { transaction throws(DriveError) in
            try transaction.table.itemsWithEntries()
        }
    }

    public func replaceContent(_ checkpoint: Checkpoint) throws(DriveError) -> DriveItem {
        let hash = QuickXorHash.base64(of: checkpoint.bytes)
        let subject = "item \(checkpoint.itemID)"
        return try change("checkpoint", on: subject, storing: checkpoint.bytes) { transaction, key throws(DriveError) in
            try transaction.replaceContent(checkpoint, key: key, hash: hash)
        }
    }

    public func acquireLease(of item: DriveItemID) throws(DriveError) -> Lease {
        try change("lease", on: "item \(item)") { transaction throws(DriveError) in
            try transaction.acquireLease(of: item)
        }
    }

    public func releaseLease(_ lease: Lease) throws(DriveError) {
        try change("release", on: "item \(lease.itemID)") { transaction throws(DriveError) in
            try transaction.releaseLease(lease)
        }
    }
}
