// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One item of a drive, a folder or a file, as it was at one moment (Graph: `driveItem`).
public struct DriveItem: Hashable, Sendable {
    /// What an item is.
    public enum Kind: Hashable, Sendable {
        /// A folder with the number of its direct children.
        case folder(childCount: Int)
        /// A file; its content is asked for separately.
        case file(FileFacet)
    }

    /// What is known of a file's content without reading it.
    public struct FileFacet: Hashable, Sendable {
        /// The length of the content in bytes.
        public var size: Int64
        /// The number of the content, one for the first and one more with each replacement.
        public var contentVersion: Int64
        /// The QuickXorHash of the content in base64 (Graph: `hashes.quickXorHash`).
        public var quickXorHash: String

        /// Puts the facet together from its parts.
        public init(size: Int64, contentVersion: Int64, quickXorHash: String) {
            self.size = size
            self.contentVersion = contentVersion
            self.quickXorHash = quickXorHash
        }
    }

    /// The stable identifier.
    public var id: DriveItemID
    /// The name in the case in which it was given; `root` for the root folder.
    public var name: String
    /// The folder that holds the item; nil for the root folder.
    public var parentID: DriveItemID?
    /// The names of the folders from below the root down to the parent; empty for the root and for its children.
    public var parentPath: [String]
    /// Folder or file.
    public var kind: Kind
    /// A number that grows with every change of the item itself: of content, name or parent.
    public var revision: Int64
    /// The time of creation in milliseconds since 1970-01-01T00:00:00Z.
    public var createdAt: Int64
    /// The time of the last change in milliseconds since 1970-01-01T00:00:00Z.
    public var lastModifiedAt: Int64

    /// Puts an item together from its parts.
    public init(
        id: DriveItemID, name: String, parentID: DriveItemID?, parentPath: [String], kind: Kind, revision: Int64,
        createdAt: Int64, lastModifiedAt: Int64
    ) {
        self.id = id
        self.name = name
        self.parentID = parentID
        self.parentPath = parentPath
        self.kind = kind
        self.revision = revision
        self.createdAt = createdAt
        self.lastModifiedAt = lastModifiedAt
    }

    /// The facet of a file; nil for a folder.
    public var file: FileFacet? {
        if case .file(let facet) = kind { facet } else { nil }
    }

    /// Whether the item is a folder.
    public var isFolder: Bool { file == nil }

    /// Whether the item is the root folder of the drive.
    public var isRoot: Bool { parentID == nil }

    /// The length of the content in bytes; zero for a folder, whose contents are not summed.
    public var size: Int64 { file?.size ?? 0 }

    /// The number of the content (see ``FileFacet/contentVersion``); zero for a folder.
    public var contentVersion: Int64 { file?.contentVersion ?? 0 }

    /// The entity tag, in quotes, which changes with every change of the item.
    public var eTag: String { "\"{\(id.guidText)},\(revision)\"" }

    /// The tag, in quotes, which changes with the content only.
    public var cTag: String { "\"c:{\(id.guidText)},\(contentVersion)\"" }

    /// The names from below the root down to the item itself; empty for the root.
    public var path: [String] { isRoot ? [] : parentPath + [name] }

    /// Whether the value of an `if-match` header admits this item: `*`, or a list of tags that holds the eTag or the
    /// cTag (Graph accepts either). Weak tags count like strong ones, for every change here makes a new tag.
    public func matches(ifMatch condition: String) -> Bool {
        let text = Array(condition.utf8)
        if text == [UInt8(ascii: "*")] { return true }
        let quote = UInt8(ascii: "\"")
        let tags = [Array(eTag.utf8), Array(cTag.utf8)]
        guard text.contains(quote) else {
            return tags.contains { $0.dropFirst().dropLast().elementsEqual(text) }
        }
        // Tags hold commas, so the list is cut at quotes and not at commas.
        var rest = text[...]
        while let open = rest.firstIndex(of: quote), let close = rest[(open + 1)...].firstIndex(of: quote) {
            if tags.contains(where: { $0.elementsEqual(rest[open...close]) }) { return true }
            rest = rest[(close + 1)...]
        }
        return false
    }
}
