// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Testing

/// What every drive does with the contents of files.
@Suite(.serialized)
struct ContentContractTests {
    @Test(arguments: DriveKind.allCases)
    func `a file is made and then replaced, and its tags tell`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let made = try trial.put("Book.xlsx", [1, 2, 3])
        #expect(made.wasCreated && made.item.size == 3 && made.item.contentVersion == 1)
        trial.clock.advance(by: 7)
        let replaced = try trial.put("BOOK.xlsx", [4, 5])
        #expect(!replaced.wasCreated && replaced.item.id == made.item.id && replaced.item.name == "Book.xlsx")
        #expect(replaced.item.eTag != made.item.eTag && replaced.item.cTag != made.item.cTag)
        #expect(replaced.item.size == 2 && replaced.item.contentVersion == 2)
        #expect(replaced.item.lastModifiedAt == made.item.lastModifiedAt + 7)
        #expect(replaced.item.file?.quickXorHash != made.item.file?.quickXorHash)
        #expect(try trial.drive.content(made.item.id) == DriveContent(item: replaced.item, bytes: [4, 5]))
        let again = try trial.drive.putContent([6], to: .item(made.item.id), conflict: .fail, ifMatch: nil)
        #expect(!again.wasCreated && again.item.contentVersion == 3)
    }

    @Test(arguments: DriveKind.allCases)
    func `an upload onto a taken name follows the conflict behaviour`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let first = try trial.put("Book.xlsx").item
        let folder = try trial.folder("Folder")
        #expect(throws: DriveError.nameAlreadyExists(name: "book.xlsx", parent: trial.rootID)) {
            try trial.put("book.xlsx", conflict: .fail)
        }
        let numbered = try (1...3).map { _ in try trial.put("Book.xlsx", conflict: .rename) }
        #expect(numbered.map(\.item.name) == ["Book 1.xlsx", "Book 2.xlsx", "Book 3.xlsx"])
        #expect(numbered.map(\.wasCreated) == [true, true, true])
        #expect(throws: DriveError.nameAlreadyExists(name: "folder", parent: trial.rootID)) { try trial.put("folder") }
        #expect(throws: DriveError.isAFolder(folder.id)) {
            try trial.drive.putContent([], to: .item(folder.id), conflict: .replace, ifMatch: nil)
        }
        #expect(throws: DriveError.isAFolder(folder.id)) { try trial.drive.content(folder.id) }
        #expect(throws: DriveError.notAFolder(first.id)) { try trial.put("x", in: first.id) }
        #expect(throws: DriveError.self) { try trial.put("a|b") }
    }

    @Test(arguments: DriveKind.allCases)
    func `a condition guards an upload, a change and a deletion`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let old = try trial.put("Book.xlsx").item
        let new = try trial.put("Book.xlsx", [9], ifMatch: old.eTag).item
        let refusal = DriveError.preconditionFailed(item: old.id, currentETag: new.eTag)
        #expect(throws: refusal) { try trial.put("Book.xlsx", ifMatch: old.eTag) }
        #expect(throws: refusal) { try trial.rename(old, to: "x", ifMatch: old.cTag) }
        #expect(throws: refusal) { try trial.drive.delete(old.id, ifMatch: old.eTag) }
        #expect(try trial.drive.content(old.id).bytes == [9])
        #expect(failure { () throws(DriveError) in try trial.put("new", ifMatch: "*") } != nil)
        #expect(try trial.rename(new, to: "x", ifMatch: new.cTag).name == "x")
    }

    @Test(arguments: DriveKind.allCases)
    func `a range of a content is cut to what there is`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let item = try trial.put("Book.xlsx", Array(0..<10)).item
        let cases: [(Range<Int64>, [UInt8])] = [
            (0..<10, Array(0..<10)), (2..<5, [2, 3, 4]), (8..<100, [8, 9]), (10..<20, []), (50..<60, []), (3..<3, []),
            (0..<Int64.max, Array(0..<10)),
        ]
        for (range, bytes) in cases {
            #expect(try trial.drive.content(item.id, range: range) == DriveContent(item: item, bytes: bytes))
        }
        let empty = try trial.put("empty", []).item
        #expect(try trial.drive.content(empty.id).bytes.isEmpty)
    }

    @Test(arguments: DriveKind.allCases)
    func `a content beyond the limit is refused`(kind: DriveKind) throws {
        var limits = DriveLimits()
        limits.contentSize = 4
        let trial = try TrialDrive(kind, limits: limits)
        let item = try trial.put("Book.xlsx", [1, 2, 3, 4]).item
        #expect(throws: DriveError.self) { try trial.put("Book.xlsx", [1, 2, 3, 4, 5]) }
        #expect(try trial.drive.content(item.id).bytes == [1, 2, 3, 4])
    }
}
