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
        let url =
            context.serviceRoot + "/drives/" + ODataURL.encodedSegment(context.api.configuration.driveID)
            + "/items/" + folder.id.rawValue + "/children"
        let needsAll = options.filter != nil || !options.orderBy.isEmpty || options.skip != nil || options.count == true
        let page =
            needsAll
            ? try await sortedPage(of: folder.id, url: url, context)
            : try await nextPage(of: folder.id, url: url, context)
        let fragment =
            "drives\(ODataURL.key(context.api.configuration.driveID))/items\(ODataURL.key(folder.id.rawValue))"
        let type = ODataURL.context(root: context.serviceRoot, fragment: fragment + "/children", select: options.select)
        return .json(200, page.json(context: type))
    }

    /// A page of the whole folder after `$filter` and `$orderby`.
    private static func sortedPage(
        of folder: DriveItemID, url: String, _ context: GraphContext
    ) async throws(GraphError) -> CollectionPage {
        let resource = DriveItemResource(context)
        let items = try await allChildren(of: folder, context).map { JSONValue.object(resource.json($0)) }
        do {
            return try context.options.page(
                of: items, type: "driveItem", url: url, navigation: DriveItemResource.navigation)
        } catch {
            throw GraphError(error)
        }
    }

    /// The children after those the token of the last link speaks of.
    private static func nextPage(
        of folder: DriveItemID, url: String, _ context: GraphContext
    ) async throws(GraphError) -> CollectionPage {
        let options = context.options
        let limit = min(max(options.top ?? pageSize, 1), context.api.drive.limits.pageSize)
        let page = try await context.reading(nil) { drive throws(DriveError) in
            try drive.children(of: folder, after: options.skipToken, limit: limit)
        }
        if options.top == 0 { return CollectionPage(items: []) }
        let resource = DriveItemResource(context)
        var items: [JSONValue] = []
        for item in page.items { items.append(.object(try resource.selected(item, options))) }
        let link = page.next.map { next in
            let kept = options.items.filter { !$0.name.lowercased().hasSuffix("skiptoken") }
            var query = kept.map { ODataURL.encodedSegment($0.name) + "=" + ODataURL.encodedSegment($0.value) }
            query.append("$skiptoken=" + ODataURL.encodedSegment(next))
            return url + "?" + query.joined(separator: "&")
        }
        return CollectionPage(items: items, nextLink: link)
    }

    private static func allChildren(
        of folder: DriveItemID, _ context: GraphContext
    ) async throws(GraphError) -> [DriveItem] {
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
            throw .invalidArgument("The folder has more than \(gathered) items, too many to sort or filter.")
        }
        return items
    }
}
