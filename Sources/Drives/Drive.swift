// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A place for items, for the journals of open workbooks, and for the leases that say who may write them.
///
/// Every call is synchronous, may block on the disk, and may be made from any thread; callers run them on their own
/// executors. A call that changes something returns only when the change is on stable storage.
public protocol Drive: DriveItems, Journal, Leases {}

/// What happens when a name is already taken (Graph: `@microsoft.graph.conflictBehavior`).
public enum ConflictBehavior: String, Hashable, Sendable, CaseIterable {
    /// The call is refused with ``DriveError/nameAlreadyExists(name:parent:)``.
    case fail
    /// A file takes the place of the file that has the name. A folder never gives way: creating a folder over a folder
    /// answers the one that is there, and every other clash with a folder is refused as with ``fail``.
    case replace
    /// The new item takes the first free name of the series `Book 1.xlsx`, `Book 2.xlsx`, ….
    case rename
}

/// Where uploaded bytes go.
public enum ContentDestination: Hashable, Sendable {
    /// Into an existing file.
    case item(DriveItemID)
    /// Under a name in a folder, where a file may or may not be.
    case child(name: String, parent: DriveItemID)
}

/// The result of an upload.
public struct UploadedItem: Hashable, Sendable {
    /// The file after the upload.
    public var item: DriveItem
    /// Whether the upload made the file, rather than replaced its content.
    public var wasCreated: Bool

    /// Pairs the file with what happened to it.
    public init(item: DriveItem, wasCreated: Bool) {
        self.item = item
        self.wasCreated = wasCreated
    }
}

/// Bytes of a file together with the item at the moment they were its content.
public struct DriveContent: Hashable, Sendable {
    /// The file, whose size is that of the whole content even where `bytes` is a range of it.
    public var item: DriveItem
    /// The bytes asked for.
    public var bytes: [UInt8]

    /// Pairs the bytes with their item.
    public init(item: DriveItem, bytes: [UInt8]) {
        self.item = item
        self.bytes = bytes
    }
}

/// One page of the children of a folder.
public struct DriveItemPage: Hashable, Sendable {
    /// The children, sorted by name without regard to case.
    public var items: [DriveItem]
    /// What to pass as `after` for the next page; nil when this is the last.
    public var next: String?

    /// Pairs the children with the way to the next page.
    public init(items: [DriveItem], next: String?) {
        self.items = items
        self.next = next
    }
}

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
