// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData
import Sessions

/// Long-running operations: how far they are and what they gave.
enum WorkbookOperations {
    /// `operations/{id}`: always 200; a failure stands in the body.
    @Sendable static func get(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        let id = context.path.steps.last?.key ?? ""
        let operation = try await find(id, address, context)
        let root = ResourcePath(address.resourcePath(userID: context.principal.userID)).written
        var body = JSONObject()
        body["@odata.context"] = .string(
            ODataURL.context(
                root: context.serviceRoot, fragment: root + "/workbook/operations", isEntity: true))
        body["id"] = .string(operation.id)
        switch operation.status {
        case .notStarted: body["status"] = "notStarted"
        case .running: body["status"] = "running"
        case .succeeded(let outcome):
            body["status"] = "succeeded"
            if let function = resultFunction(outcome) {
                body["resourceLocation"] = .string("\(context.workbookURL)/\(function)(key='\(operation.id)')")
            }
        case .failed(let error):
            body["status"] = "failed"
            body["error"] = GraphError(error).body.json["error"]
        }
        return .json(200, .object(body))
    }

    private static func resultFunction(_ outcome: SessionOperation.Outcome) -> String? {
        switch outcome {
        case .session: "sessionInfoResource"
        case .resource: "tableRowOperationResult"
        case .none: nil
        }
    }

    @Sendable static func sessionInfo(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        guard case .succeeded(.session(let session)) = try await result(address, context).status else {
            throw .itemNotFound("The operation has no session to show.")
        }
        return .json(200, WorkbookSessions.describe(session, context))
    }

    @Sendable static func tableRow(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        guard case .succeeded(.resource(let body)) = try await result(address, context).status else {
            throw .itemNotFound("The operation has no table row to show.")
        }
        return .json(200, body)
    }

    private static func result(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> SessionOperation {
        guard let step = context.path.steps.last else { throw Arguments.missing("key") }
        return try await find(try context.arguments(of: step).string("key"), address, context)
    }

    private static func find(
        _ id: String, _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> SessionOperation {
        let item = try await context.itemID(at: address)
        do throws(SessionError) {
            return try await context.api.registry.operation(id, item: item)
        } catch {
            throw GraphError(error)
        }
    }
}
