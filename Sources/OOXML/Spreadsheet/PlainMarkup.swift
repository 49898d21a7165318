// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

/// A reading head over markup of plain shape. Where what it reads is of another shape it says so and is left anywhere.
///
/// Names and digits are looked at up to eight bytes at a time; in such words the first byte is in the lowest place.
struct PlainMarkup {
    var position: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    private let tables = PlainTables.shared
    /// The row that the last address or row tag named; -1 before the first.
    private var lastRow: Int32 = -1
    /// Its digits with the quote behind them, as the next address is expected to end, and a mask over them.
    private var rowEnding: UInt64 = 0
    private var rowMask: UInt64 = 0
    private var rowLength = 0

    init(position: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
        self.position = position
        self.end = end
    }

    /// Whether so many bytes are left that the fixed pieces of one element, with a number, need no bounds check.
    @inline(__always) var hasRoom: Bool { end - position >= 128 }

    @inline(__always) var byte: UInt8 { position.pointee }

    @inline(__always) var word: UInt32 { UnsafeRawPointer(position).loadUnaligned(as: UInt32.self).littleEndian }

    @inline(__always) var eight: UInt64 { UnsafeRawPointer(position).loadUnaligned(as: UInt64.self).littleEndian }

    /// Passes over up to eight bytes, if these are the next.
    @inline(__always) mutating func skip(_ bytes: UInt64, _ count: Int) -> Bool {
        guard (eight ^ bytes) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count) == 0 else { return false }
        position += count
        return true
    }

    @inline(__always) mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard self.byte == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// How many digits a word starts with, and their value.
    @inline(__always) private static func digits(_ word: UInt64) -> (value: UInt64, count: Int) {
        let digits = word ^ 0x3030_3030_3030_3030
        let others = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
        let count = others.trailingZeroBitCount >> 3
        if count == 0 { return (0, 0) }
        // Zeros in front make eight of them; then two, four and eight digits are joined at a time.
        let full = digits &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        let pairs = full &* 10 &+ full &>> 8
        let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let high = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return ((low &+ high) &>> 32, count)
    }

    /// Up to seven digits; `nil` when there are none or more.
    @inline(__always) mutating func integer() -> Int32? {
        let (value, count) = Self.digits(eight)
        guard count &- 1 < 7, count > 0 else { return nil }
        position += count
        return Int32(truncatingIfNeeded: value)
    }

    /// The one-based number of a row and the quote behind it, which the addresses of the row's cells end with.
    @inline(__always) mutating func rowNumber() -> Int32? {
        let ending = eight
        let start = position
        guard let number = integer(), skip("\""), number >= 1, number <= GridLimits.rows else { return nil }
        lastRow = number &- 1
        rowLength = position - start
        rowMask = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* rowLength)
        rowEnding = ending & rowMask
        return number
    }

    /// `B7"`: most of the time the cell next to the last one.
    @inline(__always) mutating func address(expecting column: Int32) -> CellAddress? {
        guard column < PlainTables.columns, lastRow >= 0 else { return anyAddress() }
        let expected = tables.letters[Int(column)]
        let length = Int(expected &>> 24)
        let letters = word & (UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- 8 &* length))
        let ending = UnsafeRawPointer(position + length).loadUnaligned(as: UInt64.self).littleEndian & rowMask
        if letters == expected & 0xFF_FFFF, ending == rowEnding {
            position += length + rowLength
            return CellAddress(row: lastRow, column: column)
        }
        return anyAddress()
    }

    private mutating func anyAddress() -> CellAddress? {
        var column: Int32 = 0
        let start = position
        while case let letter = byte &- 65, letter < 26, position - start < 3 {
            column = column &* 26 &+ Int32(letter) &+ 1
            position += 1
        }
        guard position > start, column <= GridLimits.columns, let number = rowNumber() else { return nil }
        return CellAddress(row: number &- 1, column: column &- 1)
    }

    /// Text up to the next tag.
    @inline(__always) mutating func text() -> ByteText? {
        guard let found = memchr(position, 0x3C, end - position) else { return nil }
        let start = position
        position = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
        return ByteText(start: start, count: position - start)
    }

    /// Digits behind those of a number, and how many; no more than are to be looked at without a bounds check.
    @inline(__always) private mutating func append(_ mantissa: inout UInt64) -> Int {
        var total = 0
        while total < 24 {
            let (value, count) = Self.digits(eight)
            mantissa = mantissa &* tables.tens[count] &+ value
            position += count
            total &+= count
            if count < 8 { break }
        }
        return total
    }

    /// A number that fits the exact fast path of `ByteText.number`, else what that gives.
    @inline(__always) mutating func number() -> Double? {
        let start = position
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var mantissa: UInt64 = 0
        var digits = append(&mantissa)
        var decimals = 0
        if digits > 0, byte == UInt8(ascii: ".") {
            position += 1
            decimals = append(&mantissa)
            digits += decimals
        }
        if byte == UInt8(ascii: "<"), digits > 0, digits <= 19, mantissa < 1 << 53 {
            let value = decimals == 0 ? Double(mantissa) : Double(mantissa) / tables.powers[decimals]
            return isNegative ? -value : value
        }
        return otherNumber(from: start)
    }

    private mutating func otherNumber(from start: UnsafePointer<UInt8>) -> Double? {
        position = start
        guard let text = text(), text.count > 0, hasRoom else { return nil }
        return text.number
    }
}

/// What reading plain markup looks up; plain memory that is never written after it was made.
private struct PlainTables: @unchecked Sendable {
    static let shared = PlainTables()
    /// The columns `A` to `ZZ`; the letters of others are read one by one.
    static let columns: Int32 = 26 + 26 * 26

    /// The letters of a column by its number, the first in the lowest byte, and in the highest byte how many.
    let letters: UnsafePointer<UInt32>
    /// Powers of ten.
    let tens: UnsafePointer<UInt64>
    let powers: UnsafePointer<Double>

    private init() {
        let letters = UnsafeMutablePointer<UInt32>.allocate(capacity: Int(Self.columns))
        for column in 0..<UInt32(Self.columns) {
            let last = column % 26 + 65
            letters[Int(column)] = column < 26 ? last | 1 << 24 : (column / 26 + 64) | last << 8 | 2 << 24
        }
        self.letters = UnsafePointer(letters)
        let tens = UnsafeMutablePointer<UInt64>.allocate(capacity: 9)
        tens[0] = 1
        for exponent in 1...8 { tens[exponent] = tens[exponent - 1] * 10 }
        self.tens = UnsafePointer(tens)
        let powers = UnsafeMutablePointer<Double>.allocate(capacity: ByteText.powers.count)
        powers.initialize(from: ByteText.powers, count: ByteText.powers.count)
        self.powers = UnsafePointer(powers)
    }
}
