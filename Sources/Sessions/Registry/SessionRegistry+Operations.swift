// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives

extension SessionRegistry {
    /// Makes a session in the background.
    ///
    /// - Returns: the operation, which has not started.
    public func createSessionOperation(
        _ item: DriveItemID, persistsChanges: Bool
    ) throws(SessionError) -> SessionOperation {
        try startOperation(item) { () throws(SessionError) in
            .session(try await self.createSession(item, persistsChanges: persistsChanges))
        }
    }

    /// Does something in the background; its outcome can be asked for until a while after its end.
    public func startOperation(
        _ item: DriveItemID, _ body: @escaping @Sendable () async throws(SessionError) -> SessionOperation.Outcome
    ) throws(SessionError) -> SessionOperation {
        if isShutDown { throw .shuttingDown }
        if operations.count >= limits.operations { removeOldOperations() }
        guard operations.count < limits.operations else {
            throw .limitReached(limit: "operations", maximum: limits.operations)
        }
        let operation = SessionOperation(id: GUIDText.random(), itemID: item)
        operations[operation.id] = operation
        Task { await self.run(operation.id, body) }
        return operation
    }

    private func run(
        _ id: String, _ body: @Sendable () async throws(SessionError) -> SessionOperation.Outcome
    ) async {
        operations[id]?.status = .running
        let status: SessionOperation.Status
        do throws(SessionError) {
            status = .succeeded(try await body())
        } catch {
            status = .failed(error)
        }
        operations[id]?.status = status
        operations[id]?.finished = context.clock.milliseconds
    }

    /// How far an operation is.
    ///
    /// - Parameter item: the workbook that the request addresses; an operation of another is not found.
    public func operation(_ id: String, item: DriveItemID) throws(SessionError) -> SessionOperation {
        let key = id.lowercased()
        guard let operation = operations[key], operation.itemID == item else { throw .operationNotFound(id) }
        return operation
    }

    func removeOldOperations() {
        let oldest = context.clock.milliseconds - limits.operationRetention
        operations = operations.filter { $0.value.finished.map { $0 > oldest } ?? true }
    }
}
