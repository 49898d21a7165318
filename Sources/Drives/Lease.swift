// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The right to write the journal of one item, fenced by an epoch.
public struct Lease: Hashable, Sendable {
    /// The item.
    public var itemID: DriveItemID
    /// A number that grows with every acquisition; the drive refuses entries of any epoch but the last.
    public var epoch: Int64
    /// The version of the content at the moment of acquisition.
    public var contentVersion: Int64
    /// The last sequence ever used in the item's journal, zero if none: the next entry takes the one after it.
    public var lastSequence: Int64

    /// Puts a lease together from its parts.
    public init(itemID: DriveItemID, epoch: Int64, contentVersion: Int64, lastSequence: Int64) {
        self.itemID = itemID
        self.epoch = epoch
        self.contentVersion = contentVersion
        self.lastSequence = lastSequence
    }
}
