// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// The directory that holds everything.
enum DataDirectory {
    /// Makes a directory, and those above it, for its owner only.
    ///
    /// - Returns: what failed; nil when the directory is there.
    static func make(_ path: String) -> String? {
        var made = path.hasPrefix("/") ? "/" : ""
        for name in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? name : "/" + name
            if mkdir(made, 0o700) != 0, errno != EEXIST { return "cannot make \(made): \(cause(errno))" }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return "\(path) is not a directory" }
        return nil
    }

    /// The path from the root of the file system, for messages; the path itself where it cannot be found out.
    static func absolute(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The system's words for an error number.
    static func cause(_ number: Int32) -> String { String(cString: strerror(number)) }
}
