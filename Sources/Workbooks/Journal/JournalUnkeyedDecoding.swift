// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The elements of an array behind their count.
struct JournalUnkeyedDecoding: UnkeyedDecodingContainer {
    private let decoder: JournalDecoder
    let count: Int?
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { currentIndex >= count ?? 0 }

    init(decoder: JournalDecoder) throws {
        self.decoder = decoder
        count = try decoder.input.reader.fixedCount()
    }

    mutating func decodeNil() throws -> Bool {
        let isNil = try decoder.decodeNil()
        if isNil { currentIndex += 1 }
        return isNil
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try countOne()
        return try decoder.decode(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try countOne()
        return decoder.container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try countOne()
        return try decoder.unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        try countOne()
        return decoder
    }

    private mutating func countOne() throws {
        guard !isAtEnd else { throw JournalCodingError.truncated }
        currentIndex += 1
    }
}
