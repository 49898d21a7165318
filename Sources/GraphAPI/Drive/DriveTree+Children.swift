// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData

extension DriveTree {
    /// Children on a page when `$top` does not say, as Graph has it.
    private static let pageSize = 200
    /// Children that are gathered to be sorted or filtered.
    private static let gathered = 20_000

    /// `GET …/children`, in the order of the names unless `$orderby` says otherwise.
    static func children(_ address: DriveAddress, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let options = context.options
        guard options.expand.isEmpty else { throw .notImplemented("$expand on items is not implemented yet.") }
        let folder = try await context.item(at: address)
        guard folder.isFolder else { throw .invalidArgument("The item is not a folder.") }
        let url = context.serviceRoot + "/drives/" + ODataURL.encodedSegment(context.api.configuration.driveID)
            + "/items/" + folder.id.rawValue + "/children"
        let needsAll = options.filter != nil || !options.orderBy.isEmpty || options.skip != nil || options.count == true
        let page: CollectionPage
        do {
            if needsAll {
                let resource = DriveItemResource(context)
                let items = try await allChildren(of: folder.id, context).map { JSONValue.object(resource.json($0)) }
                page = try options.page(
                    of: items, type: "driveItem", url: url, navigation: DriveItemResource.navigation)
            } else {
                page = try await nextPage(of: folder.id, url: url, context)
            }
        } catch let error as ODataError {
            throw GraphError(error)
        } catch let error as GraphError {
            throw error
        } catch {
            throw GraphError(status: 500, "The children could not be listed.")
        }
        let fragment = "drives\(ODataURL.key(context.api.configuration.driveID))/items\(ODataURL.key(folder.id.rawValue))"
        let type = ODataURL.context(root: context.serviceRoot, fragment: fragment + "/children", select: options.select)
        return .json(200, page.json(context: type))
    }

    /// The children after those the token of the last link speaks of.
    private static func nextPage(
        of folder: DriveItemID, url: String, _ context: GraphContext
    ) async throws -> CollectionPage {
        let options = context.options
        let limit = min(max(options.top ?? pageSize, 1), context.api.drive.limits.pageSize)
        let page = try await context.reading(nil) { drive throws(DriveError) in
            try drive.children(of: folder, after: options.skipToken, limit: limit)
        }
        if options.top == 0 { return CollectionPage(items: [], count: nil, nextLink: nil) }
        let resource = DriveItemResource(context)
        let items = try page.items.map { item in
            JSONValue.object(
                try resource.json(item).selecting(
                    options.select, type: "driveItem", navigation: DriveItemResource.navigation))
        }
        let link = page.next.map { next in
            let kept = options.items.filter { !$0.name.lowercased().hasSuffix("skiptoken") }
            let query = kept.map { ODataURL.encodedSegment($0.name) + "=" + ODataURL.encodedSegment($0.value) }
            return url + "?" + (query + ["$skiptoken=" + ODataURL.encodedSegment(next)]).joined(separator: "&")
        }
        return CollectionPage(items: items, count: nil, nextLink: link)
    }

    private static func allChildren(of folder: DriveItemID, _ context: GraphContext) async throws -> [DriveItem] {
        let items = try await context.reading(nil) { drive throws(DriveError) -> [DriveItem]? in
            var items: [DriveItem] = []
            var after: String?
            repeat {
                let page = try drive.children(of: folder, after: after, limit: drive.limits.pageSize)
                items += page.items
                after = page.next
                if items.count > gathered { return nil }
            } while after != nil
            return items
        }
        guard let items else {
            throw GraphError.invalidArgument("The folder has more than \(gathered) items, too many to sort or filter.")
        }
        return items
    }
}
