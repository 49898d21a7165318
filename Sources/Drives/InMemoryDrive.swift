// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc
import Synchronization

/// A drive that forgets everything with the process, for tests and trials.
///
/// Every call works on a copy of the state, which is dropped when the call throws: nothing is ever half done.
public final class InMemoryDrive: Drive {
    private struct State {
        var rows: InMemoryRows
        var contents: [String: [UInt8]] = [:]
        var contentCount = 0
        var faults: [(call: DriveFault.Call, fault: DriveFault)] = []
    }

    /// The bounds of this drive.
    public let limits: DriveLimits

    private let state: Mutex<State>
    private let drivePrefix = DriveItemID.makeDrivePrefix()
    private let now: @Sendable () -> Int64

    /// An empty drive.
    ///
    /// - Parameter now: the time that changes are stamped with, in milliseconds since 1970-01-01T00:00:00Z; nil for
    ///   the system's clock.
    public init(limits: DriveLimits = DriveLimits(), now: (@Sendable () -> Int64)? = nil) {
        let clock = now ?? WallClock.milliseconds
        let root = ItemRecord.root(id: DriveItemID(mintedIn: drivePrefix), now: clock())
        self.limits = limits
        self.now = clock
        state = Mutex(State(rows: InMemoryRows(root: root)))
    }

    /// Makes the next of these calls go wrong. Faults of one kind of call happen in the order of their injection, each
    /// once.
    public func inject(_ fault: DriveFault, into call: DriveFault.Call) {
        state.withLock { $0.faults.append((call, fault)) }
    }

    // MARK: Transactions

    private func read<Value>(
        _ body: (ItemTransaction<InMemoryRows>, [String: [UInt8]]) throws(DriveError) -> Value
    ) throws(DriveError) -> Value {
        let (rows, contents) = state.withLock { ($0.rows, $0.contents) }
        return try body(ItemTransaction(table: rows, limits: limits, now: now()), contents)
    }

