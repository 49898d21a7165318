// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The bounds within which a drive works, so that no input makes it grow without end.
public struct DriveLimits: Hashable, Sendable {
    /// The longest name, in UTF-16 code units as OneDrive counts.
    public var nameLength = 255
    /// The deepest an item may lie: one for the children of the root.
    public var pathDepth = 64
    /// The largest content of a file, in bytes.
    public var contentSize = 256 << 20
    /// The largest payload of one journal entry, in bytes.
    public var payloadSize = 64 << 20
    /// The largest page of children.
    public var pageSize = 1000

    /// The limits of a drive when nothing else is configured.
    public init() {}
}
