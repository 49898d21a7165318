// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

// The shapes that nearly all rows and cells have, read in one pass over their bytes. Whatever is not exactly of such a
// shape is left to the scanner's general way, which gives the same.

extension SheetDataScanner {
    /// Passes over rows and cells of plain shape; the cursor stops at the first thing that is none.
    mutating func scanPlain(_ cursor: inout ByteCursor, _ reader: inout WorksheetReader) {
        var plain = PlainMarkup(position: cursor.position, end: cursor.end)
        var passed = plain.position
        scan: while plain.hasRoom {
            switch plain.word {
            case PlainMarkup.cell:
                guard isInRow, plain.cell(&reader) else { break scan }
            case PlainMarkup.rowEnd:
                guard isInRow, plain.skip(PlainMarkup.rowEnd, then: "w>") else { break scan }
                isInRow = false
            case PlainMarkup.row:
                guard !isInRow, let index = plain.row() else { break scan }
                isInRow = true
                reader.beginPlainRow(index)
            default:
                guard plain.position.pointee <= 0x20 else { break scan }
                plain.position += 1
            }
            passed = plain.position
        }
        cursor.position = passed
    }
}

/// A reading head over markup of plain shape. Where what it reads is of another shape it says so and is left anywhere.
private struct PlainMarkup {
    var position: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    private let powers = ByteText.powers

    init(position: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
        self.position = position
        self.end = end
    }

    /// Four bytes at once, the first in the lowest place: `<c r`, `<row`, `</ro` and so on.
    static var cell: UInt32 { 0x7220_633C }
    static var row: UInt32 { 0x776F_723C }
    static var rowEnd: UInt32 { 0x6F72_2F3C }
    /// `><v>`
    private static var valueStart: UInt32 { 0x3E76_3C3E }
    /// `><f>`
    private static var formulaStart: UInt32 { 0x3E66_3C3E }
    /// `><f ` with an attribute.
    private static var formula: UInt32 { 0x2066_3C3E }
    private static var valueEnd: UInt32 { 0x3E76_2F3C }
    private static var cellEnd: UInt32 { 0x3E63_2F3C }
    private static var formulaEnd: UInt32 { 0x3E66_2F3C }

    /// Whether so many bytes are left that the fixed pieces of one element need no bounds check.
    @inline(__always) var hasRoom: Bool { end - position >= 128 }

    @inline(__always) var word: UInt32 { UnsafeRawPointer(position).loadUnaligned(as: UInt32.self).littleEndian }

    @inline(__always) private var byte: UInt8 { position.pointee }

    @inline(__always) mutating func skip(_ word: UInt32, then text: StaticString) -> Bool {
        guard self.word == word, memcmp(position + 4, text.utf8Start, text.utf8CodeUnitCount) == 0 else { return false }
        position += 4 + text.utf8CodeUnitCount
        return true
    }

    @inline(__always) private mutating func skip(_ word: UInt32) -> Bool {
        guard self.word == word else { return false }
        position += 4
        return true
    }

    @inline(__always) private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard self.byte == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// Up to seven digits; `nil` when there are none or more.
    @inline(__always) private mutating func integer() -> Int32? {
        var value: Int32 = 0
        let start = position
        while case let digit = byte &- 48, digit <= 9, position - start <= 7 {
            value = value &* 10 &+ Int32(digit)
            position += 1
        }
        return position > start && position - start <= 7 ? value : nil
    }

    /// `<row r="7">` with or without `spans`; its number.
    @inline(__always) mutating func row() -> Int32? {
        guard skip(Self.row, then: " r=\""), let number = integer(), skip("\"") else { return nil }
        if skip(">") { return number }
        guard memcmp(position, " spans=\"", 8) == 0 else { return nil }
        position += 8
        let start = position
        while byte != UInt8(ascii: "\""), byte != UInt8(ascii: "<"), position - start < 16 { position += 1 }
        guard skip("\""), skip(">") else { return nil }
        return number
    }

    /// `B7`
    @inline(__always) private mutating func address() -> CellAddress? {
        var column: Int32 = 0
        let start = position
        while case let letter = byte &- 65, letter < 26, position - start < 3 {
            column = column &* 26 &+ Int32(letter) &+ 1
            position += 1
        }
        guard position > start, let row = integer() else { return nil }
        let address = CellAddress(row: row &- 1, column: column &- 1)
        return address.isOnGrid ? address : nil
    }

    private enum CellType { case number, shared, boolean, string }

