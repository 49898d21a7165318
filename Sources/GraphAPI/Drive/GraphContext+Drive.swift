// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData
import Sessions

/// What the answers of the drive have in common.
extension GraphContext {
    /// Runs calls of the drive that read, away from the connection's thread, with the contents of open workbooks
    /// brought up to date first.
    ///
    /// - Parameter item: the one item that is read; nil for several.
    func reading<Value: Sendable>(
        _ item: DriveItemID?, _ body: @escaping @Sendable (any Drive) throws(DriveError) -> Value
    ) async throws(GraphError) -> Value {
        do {
            return try await api.registry.read(item, body)
        } catch {
            throw GraphError(error)
        }
    }

    /// The item at an address as it is with every acknowledged change.
    func currentItem(at address: DriveAddress) async throws(GraphError) -> DriveItem {
        let id = try await item(at: address).id
        return try await reading(id) { drive throws(DriveError) in try drive.item(id) }
    }

    /// The entity of an item with its context, as GET, PATCH and uploads answer it.
    func answer(_ item: DriveItem, status: Int = 200) throws(GraphError) -> HTTPResponse {
        var entity = try DriveItemResource(self).selected(item, options)
        let fragment = "drives\(ODataURL.key(api.configuration.driveID))/items"
        let context = ODataURL.context(root: serviceRoot, fragment: fragment, select: options.select, isEntity: true)
        entity.members.insert(JSONObject.Member(name: "@odata.context", value: .string(context)), at: 0)
        var response = HTTPResponse.json(status, .object(entity))
        response.headers["ETag"] = item.eTag
        return response
    }

    /// What happens when a name is taken, from the URL or from the body of the request.
    func conflictBehavior(
        in body: Arguments? = nil, standard: ConflictBehavior
    ) throws(GraphError) -> ConflictBehavior {
        let name = "@microsoft.graph.conflictBehavior"
        var stated = options.custom(name)
        if stated == nil, let body { stated = try body.optionalString(name) }
        guard let text = stated else { return standard }
        guard let behavior = ConflictBehavior(rawValue: text.lowercased()) else {
            throw .invalidArgument("The value of '\(name)' must be 'fail', 'replace' or 'rename'.")
        }
        return behavior
    }
}
