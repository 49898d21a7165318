// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Reads what `JournalEncoder` wrote.
struct JournalDecoder: Decoder {
    /// What all containers of one decoding read from; a class because `Decoder` hands out containers by value.
    final class Input {
        var reader: JournalReader
        var depth = 0

        init(_ reader: JournalReader) { self.reader = reader }
    }

    let input: Input
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// A value from all of `bytes`.
    static func decode<T: Decodable>(_ type: T.Type, from bytes: ArraySlice<UInt8>) throws(JournalCodingError) -> T {
        let decoder = JournalDecoder(input: Input(JournalReader(bytes)))
        do {
            let value = try decoder.decode(type)
            try decoder.input.reader.expectEnd()
            return value
        } catch let error as JournalCodingError {
            throw error
        } catch let DecodingError.dataCorrupted(context) {
            throw .invalidValue(context.debugDescription)
        } catch {
            throw .invalidValue(String(describing: error))
        }
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if type == PackedBytes.self, let packed = PackedBytes(slice: try input.reader.slice()) as? T { return packed }
        guard input.depth < JournalLimits.depth else { throw JournalCodingError.tooDeep }
        input.depth += 1
        defer { input.depth -= 1 }
        return try T(from: self)
    }

    /// Whether a value is absent, by its presence byte.
    func decodeNil() throws -> Bool {
        switch try input.reader.byte() {
        case 0: return true
        case 1: return false
        default: throw JournalCodingError.invalidValue("A presence byte is neither 0 nor 1.")
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(JournalKeyedDecoding(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try JournalUnkeyedDecoding(decoder: self) }

    func singleValueContainer() -> any SingleValueDecodingContainer { JournalSingleDecoding(decoder: self) }
}