    /// A cell with an address, perhaps a style and a type, perhaps a formula without attributes, and a value.
    @inline(__always) mutating func cell(_ reader: inout WorksheetReader) -> Bool {
        guard skip(Self.cell, then: "=\""), let place = address(), skip("\""), reader.hasRoom(for: place)
        else { return false }
        var style: Int32 = 0
        var type = CellType.number
        if byte == UInt8(ascii: " "), position[1] == UInt8(ascii: "s") {
            guard memcmp(position, " s=\"", 4) == 0 else { return false }
            position += 4
            guard let number = integer(), skip("\"") else { return false }
            style = number
        }
        if byte == UInt8(ascii: " ") {
            guard let found = cellType() else { return false }
            type = found
        }
        switch word {
        case Self.valueStart:
            position += 4
            guard value(type, place, &reader) else { return false }
        case Self.formulaStart, Self.formula:
            position += 1
            guard formula(place, &reader), hasRoom else { return false }
            if word != Self.cellEnd {
                guard memcmp(position, "<v>", 3) == 0 else { return false }
                position += 3
                guard value(type, place, &reader) else { return false }
            }
        default:
            guard skip("/"), skip(">") else { return false }
            reader.storePlain(style: style, place)
            return true
        }
        guard skip(Self.cellEnd) else { return false }
        reader.storePlain(style: style, place)
        return true
    }

    @inline(__always) private mutating func cellType() -> CellType? {
        guard memcmp(position, " t=\"", 4) == 0 else { return nil }
        position += 4
        if position[1] == UInt8(ascii: "\"") {
            defer { position += 2 }
            switch byte {
            case UInt8(ascii: "s"): return .shared
            case UInt8(ascii: "b"): return .boolean
            case UInt8(ascii: "n"): return .number
            default: return nil
            }
        }
        guard memcmp(position, "str\"", 4) == 0 else { return nil }
        position += 4
        return .string
    }

    /// The value behind `<v>` with its end tag.
    @inline(__always) private mutating func value(
        _ type: CellType, _ place: CellAddress, _ reader: inout WorksheetReader
    ) -> Bool {
        switch type {
        case .number:
            guard let number = number() else { return false }
            reader.values.set(PackedValue(number), row: place.row, column: place.column)
        case .shared:
            guard let index = integer() else { return false }
            reader.storeShared(Int(index), place)
        case .boolean:
            guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return false }
            reader.values.set(PackedValue(byte == UInt8(ascii: "1")), row: place.row, column: place.column)
            position += 1
        case .string:
            guard let text = text(), hasRoom else { return false }
            reader.storeText(text, place)
        }
        return skip(Self.valueEnd)
    }

    /// Text up to the next tag.
    @inline(__always) private mutating func text() -> ByteText? {
        guard let found = memchr(position, 0x3C, end - position) else { return nil }
        let start = position
        position = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
        return ByteText(start: start, count: position - start)
    }

    /// A number that fits the exact fast path of `ByteText.number`, else what that gives.
    @inline(__always) private mutating func number() -> Double? {
        let start = position
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        var mantissa: UInt64 = 0
        while position < end, case let digit = byte &- 48, digit <= 9 {
            mantissa = mantissa &* 10 &+ UInt64(digit)
            position += 1
        }
        var digits = position - first
        var decimals = 0
        if digits > 0, position < end, byte == UInt8(ascii: ".") {
            position += 1
            let point = position
            while position < end, case let digit = byte &- 48, digit <= 9 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                position += 1
            }
            decimals = position - point
            digits += decimals
        }
        guard hasRoom else { return nil }
        if byte == UInt8(ascii: "<"), digits > 0, digits <= 19, mantissa < 1 << 53, decimals <= 22 {
            let value = decimals == 0 ? Double(mantissa) : Double(mantissa) / powers[decimals]
            return isNegative ? -value : value
        }
        position = start
        guard let text = text(), text.count > 0, hasRoom else { return nil }
        return text.number
    }

    /// A formula without attributes, or one that only names its shared formula; up to behind its end tag.
    @inline(__always) private mutating func formula(_ place: CellAddress, _ reader: inout WorksheetReader) -> Bool {
        if position[2] == UInt8(ascii: " ") {
            let start: StaticString = "<f t=\"shared\" si=\""
            guard memcmp(position, start.utf8Start, start.utf8CodeUnitCount) == 0 else { return false }
            position += start.utf8CodeUnitCount
            guard let index = integer(), skip("\""), skip("/"), skip(">") else { return false }
            reader.storeSharedFormula(Int(index), place)
            return true
        }
        position += 3
        guard let text = text(), text.count > 0, hasRoom, skip(Self.formulaEnd) else { return false }
        reader.storeFormula(text, place)
        return true
    }
}
