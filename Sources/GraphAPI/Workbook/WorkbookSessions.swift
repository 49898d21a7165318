// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData
import Sessions

/// Sessions and long-running operations on a workbook.
enum WorkbookSessions {
    /// `createSession`: 201, or 202 for a client that prefers not to wait.
    @Sendable static func create(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        let persists = try context.body().bool("persistChanges")
        if context.prefersAsynchronousAnswer {
            return try await start(address, context, persistsChanges: persists)
        }
        do throws(SessionError) {
            let item = try await context.itemID(at: address)
            let session = try await context.api.registry.createSession(item, persistsChanges: persists)
            context.trace.note(mode: persists ? "persistent" : "nonPersistent")
            return .json(201, describe(session, context))
        } catch {
            throw GraphError(error)
        }
    }

    private static func start(
        _ address: DriveAddress, _ context: GraphContext, persistsChanges: Bool
    ) async throws(GraphError) -> HTTPResponse {
        do throws(SessionError) {
            let item = try await context.itemID(at: address)
            let operation = try await context.api.registry.createSessionOperation(
                item, persistsChanges: persistsChanges)
            return context.accepted(operation)
        } catch {
            throw GraphError(error)
        }
    }

    @Sendable static func refresh(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        let session = try header(context)
        do throws(SessionError) {
            let item = try await context.itemID(at: address, session: session)
            try context.api.registry.refreshSession(session, item: item)
            return .noContent
        } catch {
            throw GraphError(error)
        }
    }

    @Sendable static func close(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        let session = try header(context)
        do throws(SessionError) {
            let item = try await context.itemID(at: address, session: session)
            try context.api.registry.closeSession(session, item: item)
            return .noContent
        } catch {
            throw GraphError(error)
        }
    }

    private static func header(_ context: GraphContext) throws(GraphError) -> String {
        guard let session = context.sessionHeader else {
            throw .invalidArgument("The header 'workbook-session-id' is missing.")
        }
        return session
    }

    static func describe(_ session: Session, _ context: GraphContext) -> JSONValue {
        [
            "@odata.context": .string(
                ODataURL.context(root: context.serviceRoot, fragment: "microsoft.graph.workbookSessionInfo")),
            "persistChanges": .bool(session.persistsChanges),
            "id": .string(session.id.description),
        ]
    }
}

extension GraphContext {
    /// Whether the caller prefers an answer at once over a result (RFC 7240 §4.1).
    var prefersAsynchronousAnswer: Bool {
        request.headers.fields.contains { field in
            field.isNamed("Prefer")
                && field.value.lowercased().split(separator: ",").contains { item in
                    item.split(separator: ";").first.map { $0.filter { $0 != " " } } == "respond-async"
                }
        }
    }

    /// 202 with the place to ask for the outcome.
    func accepted(_ operation: SessionOperation) -> HTTPResponse {
        var response = HTTPResponse.json(202, JSONValue.object(JSONObject()))
        var location = workbookURL + "/operations/" + operation.id
        if let sessionHeader {
            location += "?sessionId=" + ODataURL.encodedSegment(Base64.encode(Array(sessionHeader.utf8)))
        }
        response.headers["Location"] = location
        response.headers["Preference-Applied"] = "respond-async"
        return response
    }

    /// The URL of the workbook as the caller addresses it.
    var workbookURL: String {
        let pieces = url.split(separator: "/", omittingEmptySubsequences: false)
        guard let place = pieces.firstIndex(where: { $0.lowercased() == "workbook" }) else { return url }
        return pieces[...place].joined(separator: "/")
    }
}
