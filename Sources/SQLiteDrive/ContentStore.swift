// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Glibc

/// The bytes of files: one file of the system for each content, named by a random key, in one directory.
///
/// A content is written and synced before the row that names its key is committed, and removed after the row that named
/// it is gone. As no row knows a key before its bytes are durable, a partly written file is never seen; what a crash
/// leaves behind is swept up at the next start.
final class ContentStore: Sendable {
    private let directory: Descriptor
    private let path: String

    init(path: String) throws(DriveError) {
        self.path = path
        directory = try Descriptor.directory(path)
    }

    /// Stores bytes durably under a new key.
    func add(_ bytes: [UInt8]) throws(DriveError) -> String {
        let key = DriveItemID(mintedIn: "").rawValue
        do throws(DriveError) {
            let number = openat(directory.number, key, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            let file = try Descriptor(number, "create", "content \(key)")
            var written = 0
            while written < bytes.count {
                let count = bytes.withUnsafeBytes { write(file.number, $0.baseAddress! + written, $0.count - written) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw .file("write", "content \(key)") }
                written += count
            }
            try file.sync("content \(key)")
            try directory.sync(path)
        } catch {
            remove(key)
            throw error
        }
        return key
    }

    /// Reads the bytes at `range`; nil if there is no such content any more.
    func bytes(_ key: String, range: Range<Int64>) throws(DriveError) -> [UInt8]? {
        let number = openat(directory.number, key, O_RDONLY | O_CLOEXEC)
        if number < 0, errno == ENOENT { return nil }
        let file = try Descriptor(number, "open", "content \(key)")
        var failure: DriveError?
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            while filled < range.count {
                let place = UnsafeMutableRawPointer(buffer.baseAddress! + filled)
                let count = pread(file.number, place, range.count - filled, Int(range.lowerBound) + filled)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = .file("read", "content \(key)") }
                if count == 0 {
                    failure = .storage(operation: "read", subject: "content \(key)", cause: "the file is too short")
                }
                if count <= 0 { return }
                filled += count
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Removes a content if it is there. A failure is left to the next sweep.
    func remove(_ key: String) {
        unlinkat(directory.number, key, 0)
    }

    /// Removes every content that is not wanted.
    func sweep(keeping isWanted: (String) throws(DriveError) -> Bool) throws(DriveError) {
        guard let entries = opendir(path) else { throw .file("list", path) }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            guard entry.pointee.d_type != DT_DIR else { continue }
            // The entry is shorter than its declared type, so the name is read where it lies and not as a tuple.
            let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
            let name = String(cString: start.assumingMemoryBound(to: CChar.self))
            if try !isWanted(name) { remove(name) }
        }
    }
}
