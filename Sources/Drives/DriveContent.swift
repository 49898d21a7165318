// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Bytes of a file together with the item at the moment they were its content.
public struct DriveContent: Hashable, Sendable {
    /// The file, whose size is that of the whole content even where `bytes` is a range of it.
    public var item: DriveItem
    /// The bytes asked for.
    public var bytes: [UInt8]

    /// Pairs the bytes with their item.
    public init(item: DriveItem, bytes: [UInt8]) {
        self.item = item
        self.bytes = bytes
    }
}
