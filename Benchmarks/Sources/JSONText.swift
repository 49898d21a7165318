// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import FoundationEssentials
import Glibc

/// Values to JSON and back.
enum JSONText {
    static func print(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(try LocalBytes.read(path)))
    }
}

/// Files of this machine, read and written whole.
enum LocalBytes {
    static func read(_ path: String) throws(BenchmarkError) -> [UInt8] {
        guard let file = fopen(path, "rbe") else { throw .file(operation: "open", path: path) }
        defer { fclose(file) }
        guard fseek(file, 0, SEEK_END) == 0, case let size = ftell(file), size >= 0 else {
            throw .file(operation: "read", path: path)
        }
        rewind(file)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fread(buffer.baseAddress, 1, size, file)
        }
        guard bytes.count == size else { throw .file(operation: "read", path: path) }
        return bytes
    }

    static func write(_ bytes: [UInt8], to path: String) throws(BenchmarkError) {
        guard let file = fopen(path, "wbe") else { throw .file(operation: "create", path: path) }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else { throw .file(operation: "write", path: path) }
    }
}
