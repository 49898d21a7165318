// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One primitive value.
struct JournalSingleEncoding: SingleValueEncodingContainer {
    let encoder: JournalEncoder
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { encoder.output.writer.append(byte: 0) }
    func encode(_ value: Bool) { encoder.output.writer.append(byte: value ? 1 : 0) }
    func encode(_ value: String) { encoder.output.writer.append(value) }
    func encode(_ value: Double) { encoder.output.writer.append(value) }
    func encode(_ value: Float) { encoder.output.writer.append(Double(value)) }
    func encode(_ value: Int) { encoder.output.writer.append(Int64(value)) }
    func encode(_ value: Int8) { encoder.output.writer.append(Int64(value)) }
    func encode(_ value: Int16) { encoder.output.writer.append(Int64(value)) }
    func encode(_ value: Int32) { encoder.output.writer.append(Int64(value)) }
    func encode(_ value: Int64) { encoder.output.writer.append(Int64(value)) }
    func encode(_ value: UInt) { encoder.output.writer.append(UInt64(value)) }
    func encode(_ value: UInt8) { encoder.output.writer.append(UInt64(value)) }
    func encode(_ value: UInt16) { encoder.output.writer.append(UInt64(value)) }
    func encode(_ value: UInt32) { encoder.output.writer.append(UInt64(value)) }
    func encode(_ value: UInt64) { encoder.output.writer.append(UInt64(value)) }
    func encode<T: Encodable>(_ value: T) throws { try encoder.encode(value) }
}
