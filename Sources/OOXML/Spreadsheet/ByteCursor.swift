// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers
import Cells
import Glibc

/// A place in bytes that stay where they are while it is used: the reading head of `SheetDataScanner`.
struct ByteCursor {
    var position: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>

    init(_ base: UnsafePointer<UInt8>, count: Int) {
        position = base
        end = base + count
    }

    /// Bytes that are left.
    @inline(__always) var count: Int { end - position }

    @inline(__always) func starts(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        return count >= length && memcmp(position, text.utf8Start, length) == 0
    }

    /// Passes over a text, if it is the next.
    @inline(__always) mutating func skip(_ text: StaticString) -> Bool {
        guard starts(with: text) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    /// The next eight bytes, the first in the lowest place; so many must be left.
    @inline(__always) var eight: UInt64 { UnsafeRawPointer(position).loadUnaligned(as: UInt64.self).littleEndian }

    /// Passes over up to eight bytes, if these are the next. Eight must be left.
    @inline(__always) mutating func skip(_ bytes: UInt64, _ count: Int) -> Bool {
        guard (eight ^ bytes) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count) == 0 else { return false }
        position += count
        return true
    }

    /// Where a byte stands next.
    @inline(__always) func find(byte: Unicode.Scalar) -> UnsafePointer<UInt8>? {
        memchr(position, Int32(byte.value), count).map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }
    }

    /// Where a text stands next, looked for by one of its bytes, best one that is rare around it.
    func find(_ text: StaticString, by offset: Int = 0) -> UnsafePointer<UInt8>? {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return nil }
        var search = position + offset
        let last = end - (length - offset)
        while search <= last, let found = memchr(search, Int32(text.utf8Start[offset]), last - search + 1) {
            let place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - offset
            if memcmp(place, text.utf8Start, length) == 0 { return place }
            search = place + offset + 1
        }
        return nil
    }

    /// Whether the part that starts here is in another encoding than UTF-8, as far as its first bytes tell.
    var startsInOtherEncoding: Bool {
        !XMLEncoding.isUTF8(startingWith: Array(UnsafeBufferPointer(start: position, count: min(count, 256))))
    }

    @inline(__always) mutating func skipBlanks() {
        while position < end, position.pointee <= 0x20 { position += 1 }
    }

    enum TagEnd {
        case open, selfClosing
        /// What stands there is no attribute, or one that is spelled in an unusual way; the cursor is at it.
        case unusual
    }

    /// Reads attributes up to the end of the tag, which is passed. `nil` when the bytes end before the tag does.
    @inline(__always)
    mutating func attributes(_ body: (ByteText, ByteText) -> Void) -> TagEnd? {
        while true {
            skipBlanks()
            guard position < end else { return nil }
            switch position.pointee {
            case UInt8(ascii: ">"):
                position += 1
                return .open
            case UInt8(ascii: "/"):
                guard count >= 2 else { return nil }
                guard position[1] == UInt8(ascii: ">") else { return .unusual }
                position += 2
                return .selfClosing
            default: break
            }
            let nameStart = position
            while position < end, position.pointee.isNamePart { position += 1 }
            guard count >= 2 else { return nil }
            let quote = position[1]
            guard position > nameStart, position.pointee == UInt8(ascii: "="),
                quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
            else { return .unusual }
            let name = ByteText(start: nameStart, count: position - nameStart)
            position += 2
            let valueStart = position
            while position < end, position.pointee != quote, position.pointee != UInt8(ascii: "<") { position += 1 }
            guard position < end else { return nil }
            guard position.pointee == quote else { return .unusual }
            body(name, ByteText(start: valueStart, count: position - valueStart))
            position += 1
        }
    }

    /// The text up to a closing tag, which is passed; `nil` when it is not there yet. `hasMarkup` becomes true when
    /// there is a tag, a comment or a CDATA section before it.
    @inline(__always)
    mutating func text(until tag: StaticString, hasMarkup: inout Bool) -> ByteText? {
        let start = position
        var search = position
        let length = tag.utf8CodeUnitCount
        while let found = memchr(search, 0x3C, end - search) {
            let place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
            guard end - place >= length else { return nil }
            if memcmp(place, tag.utf8Start, length) == 0 {
                position = place + length
                return ByteText(start: start, count: place - start)
            }
            hasMarkup = true
            search = place + 1
        }
        return nil
    }

    @inline(__always)
    mutating func text(until tag: StaticString) -> ByteText? {
        var hasMarkup = false
        return text(until: tag, hasMarkup: &hasMarkup)
    }
}

