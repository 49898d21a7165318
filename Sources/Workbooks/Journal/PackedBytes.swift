// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Bytes that the journal writes as one block. Any other encoder sees them as an array of numbers.
struct PackedBytes: Codable {
    var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    init(slice: ArraySlice<UInt8>) { bytes = slice }

    init(from decoder: any Decoder) throws { bytes = try [UInt8](from: decoder)[...] }

    func encode(to encoder: any Encoder) throws { try Array(bytes).encode(to: encoder) }
}
