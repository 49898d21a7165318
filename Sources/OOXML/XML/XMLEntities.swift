// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// The entities that XML itself defines (XML 1.0 §4.1, §4.6) and its line ends (§2.11).
enum XMLEntities {
    /// The characters that bytes of XML text stand for; what is not a known entity stays as it is.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count) { decode(bytes, into: $0) }
    }

    /// Writes the characters that bytes of XML text stand for, never more bytes than these, and says how many.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "&"), let (scalar, length) = entity(bytes, at: index) {
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    output[count] = unit
                    count += 1
                }
                index += length
                continue
            }
            if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            output[count] = byte == 0x0D ? 0x0A : byte
            count += 1
            index += 1
        }
        return count
    }

    /// Whether every `&` starts one of the five entities that have names.
    static func areNamed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] == UInt8(ascii: "&") && named(bytes, at: index) == nil {
            return false
        }
        return true
    }

    /// The character of an entity that has a name and how many bytes it takes.
    @inline(__always)
    private static func named(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
        func isHere(_ name: StaticString) -> Bool {
            let length = name.utf8CodeUnitCount
            guard bytes.count - index >= length, let base = bytes.baseAddress else { return false }
            return memcmp(base + index, name.utf8Start, length) == 0
        }
        if isHere("&amp;") { return ("&", 5) }
        if isHere("&lt;") { return ("<", 4) }
        if isHere("&gt;") { return (">", 4) }
        if isHere("&quot;") { return ("\"", 6) }
        return isHere("&apos;") ? ("'", 6) : nil
    }

    /// The character of the entity at an index and how many bytes it takes.
    private static func entity(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
        if let named = named(bytes, at: index) { return named }
        guard let end = bytes[index..<min(index + 12, bytes.count)].firstIndex(of: UInt8(ascii: ";")) else {
            return nil
        }
        let name = String(decoding: bytes[index + 1..<end], as: UTF8.self)
        let length = end - index + 1
        guard name.hasPrefix("#") else { return nil }
        let isHexadecimal = name.hasPrefix("#x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard let code = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(code) else {
            return nil
        }
        return (scalar, length)
    }
}

extension UInt8 {
    /// White space of XML (XML 1.0 §2.3).
    var isXMLBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
