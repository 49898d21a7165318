// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

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
