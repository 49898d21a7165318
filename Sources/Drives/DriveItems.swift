// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The tree of folders and files.
///
/// Names keep their case and are compared without it, scalar by scalar as OneDrive does. A condition `ifMatch` is the
/// value of an `if-match` header (see ``DriveItem/matches(ifMatch:)``); nil stands for no condition.
public protocol DriveItems: Sendable {
    /// The bounds of this drive.
    var limits: DriveLimits { get }

    /// The root folder.
    func root() throws(DriveError) -> DriveItem

    /// The item with an id.
    func item(_ id: DriveItemID) throws(DriveError) -> DriveItem

    /// The item at a path of decoded names below a folder, or below the root when that is nil. The empty path is the
    /// folder itself.
    func item(at path: [String], under folder: DriveItemID?) throws(DriveError) -> DriveItem

    /// A page of a folder's children sorted by name: those whose names come after `after`, at most `limit` and never
    /// more than ``DriveLimits/pageSize``.
    func children(of folder: DriveItemID, after: String?, limit: Int) throws(DriveError) -> DriveItemPage

    /// Makes a folder.
    func createFolder(
        named name: String, in parent: DriveItemID, conflict: ConflictBehavior
    ) throws(DriveError) -> DriveItem

    /// Uploads a file. Replacing a content ends the item's lease and drops its journal, for both belong to the content
    /// that is gone. `conflict` has no meaning for a destination that is an item. A condition on a child that does not
    /// exist fails with `notFound`.
    func putContent(
        _ bytes: [UInt8], to destination: ContentDestination, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> UploadedItem

    /// The content of a file, or the part of it that lies within `range` (zero-based byte offsets, half open).
    func content(_ id: DriveItemID, range: Range<Int64>?) throws(DriveError) -> DriveContent

    /// Renames an item, moves it, or both; nil leaves the name or the parent as it is.
    func update(
        _ id: DriveItemID, name: String?, parent: DriveItemID?, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> DriveItem

    /// Deletes an item with all its descendants, their journals and leases.
    func delete(_ id: DriveItemID, ifMatch: String?) throws(DriveError)
}

extension DriveItems {
    /// The item at a path of decoded names below the root.
    public func item(at path: [String]) throws(DriveError) -> DriveItem {
        try item(at: path, under: nil)
    }

    /// The whole content of a file.
    public func content(_ id: DriveItemID) throws(DriveError) -> DriveContent {
        try content(id, range: nil)
    }
}
