// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One record of what was done to an open workbook since its last checkpoint.
public struct JournalEntry: Hashable, Sendable {
    /// The workbook.
    public var itemID: DriveItemID
    /// The place of the entry in the item's journal; sequences of an item are never used twice, not even after a
    /// checkpoint has dropped them.
    public var sequence: Int64
    /// The epoch of the lease under which the entry is written (see ``Lease``).
    public var epoch: Int64
    /// The record itself, which the drive does not look into.
    public var payload: [UInt8]

    /// Puts an entry together from its parts.
    public init(itemID: DriveItemID, sequence: Int64, epoch: Int64, payload: [UInt8]) {
        self.itemID = itemID
        self.sequence = sequence
        self.epoch = epoch
        self.payload = payload
    }
}

/// A new content for an open workbook, which holds everything its journal says up to a sequence.
public struct Checkpoint: Hashable, Sendable {
    /// The workbook.
    public var itemID: DriveItemID
    /// The epoch of the lease under which the checkpoint is written.
    public var epoch: Int64
    /// The version of the content on which the new content is based.
    public var baseVersion: Int64
    /// The last sequence that the new content holds; journal entries up to it, inclusive, are dropped.
    public var journalThrough: Int64
    /// The new content.
    public var bytes: [UInt8]

    /// Puts a checkpoint together from its parts.
    public init(itemID: DriveItemID, epoch: Int64, baseVersion: Int64, journalThrough: Int64, bytes: [UInt8]) {
        self.itemID = itemID
        self.epoch = epoch
        self.baseVersion = baseVersion
        self.journalThrough = journalThrough
        self.bytes = bytes
    }
}

/// The journals of open workbooks.
///
/// An entry or a checkpoint is taken only from the holder of the item's lease: an epoch other than the current one is
/// refused with ``DriveError/staleEpoch(item:offered:current:)``, an item that is gone with `notFound`.
public protocol Journal: Sendable {
    /// Adds an entry and returns when it is on stable storage. Entries appended at the same time from several threads
    /// are committed together.
    ///
    /// After ``DriveError/outcomeUnknown(operation:subject:cause:)`` the entry may be in the journal or not, and may
    /// even appear after a restart of the machine. Acquiring the lease anew settles that, for it is a later write; from
    /// then on ``journal(of:after:)`` tells.
    func append(_ entry: JournalEntry) throws(DriveError)

    /// Adds several entries, of one item or of several, all of them or none.
    func appendGroup(_ entries: [JournalEntry]) throws(DriveError)

    /// The entries of an item with sequences greater than `sequence`, in order.
    func journal(of item: DriveItemID, after sequence: Int64) throws(DriveError) -> [JournalEntry]

    /// The items that have journal entries, for recovery at the start, sorted by id.
    func itemsWithJournal() throws(DriveError) -> [DriveItemID]

    /// Replaces the content of an item and drops the journal entries that it holds, in one transaction: a reader, or a
    /// restart, finds either both or neither. Entries after ``Checkpoint/journalThrough`` and the lease stay.
    func replaceContent(_ checkpoint: Checkpoint) throws(DriveError) -> DriveItem
}
