// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives

/// The tables of a drive's database.
///
/// `item` holds the tree; `name_key` is the name in the form in which it is compared and sorted; `content_key` names a
/// file under `content/` and is null for a folder. `journal` holds what checkpoints have not yet taken up.
enum Schema {
    /// Marks the file as Cellar's (sqlite.org/pragma.html#pragma_application_id): `Clar`.
    private static let applicationID = 0x436C_6172

    /// What brings a database from one version, which `user_version` tells, to the next. Steps are only ever added.
    private static let migrations = [
        """
        CREATE TABLE item (
            id TEXT NOT NULL PRIMARY KEY,
            parent_id TEXT REFERENCES item (id),
            name TEXT NOT NULL,
            name_key BLOB NOT NULL,
            content_key TEXT,
            size INTEGER NOT NULL,
            content_version INTEGER NOT NULL,
            quick_xor_hash TEXT NOT NULL,
            child_count INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            last_modified_at INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            journal_through INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX item_by_name ON item (parent_id, name_key) WHERE parent_id IS NOT NULL;
        CREATE UNIQUE INDEX item_root ON item ((1)) WHERE parent_id IS NULL;
        CREATE UNIQUE INDEX item_by_content ON item (content_key) WHERE content_key IS NOT NULL;
        CREATE TABLE journal (
            item_id TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,
            sequence INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (item_id, sequence)
        ) STRICT, WITHOUT ROWID;
        """
    ]

    /// Brings a database to the newest version, each step in a transaction of its own.
    static func migrate(_ connection: Connection, path: String) throws(DriveError) {
        do throws(SQLiteFailure) {
            let version = try connection.rows("PRAGMA user_version") { Int($0.integer(0)) }.first ?? 0
            let owner = try connection.rows("PRAGMA application_id") { Int($0.integer(0)) }.first ?? 0
            guard version == 0 || owner == applicationID else {
                throw SQLiteFailure(code: 0, message: "the database belongs to another program", sql: "user_version")
            }
            guard version <= migrations.count else {
                throw SQLiteFailure(
                    code: 0, message: "version \(version) is newer than \(migrations.count), the newest known here",
                    sql: "user_version")
            }
            for (step, migration) in migrations.enumerated().dropFirst(version) {
                try connection.script(
                    """
                    BEGIN IMMEDIATE;
                    \(migration)
                    PRAGMA application_id = \(applicationID);
                    PRAGMA user_version = \(step + 1);
                    COMMIT;
                    """)
            }
        } catch {
            throw error.driveError(operation: "migrate", subject: path)
        }
    }
}
