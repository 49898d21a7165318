// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One item as a drive stores it.
package struct ItemRecord: Hashable, Sendable {
    /// What a drive stores of a file's content: the key under which the bytes lie, and what is known of them.
    package struct Content: Hashable, Sendable {
        /// Names the stored bytes; never used for two contents.
        package var key: String
        /// The facet that clients see.
        package var facet: DriveItem.FileFacet

        package init(key: String, facet: DriveItem.FileFacet) {
            self.key = key
            self.facet = facet
        }
    }

    package var id: DriveItemID
    package var parentID: DriveItemID?
    package var name: String
    package var key: NameKey
    /// Nil for a folder.
    package var content: Content?
    /// Kept by ``ItemTable/adjustChildCount(of:by:)`` alone: ``ItemTable/update(_:)`` leaves it as it is.
    package var childCount: Int
    package var revision: Int64
    package var createdAt: Int64
    package var lastModifiedAt: Int64
    /// The epoch of the last lease.
    package var epoch: Int64
    /// The last sequence that has been dropped from the journal.
    package var journalThrough: Int64

    package init(
        id: DriveItemID, parentID: DriveItemID?, name: String, key: NameKey, content: Content?, childCount: Int,
        revision: Int64, createdAt: Int64, lastModifiedAt: Int64, epoch: Int64, journalThrough: Int64
    ) {
        self.id = id
        self.parentID = parentID
        self.name = name
        self.key = key
        self.content = content
        self.childCount = childCount
        self.revision = revision
        self.createdAt = createdAt
        self.lastModifiedAt = lastModifiedAt
        self.epoch = epoch
        self.journalThrough = journalThrough
    }

    /// A new item, named and placed, with no history.
    package init(id: DriveItemID, parentID: DriveItemID?, name: DriveItemName, content: Content?, now: Int64) {
        self.init(
            id: id, parentID: parentID, name: name.text, key: name.key, content: content, childCount: 0, revision: 1,
            createdAt: now, lastModifiedAt: now, epoch: 0, journalThrough: 0)
    }

    /// The root folder of a new drive.
    package static func root(id: DriveItemID, now: Int64) -> ItemRecord {
        ItemRecord(
            id: id, parentID: nil, name: "root", key: NameKey("root"), content: nil, childCount: 0, revision: 1,
            createdAt: now, lastModifiedAt: now, epoch: 0, journalThrough: 0)
    }
}
