// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Writes a `Codable` value as compact bytes: the members of a type one after another in their order, without names.
///
/// An optional member is one byte for presence and then the value; an array is its count and its elements. Enums with
/// associated values have to code themselves.
struct JournalEncoder: Encoder {
    /// What all containers of one encoding write to; a class because `Encoder` hands out containers by value.
    final class Output {
        var writer = JournalWriter()
        var depth = 0
    }

    let output: Output
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The bytes of a value.
    static func encode(_ value: some Encodable) throws(JournalCodingError) -> [UInt8] {
        let encoder = JournalEncoder(output: Output())
        do {
            try encoder.encode(value)
        } catch let error as JournalCodingError {
            throw error
        } catch {
            throw .invalidValue(String(describing: error))
        }
        return encoder.output.writer.bytes
    }

    func encode<T: Encodable>(_ value: T) throws {
        if let packed = value as? PackedBytes {
            output.writer.append(UInt64(packed.bytes.count))
            output.writer.append(contentsOf: Array(packed.bytes))
            return
        }
        if let optional = value as? any OptionalValue { return try optional.encode(with: self) }
        guard output.depth < JournalLimits.depth else { throw JournalCodingError.tooDeep }
        output.depth += 1
        defer { output.depth -= 1 }
        try value.encode(to: self)
    }

    /// Writes the presence byte and, when there is one, the value.
    func encodeOptional<T: Encodable>(_ value: T?) throws {
        output.writer.append(byte: value == nil ? 0 : 1)
        if let value { try encode(value) }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JournalKeyedEncoding(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { JournalUnkeyedEncoding(encoder: self) }

    func singleValueContainer() -> any SingleValueEncodingContainer { JournalSingleEncoding(encoder: self) }
}

/// Optional elements of an array, which would leave out their presence byte.
private protocol OptionalValue {
    func encode(with encoder: JournalEncoder) throws
}

extension Optional: OptionalValue where Wrapped: Encodable {
    func encode(with encoder: JournalEncoder) throws { try encoder.encodeOptional(self) }
}
