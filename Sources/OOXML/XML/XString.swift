// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// The escapes of `ST_Xstring` (ECMA-376-1 §22.9.2.19): `_xHHHH_` is one UTF-16 code unit.
enum XString {
    static let digits = Array("0123456789ABCDEF".utf8)

    /// The text without its escapes. Two that make a surrogate pair become its character; a lone half becomes U+FFFD.
    static func decoded(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard hasUnderscore(bytes), let first = bytes.indices.first(where: { isEscape(bytes, at: $0) }) else {
                return nil
            }
            return decoded(bytes, from: first)
        } ?? text
    }

    /// Whether there is something that may start an escape.
    static func hasUnderscore(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        return memchr(base, 0x5F, bytes.count) != nil
    }

    /// Whether `_xHHHH_` stands at an index; hexadecimal digits of either case.
    static func isEscape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + 6 < bytes.count && bytes[index] == UInt8(ascii: "_") && bytes[index + 1] == UInt8(ascii: "x")
            && bytes[index + 6] == UInt8(ascii: "_")
            && (2...5).allSatisfy { value(ofDigit: bytes[index + $0]) != nil }
    }

    private static func decoded(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> String {
        var output = Array(bytes[..<first])
        var units: [UInt16] = []
        var index = first
        while index < bytes.count {
            if isEscape(bytes, at: index) {
                units.append(
                    (2...5).reduce(0) { $0 << 4 | UInt16(value(ofDigit: bytes[index + $1]) ?? 0) })
                index += 7
            } else {
                flush(&units, to: &output)
                output.append(bytes[index])
                index += 1
            }
        }
        flush(&units, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private static func flush(_ units: inout [UInt16], to output: inout [UInt8]) {
        guard !units.isEmpty else { return }
        output.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        units.removeAll(keepingCapacity: true)
    }

    private static func value(ofDigit byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
