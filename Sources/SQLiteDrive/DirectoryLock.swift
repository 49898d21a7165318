// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Glibc

/// The claim of one process on a data directory, given up when the process ends in whatever way.
final class DirectoryLock: Sendable {
    private let descriptor: Descriptor

    /// Claims a directory, or throws with the number of the process that has it.
    init(directory: String) throws(DriveError) {
        let path = directory + "/lock"
        descriptor = try Descriptor(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600), "open", path)
        guard flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw .file("lock", path) }
            throw .storage(
                operation: "lock", subject: directory,
                cause: "the data directory is in use by process \(Self.holder(descriptor)); only one may have it open")
        }
        // The number is only for the message above, so a failure to write it is no harm.
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor.number, 0) == 0 { _ = pwrite(descriptor.number, text, text.count, 0) }
    }

    private static func holder(_ descriptor: Descriptor) -> String {
        var text = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor.number, &text, text.count, 0)
        let digits = text.prefix(max(count, 0)).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return digits.isEmpty ? "unknown" : String(decoding: digits, as: UTF8.self)
    }
}
