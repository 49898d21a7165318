// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A place between two blocks of a deflate stream, where reading can begin. RFC 1951, 3.2.3.
struct DeflatePoint: Sendable, Equatable {
    /// Bits of the stream before it.
    var bit: Int
    /// Bytes of the data before it.
    var offset: Int
    /// The CRC-32 of that data.
    var checksum: UInt32
    /// The last of that data: all to which the blocks behind may refer. Empty where they are not to be read from here.
    var history: [UInt8] = []

    /// The beginning of every stream.
    static let start = DeflatePoint(bit: 0, offset: 0, checksum: 0)

    /// How far back a block may refer.
    static let reach = 1 << 15

    /// Data between two kept points: reading so much takes a few milliseconds.
    static func spacing(of size: Int) -> Int { max(2 << 20, size / 64) }
}
