// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One transaction on the rows of a drive, with the rules that hold on every drive.
///
/// A drive runs each call in a transaction of its own and throws the transaction away when the call throws. The methods
/// may therefore throw at any point.
package struct ItemTransaction<Table: ItemTable> {
    package var table: Table
    package let limits: DriveLimits
    /// The time that changes are stamped with, in milliseconds since 1970-01-01T00:00:00Z.
    package let now: Int64
    /// Keys of contents that nothing refers to once the transaction is committed.
    package private(set) var abandonedContent: [String] = []

    package init(table: Table, limits: DriveLimits, now: Int64) {
        self.table = table
        self.limits = limits
        self.now = now
    }

    mutating func abandon(_ content: ItemRecord.Content?) {
        if let content { abandonedContent.append(content.key) }
    }
}

// MARK: - Reading

extension ItemTransaction {
    package func existing(_ id: DriveItemID) throws(DriveError) -> ItemRecord {
        guard let record = try table.record(id) else { throw .notFound(subject: "item \(id)") }
        return record
    }

    package func existingFile(_ id: DriveItemID) throws(DriveError) -> (ItemRecord, ItemRecord.Content) {
        let record = try existing(id)
        guard let content = record.content else { throw .isAFolder(id) }
        return (record, content)
    }

    func existingFolder(_ id: DriveItemID) throws(DriveError) -> ItemRecord {
        let record = try existing(id)
        guard record.content == nil else { throw .notAFolder(id) }
        return record
    }

    /// The folders from below the root down to `id` itself, which is left out when it is the root.
    func folders(downTo id: DriveItemID) throws(DriveError) -> [ItemRecord] {
        var folders: [ItemRecord] = []
        var next: DriveItemID? = id
        while let id = next {
            let record = try existing(id)
            if record.parentID != nil { folders.append(record) }
            next = record.parentID
        }
        return folders.reversed()
    }

    private func item(_ record: ItemRecord, parentPath: [String]) -> DriveItem {
        DriveItem(
            id: record.id, name: record.name, parentID: record.parentID, parentPath: parentPath,
            kind: record.content.map { .file($0.facet) } ?? .folder(childCount: record.childCount),
            revision: record.revision, createdAt: record.createdAt, lastModifiedAt: record.lastModifiedAt)
    }

    /// What clients see of a record.
    package func item(_ record: ItemRecord) throws(DriveError) -> DriveItem {
        guard let parentID = record.parentID else { return item(record, parentPath: []) }
        return item(record, parentPath: try folders(downTo: parentID).map(\.name))
    }

    package func root() throws(DriveError) -> DriveItem {
        try item(table.rootRecord())
    }

    package func item(_ id: DriveItemID) throws(DriveError) -> DriveItem {
        try item(existing(id))
    }

    package func item(at path: [String], under folder: DriveItemID?) throws(DriveError) -> DriveItem {
        var record = if let folder { try existing(folder) } else { try table.rootRecord() }
        for name in path {
            guard record.content == nil, let child = try table.record(named: NameKey(name), in: record.id) else {
                throw .notFound(subject: "path '\(path.joined(separator: "/"))'")
            }
            record = child
        }
        return try item(record)
    }

    package func children(
        of folder: DriveItemID, after: String?, limit: Int
    ) throws(DriveError) -> DriveItemPage {
        let parent = try existingFolder(folder)
        let count = min(max(limit, 1), limits.pageSize)
        // One more than the page holds tells whether another page follows.
        var records = try table.records(in: folder, after: after.map { NameKey($0) }, limit: count + 1)
        let isLast = records.count <= count
        if !isLast { records.removeLast() }
        let path = try item(parent).path
        let items = records.map { item($0, parentPath: path) }
        return DriveItemPage(items: items, next: isLast ? nil : items.last?.name)
    }

    func check(_ record: ItemRecord, ifMatch: String?) throws(DriveError) {
        guard let ifMatch else { return }
        let item = item(record, parentPath: [])
        guard item.matches(ifMatch: ifMatch) else {
            throw .preconditionFailed(item: record.id, currentETag: item.eTag)
        }
    }
}
