// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Glibc

/// A file descriptor that is closed with its owner.
final class Descriptor: Sendable {
    let number: Int32

    /// Takes over an open descriptor; fails if it is none, with `errno` telling why.
    init(_ number: Int32, _ operation: String, _ subject: String) throws(DriveError) {
        guard number >= 0 else { throw .file(operation, subject) }
        self.number = number
    }

    deinit {
        close(number)
    }

    /// Brings the contents of the file, or the entries of the directory, to stable storage.
    func sync(_ subject: String) throws(DriveError) {
        guard fsync(number) == 0 else { throw .file("sync", subject) }
    }

    /// Opens a directory, having made it if need be, and its making durable.
    static func directory(_ path: String) throws(DriveError) -> Descriptor {
        let isNew = mkdir(path, 0o700) == 0
        if !isNew, errno != EEXIST { throw .file("make directory", path) }
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let directory = try Descriptor(open(path, flags), "open directory", path)
        if isNew {
            let above = path + "/.."
            try Descriptor(open(above, flags), "open directory", above).sync(above)
        }
        return directory
    }
}
