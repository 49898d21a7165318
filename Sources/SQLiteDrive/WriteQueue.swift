// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Threads

/// The one writer of a database, which commits together what arrives together.
///
/// A thread that has something to write queues it. If nobody is committing, the thread becomes the leader: it takes all
/// that is queued, runs it in one transaction and commits with one sync, while further writes queue up behind it. All
/// others wait for their leader. The queue is never longer than the number of threads that wait.
final class WriteQueue: Sendable {
    /// One call's writes. Unchecked, because the leader alone touches it while it is queued, and its own thread after
    /// the monitor has told that it is finished.
    private final class Write: @unchecked Sendable {
        let operation: String
        let subject: () -> String
        let body: (inout ItemTransaction<ItemRows>) throws(DriveError) -> Void
        var failure: DriveError?
        var abandonedContent: [String] = []
        var isFinished = false

        init(
            operation: String, subject: @escaping () -> String,
            body: @escaping (inout ItemTransaction<ItemRows>) throws(DriveError) -> Void
        ) {
            self.operation = operation
            self.subject = subject
            self.body = body
        }
    }

    private struct State {
        var waiting: [Write] = []
        var hasLeader = false
    }

    private let monitor = Monitor(State())
    private let connection: Connection
    private let limits: DriveLimits
    private let now: @Sendable () -> Int64

    init(connection: Connection, limits: DriveLimits, now: @escaping @Sendable () -> Int64) {
        self.connection = connection
        self.limits = limits
        self.now = now
    }

    /// Runs the body in a transaction and returns when it is on stable storage, with the keys of the contents that are
    /// of no more use. The body may be run more than once, but only one run is committed.
    func perform<Value>(
        _ operation: String, on subject: @escaping @autoclosure () -> String,
        _ body: @escaping (inout ItemTransaction<ItemRows>) throws(DriveError) -> Value
    ) throws(DriveError) -> (value: Value, abandonedContent: [String]) {
        var value: Value?
        let write = Write(operation: operation, subject: subject) { transaction throws(DriveError) in
            value = try body(&transaction)
        }
        var isQueued = false
        let batch = monitor.wait { state -> [Write]? in
            if write.isFinished { return [] }
            // Queueing is no news to those who wait, so it happens here, where it wakes nobody.
            if !isQueued { state.waiting.append(write) }
            isQueued = true
            if state.hasLeader { return nil }
            state.hasLeader = true
            defer { state.waiting = [] }
            return state.waiting
        }
        if !batch.isEmpty {
            commit(batch)
            monitor.change { state in
                for write in batch { write.isFinished = true }
                state.hasLeader = false
            }
        }
        if let failure = write.failure { throw failure }
        guard let value else { preconditionFailure("a write finished with neither a value nor a failure") }
        return (value, write.abandonedContent)
    }

    // MARK: The leader's work

    private func commit(_ batch: [Write]) {
        do throws(SQLiteFailure) {
            try connection.run("BEGIN IMMEDIATE")
        } catch {
            for write in batch {
                write.failure = error.driveError(operation: write.operation, subject: write.subject())
            }
            return
        }
        for write in batch {
            apply(write, isAlone: batch.count == 1)
            if !connection.isInTransaction {
                redoOneByOne(batch)
                return
            }
        }
        let succeeded = batch.filter { $0.failure == nil }
        if succeeded.isEmpty {
            rollBack()
            return
        }
        do throws(SQLiteFailure) {
            try connection.run("COMMIT")
        } catch {
            rollBack()
            for write in succeeded {
                write.failure = error.commitError(operation: write.operation, subject: write.subject())
            }
        }
    }

    /// Runs one write; what it did before it failed is undone, unless it is alone in the transaction, which is then
    /// rolled back as a whole.
    private func apply(_ write: Write, isAlone: Bool) {
        let rows = ItemRows(connection: connection, operation: write.operation, subject: write.subject)
        var transaction = ItemTransaction(table: rows, limits: limits, now: now())
        write.failure = nil
        do throws(SQLiteFailure) {
            if !isAlone { try connection.run("SAVEPOINT one") }
            do throws(DriveError) {
                try write.body(&transaction)
                write.abandonedContent = transaction.abandonedContent
            } catch {
                write.failure = error
                guard connection.isInTransaction else { return }
                if !isAlone { try connection.run("ROLLBACK TO one") }
            }
            if !isAlone { try connection.run("RELEASE one") }
        } catch {
            write.failure = error.driveError(operation: write.operation, subject: write.subject())
            // Without its savepoint a write cannot be undone alone.
            rollBack()
        }
    }

    /// SQLite has rolled the transaction back by itself: one write has failed for a reason, such as a full disk, that
    /// does not concern the others, so each is given a transaction of its own.
    private func redoOneByOne(_ batch: [Write]) {
        guard batch.count > 1 else { return }
        for write in batch { commit([write]) }
    }

    private func rollBack() {
        guard connection.isInTransaction else { return }
        // A rollback whose statement fails has still ended the transaction, or the next BEGIN reports the failure.
        try? connection.run("ROLLBACK")
    }
}
