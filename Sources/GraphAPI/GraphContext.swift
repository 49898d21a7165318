// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData

/// Everything that answering one request needs.
struct GraphContext: Sendable {
    let api: GraphAPI
    let request: HTTPRequest
    let path: RequestPath
    let options: QueryOptions
    let ids: RequestID
    let principal: Principal
    let trace: RequestTrace

    /// Scheme, authority and version, without a slash at the end: `https://host/v1.0`.
    var serviceRoot: String { origin + "/v1.0" }

    private var origin: String {
        api.configuration.publicOrigin ?? "http://" + (request.headers["Host"] ?? "localhost")
    }

    /// The year of dates that are typed without one.
    var currentYear: Int { Timestamp.year(api.configuration.clock()) }

    /// The URL of the request without its query.
    var url: String {
        origin + String(request.target.prefix { $0 != "?" })
    }

    /// The same request with other query options, for what `$expand` brings.
    func replacing(options: QueryOptions) -> GraphContext {
        GraphContext(
            api: api, request: request, path: path, options: options, ids: ids, principal: principal, trace: trace)
    }

    /// The JSON body with its members; empty when there is none.
    func body() throws(GraphError) -> Arguments {
        guard request.body.count <= api.configuration.maximumRequestBytes else {
            throw GraphError(.payloadTooLargeUncategorized, "The request payload exceeds the size limit.")
        }
        let value: JSONValue?
        do {
            value = try ODataRequest.body(
                request.body, limits: JSONLimits(maximumBytes: api.configuration.maximumRequestBytes))
        } catch {
            throw GraphError(error)
        }
        switch value {
        case nil: return Arguments(JSONObject())
        case .object(let object): return Arguments(object)
        case let other?: throw .badRequest("The body is a JSON \(other.kindName) where an object is expected.")
        }
    }

    /// The arguments of a function at the end of the path: from the URL, or by the same names from the body.
    func arguments(of step: RequestPath.Step) throws(GraphError) -> Arguments {
        var arguments = step.match.arguments
        if !request.body.isEmpty {
            for member in try body().object.members where arguments.member(member.name) == nil {
                arguments[member.name] = member.value
            }
        }
        return Arguments(arguments)
    }

    /// Refuses a drive that is not the one there is.
    func check(_ address: DriveAddress) throws(GraphError) {
        guard case .drive(let id) = address.owner, id.lowercased() != api.configuration.driveID.lowercased() else {
            return
        }
        throw .itemNotFound("The resource could not be found.")
    }

    /// The item at an address. Asks the drive, away from the thread that serves the connection.
    func item(at address: DriveAddress) async throws(GraphError) -> DriveItem {
        let api = api
        try check(address)
        return try await offLoop { () throws(GraphError) -> DriveItem in
            do throws(DriveError) {
                switch address.place {
                case .root: return try api.drive.item(at: address.relativePath, under: nil)
                case .item(let id) where address.relativePath.isEmpty: return try api.drive.item(id)
                case .item(let id): return try api.drive.item(at: address.relativePath, under: id)
                }
            } catch {
                throw GraphError(error)
            }
        }
    }
}
