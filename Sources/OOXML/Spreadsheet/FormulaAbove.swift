// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Glibc
import Workbooks

/// The formula read last in a column, as XML text that follows its cell down: comparing bytes tells that the formula of
/// a cell further down is the same one filled down, or the same but for the numbers written in it.
///
/// Nothing is decoded or parsed for that. Where the bytes differ in any other way nothing is said.
final class FormulaAbove {
    /// Longer formulas, in bytes, are not kept.
    static let longest = 1_024
    /// Formulas with more rows and numbers are not kept.
    static let mostPlaces = 64

    /// The formula's number in the store.
    private(set) var number: UInt32 = 0
    /// How it treats arrays.
    private(set) var kind = FormulaTemplate.Kind.implicit
    /// Whether there are numbers written in it.
    private(set) var hasNumbers = false
    private var column: Int32 = -1
    /// The row that `text` is right for, and the last one it may follow to; that is before it when there is no formula.
    private var row: Int32 = 0
    private var lastRow: Int32 = -1
    private var text: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var places: UnsafeMutableBufferPointer<RelativeText.Place>
    private var placeCount = 0
    /// What `hasShape` found; `nil` before.
    private var knownShape: Bool?

    init() {
        capacity = 128
        text = .allocate(capacity: capacity)
        places = .allocate(capacity: 8)
    }

    deinit {
        text.deallocate()
        places.deallocate()
    }

    /// Follows nowhere from now on.
    func forget() { lastRow = -1 }

    /// Takes another formula.
    ///
    /// - Parameters:
    ///   - formula: the one at `cell` as it stands in the part, without markup.
    ///   - found: its rows and numbers, by their offsets in that text.
    func take(
        _ formula: UnsafeBufferPointer<UInt8>, places found: [RelativeText.Place], rowsBelow: Int32,
        at cell: CellAddress, _ kind: FormulaTemplate.Kind, number: UInt32
    ) {
        // A row takes seven digits at most.
        let wanted = formula.count + 7 * found.count + Self.padding
        if wanted > capacity {
            text.deallocate()
            capacity = wanted * 2
            text = .allocate(capacity: capacity)
        }
        if found.count > places.count {
            places.deallocate()
            places = .allocate(capacity: found.count * 2)
        }
        count = formula.count
        if let base = formula.baseAddress { text.update(from: base, count: count) }
        (text + count).update(repeating: 0, count: Self.padding)
        placeCount = found.count
        hasNumbers = false
        for (index, place) in found.enumerated() {
            places.initializeElement(at: index, to: place)
            if !place.isRow { hasNumbers = true }
        }
        knownShape = nil
        column = cell.column
        row = cell.row
        lastRow = cell.row + min(rowsBelow, GridLimits.lastRow - cell.row)
        self.kind = kind
        self.number = number
    }

    /// Zeros behind the text, so that looking ahead in it needs no bounds.
    private static let padding = 24

    /// Puts the rows in the text as they are at a cell further down; false where it does not follow.
    @inline(__always) func move(to cell: CellAddress) -> Bool {
        guard cell.column == column, cell.row >= row, cell.row <= lastRow else { return false }
        if cell.row > row { follow(to: cell.row) }
        return true
    }

    private func follow(to row: Int32) {
        let distance = Int(row - self.row)
        self.row = row
        for index in 0..<placeCount where places[index].isRow {
            let start = places[index].offset
            var offset = start + places[index].length - 1
            // Most of the time the last digit is all.
            let digit = Int(text[offset] &- 48) + distance
            if digit <= 9 {
                text[offset] = UInt8(truncatingIfNeeded: digit + 48)
                continue
            }
            text[offset] = UInt8(truncatingIfNeeded: digit % 10 + 48)
            var carry = digit / 10
            while carry > 0, offset > start {
                offset -= 1
                let sum = Int(text[offset] &- 48) + carry
                text[offset] = UInt8(truncatingIfNeeded: sum % 10 + 48)
                carry = sum / 10
            }
            while carry > 0 {
                widen(index)
                text[start] = UInt8(truncatingIfNeeded: carry % 10 + 48)
                carry /= 10
            }
        }
    }

    /// Makes room for one more digit in front of a row.
    private func widen(_ index: Int) {
        let offset = places[index].offset
        memmove(text + offset + 1, text + offset, count + Self.padding - offset)
        count += 1
        places[index].length += 1
        for later in index + 1..<placeCount { places[later].offset += 1 }
    }

    /// Whether the formula at `bytes`, of which `room` may be read, is this one; how many bytes it takes.
    @inline(__always) func length(at bytes: UnsafePointer<UInt8>, room: Int) -> Int? {
        room >= count + 4 && memcmp(bytes, text, count) == 0 && Self.isEnd(bytes + count) ? count : nil
    }

    /// Whether it is this one with other numbers, which are appended, and how many bytes it takes.
    func length(at bytes: UnsafePointer<UInt8>, room: Int, appendingTo numbers: inout [Double]) -> Int? {
        var source = bytes
        let end = bytes + room
        var position = 0
        for place in places[..<placeCount] {
            let length = place.offset - position
            // A row, or a number of up to 15 digits, and what ends it.
            guard end - source >= length + Self.padding, memcmp(source, text + position, length) == 0 else {
                return nil
            }
            source += length
            position = place.offset + place.length
            if place.isRow {
                guard memcmp(source, text + place.offset, place.length) == 0 else { return nil }
                source += place.length
            } else {
                guard let number = Self.number(&source) else { return nil }
                numbers.append(number)
            }
        }
        let length = count - position
        guard end - source >= length + 4, memcmp(source, text + position, length) == 0, Self.isEnd(source + length)
        else { return nil }
        return source - bytes + length
    }

    /// Whether other numbers in the same places make a formula of the same shape. What is read as a number may be
    /// something else to the parser (an element of a constant array), or be of a spelling that only it reads.
    ///
    /// - Parameter parsed: the numbers that the parser found in this formula.
    func hasShape(ofFormulaWith parsed: @autoclosure () -> [Double]) -> Bool {
        if let knownShape { return knownShape }
        var numbers = parsed()[...]
        var isSame = true
        for place in places[..<placeCount] where !place.isRow && isSame {
            let start = UnsafePointer(text) + place.offset
            var source = start
            guard let number = Self.number(&source), let other = numbers.popFirst() else {
                isSame = false
                break
            }
            isSame = source - start == place.length && number.bitPattern == other.bitPattern
        }
        isSame = isSame && numbers.isEmpty
        knownShape = isSame
        return isSame
    }

    /// Digits with or without a fraction, at most 15 of them, which is what the formula's lexer takes as well.
    @inline(__always) private static func number(_ source: inout UnsafePointer<UInt8>) -> Double? {
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        while case let digit = source.pointee &- 48, digit <= 9, digits <= 15 {
            mantissa = mantissa &* 10 &+ UInt64(digit)
            digits &+= 1
            source += 1
        }
        if source.pointee == UInt8(ascii: ".") {
            source += 1
            while case let digit = source.pointee &- 48, digit <= 9, digits <= 15 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digits &+= 1
                decimals &+= 1
                source += 1
            }
        }
        guard digits > 0, digits <= 15, source.pointee | 0x20 != UInt8(ascii: "e") else { return nil }
        return decimals == 0 ? Double(mantissa) : Double(mantissa) / ByteText.powers[decimals]
    }

    /// Whether `</f>` stands here.
    @inline(__always) private static func isEnd(_ bytes: UnsafePointer<UInt8>) -> Bool {
        UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self).littleEndian == 0x3E66_2F3C
    }
}
