// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Synchronization

/// A drive that counts the calls it passes on.
final class CountingDrive: Drive {
    let drive: any Drive
    private let counts = Mutex<[String: Int]>([:])

    init(_ drive: any Drive) { self.drive = drive }

    var limits: DriveLimits { drive.limits }

    /// Calls of all kinds.
    var total: Int { counts.withLock { $0.values.reduce(0, +) } }

    func count(_ call: String) -> Int { counts.withLock { $0[call, default: 0] } }

    private func note(_ call: String = #function) {
        counts.withLock { $0[String(call.prefix { $0 != "(" }), default: 0] += 1 }
    }

    func root() throws(DriveError) -> DriveItem {
        note()
        return try drive.root()
    }

    func item(_ id: DriveItemID) throws(DriveError) -> DriveItem {
        note()
        return try drive.item(id)
    }

    func item(at path: [String], under folder: DriveItemID?) throws(DriveError) -> DriveItem {
        note()
        return try drive.item(at: path, under: folder)
    }

    func children(of folder: DriveItemID, after: String?, limit: Int) throws(DriveError) -> DriveItemPage {
        note()
        return try drive.children(of: folder, after: after, limit: limit)
    }

    func createFolder(
        named name: String, in parent: DriveItemID, conflict: ConflictBehavior
    ) throws(DriveError) -> DriveItem {
        note()
        return try drive.createFolder(named: name, in: parent, conflict: conflict)
    }

    func putContent(
        _ bytes: [UInt8], to destination: ContentDestination, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> UploadedItem {
        note()
        return try drive.putContent(bytes, to: destination, conflict: conflict, ifMatch: ifMatch)
    }

    func content(_ id: DriveItemID, range: Range<Int64>?) throws(DriveError) -> DriveContent {
        note()
        return try drive.content(id, range: range)
    }

    func update(
        _ id: DriveItemID, name: String?, parent: DriveItemID?, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> DriveItem {
        note()
        return try drive.update(id, name: name, parent: parent, conflict: conflict, ifMatch: ifMatch)
    }

    func delete(_ id: DriveItemID, ifMatch: String?) throws(DriveError) {
        note()
        try drive.delete(id, ifMatch: ifMatch)
    }

    func append(_ entry: JournalEntry) throws(DriveError) {
        note()
        try drive.append(entry)
    }

    func appendGroup(_ entries: [JournalEntry]) throws(DriveError) {
        note()
        try drive.appendGroup(entries)
    }

    func journal(of item: DriveItemID, after sequence: Int64) throws(DriveError) -> [JournalEntry] {
        note()
        return try drive.journal(of: item, after: sequence)
    }

    func itemsWithJournal() throws(DriveError) -> [DriveItemID] {
        note()
        return try drive.itemsWithJournal()
    }

    func replaceContent(_ checkpoint: Checkpoint) throws(DriveError) -> DriveItem {
        note()
        return try drive.replaceContent(checkpoint)
    }

    func acquireLease(of item: DriveItemID) throws(DriveError) -> Lease {
        note()
        return try drive.acquireLease(of: item)
    }

    func releaseLease(_ lease: Lease) throws(DriveError) {
        note()
        try drive.releaseLease(lease)
    }
}
