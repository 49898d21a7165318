// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives

/// The rows of a ``SQLiteDrive`` within the transaction that is open on a connection.
struct ItemRows: ItemTable {
    let connection: Connection
    /// What is being done, for errors.
    let operation: String
    let subject: () -> String

    private static let columns = """
        id, parent_id, name, name_key, content_key, size, content_version, quick_xor_hash, child_count, revision,
        created_at, last_modified_at, epoch, journal_through
        """

    private static func record(_ row: Row) -> ItemRecord {
        let content = row.optionalText(4).map { key in
            ItemRecord.Content(
                key: key,
                facet: .init(size: row.integer(5), contentVersion: row.integer(6), quickXorHash: row.text(7)))
        }
        return ItemRecord(
            id: DriveItemID(rawValue: row.text(0)), parentID: row.optionalText(1).map { DriveItemID(rawValue: $0) },
            name: row.text(2), key: NameKey(stored: row.blob(3)), content: content, childCount: Int(row.integer(8)),
            revision: row.integer(9), createdAt: row.integer(10), lastModifiedAt: row.integer(11),
            epoch: row.integer(12), journalThrough: row.integer(13))
    }

    private func rows<Value>(
        _ sql: String, _ values: [SQLValue] = [], _ read: (Row) -> Value
    ) throws(DriveError) -> [Value] {
        do throws(SQLiteFailure) {
            return try connection.rows(sql, values, read)
        } catch {
            throw error.driveError(operation: operation, subject: subject())
        }
    }

    private func run(_ sql: String, _ values: [SQLValue]) throws(DriveError) {
        _ = try rows(sql, values) { _ in }
    }
}

// MARK: - Items

extension ItemRows {
    func rootRecord() throws(DriveError) -> ItemRecord {
        let roots = try rows("SELECT \(Self.columns) FROM item WHERE parent_id IS NULL", [], Self.record)
        guard let root = roots.first else {
            throw .storage(operation: operation, subject: subject(), cause: "the database has no root folder")
        }
        return root
    }

    func record(_ id: DriveItemID) throws(DriveError) -> ItemRecord? {
        try rows("SELECT \(Self.columns) FROM item WHERE id = ?", [.text(id.rawValue)], Self.record).first
    }

    func record(named key: NameKey, in parent: DriveItemID) throws(DriveError) -> ItemRecord? {
        try rows(
            "SELECT \(Self.columns) FROM item WHERE parent_id = ? AND name_key = ?",
            [.text(parent.rawValue), .blob(key.utf8)], Self.record
        ).first
    }

    func records(in parent: DriveItemID, after: NameKey?, limit: Int) throws(DriveError) -> [ItemRecord] {
        // No key is empty, so the empty one stands before all.
        try rows(
            "SELECT \(Self.columns) FROM item WHERE parent_id = ? AND name_key > ? ORDER BY name_key LIMIT ?",
            [.text(parent.rawValue), .blob(after?.utf8 ?? []), .integer(Int64(limit))], Self.record)
    }

    func insert(_ record: ItemRecord) throws(DriveError) {
        try run(
            "INSERT INTO item (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(record.id.rawValue), .optionalText(record.parentID?.rawValue), .text(record.name),
                .blob(record.key.utf8), .optionalText(record.content?.key), .integer(record.content?.facet.size ?? 0),
                .integer(record.content?.facet.contentVersion ?? 0), .text(record.content?.facet.quickXorHash ?? ""),
                .integer(Int64(record.childCount)), .integer(record.revision), .integer(record.createdAt),
                .integer(record.lastModifiedAt), .integer(record.epoch), .integer(record.journalThrough),
            ])
    }

    func update(_ record: ItemRecord) throws(DriveError) {
        try run(
            """
            UPDATE item SET parent_id = ?, name = ?, name_key = ?, content_key = ?, size = ?, content_version = ?,
                quick_xor_hash = ?, revision = ?, created_at = ?, last_modified_at = ?, epoch = ?, journal_through = ?
            WHERE id = ?
            """,
            [
                .optionalText(record.parentID?.rawValue), .text(record.name), .blob(record.key.utf8),
                .optionalText(record.content?.key), .integer(record.content?.facet.size ?? 0),
                .integer(record.content?.facet.contentVersion ?? 0), .text(record.content?.facet.quickXorHash ?? ""),
                .integer(record.revision), .integer(record.createdAt), .integer(record.lastModifiedAt),
                .integer(record.epoch), .integer(record.journalThrough), .text(record.id.rawValue),
            ])
    }

    func remove(_ id: DriveItemID) throws(DriveError) {
        try run("DELETE FROM item WHERE id = ?", [.text(id.rawValue)])
    }

    func adjustChildCount(of id: DriveItemID, by difference: Int) throws(DriveError) {
        try run(
            "UPDATE item SET child_count = child_count + ? WHERE id = ?",
            [.integer(Int64(difference)), .text(id.rawValue)])
    }

    /// Whether a content is the content of some item.
    func isReferenced(content key: String) throws(DriveError) -> Bool {
        try !rows("SELECT 1 FROM item WHERE content_key = ?", [.text(key)]) { _ in }.isEmpty
    }

    /// Whether there is a root folder: false in a new database.
    func hasRoot() throws(DriveError) -> Bool {
        try !rows("SELECT 1 FROM item WHERE parent_id IS NULL") { _ in }.isEmpty
    }
}

// MARK: - Journal

extension ItemRows {
    func journalState(of id: DriveItemID) throws(DriveError) -> JournalState? {
        try rows(
            """
            SELECT epoch,
                max(journal_through, coalesce((SELECT max(sequence) FROM journal WHERE item_id = item.id), 0))
            FROM item WHERE id = ? AND content_key IS NOT NULL
            """,
            [.text(id.rawValue)]
        ) { JournalState(epoch: $0.integer(0), lastSequence: $0.integer(1)) }.first
    }

    func insert(_ entry: JournalEntry) throws(DriveError) {
        try run(
            "INSERT INTO journal (item_id, sequence, epoch, payload) VALUES (?, ?, ?, ?)",
            [.text(entry.itemID.rawValue), .integer(entry.sequence), .integer(entry.epoch), .blob(entry.payload)])
    }

    func removeEntries(of id: DriveItemID, through sequence: Int64) throws(DriveError) {
        try run(
            "DELETE FROM journal WHERE item_id = ? AND sequence <= ?", [.text(id.rawValue), .integer(sequence)])
    }

    func entries(of id: DriveItemID, after sequence: Int64) throws(DriveError) -> [JournalEntry] {
        try rows(
            "SELECT sequence, epoch, payload FROM journal WHERE item_id = ? AND sequence > ? ORDER BY sequence",
            [.text(id.rawValue), .integer(sequence)]
        ) { JournalEntry(itemID: id, sequence: $0.integer(0), epoch: $0.integer(1), payload: $0.blob(2)) }
    }

    func itemsWithEntries() throws(DriveError) -> [DriveItemID] {
        try rows("SELECT DISTINCT item_id FROM journal ORDER BY item_id") { DriveItemID(rawValue: $0.text(0)) }
    }
}
