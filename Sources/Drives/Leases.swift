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

/// Who may write which item.
public protocol Leases: Sendable {
    /// Acquires the lease of a file and so ends every earlier one. On a drive of a single node this succeeds whenever
    /// the file exists: the process that asks is the only one there is.
    func acquireLease(of item: DriveItemID) throws(DriveError) -> Lease

    /// Gives a lease up: the epoch moves on, so that nothing more can be written under it. Giving up a lease that has
    /// ended, or whose item is gone, does nothing.
    func releaseLease(_ lease: Lease) throws(DriveError)
}
