// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One item of `$select`: `values`, `format/fill`, `*`.
public struct SelectPath: Sendable, Hashable, CustomStringConvertible {
    /// Property names from the outside in, as spelled; never empty.
    public var names: [String]

    public init(_ names: [String]) {
        precondition(!names.isEmpty, "A path has at least one name.")
        self.names = names
    }

    /// Whether this is `*`: every property.
    public var isWildcard: Bool { names == ["*"] }

    public var description: String { names.joined(separator: "/") }
}
