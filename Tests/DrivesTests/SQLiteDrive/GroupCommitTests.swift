// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Foundation
import Synchronization
import Testing

@testable import SQLiteDrive

/// Many threads at one drive.
@Suite(.serialized)
struct GroupCommitTests {
    /// Runs the body on several threads and waits for all.
    private func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            Thread {
                body(number)
                group.leave()
            }.start()
        }
        group.wait()
    }

    @Test(arguments: DriveKind.allCases)
    func `appends of many threads all arrive, and refusals hurt nobody else`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let drive = trial.drive
        let items = try (0..<12).map { try trial.put("\($0).xlsx").item.id }
        let epochs = try items.map { try drive.acquireLease(of: $0).epoch }
        let refusals = Mutex(0)
        let others = Mutex<[DriveError]>([])
        let perThread: Int64 = 40
        onThreads(items.count) { number in
            for sequence in 1...perThread {
                let entry = JournalEntry(
                    itemID: items[number], sequence: sequence, epoch: epochs[number], payload: [1])
                do throws(DriveError) {
                    // Every fourth thread writes groups whose second entry is refused, and the first with it.
                    try drive.appendGroup(number % 4 == 3 ? [entry, entry] : [entry])
                } catch {
                    if error == .sequenceExists(item: entry.itemID, sequence: sequence) {
                        refusals.withLock { $0 += 1 }
                    } else {
                        others.withLock { $0.append(error) }
                    }
                }
            }
        }
        #expect(refusals.withLock { $0 } == 3 * Int(perThread))
        #expect(others.withLock { $0 }.isEmpty)
        for (number, id) in items.enumerated() {
            let expected = number % 4 == 3 ? [] : Array(1...perThread)
            #expect(try drive.journal(of: id, after: 0).map(\.sequence) == expected)
        }
    }

    @Test(arguments: DriveKind.allCases)
    func `of many uploads under one name each gets a name of its own`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let failures = Mutex<[DriveError]>([])
        onThreads(8) { number in
            for _ in 0..<5 {
                do throws(DriveError) {
                    _ = try trial.put("Book.xlsx", [UInt8(number)], conflict: .rename)
                } catch {
                    failures.withLock { $0.append(error) }
                }
            }
        }
        #expect(failures.withLock { $0 }.isEmpty)
        let numbered = (1..<40).map { "Book \($0).xlsx" } + ["Book.xlsx"]
        #expect(try Set(trial.names(in: trial.rootID, pageSize: 7)) == Set(numbered))
        #expect(try trial.drive.root().kind == .folder(childCount: 40))
    }

    @Test(arguments: DriveKind.allCases)
    func `a reader always gets the bytes that belong to the item`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let id = try trial.put("Book.xlsx", [1]).item.id
        let isWriting = Atomic(true)
        let problems = Mutex<[String]>([])
        onThreads(5) { number in
            do throws(DriveError) {
                if number == 0 {
                    defer { isWriting.store(false, ordering: .releasing) }
                    for version in 2...60 {
                        _ = try trial.put("Book.xlsx", [UInt8](repeating: UInt8(version), count: version))
                    }
                } else {
                    while isWriting.load(ordering: .acquiring) {
                        let content = try trial.drive.content(id)
                        let version = Int(content.item.contentVersion)
                        if content.bytes != [UInt8](repeating: UInt8(version), count: version) {
                            problems.withLock { $0.append("version \(version) has \(content.bytes.count) bytes") }
                        }
                    }
                }
            } catch {
                problems.withLock { $0.append("\(error)") }
            }
        }
        #expect(problems.withLock { $0 }.isEmpty)
        #expect(try trial.drive.item(id).contentVersion == 60)
    }

    @Test func `when the database is full, only what does not fit is refused`() throws {
        let directory = try TemporaryDirectory()
        let drive = try SQLiteDrive(directory: directory.path)
        let root = try drive.root().id
        let items = try (0..<12).map { number in
            try drive.putContent([1], to: .child(name: "\(number)", parent: root), conflict: .fail, ifMatch: nil).item
                .id
        }
        let epochs = try items.map { try drive.acquireLease(of: $0).epoch }
        let perThread: Int64 = 10
        try limitPages(of: drive, to: "page_count + 100")
        let unexpected = Mutex<[String]>([])
        onThreads(items.count) { number in
            for sequence in 1...perThread {
                // Every fourth thread writes more than the hundred pages of 4 KiB hold.
                let payload = [UInt8](repeating: 1, count: number % 4 == 3 ? 1 << 20 : 10)
                let error = failure { () throws(DriveError) in
                    try drive.append(
                        JournalEntry(
                            itemID: items[number], sequence: sequence, epoch: epochs[number], payload: payload))
                }
                let subject = "entry \(sequence) of \(items[number])"
                if error != (number % 4 == 3 ? .full(operation: "append", subject: subject) : nil) {
                    unexpected.withLock { $0.append("\(number), \(sequence): \(String(describing: error))") }
                }
            }
        }
        #expect(unexpected.withLock { $0 } == [])
        for (number, id) in items.enumerated() {
            let expected = number % 4 == 3 ? [] : Array(1...perThread)
            #expect(try drive.journal(of: id, after: 0).map(\.sequence) == expected)
        }
        try limitPages(of: drive, to: "page_count + 100000")
        try drive.append(
            JournalEntry(
                itemID: items[3], sequence: 1, epoch: epochs[3], payload: [UInt8](repeating: 1, count: 1 << 20)))
    }

    /// Makes SQLite behave as on a disk with room for so many pages.
    private func limitPages(of drive: SQLiteDrive, to expression: String) throws {
        _ = try drive.writes.perform("limit", on: "pages") { transaction throws(DriveError) in
            do throws(SQLiteFailure) {
                let connection = transaction.table.connection
                let limit = try connection.rows("SELECT \(expression) FROM pragma_page_count") { $0.integer(0) }
                _ = try connection.rows("PRAGMA max_page_count = \(limit[0])") { $0.integer(0) }
            } catch {
                throw error.driveError(operation: "limit", subject: "pages")
            }
        }
    }
}
