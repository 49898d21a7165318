// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives

/// A drive in a directory of one machine, for one process.
///
/// The directory holds `drive.sqlite` with the tree and the journals, `content/` with the bytes of the files, and
/// `lock`, by which a second process is kept out. Whatever call has returned survives the end of the process or of the
/// machine at any later moment. The drive is closed, and its directory free, when nothing refers to it any more.
public final class SQLiteDrive: Drive {
    /// The bounds of this drive.
    public let limits: DriveLimits

    let contents: ContentStore
    let writes: WriteQueue
    let readers: ReaderPool
    /// The first characters of every item's id.
    let drivePrefix: String

    /// Reads run on this many threads at a time.
    private static let readerCount = 4

    /// Opens the drive in a directory, or makes a new one there.
    ///
    /// - Parameters:
    ///   - directory: the path of the directory; the directory above it must exist.
    ///   - now: the time that changes are stamped with, in milliseconds since 1970-01-01T00:00:00Z; nil for the
    ///     system's clock.
    /// - Throws: `DriveError.storage` when the directory cannot be used: another process has it open, its format is
    ///   newer than this program, or the disk fails.
    public init(
        directory: String, limits: DriveLimits = DriveLimits(), now: (@Sendable () -> Int64)? = nil
    ) throws(DriveError) {
        let clock = now ?? WallClock.milliseconds
        self.limits = limits
        let descriptor = try Descriptor.directory(directory)
        let lock = try DirectoryLock(directory: directory)
        contents = try ContentStore(path: directory + "/content")
        let path = directory + "/drive.sqlite"
        let writer = try Self.connect(path, lock)
        try Schema.migrate(writer, path: path)
        // The names of the files in the directory must outlive the machine, as their contents do.
        try descriptor.sync(directory)

        let rows = ItemRows(connection: writer, operation: "open", subject: { path })
        if try !rows.hasRoot() {
            let id = DriveItemID(mintedIn: DriveItemID.makeDrivePrefix())
            try rows.insert(.root(id: id, now: clock()))
        }
        drivePrefix = try rows.rootRecord().id.drivePrefix
        try contents.sweep { key throws(DriveError) in try rows.isReferenced(content: key) }
        writes = WriteQueue(connection: writer, limits: limits, now: clock)
        var connections: [Connection] = []
        for _ in 0..<Self.readerCount { connections.append(try Self.connect(path, lock)) }
        readers = ReaderPool(connections: connections, limits: limits)
    }

    private static func connect(_ path: String, _ lock: DirectoryLock) throws(DriveError) -> Connection {
        do throws(SQLiteFailure) {
            return try Connection(path: path, lock: lock)
        } catch {
            throw error.driveError(operation: "open", subject: path)
        }
    }

    /// Runs a change, then removes the contents that it has put out of use.
    func change<Value>(
        _ operation: String, on subject: @escaping @autoclosure () -> String,
        _ body: @escaping (inout ItemTransaction<ItemRows>) throws(DriveError) -> Value
    ) throws(DriveError) -> Value {
        let (value, abandoned) = try writes.perform(operation, on: subject(), body)
        for key in abandoned { contents.remove(key) }
        return value
    }

    /// Stores bytes and runs the change that puts them into the tree under their key.
    func change<Value>(
        _ operation: String, on subject: @escaping @autoclosure () -> String, storing bytes: [UInt8],
        _ body: @escaping (inout ItemTransaction<ItemRows>, _ key: String) throws(DriveError) -> Value
    ) throws(DriveError) -> Value {
        try ItemTransaction<ItemRows>.checkSize(of: bytes, subject: subject(), limits: limits)
        let key = try contents.add(bytes)
        do throws(DriveError) {
            return try change(operation, on: subject()) { transaction throws(DriveError) in
                try body(&transaction, key)
            }
        } catch {
            // Where the outcome is unknown a row may name the key; the next start knows.
            if case .outcomeUnknown = error { throw error }
            contents.remove(key)
            throw error
        }
    }
}
