// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CSQLite
import Drives
import Foundation
import SQLiteDrive
import Testing

/// What a drive on disk finds when it is opened again.
@Suite(.serialized)
struct DurabilityTests {
    @Test func `everything is there after reopening`() throws {
        let directory = try TemporaryDirectory()
        let (item, entry): (DriveItem, JournalEntry)
        do {
            let drive = try SQLiteDrive(directory: directory.path)
            let folder = try drive.createFolder(named: "Année", in: drive.root().id, conflict: .fail)
            item =
                try drive.putContent(
                    [1, 2], to: .child(name: "Book.xlsx", parent: folder.id), conflict: .fail, ifMatch: nil
                ).item
            entry = JournalEntry(
                itemID: item.id, sequence: 1, epoch: try drive.acquireLease(of: item.id).epoch, payload: [3])
            try drive.append(entry)
        }
        let drive = try SQLiteDrive(directory: directory.path)
        #expect(try drive.item(at: ["année", "book.xlsx"]) == item)
        #expect(try drive.content(item.id).bytes == [1, 2])
        #expect(try drive.journal(of: item.id, after: 0) == [entry])
        #expect(try drive.acquireLease(of: item.id).epoch == 2)
        #expect(item.id.rawValue.prefix(8) == (try drive.root().id.rawValue.prefix(8)))
    }

    @Test func `a second opening is refused with the holder's number`() throws {
        let directory = try TemporaryDirectory()
        let drive = try SQLiteDrive(directory: directory.path)
        let error = failure { () throws(DriveError) in try SQLiteDrive(directory: directory.path) }
        let expected = DriveError.storage(
            operation: "lock", subject: directory.path,
            cause: "the data directory is in use by process \(getpid()); only one may have it open")
        #expect(error == expected)
        #expect(try drive.root().isRoot)
    }

    @Test func `contents out of use are removed at once, and what a crash left at the next start`() throws {
        let directory = try TemporaryDirectory()
        let id: DriveItemID
        do {
            let drive = try SQLiteDrive(directory: directory.path)
            let root = try drive.root().id
            func put(_ bytes: [UInt8], _ conflict: ConflictBehavior) throws(DriveError) -> DriveItem {
                try drive.putContent(
                    bytes, to: .child(name: "Book.xlsx", parent: root), conflict: conflict, ifMatch: nil
                ).item
            }
            id = try put([1], .fail).id
            _ = try put([2], .replace)
            #expect(failure { () throws(DriveError) in try put([3], .fail) } != nil)
            #expect(try directory.names(in: "content").count == 1)
        }
        try Data([9]).write(to: URL(fileURLWithPath: directory.path + "/content/LEFTOVER"))
        let drive = try SQLiteDrive(directory: directory.path)
        #expect(try directory.names(in: "content").count == 1)
        #expect(try drive.content(id).bytes == [2])
        try drive.delete(id, ifMatch: nil)
        #expect(try directory.names(in: "content").isEmpty)
    }

    @Test func `a missing content is reported, not invented`() throws {
        let directory = try TemporaryDirectory()
        let drive = try SQLiteDrive(directory: directory.path)
        let item = try drive.putContent(
            [1], to: .child(name: "Book.xlsx", parent: drive.root().id), conflict: .fail, ifMatch: nil
        ).item
        let key = try #require(try directory.names(in: "content").first)
        try FileManager.default.removeItem(atPath: directory.path + "/content/" + key)
        #expect(
            throws: DriveError.storage(
                operation: "read", subject: "content of \(item.id)", cause: "content \(key) is missing")
        ) { try drive.content(item.id) }
    }

    @Test(arguments: ["PRAGMA user_version = 99", "PRAGMA application_id = 7"])
    func `a database of another format is refused`(sql: String) throws {
        let directory = try TemporaryDirectory()
        do { _ = try SQLiteDrive(directory: directory.path) }
        var handle: OpaquePointer?
        #expect(sqlite3_open(directory.path + "/drive.sqlite", &handle) == SQLITE_OK)
        #expect(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
        #expect(sqlite3_close(handle) == SQLITE_OK)
        guard
            case .storage(let operation, _, _) = failure(of: { () throws(DriveError) in
                try SQLiteDrive(directory: directory.path)
            })
        else {
            Issue.record("the database was opened")
            return
        }
        #expect(operation == "migrate")
    }

    @Test func `a directory that cannot be made is reported`() throws {
        let error = failure { () throws(DriveError) in try SQLiteDrive(directory: "/dev/null/data") }
        #expect(
            error == .storage(operation: "make directory", subject: "/dev/null/data", cause: "Not a directory"))
    }
}
