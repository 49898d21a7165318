// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData
import Sessions

/// The answers to requests on drives, folders and items as such.
enum DriveTree {
    /// `GET /me/drive`.
    static func drive(_ address: DriveAddress, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        try context.check(address)
        let root = try await context.item(at: DriveAddress())
        var entity: JSONObject
        do {
            entity = try DriveItemResource(context).drive(root: root).selecting(
                context.options.select, type: "drive", navigation: ["root", "items"])
        } catch {
            throw GraphError(error)
        }
        let type = ODataURL.context(
            root: context.serviceRoot, fragment: "drives", select: context.options.select, isEntity: true)
        entity.members.insert(JSONObject.Member(name: "@odata.context", value: .string(type)), at: 0)
        return .json(200, .object(entity))
    }

    /// `GET /drives`: there is one.
    static func drives(_ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let root = try await context.item(at: DriveAddress())
        let entity = DriveItemResource(context).drive(root: root)
        do {
            let page = try context.options.page(
                of: [.object(entity)], type: "drive", url: context.serviceRoot + "/drives")
            let type = ODataURL.context(root: context.serviceRoot, fragment: "drives", select: context.options.select)
            return .json(200, page.json(context: type))
        } catch {
            throw GraphError(error)
        }
    }

    /// `GET /me/drive/root:/Book.xlsx`, `GET /me/drive/items/{id}`.
    static func item(_ address: DriveAddress, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        guard context.options.expand.isEmpty else { throw .notImplemented("$expand on items is not implemented yet.") }
        let item = try await context.currentItem(at: address)
        if let condition = context.request.headers["If-None-Match"], item.matches(ifMatch: condition) {
            return HTTPResponse(status: 304, headers: ["ETag": item.eTag])
        }
        return try context.answer(item)
    }

    /// `POST …/children` with the facet `folder`.
    static func createFolder(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        let body = try context.body()
        guard body.value("folder")?.objectValue != nil else {
            throw .invalidArgument(
                "Only folders can be created here: the body needs the member 'folder'. Files are uploaded.")
        }
        let name = try body.string("name")
        let conflict = try context.conflictBehavior(in: body, standard: .fail)
        let parent = try await context.item(at: address).id
        let folder = try await context.reading(parent) { drive throws(DriveError) in
            try drive.createFolder(named: name, in: parent, conflict: conflict)
        }
        return try context.answer(folder, status: 201)
    }

    /// `PATCH` renames, moves, or both; members that cannot be changed are passed over.
    static func update(_ address: DriveAddress, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let body = try context.body()
        let name = try body.optionalString("name")
        let target = try newParent(in: body)
        let conflict = try context.conflictBehavior(in: body, standard: .fail)
        let id = try await context.item(at: address).id
        var parent: DriveItemID?
        if let target { parent = try await context.item(at: target).id }
        let condition = context.request.headers["If-Match"]
        let item: DriveItem
        do {
            item = try await context.api.registry.update(
                id, name: name, parent: parent, conflict: conflict, ifMatch: condition)
        } catch {
            throw GraphError(error)
        }
        return try context.answer(item)
    }

    /// `DELETE`: the item with all below it.
    static func delete(_ address: DriveAddress, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let id = try await context.item(at: address).id
        do {
            try await context.api.registry.delete(id, ifMatch: context.request.headers["If-Match"])
        } catch {
            throw GraphError(error)
        }
        return .noContent
    }

    /// Where `parentReference` points: by `id`, by `path`, or by an `id` with a path below it.
    static func newParent(in body: Arguments) throws(GraphError) -> DriveAddress? {
        guard let value = body.value("parentReference"), !value.isNull else { return nil }
        guard let object = value.objectValue else {
            throw Arguments.wrongType("parentReference", value, "an object")
        }
        let reference = Arguments(object)
        var address = DriveAddress()
        if let id = try reference.optionalString("id") {
            address.place = id.lowercased() == "root" ? .root : .item(DriveItemID(rawValue: id))
            return address
        }
        guard let text = try reference.optionalString("path") else { return nil }
        // `/drives/{id}/root:/Reports`, `/drive/root:` and `/Reports` all occur.
        let below = text.firstRange(of: "root:").map { String(text[$0.upperBound...]) } ?? text
        guard !below.isEmpty, below != "/" else { return address }
        let path: ODataPath
        do {
            path = try ODataPath("/root:" + (below.hasPrefix("/") ? below : "/" + below))
        } catch {
            throw .invalidArgument("The path of 'parentReference' cannot be read: \(error)")
        }
        guard case .relativePath(let names)? = path.segments.last else { return address }
        address.relativePath = names
        return address
    }
}
