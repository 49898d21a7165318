// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives
import Synchronization

/// Calls of the drive that keep step with the open workbooks. They run on the registry's threads.
extension SessionRegistry {
    /// Runs a call that reads, with the contents of open workbooks brought up to date first.
    ///
    /// - Parameter item: the one item that is read; nil for several, such as the children of a folder.
    public nonisolated func read<Value: Sendable>(
        _ item: DriveItemID?, _ body: @escaping @Sendable (any Drive) throws(DriveError) -> Value
    ) async throws(SessionError) -> Value {
        try await checkpoint(item)
        return try await call(body)
    }

    /// The whole content of a file, or the part of it within `range`, with every acknowledged change.
    public nonisolated func content(
        _ item: DriveItemID, range: Range<Int64>? = nil
    ) async throws(SessionError) -> DriveContent {
        try await read(item) { drive throws(DriveError) in try drive.content(item, range: range) }
    }

    /// Uploads a file. Sessions on a content that it replaces end.
    public nonisolated func upload(
        _ bytes: [UInt8], to destination: ContentDestination, conflict: ConflictBehavior, ifMatch: String? = nil
    ) async throws(SessionError) -> UploadedItem {
        if ifMatch != nil { try await checkpoint(try await item(at: destination)) }
        let uploaded = try await call { drive throws(DriveError) in
            try drive.putContent(bytes, to: destination, conflict: conflict, ifMatch: ifMatch)
        }
        if !uploaded.wasCreated {
            await end(uploaded.item.id, before: uploaded.item.contentVersion, because: .replaced)
        }
        return uploaded
    }

    /// Renames or moves an item; sessions on a file that it displaces end.
    public nonisolated func update(
        _ item: DriveItemID, name: String?, parent: DriveItemID?, conflict: ConflictBehavior, ifMatch: String? = nil
    ) async throws(SessionError) -> DriveItem {
        try await checkpoint(item)
        let updated = try await call { drive throws(DriveError) in
            try drive.update(item, name: name, parent: parent, conflict: conflict, ifMatch: ifMatch)
        }
        if conflict == .replace { try await endDeleted() }
        return updated
    }

    /// Deletes an item with all below it; their sessions end.
    public nonisolated func delete(_ item: DriveItemID, ifMatch: String? = nil) async throws(SessionError) {
        if ifMatch != nil { try await checkpoint(item) }
        try await call { drive throws(DriveError) in try drive.delete(item, ifMatch: ifMatch) }
        try await endDeleted()
    }

    nonisolated func call<Value: Sendable>(
        _ body: @escaping @Sendable (any Drive) throws(DriveError) -> Value
    ) async throws(SessionError) -> Value {
        let drive = context.drive
        return try await context.pool.run { () throws(SessionError) -> Value in
            do throws(DriveError) {
                return try body(drive)
            } catch {
                throw .drive(error)
            }
        }
    }

    private nonisolated func item(at destination: ContentDestination) async throws(SessionError) -> DriveItemID? {
        switch destination {
        case .item(let id):
            return id
        case .child(let name, let parent):
            do throws(SessionError) {
                return try await call { drive throws(DriveError) in try drive.item(at: [name], under: parent).id }
            } catch .drive(.notFound) {
                return nil
            }
        }
    }

    /// Ends the sessions on items that are no longer there.
    private nonisolated func endDeleted() async throws(SessionError) {
        let items = Set(workbooks.values.map(\.itemID)).union(sessions.values.map(\.session.itemID))
        let gone = try await call { drive throws(DriveError) in
            var gone: [DriveItemID] = []
            for item in items {
                do throws(DriveError) {
                    _ = try drive.item(item)
                } catch .notFound {
                    gone.append(item)
                }
            }
            return gone
        }
        for item in gone { await end(item, before: .max, because: .deleted) }
    }

    /// Brings the content of an item, or of every open one, up to date with its workbook. The workbook is opened for
    /// it where only the journal knows the last changes, after a crash for example.
    ///
    /// - Throws: why the content of `item` is not up to date; with nil, nothing.
    public nonisolated func checkpoint(_ item: DriveItemID?) async throws(SessionError) {
        if let item { return try await checkpointOne(item) }
        for workbook in workbooks.values where workbook.standing.withLock({ $0.hasUnsavedChanges }) {
            // Each failure is reported, and what is not in the content stays in the journal.
            try? await checkpointOne(workbook.itemID)
        }
    }

    private nonisolated func checkpointOne(_ item: DriveItemID) async throws(SessionError) {
        for _ in 0..<Self.checkpointAttempts {
            guard workbooks[item] != nil || unsaved[item] != nil else { return }
            let workbook: LiveWorkbook
            if let open = workbooks[item] { workbook = open } else { workbook = try await liveWorkbook(item) }
            do throws(SessionError) {
                return try await workbook.checkpoint()
            } catch {
                switch error {
                case .workbookClosed, .outcomeUnknown: _ = try await liveWorkbook(item)
                case .invalidSession(let reason): await forget(workbook, because: reason)
                default: throw error
                }
            }
        }
        throw .workbookClosed(item)
    }

    /// How often a workbook may be closed or replaced while it is being saved.
    private static let checkpointAttempts = 8
}
