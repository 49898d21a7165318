// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers
import Cells
import Glibc

/// A place in a buffer to which text is written without asking for room: whoever gives it has made enough.
struct ByteSink {
    private(set) var place: UnsafeMutablePointer<UInt8>

    init(_ place: UnsafeMutablePointer<UInt8>) { self.place = place }

    @inline(__always) mutating func put(_ markup: StaticString) {
        memcpy(place, markup.utf8Start, markup.utf8CodeUnitCount)
        place += markup.utf8CodeUnitCount
    }

    /// Up to eight bytes, of which the lowest comes first. Eight are written in any case.
    @inline(__always) mutating func put(_ word: ShortText) {
        UnsafeMutableRawPointer(place).storeBytes(of: word.bytes.littleEndian, as: UInt64.self)
        place += word.count
    }

    /// At most 20 bytes.
    @inline(__always) mutating func put(_ value: Int) {
        var rest = value.magnitude
        if value < 0 {
            place.pointee = UInt8(ascii: "-")
            place += 1
        }
        let count = Self.digits(of: rest)
        var index = count
        while rest >= 100 {
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
            index &-= 2
            putPair(pair, at: index)
            rest = quotient
        }
        if index == 2 { putPair(rest, at: 0) } else { place.pointee = 48 &+ UInt8(truncatingIfNeeded: rest) }
        place += count
    }

    /// A number below a hundred, in two digits.
    @inline(__always) private func putPair(_ pair: UInt, at index: Int) {
        let tens = pair / 10
        place[index] = 48 &+ UInt8(truncatingIfNeeded: tens)
        place[index &+ 1] = 48 &+ UInt8(truncatingIfNeeded: pair &- tens &* 10)
    }

    @inline(__always) private static func digits(of value: UInt) -> Int {
        var count = 1
        var rest = value
        while rest >= 10_000 {
            rest /= 10_000
            count &+= 4
        }
        return count &+ (rest >= 1_000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
    }

    /// A finite number in its shortest form that reads back as the same value, in at most 32 bytes.
    @inline(__always) mutating func put(_ value: Double) {
        // Zero goes the long way for the sake of its sign.
        guard value.magnitude < 1e15, value != 0 else { return putAny(value) }
        let whole = Int(value)
        if Double(whole) == value { return put(whole) }
        // Hundredths are common. Few enough of them are the shortest form too, where they need no exponent.
        guard value.magnitude < 1e13, value.magnitude >= 0.01 else { return putAny(value) }
        let hundredths = Int(value * 100 + (value < 0 ? -0.5 : 0.5))
        if Double(hundredths) / 100 == value { put(hundredths: hundredths) } else { putAny(value) }
    }

    private mutating func putAny(_ value: Double) {
        let written = UnsafeMutableRawPointer(place).withMemoryRebound(to: CChar.self, capacity: 32) {
            cnumbers_print(value, $0)
        }
        place += written
    }

    /// Hundredths that are no multiple of a hundred.
    @inline(__always) private mutating func put(hundredths value: Int) {
        if value < 0 {
            place.pointee = UInt8(ascii: "-")
            place += 1
        }
        let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 100)
        put(Int(whole))
        place.pointee = UInt8(ascii: ".")
        putPair(rest, at: 1)
        // A zero at the end is left out.
        place += rest % 10 == 0 ? 2 : 3
    }
}

/// Up to eight bytes of ASCII: a row's number, a column's letters.
struct ShortText {
    /// The first is the lowest.
    private(set) var bytes: UInt64 = 0
    private(set) var count = 0

    init(number: Int32) {
        var rest = UInt32(bitPattern: number)
        repeat {
            bytes = bytes << 8 | UInt64(48 + rest % 10)
            count += 1
            rest /= 10
        } while rest > 0
    }

    init(lettersOfColumn column: Int32) {
        for letter in CellAddress.letters(ofColumn: column).utf8 {
            bytes |= UInt64(letter) << UInt64(8 * count)
            count += 1
        }
    }
}
