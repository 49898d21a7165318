// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Threads

/// Connections for reading. In WAL mode readers see the last commit and wait for no writer.
final class ReaderPool: Sendable {
    private let idle: Monitor<[Connection]>
    private let limits: DriveLimits

    init(connections: [Connection], limits: DriveLimits) {
        idle = Monitor(connections)
        self.limits = limits
    }

    /// Runs the body on one snapshot of the database; waits while all connections are in use.
    func read<Value>(
        _ operation: String, on subject: @escaping @autoclosure () -> String,
        _ body: (ItemTransaction<ItemRows>) throws(DriveError) -> Value
    ) throws(DriveError) -> Value {
        let connection = idle.wait { $0.popLast() }
        defer { idle.change { $0.append(connection) } }
        let rows = ItemRows(connection: connection, operation: operation, subject: subject)
        do throws(SQLiteFailure) {
            try connection.run("BEGIN")
        } catch {
            throw error.driveError(operation: operation, subject: subject())
        }
        defer {
            // A transaction that has only read has nothing to lose.
            try? connection.run("ROLLBACK")
        }
        return try body(ItemTransaction(table: rows, limits: limits, now: 0))
    }
}
