// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// Escaping of character data and attribute values.
///
/// What XML cannot hold, and a carriage return, which a reader would make a line feed, is written as `_xHHHH_`, the
/// escape of `ST_Xstring` (ECMA-376-1 §22.9.2.19), and text that looks like such an escape is protected
/// by one. `XString.decoded` is the way back.
extension XMLWriter {
    /// Character data that is an `ST_Xstring`: cell text, formulas, names.
    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { escape($0, in: .text) }
    }

    /// Character data that is an `ST_Xstring`, in UTF-8.
    mutating func text(_ text: UnsafeBufferPointer<UInt8>) { escape(text, in: .text) }

    /// The value of an attribute that is an `ST_Xstring`, without its quotation marks.
    mutating func attributeText(_ text: String) {
        var text = text
        text.withUTF8 { escape($0, in: .attribute) }
    }

    /// ` name="value"` with a space in front.
    mutating func attribute(_ name: StaticString, _ value: String) {
        raw(" ")
        raw(name)
        raw("=\"")
        attributeText(value)
        raw("\"")
    }

    /// ` name="value"` with a space in front.
    @inline(__always)
    mutating func attribute(_ name: StaticString, _ value: Int) {
        raw(" ")
        raw(name)
        raw("=\"")
        integer(value)
        raw("\"")
    }

    /// `<t>text</t>`, saying that space is to be preserved where a reader might drop it.
    mutating func textElement(_ name: StaticString, _ value: String) {
        raw("<")
        raw(name)
        var value = value
        value.withUTF8 { value in
            if value.needsSpacePreserved { raw(" xml:space=\"preserve\"") }
            raw(">")
            text(value)
        }
        raw("</")
        raw(name)
        raw(">")
    }

    private enum Place { case text, attribute }

    private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, in place: Place) {
        var plain = 0
        var index = 0
        while index < bytes.count {
            guard Self.isSpecial(bytes[index]) else {
                index &+= 1
                continue
            }
            var taken = 1
            raw(UnsafeBufferPointer(rebasing: bytes[plain..<index]))
            switch bytes[index] {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\"") where place == .attribute: raw("&quot;")
            case 0x09 where place == .attribute: raw("&#9;")
            case 0x0A where place == .attribute: raw("&#10;")
            case 0x09, 0x0A, UInt8(ascii: "\""): byte(bytes[index])
            case 0x00..<0x20: escapeCode(UInt16(bytes[index]))
            case UInt8(ascii: "_") where XString.isEscape(bytes, at: index): raw("_x005F_")
            case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
                escapeCode(bytes[index + 2] == 0xBE ? 0xFFFE : 0xFFFF)
                taken = 3
            default: byte(bytes[index])
            }
            index &+= taken
            plain = index
        }
        raw(UnsafeBufferPointer(rebasing: bytes[plain...]))
    }

    /// Whether a byte may need more than copying; 0xEF starts U+FFFE and U+FFFF.
    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        if byte < 0x40 { return lowSpecials >> UInt64(byte) & 1 == 1 }
        return byte == UInt8(ascii: "_") || byte == 0xEF
    }

    /// Controls and `" & < >`, one bit for each byte.
    private static let lowSpecials: UInt64 = 0xFFFF_FFFF | 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E

    private mutating func escapeCode(_ unit: UInt16) {
        raw("_x")
        for shift in [12, 8, 4, 0] { byte(XString.digits[Int(unit >> shift & 15)]) }
        raw("_")
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether a reader might drop white space of the text.
    var needsSpacePreserved: Bool {
        guard let base = baseAddress, let first, let last else { return false }
        return first <= 0x20 || last <= 0x20 || memchr(base, 0x0A, count) != nil
    }
}