extension UInt8 {
    /// Whether the byte may stand in the name of an attribute: letters, digits, `_ - . :` and whatever is not ASCII.
    @inline(__always) fileprivate var isNamePart: Bool {
        self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z") || self >= 0x80 || self == 0x5F
            || self >= 0x2D && self <= 0x3A && self != 0x2F
    }
}

/// Bytes of XML text or of an attribute, not yet decoded.
struct ByteText {
    let start: UnsafePointer<UInt8>
    let count: Int

    @inline(__always) subscript(index: Int) -> UInt8 { start[index] }
    @inline(__always) var first: UInt8? { count > 0 ? start[0] : nil }

    @inline(__always) func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && memcmp(start, text.utf8Start, count) == 0
    }

    /// Whether there is a tag, a comment or a CDATA section inside.
    @inline(__always) var hasMarkup: Bool { memchr(start, 0x3C, count) != nil }

    /// An `xsd:boolean`.
    var isTrue: Bool { equals("1") || equals("true") }

    /// Whether a character is spelled as an entity.
    @inline(__always) var hasEntities: Bool { memchr(start, 0x26, count) != nil }

    /// A decimal integer of at most 18 digits.
    @inline(__always) var integer: Int? {
        guard count > 0, count <= 18 else { return nil }
        var value = 0
        for index in 0..<count {
            let digit = start[index] &- 48
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    /// `B7` without dollar signs, which may be off the grid; `nil` for anything else.
    @inline(__always) var address: CellAddress? {
        var index = 0
        var column: Int32 = 0
        while index < count, index < 3, case let letter = start[index] & 0xDF, letter >= 65, letter <= 90 {
            column = column &* 26 &+ Int32(letter &- 64)
            index += 1
        }
        guard index > 0, count - index <= 7, count > index else { return nil }
        var row: Int32 = 0
        while index < count {
            let digit = start[index] &- 48
            guard digit <= 9 else { return nil }
            row = row &* 10 &+ Int32(digit)
            index += 1
        }
        return CellAddress(row: row &- 1, column: column &- 1)
    }

    static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// A finite number. Up to 2^53 with a few decimals it is exact in one division (Clinger's fast path); anything else
    /// goes through the correctly rounding reader.
    var number: Double? {
        var index = 0
        var mantissa: UInt64 = 0
        var decimals = 0
        let isNegative = count > 0 && start[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        let firstDigit = index
        while index < count, case let digit = start[index] &- 48, digit <= 9 {
            mantissa = mantissa &* 10 &+ UInt64(digit)
            index += 1
        }
        if index < count, index > firstDigit, start[index] == UInt8(ascii: ".") {
            index += 1
            let first = index
            while index < count, case let digit = start[index] &- 48, digit <= 9 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                index += 1
            }
            decimals = index - first
        }
        if index == count, index > firstDigit, index - firstDigit <= 19, mantissa < 1 << 53, decimals <= 22 {
            let value = Double(mantissa) / Self.powers[decimals]
            return isNegative ? -value : value
        }
        return exactNumber
    }

    private var exactNumber: Double? {
        var value = 0.0
        let taken = start.withMemoryRebound(to: CChar.self, capacity: count) { cnumbers_parse($0, count, &value) }
        return taken == count && value.isFinite ? value : nil
    }

    /// The characters, entities resolved.
    var decoded: String {
        let bytes = UnsafeBufferPointer(start: start, count: count)
        guard count > 0, memchr(start, 0x26, count) != nil || memchr(start, 0x0D, count) != nil else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return XMLEntities.decoded(bytes)
    }

    /// The text of `<is>…` when it is a single plain `t`; `nil` for rich or phonetic text.
    var plainInlineString: String? {
        var cursor = ByteCursor(start, count: count)
        cursor.skipBlanks()
        if cursor.starts(with: "<is>") { cursor.position += 4 }
        cursor.skipBlanks()
        if cursor.count == 0 || cursor.starts(with: "<t/>") { return "" }
        guard cursor.starts(with: "<t>") || cursor.starts(with: "<t ") else { return nil }
        cursor.position += 2
        guard let end = cursor.attributes({ _, _ in }), end != .unusual else { return nil }
        if end == .selfClosing { return "" }
        guard let text = cursor.text(until: "</t>") else { return nil }
        cursor.skipBlanks()
        return cursor.count == 0 && !text.hasMarkup ? text.decoded : nil
    }
}
