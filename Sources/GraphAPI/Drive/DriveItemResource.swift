// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import OData

/// How items and the drive look as JSON (Graph: resources/driveitem, resources/drive).
struct DriveItemResource: Sendable {
    private let serviceRoot: String
    private let driveID: String
    private let links: SignedLink
    private let now: Int64
    private let user: JSONValue

    init(_ context: GraphContext) {
        serviceRoot = context.serviceRoot
        driveID = context.api.configuration.driveID
        links = context.api.links
        now = context.api.configuration.clock()
        user = ["user": ["id": .string(context.principal.userID), "displayName": .string(context.principal.userID)]]
    }

    /// Properties that may be selected though an item does not carry them.
    static let navigation = ["children", "workbook", "content", "folder", "file", "root"]

    /// The members of an item, `@microsoft.graph.downloadUrl` first.
    func json(_ item: DriveItem) -> JSONObject {
        var entity = JSONObject()
        if item.file != nil {
            let link = links.text(for: item.id, purpose: .download, now: now)
            entity["@microsoft.graph.downloadUrl"] = .string(serviceRoot + "/download/" + link)
        }
        let modified = JSONValue.string(Timestamp.zulu(item.lastModifiedAt))
        let created = JSONValue.string(Timestamp.zulu(item.createdAt))
        entity["createdDateTime"] = created
        entity["cTag"] = .string(item.cTag)
        entity["eTag"] = .string(item.eTag)
        entity["id"] = .string(item.id.rawValue)
        entity["lastModifiedDateTime"] = modified
        entity["name"] = .string(item.name)
        entity["size"] = .integer(item.size)
        entity["webUrl"] = .string(webURL(of: item))
        entity["createdBy"] = user
        entity["lastModifiedBy"] = user
        entity["parentReference"] = parentReference(of: item)
        entity["fileSystemInfo"] = ["createdDateTime": created, "lastModifiedDateTime": modified]
        switch item.kind {
        case .folder(let count): entity["folder"] = ["childCount": .integer(Int64(count))]
        case .file(let facet):
            entity["file"] = [
                "mimeType": .string(MediaType.of(item.name)),
                "hashes": ["quickXorHash": .string(facet.quickXorHash)],
            ]
        }
        if item.isRoot { entity["root"] = .object(JSONObject()) }
        return entity
    }

    /// The members of an item that `$select` keeps.
    func selected(_ item: DriveItem, _ options: QueryOptions) throws(GraphError) -> JSONObject {
        do {
            return try json(item).selecting(options.select, type: "driveItem", navigation: Self.navigation)
        } catch {
            throw GraphError(error)
        }
    }

    /// The members of the one drive.
    func drive(root: DriveItem) -> JSONObject {
        var entity = JSONObject()
        entity["createdDateTime"] = .string(Timestamp.zulu(root.createdAt))
        entity["id"] = .string(driveID)
        entity["lastModifiedDateTime"] = .string(Timestamp.zulu(root.lastModifiedAt))
        entity["name"] = "Documents"
        entity["webUrl"] = .string(driveURL)
        entity["driveType"] = "business"
        entity["owner"] = user
        return entity
    }

    private var driveURL: String { serviceRoot + "/drives/" + ODataURL.encodedSegment(driveID) }

    private func webURL(of item: DriveItem) -> String {
        if item.isRoot { return driveURL + "/root" }
        return driveURL + "/items/" + item.id.rawValue + (item.isFolder ? "" : "/content")
    }

    private func parentReference(of item: DriveItem) -> JSONValue {
        var reference = JSONObject()
        reference["driveId"] = .string(driveID)
        reference["driveType"] = "business"
        if let parent = item.parentID {
            let names = item.parentPath.map { "/" + ODataURL.encodedSegment($0) }.joined()
            reference["id"] = .string(parent.rawValue)
            if let name = item.parentPath.last { reference["name"] = .string(name) }
            reference["path"] = .string("/drives/\(driveID)/root:\(names)")
        }
        return .object(reference)
    }
}
