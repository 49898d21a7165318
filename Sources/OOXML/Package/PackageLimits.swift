// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// How much of a package is read before it is refused.
///
/// Every allocation and every loop of the container and XML readers is bounded by one of these. The defaults let
/// through what Excel itself can save and still keep a hostile file within seconds and half a gigabyte.
public struct PackageLimits: Hashable, Sendable {
    /// Entries in the zip directory; the largest count that needs no zip64.
    public var parts = 65_534
    /// Bytes of the archive itself; beyond 4 GiB the container would need zip64 to be written.
    public var archiveSize = 4 << 30 - 2
    /// Uncompressed bytes of all parts together.
    public var totalSize = 4 << 30
    /// Uncompressed bytes of one part that is read as a stream.
    public var partSize = 2 << 30
    /// Uncompressed bytes of one part that is read as a whole.
    public var wholePartSize = 128 << 20
    /// Uncompressed bytes for each compressed byte, checked from `ratioFloor` upwards: deflate itself stops at 1,032.
    public var ratio = 500
    /// Parts with fewer uncompressed bytes than this may have any ratio: small and repetitive parts are common.
    public var ratioFloor = 16 << 20
    /// The largest window a streaming reader may ask for, which is the longest token it can meet.
    public var windowSize = 16 << 20
    /// Nesting of XML elements.
    public var xmlDepth = 256
    /// Attributes and namespace declarations of one XML element.
    public var xmlAttributes = 1_024
    /// Elements and attributes together of a part that is read as a tree.
    public var xmlNodes = 1_500_000
    /// Bytes of one run of character data.
    public var xmlText = 16 << 20

    /// Pages of 256 rows from the top of each column of a sheet down to its last cell, all columns together.
    public var cellPages = 2 << 20

    /// Limits for files from anywhere.
    public init() {}
}

/// Names the member of `PackageLimits` that was exceeded.
public enum PackageLimit: String, Hashable, Sendable {
    case parts, archiveSize, totalSize, partSize, wholePartSize, ratio, windowSize
    case xmlDepth, xmlAttributes, xmlNodes, xmlText
    case cellPages
}
