// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData
import Sessions

extension DriveTree {
    /// Items that one call copies at most.
    private static let copied = 10_000

    /// `POST …/copy`: 202 with the place to ask how far it is. The copy is done when this answers, so that the place
    /// says "completed" from the beginning.
    static func copy(_ address: DriveAddress, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let body = try context.body()
        let conflict = try context.conflictBehavior(in: body, standard: .fail)
        let target = try newParent(in: body)
        let source = try await context.item(at: address)
        guard let ownParent = source.parentID else { throw .invalidArgument("The root folder cannot be copied.") }
        let name = try body.optionalString("name") ?? source.name
        var parent = ownParent
        if let target { parent = try await context.item(at: target).id }
        let copy: DriveItemID
        if source.isFolder {
            copy = try await copyFolder(source, named: name, to: parent, conflict, context)
        } else {
            do {
                let content = try await context.api.registry.content(source.id)
                copy = try await context.api.registry.upload(
                    content.bytes, to: .child(name: name, parent: parent), conflict: conflict
                ).item.id
            } catch {
                throw GraphError(error)
            }
        }
        let now = context.api.configuration.clock()
        let link = context.api.links.text(for: copy, purpose: .monitor, now: now)
        return HTTPResponse(status: 202, headers: ["Location": context.serviceRoot + "/monitor/" + link])
    }

    /// `GET /monitor/{link}`, without a token.
    static func monitor(_ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let link = context.path.steps.last?.key ?? ""
        let now = context.api.configuration.clock()
        guard let item = context.api.links.item(of: link, purpose: .monitor, now: now) else {
            throw .itemNotFound("The operation could not be found.")
        }
        return .json(
            200, ["percentageComplete": 100.0, "resourceId": .string(item.rawValue), "status": "completed"])
    }

    /// Copies a folder with all below it. The copy of the folder is new, so nothing below it can clash.
    private static func copyFolder(
        _ source: DriveItem, named name: String, to parent: DriveItemID, _ conflict: ConflictBehavior,
        _ context: GraphContext
    ) async throws(GraphError) -> DriveItemID {
        let copy: DriveItemID? = try await context.reading(nil) { drive throws(DriveError) -> DriveItemID? in
            let below = try descendants(of: source.id, in: drive)
            guard let below else { return nil }
            // Walking up from the target meets the source when the copy would contain itself.
            var place = try drive.item(parent)
            while let above = place.parentID {
                if place.id == source.id { throw .moveIntoItself(source.id) }
                place = try drive.item(above)
            }
            let root = try drive.createFolder(named: name, in: parent, conflict: conflict == .rename ? .rename : .fail)
            var copies = [source.id: root.id]
            for item in below {
                guard let target = item.parentID.flatMap({ copies[$0] }) else { continue }
                if item.isFolder {
                    copies[item.id] = try drive.createFolder(named: item.name, in: target, conflict: .fail).id
                } else {
                    let bytes = try drive.content(item.id).bytes
                    _ = try drive.putContent(
                        bytes, to: .child(name: item.name, parent: target), conflict: .fail, ifMatch: nil)
                }
            }
            return root.id
        }
        guard let copy else { throw .invalidArgument("The folder holds more than \(copied) items.") }
        return copy
    }

    /// Everything below a folder, parents before their children; nil when it is too much.
    private static func descendants(of folder: DriveItemID, in drive: any Drive) throws(DriveError) -> [DriveItem]? {
        var found: [DriveItem] = []
        var folders = [folder]
        while let next = folders.popLast() {
            var after: String?
            repeat {
                let page = try drive.children(of: next, after: after, limit: drive.limits.pageSize)
                found += page.items
                folders += page.items.filter(\.isFolder).map(\.id)
                after = page.next
                if found.count > copied { return nil }
            } while after != nil
        }
        return found
    }
}
