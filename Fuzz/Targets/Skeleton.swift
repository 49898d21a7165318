// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CIsal

/// A small workbook whose parts can be replaced, so that mutated text reaches its reader without a zip in between
/// whose checksums never match.
struct Skeleton {
    /// Parts in the order of the archive.
    private(set) var parts: [(name: String, data: [UInt8])]

    init() { parts = Self.sample.map { ($0.key, Array($0.value.utf8)) } }

    mutating func set(_ name: String, _ data: [UInt8]) {
        if let place = parts.firstIndex(where: { $0.name == name }) {
            parts[place].data = data
        } else {
            parts.append((name, data))
        }
    }

    /// The parts as a zip archive of stored entries (APPNOTE 6.3).
    var archive: [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, data) in parts {
            let offset = bytes.count
            var fields: [UInt8] = []
            fields.append(little: 20, 2)
            fields += [UInt8](repeating: 0, count: 8)
            fields.append(little: Int(crc32_gzip_refl(0, data, UInt64(data.count))), 4)
            fields.append(little: data.count, 4)
            fields.append(little: data.count, 4)
            fields.append(little: name.utf8.count, 2)
            fields.append(little: 0, 2)
            bytes += [0x50, 0x4B, 3, 4] + fields + Array(name.utf8) + data
            directory += [0x50, 0x4B, 1, 2, 20, 0] + fields + [UInt8](repeating: 0, count: 10)
            directory.append(little: offset, 4)
            directory += Array(name.utf8)
        }
        let start = bytes.count
        bytes += directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
        bytes.append(little: parts.count, 2)
        bytes.append(little: parts.count, 2)
        bytes.append(little: directory.count, 4)
        bytes.append(little: start, 4)
        bytes.append(little: 0, 2)
        return bytes
    }
}

extension [UInt8] {
    /// Appends the low bytes of a number, the lowest first.
    fileprivate mutating func append(little number: Int, _ count: Int) {
        for place in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
}
