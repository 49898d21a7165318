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
