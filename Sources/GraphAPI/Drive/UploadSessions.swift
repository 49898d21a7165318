// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Synchronization

/// Uploads that arrive in slices (Graph: driveitem-createuploadsession). What has arrived is held in memory, within
/// bounds, until it is complete; a restart ends every session, upon which clients begin anew.
final class UploadSessions: Sendable {
    /// One upload.
    struct Upload: Sendable {
        var destination: ContentDestination
        var conflict: ConflictBehavior
        var ifMatch: String?
        /// The file appears only when the client says so.
        var defersCommit: Bool
        /// Milliseconds since 1970-01-01T00:00:00Z.
        var expiry: Int64
        /// Known from the first slice.
        var total: Int64?
        var bytes: [UInt8] = []

        var isComplete: Bool { total == Int64(bytes.count) }
    }

    /// The place of a slice in its file: `bytes 0-25/128`, zero-based, both ends included.
    struct Slice: Equatable {
        var first: Int64
        var last: Int64
        var total: Int64

        init?(_ field: String?) {
            guard let field, field.lowercased().hasPrefix("bytes ") else { return nil }
            let parts = field.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
            let ends = parts.first?.split(separator: "-", omittingEmptySubsequences: false) ?? []
            guard parts.count == 2, ends.count == 2, let first = Int64(ends[0]), let last = Int64(ends[1]),
                let total = Int64(parts[1]), first >= 0, first <= last, last < total
            else { return nil }
            (self.first, self.last, self.total) = (first, last, total)
        }
    }

    /// How long a session waits for its next slice, in milliseconds.
    static let lifetime: Int64 = 3_600_000
    /// Uploads that may be under way at once.
    private static let maximumCount = 256
    /// Bytes that all of them may hold.
    private static let maximumBytes = 1 << 30

    private let uploads = Mutex<[String: Upload]>([:])

    init() {}

    /// Begins an upload; nil when too many are under way.
    func open(_ upload: Upload, now: Int64) -> String? {
        uploads.withLock { uploads in
            uploads = uploads.filter { $0.value.expiry > now }
            guard uploads.count < Self.maximumCount else { return nil }
            let id = RequestID.random() + RequestID.random()
            uploads[id] = upload
            return id
        }
    }

    /// An upload as it stands; nil when it is over or never was.
    func upload(_ id: String, now: Int64) -> Upload? {
        uploads.withLock { uploads in uploads[id].flatMap { $0.expiry > now ? $0 : nil } }
    }

    /// Ends an upload and hands out what it has, to one caller only.
    func close(_ id: String, now: Int64) -> Upload? {
        uploads.withLock { uploads in uploads.removeValue(forKey: id).flatMap { $0.expiry > now ? $0 : nil } }
    }

    /// Adds a slice, which must begin where the one before ended.
    ///
    /// - Returns: the upload after it; taken out of the table when the file can be stored now.
    func add(
        _ bytes: [UInt8], at slice: Slice, to id: String, maximum: Int, now: Int64
    ) throws(GraphError) -> Upload {
        let result: Result<Upload, GraphError> = uploads.withLock { uploads in
            guard var upload = uploads[id], upload.expiry > now else {
                return .failure(.itemNotFound("The upload session does not exist, or no longer."))
            }
            guard Int64(bytes.count) == slice.last - slice.first + 1 else {
                return .failure(.badRequest("The body is not as long as 'Content-Range' says."))
            }
            guard upload.total == nil || upload.total == slice.total else {
                return .failure(.badRequest("The slices do not agree on the length of the file."))
            }
            let held = uploads.values.reduce(0) { $0 + $1.bytes.count }
            guard slice.total <= Int64(maximum), held + bytes.count <= Self.maximumBytes else {
                return .failure(GraphError(.payloadTooLargeUncategorized, "The file is too large."))
            }
            guard slice.first == Int64(upload.bytes.count) else {
                return .failure(GraphError(status: 416, "The slice does not begin where the one before ended."))
            }
            // Emptied first, so that appending does not copy what is there.
            uploads[id] = nil
            upload.total = slice.total
            upload.bytes += bytes
            upload.expiry = now + Self.lifetime
            if !upload.isComplete || upload.defersCommit { uploads[id] = upload }
            return .success(upload)
        }
        return try result.get()
    }
}
