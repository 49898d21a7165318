// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Formulas
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

    /// Where places in decoded text stand in the text they were decoded from; `nil` where that holds line ends to be
    /// normalised or other entities than those that have names.
    static func encoded(_ places: [RelativeText.Place], in bytes: UnsafeBufferPointer<UInt8>) -> [RelativeText.Place]? {
        guard let base = bytes.baseAddress,
            memchr(base, 0x26, bytes.count) != nil || memchr(base, 0x0D, bytes.count) != nil
        else { return places }
        var places = places
        var (next, offset, index) = (0, 0, 0)
        while index < bytes.count, next < places.count {
            if offset == places[next].offset {
                places[next].offset = index
                next += 1
                continue
            }
            switch bytes[index] {
            case UInt8(ascii: "&"):
                guard let length = named(bytes, at: index)?.1 else { return nil }
                index += length
            case 0x0D: return nil
            default: index += 1
            }
            offset += 1
        }
        return next == places.count ? places : nil
    }

    /// Writes the characters of text without line ends to be normalised, as `decode` does; `nil` when there is an
    /// `&` that starts none of the five entities that have names.
    static func decodeNamed(
        _ bytes: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        var count = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "&") {
                guard let (scalar, length) = named(bytes, at: index) else { return nil }
                output[count] = UInt8(truncatingIfNeeded: scalar.value)
                index &+= length
            } else {
                output[count] = byte
                index &+= 1
            }
            count &+= 1
        }
        return count
    }

    /// The character of an entity that has a name and how many bytes it takes.
    @inline(__always)
    private static func named(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
        func isHere(_ name: StaticString) -> Bool {
            let length = name.utf8CodeUnitCount
            guard bytes.count - index >= length, let base = bytes.baseAddress else { return false }
            return memcmp(base + index, name.utf8Start, length) == 0
        }
        guard index + 1 < bytes.count else { return nil }
        switch bytes[index + 1] {
        case UInt8(ascii: "a"):
            if isHere("&amp;") { return ("&", 5) }
            return isHere("&apos;") ? ("'", 6) : nil
        case UInt8(ascii: "l"): return isHere("&lt;") ? ("<", 4) : nil
        case UInt8(ascii: "g"): return isHere("&gt;") ? (">", 4) : nil
        case UInt8(ascii: "q"): return isHere("&quot;") ? ("\"", 6) : nil
        default: return nil
        }
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
