// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives
public import HTTPMessages
import OData
public import Sessions

/// The API as one value: give it a request, get its response.
///
///     let api = GraphAPI(drive: drive, registry: registry)
///     let server = try HTTPServer(configuration: .init(port: 8080), handler: api.respond)
public struct GraphAPI: Sendable {
    public let drive: any Drive
    public let registry: SessionRegistry
    public let authentication: any Authentication
    public let configuration: GraphConfiguration
    let routes = Routes.standard
    let links = SignedLink()
    let uploads = UploadSessions()
    let addresses = AddressCache()

    public init(
        drive: any Drive, registry: SessionRegistry, authentication: any Authentication = OpenAuthentication(),
        configuration: GraphConfiguration = GraphConfiguration()
    ) {
        self.drive = drive
        self.registry = registry
        self.authentication = authentication
        self.configuration = configuration
    }

    /// Answers a request. Total: every failure is itself a response.
    @Sendable public func respond(_ request: HTTPRequest) async -> HTTPResponse {
        let start = ContinuousClock.now
        let ids = RequestID(client: request.headers["client-request-id"])
        let trace = RequestTrace()
        var response: HTTPResponse
        do throws(GraphError) {
            response = try await answer(request, ids, trace)
        } catch {
            response = errorResponse(error, ids)
        }
        response.headers["request-id"] = ids.request
        response.headers["client-request-id"] = ids.client
        if response.headers["Cache-Control"] == nil { response.headers["Cache-Control"] = "no-cache" }
        if let log = configuration.log {
            let (template, mode) = trace.contents
            let elapsed = (ContinuousClock.now - start).components
            log(
                RequestRecord(
                    method: request.method, template: template, status: response.status,
                    milliseconds: Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) / 1e15,
                    sessionMode: mode, requestID: ids.request, clientRequestID: ids.client))
        }
        return response
    }

    /// Reads the request, finds its route and runs it.
    private func answer(
        _ request: HTTPRequest, _ ids: RequestID, _ trace: RequestTrace
    ) async throws(GraphError) -> HTTPResponse {
        let odata: ODataRequest
        do {
            odata = try ODataRequest(target: request.target)
        } catch {
            throw GraphError(error)
        }
        let path = try RequestPath(odata.path, method: request.method, routes: routes)
        trace.note(template: path.template)
        let principal =
            path.operation.scope.isEmpty
            ? Principal(userID: "", scopes: []) : try authentication.principal(of: request)
        guard principal.scopes.isSuperset(of: path.operation.scope) else {
            throw GraphError(.accessDenied, "The token does not carry the permission this call needs.")
        }
        let context = GraphContext(
            api: self, request: request, path: path, options: odata.options, ids: ids, principal: principal,
            trace: trace)
        switch path.operation.handler {
        case .service(let run): return try await run(context)
        case .item(let run): return try await run(path.driveAddress(), context)
        case .query(let run): return try await context.answer(query: run)
        case .edit(let run): return try await context.answer(edit: run)
        }
    }

    private func errorResponse(_ error: GraphError, _ ids: RequestID) -> HTTPResponse {
        var headers = error.headers
        headers["Content-Type"] = "application/json"
        let body = error.body.serialized(
            requestID: ids.request, clientRequestID: ids.client, date: Timestamp.seconds(configuration.clock()))
        return HTTPResponse(status: error.status, headers: headers, body: body)
    }
}
