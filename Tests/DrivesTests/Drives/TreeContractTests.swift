// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Testing

/// What every drive does with folders, names and places.
@Suite(.serialized)
struct TreeContractTests {
    @Test(arguments: DriveKind.allCases)
    func `a new drive has an empty root`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let root = try trial.drive.root()
        #expect(root.isRoot && root.isFolder && root.path.isEmpty && root.kind == .folder(childCount: 0))
        #expect(try trial.drive.item(at: []) == root)
        #expect(try trial.drive.item(root.id) == root)
        #expect(try trial.names(in: root.id).isEmpty)
    }

    @Test(arguments: DriveKind.allCases)
    func `an item is found by its path without regard to case and keeps its own`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let folder = try trial.folder("Été 2026")
        let book = try trial.put("Größe №1.xlsx", in: folder.id).item
        #expect(book.parentPath == ["Été 2026"] && book.parentID == folder.id)
        #expect(try trial.drive.item(at: ["ÉTÉ 2026", "GRÖßE №1.XLSX"]) == book)
        #expect(try trial.drive.item(at: ["größe №1.xlsx"], under: folder.id).name == "Größe №1.xlsx")
        #expect(throws: DriveError.notFound(subject: "path 'Été 2026/other.xlsx'")) {
            try trial.drive.item(at: ["Été 2026", "other.xlsx"])
        }
        #expect(throws: DriveError.notFound(subject: "path 'Été 2026/Größe №1.xlsx/x'")) {
            try trial.drive.item(at: ["Été 2026", "Größe №1.xlsx", "x"])
        }
    }

    @Test(arguments: DriveKind.allCases)
    func `children come sorted, page by page, and are counted`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        for name in ["b", "C", "a", "E", "d"] { _ = try trial.put(name) }
        #expect(try trial.names(in: trial.rootID) == ["a", "b", "C", "d", "E"])
        #expect(try trial.names(in: trial.rootID, pageSize: 5) == ["a", "b", "C", "d", "E"])
        #expect(try trial.drive.children(of: trial.rootID, after: "B", limit: 1).items.map(\.name) == ["C"])
        #expect(try trial.drive.root().kind == .folder(childCount: 5))
        try trial.drive.delete(trial.drive.item(at: ["c"]).id, ifMatch: nil)
        #expect(try trial.drive.root().kind == .folder(childCount: 4))
        let file = try trial.drive.item(at: ["a"])
        #expect(throws: DriveError.notAFolder(file.id)) {
            try trial.drive.children(of: file.id, after: nil, limit: 10)
        }
    }

    @Test(arguments: DriveKind.allCases)
    func `a folder's name clash is refused, merged or numbered`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let folder = try trial.folder("Reports")
        let file = try trial.put("file").item
        #expect(throws: DriveError.nameAlreadyExists(name: "REPORTS", parent: trial.rootID)) {
            try trial.folder("REPORTS")
        }
        #expect(try trial.folder("reports", conflict: .replace) == folder)
        #expect(try trial.folder("Reports", conflict: .rename).name == "Reports 1")
        #expect(try trial.folder("Reports", conflict: .rename).name == "Reports 2")
        #expect(throws: DriveError.nameAlreadyExists(name: file.name, parent: trial.rootID)) {
            try trial.folder(file.name, conflict: .replace)
        }
        #expect(throws: DriveError.notAFolder(file.id)) { try trial.folder("x", in: file.id) }
        #expect(throws: DriveError.self) { try trial.folder("a:b") }
    }

    @Test(arguments: DriveKind.allCases)
    func `an item is renamed and moved, with its descendants`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let (a, b) = (try trial.folder("a"), try trial.folder("b"))
        let book = try trial.put("Book.xlsx", in: a.id).item
        trial.clock.advance(by: 5)
        let renamed = try trial.rename(book, to: "book.XLSX")
        #expect(renamed.name == "book.XLSX" && renamed.lastModifiedAt == book.lastModifiedAt + 5)
        #expect(renamed.eTag != book.eTag && renamed.cTag == book.cTag && renamed.createdAt == book.createdAt)
        #expect(try trial.rename(renamed, to: "book.XLSX") == renamed)
        #expect(try trial.rename(a, to: "A", in: b.id).parentPath == ["b"])
        #expect(try trial.drive.item(book.id).path == ["b", "A", "book.XLSX"])
        #expect(try trial.drive.item(b.id).kind == .folder(childCount: 1))
        #expect(try trial.drive.root().kind == .folder(childCount: 1))
        #expect(failure { () throws(DriveError) in try trial.drive.item(at: ["a"]) } != nil)
    }

    @Test(arguments: DriveKind.allCases)
    func `a move onto a taken name is refused, replaces a file or is numbered`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let folder = try trial.folder("f")
        let there = try trial.put("Book.xlsx", [1], in: folder.id).item
        let first = try trial.put("Book.xlsx", [2]).item
        #expect(throws: DriveError.nameAlreadyExists(name: "Book.xlsx", parent: folder.id)) {
            try trial.rename(first, in: folder.id)
        }
        #expect(try trial.rename(first, in: folder.id, conflict: .rename).name == "Book 1.xlsx")
        let second = try trial.put("BOOK.xlsx", [3]).item
        let moved = try trial.rename(second, in: folder.id, conflict: .replace)
        #expect(moved.id == second.id && moved.name == "BOOK.xlsx")
        #expect(throws: DriveError.notFound(subject: "item \(there.id)")) { try trial.drive.item(there.id) }
        #expect(try trial.names(in: folder.id) == ["Book 1.xlsx", "BOOK.xlsx"])
        #expect(try trial.drive.item(folder.id).kind == .folder(childCount: 2))
        #expect(throws: DriveError.nameAlreadyExists(name: "f", parent: trial.rootID)) {
            try trial.rename(moved, to: "f", in: trial.rootID, conflict: .replace)
        }
    }

    @Test(arguments: DriveKind.allCases)
    func `a folder cannot be moved into itself`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let outer = try trial.folder("outer")
        let inner = try trial.folder("inner", in: outer.id)
        for target in [outer.id, inner.id] {
            #expect(throws: DriveError.moveIntoItself(outer.id)) { try trial.rename(outer, in: target) }
        }
        #expect(try trial.drive.item(inner.id).path == ["outer", "inner"])
    }

    @Test(arguments: DriveKind.allCases)
    func `the root cannot be renamed, moved or deleted`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let folder = try trial.folder("f")
        let root = try trial.drive.root()
        #expect(throws: DriveError.rootIsFixed) { try trial.rename(root, to: "other") }
        #expect(throws: DriveError.rootIsFixed) { try trial.rename(root, in: folder.id) }
        #expect(throws: DriveError.rootIsFixed) { try trial.drive.delete(root.id, ifMatch: nil) }
    }

    @Test(arguments: DriveKind.allCases)
    func `a folder is deleted with all that is in it`(kind: DriveKind) throws {
        var limits = DriveLimits()
        limits.pageSize = 3
        let trial = try TrialDrive(kind, limits: limits)
        let outer = try trial.folder("outer")
        let inner = try trial.folder("inner", in: outer.id)
        var ids = [outer.id, inner.id]
        for number in 0..<8 { ids.append(try trial.put("\(number)", in: inner.id).item.id) }
        #expect(throws: DriveError.preconditionFailed(item: outer.id, currentETag: outer.eTag)) {
            try trial.drive.delete(outer.id, ifMatch: "\"other\"")
        }
        try trial.drive.delete(outer.id, ifMatch: outer.eTag)
        for id in ids {
            #expect(throws: DriveError.notFound(subject: "item \(id)")) { try trial.drive.item(id) }
        }
        #expect(try trial.names(in: trial.rootID).isEmpty)
    }

    @Test(arguments: DriveKind.allCases)
    func `the depth of the tree is limited for new and for moved items`(kind: DriveKind) throws {
        var limits = DriveLimits()
        limits.pathDepth = 3
        let trial = try TrialDrive(kind, limits: limits)
        let a = try trial.folder("a")
        let b = try trial.folder("b", in: a.id)
        let c = try trial.folder("c", in: b.id)
        func refusal(_ id: DriveItemID) -> DriveError {
            .limitExceeded(limit: "pathDepth", subject: "folder \(id)", value: 4, maximum: 3)
        }
        #expect(throws: refusal(c.id)) { try trial.folder("d", in: c.id) }
        #expect(throws: refusal(c.id)) { try trial.put("d", in: c.id) }
        let x = try trial.folder("x")
        _ = try trial.put("y", in: x.id)
        #expect(throws: refusal(b.id)) { try trial.rename(x, in: b.id) }
        #expect(try trial.rename(x, in: a.id).path == ["a", "x"])
    }
}