    /// Runs one change; `bytes`, if any, are stored under the key that the body is given.
    private func write<Value>(
        storing bytes: [UInt8]? = nil,
        _ body: (inout ItemTransaction<InMemoryRows>, _ key: String) throws(DriveError) -> Value
    ) throws(DriveError) -> Value {
        let result = state.withLock { state -> Result<Value, DriveError> in
            var transaction = ItemTransaction(table: state.rows, limits: limits, now: now())
            let key = "\(state.contentCount)"
            do throws(DriveError) {
                let value = try body(&transaction, key)
                state.rows = transaction.table
                if let bytes {
                    state.contents[key] = bytes
                    state.contentCount += 1
                }
                for key in transaction.abandonedContent { state.contents[key] = nil }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func withFault<Value>(
        on call: DriveFault.Call, of subject: String, _ body: () throws(DriveError) -> Value
    ) throws(DriveError) -> Value {
        let fault = state.withLock { state -> DriveFault? in
            guard let index = state.faults.firstIndex(where: { $0.call == call }) else { return nil }
            return state.faults.remove(at: index).fault
        }
        switch fault {
        case nil:
            return try body()
        case .fail:
            throw .storage(operation: call.rawValue, subject: subject, cause: "injected fault")
        case .full:
            throw .full(operation: call.rawValue, subject: subject)
        case .failUndecided:
            throw .outcomeUnknown(operation: call.rawValue, subject: subject, cause: "injected fault")
        case .failAfterwards:
            _ = try body()
            throw .outcomeUnknown(operation: call.rawValue, subject: subject, cause: "injected fault")
        case .slow(let milliseconds):
            usleep(UInt32(clamping: milliseconds) * 1000)
            return try body()
        }
    }
}

// MARK: - Items

extension InMemoryDrive {
    public func root() throws(DriveError) -> DriveItem {
        try read { transaction, _ throws(DriveError) in try transaction.root() }
    }

    public func item(_ id: DriveItemID) throws(DriveError) -> DriveItem {
        try read { transaction, _ throws(DriveError) in try transaction.item(id) }
    }

    public func item(at path: [String], under folder: DriveItemID?) throws(DriveError) -> DriveItem {
        try read { transaction, _ throws(DriveError) in try transaction.item(at: path, under: folder) }
    }

    public func children(of folder: DriveItemID, after: String?, limit: Int) throws(DriveError) -> DriveItemPage {
        try read { transaction, _ throws(DriveError) in
            try transaction.children(of: folder, after: after, limit: limit)
        }
    }

    public func createFolder(
        named name: String, in parent: DriveItemID, conflict: ConflictBehavior
    ) throws(DriveError) -> DriveItem {
        let id = DriveItemID(mintedIn: drivePrefix)
        return try write { transaction, _ throws(DriveError) in
            try transaction.createFolder(id, named: name, in: parent, conflict: conflict)
        }
    }

    public func putContent(
        _ bytes: [UInt8], to destination: ContentDestination, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> UploadedItem {
        try ItemTransaction<InMemoryRows>.checkSize(of: bytes, subject: "\(destination)", limits: limits)
        let id = DriveItemID(mintedIn: drivePrefix)
        return try withFault(on: .putContent, of: "\(destination)") { () throws(DriveError) in
            try write(storing: bytes) { transaction, key throws(DriveError) in
                try transaction.putContent(
                    key: key, size: Int64(bytes.count), hash: QuickXorHash.base64(of: bytes), to: destination,
                    newID: id, conflict: conflict, ifMatch: ifMatch)
            }
        }
    }

    public func content(_ id: DriveItemID, range: Range<Int64>?) throws(DriveError) -> DriveContent {
        try withFault(on: .content, of: "item \(id)") { () throws(DriveError) in
            try read { transaction, contents throws(DriveError) in
                let (record, content) = try transaction.existingFile(id)
                var bytes = contents[content.key] ?? []
                if let range {
                    let part = range.within(size: content.facet.size)
                    bytes = Array(bytes[Int(part.lowerBound)..<Int(part.upperBound)])
                }
                return DriveContent(item: try transaction.item(record), bytes: bytes)
            }
        }
    }

    public func update(
        _ id: DriveItemID, name: String?, parent: DriveItemID?, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> DriveItem {
        try write { transaction, _ throws(DriveError) in
            try transaction.update(id, name: name, parent: parent, conflict: conflict, ifMatch: ifMatch)
        }
    }

    public func delete(_ id: DriveItemID, ifMatch: String?) throws(DriveError) {
        try write { transaction, _ throws(DriveError) in try transaction.delete(id, ifMatch: ifMatch) }
    }
}

// MARK: - Journal and leases

extension InMemoryDrive {
    public func append(_ entry: JournalEntry) throws(DriveError) {
        try appendGroup([entry])
    }

    public func appendGroup(_ entries: [JournalEntry]) throws(DriveError) {
        let subject = entries.first.map { "entry \($0.sequence) of \($0.itemID)" } ?? "no entries"
        try withFault(on: .append, of: subject) { () throws(DriveError) in
            try write { transaction, _ throws(DriveError) in try transaction.append(entries) }
        }
    }

    public func journal(of item: DriveItemID, after sequence: Int64) throws(DriveError) -> [JournalEntry] {
        try read { transaction, _ throws(DriveError) in
            transaction.table.journals[item, default: []].filter { $0.sequence > sequence }
        }
    }

    public func itemsWithJournal() throws(DriveError) -> [DriveItemID] {
        try read { transaction, _ throws(DriveError) in transaction.table.journals.keys.sorted() }
    }

    public func replaceContent(_ checkpoint: Checkpoint) throws(DriveError) -> DriveItem {
        let bytes = checkpoint.bytes
        try ItemTransaction<InMemoryRows>.checkSize(of: bytes, subject: "item \(checkpoint.itemID)", limits: limits)
        return try withFault(on: .replaceContent, of: "item \(checkpoint.itemID)") { () throws(DriveError) in
            try write(storing: bytes) { transaction, key throws(DriveError) in
                try transaction.replaceContent(checkpoint, key: key, hash: QuickXorHash.base64(of: bytes))
            }
        }
    }

    public func acquireLease(of item: DriveItemID) throws(DriveError) -> Lease {
        try write { transaction, _ throws(DriveError) in try transaction.acquireLease(of: item) }
    }

    public func releaseLease(_ lease: Lease) throws(DriveError) {
        try write { transaction, _ throws(DriveError) in try transaction.releaseLease(lease) }
    }
}
