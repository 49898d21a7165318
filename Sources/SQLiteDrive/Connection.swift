// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CSQLite

/// A connection to a database, with its prepared statements.
///
/// Unchecked, because its users see to it that one thread at a time has it: the leader of ``WriteQueue``, or the
/// borrower from ``ReaderPool``. SQLite is therefore told to take no lock of its own.
final class Connection: @unchecked Sendable {
    private let handle: OpaquePointer
    /// Held so that the claim on the directory outlives the last connection into it.
    private let lock: DirectoryLock
    private var statements: [String: OpaquePointer] = [:]

    /// How long to wait, in milliseconds, while another program (a backup, a shell) holds a lock.
    private static let busyTimeout: Int32 = 5000

    /// Opens the database at a path, which lies in the locked directory, and makes it if need be.
    init(path: String, lock: DirectoryLock) throws(SQLiteFailure) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw SQLiteFailure(code: code, message: message, sql: "open \(path)")
        }
        self.handle = handle
        self.lock = lock
        sqlite3_busy_timeout(handle, Self.busyTimeout)
        let mode = try rows("PRAGMA journal_mode = WAL") { $0.text(0) }
        guard mode == ["wal"] else {
            throw SQLiteFailure(code: 0, message: "the file system allows no write-ahead log", sql: "journal_mode")
        }
        // FULL makes every commit sync the log (sqlite.org/pragma.html#pragma_synchronous).
        try script(
            """
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA trusted_schema = OFF;
            PRAGMA journal_size_limit = 67108864;
            """)
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    /// Whether a transaction is open. SQLite ends one by itself after some failures (sqlite.org/lang_transaction.html).
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs statements that are not worth keeping.
    func script(_ sql: String) throws(SQLiteFailure) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, sql) }
    }

    /// Runs a statement that returns no rows.
    func run(_ sql: String, _ values: [SQLValue] = []) throws(SQLiteFailure) {
        _ = try rows(sql, values) { _ in }
    }

    /// Runs a statement and reads its rows.
    func rows<Value>(
        _ sql: String, _ values: [SQLValue] = [], _ read: (Row) -> Value
    ) throws(SQLiteFailure) -> [Value] {
        let statement = try prepared(sql)
        defer {
            // The result repeats the failure of the last step, which has been reported.
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in values.enumerated() {
            let code = Self.bind(value, to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
        var result: [Value] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: result.append(read(Row(statement: statement)))
            case SQLITE_DONE: return result
            case let code: throw failure(code, sql)
            }
        }
    }

    private func prepared(_ sql: String) throws(SQLiteFailure) -> OpaquePointer {
        if let statement = statements[sql] { return statement }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw failure(code, sql) }
        statements[sql] = statement
        return statement
    }

    private static func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(statement, index)
        case .integer(let integer):
            return sqlite3_bind_int64(statement, index, integer)
        case .text(var text):
            return text.withUTF8 { utf8 in
                // A null address would bind NULL, which is another value than the empty text.
                guard let start = utf8.baseAddress else { return cellar_bind_text(statement, index, "", 0) }
                return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    cellar_bind_text(statement, index, $0, UInt64(utf8.count))
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
            return bytes.withUnsafeBytes {
                cellar_bind_blob(statement, index, $0.baseAddress, UInt64($0.count))
            }
        }
    }

    private func failure(_ code: Int32, _ sql: String) -> SQLiteFailure {
        SQLiteFailure(code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
}
