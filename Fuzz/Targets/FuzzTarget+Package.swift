// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Whole files.
extension FuzzTarget {
    /// An archive as it is.
    static let zip = FuzzTarget(name: "zip", maximumLength: 16_384, run: FileChecks.run)

    /// Several parts at once. The input is pieces behind a record separator (0x1E), each a part's name, a line feed and
    /// its data; parts that are not named are those of the skeleton.
    static let package = FuzzTarget(name: "package", maximumLength: 16_384) { (bytes) throws(FuzzFinding) in
        var skeleton = Skeleton()
        for piece in bytes.split(separator: 0x1E) {
            let name = piece.prefix { $0 != UInt8(ascii: "\n") }
            guard !name.isEmpty, name.count < 256 else { continue }
            skeleton.set(String(decoding: name, as: UTF8.self), Array(piece.dropFirst(name.count + 1)))
        }
        try FileChecks.run(skeleton.archive)
    }
}
