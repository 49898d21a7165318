// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives

extension SQLiteDrive {
    public func root() throws(DriveError) -> DriveItem {
        try readers.read("read", on: "root") { transaction throws(DriveError) in try transaction.root() }
    }

    public func item(_ id: DriveItemID) throws(DriveError) -> DriveItem {
        try readers.read("read", on: "item \(id)") { transaction throws(DriveError) in try transaction.item(id) }
    }

    public func item(at path: [String], under folder: DriveItemID?) throws(DriveError) -> DriveItem {
        try readers.read("read", on: "path '\(path.joined(separator: "/"))'") { transaction throws(DriveError) in
            try transaction.item(at: path, under: folder)
        }
    }

    public func children(of folder: DriveItemID, after: String?, limit: Int) throws(DriveError) -> DriveItemPage {
        try readers.read("list", on: "folder \(folder)") { transaction throws(DriveError) in
            try transaction.children(of: folder, after: after, limit: limit)
        }
    }

    public func createFolder(
        named name: String, in parent: DriveItemID, conflict: ConflictBehavior
    ) throws(DriveError) -> DriveItem {
        let id = DriveItemID(mintedIn: drivePrefix)
        return try change("create", on: "folder '\(name)' in \(parent)") { transaction throws(DriveError) in
            try transaction.createFolder(id, named: name, in: parent, conflict: conflict)
        }
    }

    public func putContent(
        _ bytes: [UInt8], to destination: ContentDestination, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> UploadedItem {
        let id = DriveItemID(mintedIn: drivePrefix)
        let hash = QuickXorHash.base64(of: bytes)
        let size = Int64(bytes.count)
        return try change("upload", on: "\(destination)", storing: bytes) { transaction, key throws(DriveError) in
            try transaction.putContent(
                key: key, size: size, hash: hash, to: destination, newID: id, conflict: conflict, ifMatch: ifMatch)
        }
    }

    public func content(_ id: DriveItemID, range: Range<Int64>?) throws(DriveError) -> DriveContent {
        var missing: String?
        while true {
            let (item, key) = try readers.read("read", on: "content of \(id)") {
                transaction throws(DriveError) -> (DriveItem, String) in
                let (record, content) = try transaction.existingFile(id)
                return (try transaction.item(record), content.key)
            }
            let part = range?.within(size: item.size) ?? 0..<item.size
            if let bytes = try contents.bytes(key, range: part) { return DriveContent(item: item, bytes: bytes) }
            // Between the row and its file the content has been replaced, so there is a new row to read. A row that
            // still names the missing file is damage.
            guard missing != key else {
                throw .storage(operation: "read", subject: "content of \(id)", cause: "content \(key) is missing")
            }
            missing = key
        }
    }

    public func update(
        _ id: DriveItemID, name: String?, parent: DriveItemID?, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> DriveItem {
        try change("update", on: "item \(id)") { transaction throws(DriveError) in
            try transaction.update(id, name: name, parent: parent, conflict: conflict, ifMatch: ifMatch)
        }
    }

    public func delete(_ id: DriveItemID, ifMatch: String?) throws(DriveError) {
        try change("delete", on: "item \(id)") { transaction throws(DriveError) in
            try transaction.delete(id, ifMatch: ifMatch)
        }
    }
}
