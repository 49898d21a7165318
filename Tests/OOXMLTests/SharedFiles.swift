// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation

/// Workbooks that stand beside the repository and are not part of it: `CELLAR_SHARED`, else `../shared`.
enum SharedFiles {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["CELLAR_SHARED"] { return URL(filePath: path) }
        return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared").standardized
    }()

    /// Every regular file below a folder; none when the folder is absent.
    static func all(_ folder: String) -> [URL] {
        let folder = root.appending(path: folder)
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return (walk?.compactMap { $0 as? URL } ?? [])
            .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true }
            .sorted { $0.path < $1.path }
    }

    static var areAbsent: Bool { !FileManager.default.fileExists(atPath: root.appending(path: "golden").path) }
}
