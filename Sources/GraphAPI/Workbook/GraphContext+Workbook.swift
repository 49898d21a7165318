// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData
import Sessions
import Workbooks

/// How a request comes to its workbook.
extension GraphContext {
    /// Answers from the workbook as it is now. Never waits for writers.
    func answer(query run: @escaping OperationRow.QueryRun) async throws(GraphError) -> HTTPResponse {
        let host = try await host()
        let workbook = host.snapshot.workbook
        return try await api.registry.work { () throws(GraphError) in
            try bounded(run(try path.follow(in: workbook, context: self, from: root(of: host))))
        }
    }

    /// Refuses to send more than the service answers at once.
    private func bounded(_ response: HTTPResponse) throws(GraphError) -> HTTPResponse {
        try RangeGrids.checkSize(response.body.count, api.configuration.maximumResponseBytes)
        return response
    }

    /// Finds out in the present state what to change, changes it, and answers from the state right after.
    func answer(edit run: @escaping OperationRow.EditRun) async throws(GraphError) -> HTTPResponse {
        let host = try await host()
        let workbook = host.snapshot.workbook
        let edit = try await api.registry.work { () throws(GraphError) in
            try run(try path.follow(in: workbook, context: self, from: root(of: host)))
        }
        if path.operation.canAnswerLater, prefersAsynchronousAnswer, host.session != nil {
            return try await answerLater(edit, on: host)
        }
        let changed: Workbook
        do throws(SessionError) {
            changed = try await perform(edit.task, on: host)?.snapshot.workbook ?? workbook
        } catch {
            throw GraphError(error)
        }
        return try await api.registry.work { () throws(GraphError) in try edit.answer(changed) }
    }

    /// 202; the change is made and its answer kept until the client asks for it.
    private func answerLater(_ edit: Edit, on host: Host) async throws(GraphError) -> HTTPResponse {
        do throws(SessionError) {
            let operation = try await api.registry.startOperation(host.itemID) { () async throws(SessionError) in
                guard let workbook = try await perform(edit.task, on: host)?.snapshot.workbook else { return .none }
                do throws(GraphError) {
                    let response = try edit.answer(workbook)
                    return response.body.isEmpty ? .none : .resource(response.body)
                } catch {
                    throw .system(operation: "answering an operation", cause: error.message)
                }
            }
            return accepted(operation)
        } catch {
            throw GraphError(error)
        }
    }

    private func perform(_ task: Edit.Task, on host: Host) async throws(SessionError) -> Performed? {
        switch task {
        case .none: nil
        case .command(let command): try await host.perform(command)
        case .decision(let decision): try await host.perform(deciding: decision)
        case .calculation(let everything): try await host.calculate(everything: everything)
        }
    }

    private func root(of host: Host) -> ResourcePath {
        ResourcePath(path.driveAddress().resourcePath(userID: principal.userID))
    }

    /// The header that names a session; `nil` for a call without one.
    var sessionHeader: String? { request.headers["workbook-session-id"] }

    /// The workbook of the request: that of its session, else the one all share.
    private func host() async throws(GraphError) -> Host {
        let address = path.driveAddress()
        guard let session = sessionHeader else {
            trace.note(mode: "sessionless")
            let item = try await itemID(at: address)
            do throws(SessionError) {
                return try await api.registry.sessionless(item)
            } catch {
                throw GraphError(error)
            }
        }
        let item = try await itemID(at: address, session: session)
        do throws(SessionError) {
            let host = try await api.registry.host(session: session, item: item)
            trace.note(mode: host.session?.persistsChanges == true ? "persistent" : "nonPersistent")
            return host
        } catch {
            throw GraphError(error)
        }
    }

    /// The item at an address. An id is taken as it is: whether there is such an item shows when it is opened.
    func itemID(at address: DriveAddress) async throws(GraphError) -> DriveItemID {
        if case .item(let id) = address.place, address.relativePath.isEmpty { return id }
        return try await item(at: address).id
    }

    /// The item of a call with a session. A path is looked up on its first use in the session and remembered, so that
    /// later calls touch no catalog.
    func itemID(at address: DriveAddress, session: String) async throws(GraphError) -> DriveItemID {
        if case .item(let id) = address.place, address.relativePath.isEmpty { return id }
        let key = AddressCache.Key(session: session, address: address)
        if let known = api.addresses[key] { return known }
        let item = try await itemID(at: address)
        api.addresses[key] = item
        return item
    }
}
