// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CSQLite
import Drives

/// A result code of SQLite other than success.
struct SQLiteFailure: Error {
    /// The extended result code (sqlite.org/rescode.html).
    var code: Int32
    var message: String
    /// The statement, for the log.
    var sql: String

    /// The code without its extension.
    var primaryCode: Int32 { code & 0xFF }

    /// The failure as the drive's callers see it.
    func driveError(operation: String, subject: String) -> DriveError {
        switch primaryCode {
        case SQLITE_FULL: .full(operation: operation, subject: subject)
        case SQLITE_BUSY, SQLITE_LOCKED: .busy(operation: operation, subject: subject)
        default: .storage(operation: operation, subject: subject, cause: cause)
        }
    }

    /// The failure of a COMMIT as the drive's callers see it.
    ///
    /// A commit that finds the database locked, or the disk full before its last frame is in the log, has not
    /// happened. After an input or output error the last frame may be on the disk without the log having been synced:
    /// a restart may find it, unless another commit overwrites it first.
    func commitError(operation: String, subject: String) -> DriveError {
        switch primaryCode {
        case SQLITE_IOERR: .outcomeUnknown(operation: operation, subject: subject, cause: cause)
        default: driveError(operation: operation, subject: subject)
        }
    }

    private var cause: String { "SQLite \(code): \(message) in \(sql)" }
}
