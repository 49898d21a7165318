// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The elements of an array behind their count, which is filled in as they come.
struct JournalUnkeyedEncoding: UnkeyedEncodingContainer {
    private let encoder: JournalEncoder
    private let position: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(encoder: JournalEncoder) {
        self.encoder = encoder
        position = encoder.output.writer.reserveCount()
    }

    mutating func encodeNil() {
        countOne()
        encoder.output.writer.append(byte: 0)
    }

    mutating func encode<T: Encodable>(_ value: T) throws {
        countOne()
        try encoder.encode(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        countOne()
        return encoder.container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        countOne()
        return encoder.unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        countOne()
        return encoder
    }

    private mutating func countOne() {
        count += 1
        encoder.output.writer.setCount(UInt32(truncatingIfNeeded: count), at: position)
    }
}
