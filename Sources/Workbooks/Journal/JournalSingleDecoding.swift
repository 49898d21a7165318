// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One primitive value.
struct JournalSingleDecoding: SingleValueDecodingContainer {
    let decoder: JournalDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { (try? decoder.decodeNil()) ?? true }
    func decode(_ type: String.Type) throws -> String { try decoder.input.reader.text() }
    func decode(_ type: Double.Type) throws -> Double { try decoder.input.reader.double() }
    func decode(_ type: Float.Type) throws -> Float { Float(try decoder.input.reader.double()) }
    func decode(_ type: Int.Type) throws -> Int { try signed() }
    func decode(_ type: Int8.Type) throws -> Int8 { try signed() }
    func decode(_ type: Int16.Type) throws -> Int16 { try signed() }
    func decode(_ type: Int32.Type) throws -> Int32 { try signed() }
    func decode(_ type: Int64.Type) throws -> Int64 { try signed() }
    func decode(_ type: UInt.Type) throws -> UInt { try unsigned() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try unsigned() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try unsigned() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try unsigned() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try unsigned() }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.decode(type) }

    func decode(_ type: Bool.Type) throws -> Bool {
        switch try decoder.input.reader.byte() {
        case 0: return false
        case 1: return true
        default: throw JournalCodingError.invalidValue("A truth value is neither 0 nor 1.")
        }
    }

    private func signed<T: FixedWidthInteger>() throws -> T {
        guard let value = T(exactly: try decoder.input.reader.signed()) else {
            throw JournalCodingError.numberOutOfRange
        }
        return value
    }

    private func unsigned<T: FixedWidthInteger>() throws -> T {
        guard let value = T(exactly: try decoder.input.reader.unsigned()) else {
            throw JournalCodingError.numberOutOfRange
        }
        return value
    }
}
