// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Testing

/// What every drive does with journals, checkpoints and leases.
@Suite(.serialized)
struct JournalContractTests {
    /// A file under a lease.
    struct Open {
        let trial: TrialDrive
        let item: DriveItem
        let lease: Lease

        init(_ kind: DriveKind, limits: DriveLimits = DriveLimits()) throws {
            trial = try TrialDrive(kind, limits: limits)
            item = try trial.put("Book.xlsx").item
            lease = try trial.drive.acquireLease(of: item.id)
        }

        func entry(_ sequence: Int64, epoch: Int64? = nil) -> JournalEntry {
            JournalEntry(
                itemID: item.id, sequence: sequence, epoch: epoch ?? lease.epoch,
                payload: [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: 5))
        }

        func checkpoint(through sequence: Int64, version: Int64 = 1, _ bytes: [UInt8] = [7]) -> Checkpoint {
            Checkpoint(
                itemID: item.id, epoch: lease.epoch, baseVersion: version, journalThrough: sequence, bytes: bytes)
        }

        func sequences() throws(DriveError) -> [Int64] {
            try trial.drive.journal(of: item.id, after: 0).map(\.sequence)
        }
    }

    @Test(arguments: DriveKind.allCases)
    func `entries come back in order and whole`(kind: DriveKind) throws {
        let open = try Open(kind)
        #expect(open.lease == Lease(itemID: open.item.id, epoch: 1, contentVersion: 1, lastSequence: 0))
        #expect(try open.trial.drive.itemsWithJournal().isEmpty)
        try open.trial.drive.append(open.entry(1))
        try open.trial.drive.appendGroup([open.entry(2), open.entry(5)])
        try open.trial.drive.appendGroup([])
        #expect(try open.trial.drive.journal(of: open.item.id, after: 1) == [open.entry(2), open.entry(5)])
        #expect(try open.trial.drive.itemsWithJournal() == [open.item.id])
        #expect(try open.trial.drive.acquireLease(of: open.item.id).lastSequence == 5)
        #expect(try open.trial.drive.item(open.item.id) == open.item)
    }

