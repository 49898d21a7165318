// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

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