    @Test(arguments: DriveKind.allCases)
    func `a used sequence is refused, and with it its whole group`(kind: DriveKind) throws {
        let open = try Open(kind)
        try open.trial.drive.append(open.entry(3))
        for sequence: Int64 in [3, 2, 0, -1] {
            #expect(throws: DriveError.sequenceExists(item: open.item.id, sequence: sequence)) {
                try open.trial.drive.append(open.entry(sequence))
            }
        }
        #expect(throws: DriveError.sequenceExists(item: open.item.id, sequence: 4)) {
            try open.trial.drive.appendGroup([open.entry(4), open.entry(4)])
        }
        #expect(try open.sequences() == [3])
    }

    @Test(arguments: DriveKind.allCases)
    func `an entry of an ended lease is refused`(kind: DriveKind) throws {
        let open = try Open(kind)
        let drive = open.trial.drive
        let second = try drive.acquireLease(of: open.item.id)
        #expect(second.epoch == open.lease.epoch + 1)
        #expect(throws: DriveError.staleEpoch(item: open.item.id, offered: 1, current: 2)) {
            try drive.append(open.entry(1))
        }
        #expect(throws: DriveError.staleEpoch(item: open.item.id, offered: 1, current: 2)) {
            try drive.replaceContent(open.checkpoint(through: 0))
        }
        try drive.append(open.entry(1, epoch: 2))
        try drive.releaseLease(open.lease)
        try drive.append(open.entry(2, epoch: 2))
        try drive.releaseLease(second)
        #expect(throws: DriveError.staleEpoch(item: open.item.id, offered: 2, current: 3)) {
            try drive.append(open.entry(3, epoch: 2))
        }
        #expect(try open.sequences() == [1, 2])
    }

    @Test(arguments: DriveKind.allCases)
    func `a journal goes with its item, and a folder has none`(kind: DriveKind) throws {
        let open = try Open(kind)
        let drive = open.trial.drive
        try drive.append(open.entry(1))
        try drive.delete(open.item.id, ifMatch: nil)
        #expect(throws: DriveError.notFound(subject: "file \(open.item.id)")) { try drive.append(open.entry(2)) }
        #expect(throws: DriveError.notFound(subject: "file \(open.item.id)")) {
            try drive.replaceContent(open.checkpoint(through: 0))
        }
        #expect(throws: DriveError.notFound(subject: "item \(open.item.id)")) {
            try drive.acquireLease(of: open.item.id)
        }
        try drive.releaseLease(open.lease)
        #expect(try drive.itemsWithJournal().isEmpty)
        #expect(throws: DriveError.isAFolder(open.trial.rootID)) { try drive.acquireLease(of: open.trial.rootID) }
    }

    @Test(arguments: DriveKind.allCases)
    func `an upload ends the lease and the journal, but not the count of sequences`(kind: DriveKind) throws {
        let open = try Open(kind)
        let drive = open.trial.drive
        try drive.append(open.entry(4))
        _ = try open.trial.put("Book.xlsx", [8])
        #expect(try open.sequences().isEmpty)
        #expect(throws: DriveError.staleEpoch(item: open.item.id, offered: 1, current: 2)) {
            try drive.append(open.entry(5))
        }
        #expect(
            try drive.acquireLease(of: open.item.id)
                == Lease(itemID: open.item.id, epoch: 3, contentVersion: 2, lastSequence: 4))
    }

    @Test(arguments: DriveKind.allCases)
    func `a checkpoint replaces the content and trims the journal`(kind: DriveKind) throws {
        let open = try Open(kind)
        let drive = open.trial.drive
        for sequence: Int64 in 1...4 { try drive.append(open.entry(sequence)) }
        open.trial.clock.advance(by: 9)
        let item = try drive.replaceContent(open.checkpoint(through: 3, [7, 7]))
        #expect(item.contentVersion == 2 && item.size == 2 && item.eTag != open.item.eTag)
        #expect(item.lastModifiedAt == open.item.lastModifiedAt + 9)
        #expect(try drive.content(open.item.id) == DriveContent(item: item, bytes: [7, 7]))
        #expect(try open.sequences() == [4])
        try drive.append(open.entry(5))
        _ = try drive.replaceContent(open.checkpoint(through: 5, version: 2))
        #expect(try open.sequences().isEmpty && drive.itemsWithJournal().isEmpty)
        #expect(throws: DriveError.sequenceExists(item: open.item.id, sequence: 5)) { try drive.append(open.entry(5)) }
        try drive.append(open.entry(6))
    }

    @Test(arguments: DriveKind.allCases)
    func `a checkpoint on an old content changes neither content nor journal`(kind: DriveKind) throws {
        let open = try Open(kind)
        let drive = open.trial.drive
        try drive.append(open.entry(1))
        #expect(throws: DriveError.staleVersion(item: open.item.id, expected: 2, current: 1)) {
            try drive.replaceContent(open.checkpoint(through: 1, version: 2))
        }
        #expect(try open.sequences() == [1])
        #expect(try drive.content(open.item.id) == DriveContent(item: open.item, bytes: [1, 2, 3]))
    }

    @Test(arguments: DriveKind.allCases)
    func `a payload beyond the limit is refused`(kind: DriveKind) throws {
        var limits = DriveLimits()
        limits.payloadSize = 4
        let open = try Open(kind, limits: limits)
        let size = DriveError.limitExceeded(
            limit: "payloadSize", subject: "entry 1 of \(open.item.id)", value: 5, maximum: 4)
        #expect(throws: size) { try open.trial.drive.append(open.entry(1)) }
        #expect(try open.sequences().isEmpty)
    }
}
