// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers

/// Writes JSON text straight into bytes, so that a grid of cells needs no tree of values first.
///
/// The writer places commas and colons; the caller balances `begin` and `end` and names every member of an object.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.member("index", 3)
///     writer.name("values"); writer.beginArray(); writer.value(1.5); writer.endArray()
///     writer.endObject()
///     writer.bytes  // {"index":3,"values":[1.5]}
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// - Parameter capacity: bytes to set aside, when the caller can tell.
    public init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Starts a member; its value follows.
    public mutating func name(_ name: String) {
        value(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func null() { literal("null") }

    public mutating func value(_ bool: Bool) { literal(bool ? "true" : "false") }

    public mutating func value(_ integer: some FixedWidthInteger & SignedInteger) {
        separate()
        append(Int64(integer))
    }

    /// Writes the shortest text that reads back as the number, whole numbers below 2^53 in full and without a point.
    /// JSON has no word for infinities and NaN; they are written as `null`.
    public mutating func value(_ number: Double) {
        if number.magnitude < 0x1p53 {
            let whole = Int64(number)
            if Double(whole) == number {
                separate()
                append(whole)
                return
            }
        }
        guard number.isFinite else { return null() }
        separate()
        append(number)
    }

    public mutating func value(_ string: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { append(escaping: $0) }
        bytes.append(UInt8(ascii: "\""))
    }

    public mutating func value(_ tree: JSONValue) {
        switch tree {
        case .null: null()
        case .bool(let bool): value(bool)
        case .integer(let integer): value(integer)
        case .number(let number): value(number)
        case .string(let string): value(string)
        case .array(let elements):
            beginArray()
            for element in elements { value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members { self.member(member.name, member.value) }
            endObject()
        }
    }

    /// Splices JSON text that was written elsewhere, as one value.
    public mutating func value(serialized text: [UInt8]) {
        separate()
        bytes.append(contentsOf: text)
    }

    public mutating func member(_ name: String, _ bool: Bool) {
        self.name(name)
        value(bool)
    }

    public mutating func member(_ name: String, _ integer: some FixedWidthInteger & SignedInteger) {
        self.name(name)
        value(integer)
    }

    public mutating func member(_ name: String, _ number: Double) {
        self.name(name)
        value(number)
    }

    public mutating func member(_ name: String, _ string: String) {
        self.name(name)
        value(string)
    }

    public mutating func member(_ name: String, _ tree: JSONValue) {
        self.name(name)
        value(tree)
    }

    private mutating func literal(_ word: StaticString) {
        separate()
        bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Writes a whole number of units of `10^-decimals`, without zeros at the end of the fraction.
    private mutating func append(_ units: Int64, decimals: Int = 0) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { digits in
            var start = digits.count
            var rest = units.magnitude
            var decimals = decimals
            while decimals > 0, rest % 10 == 0 {
                rest /= 10
                decimals -= 1
            }
            var place = 0
            repeat {
                if place == decimals, place > 0 {
                    start -= 1
                    digits[start] = UInt8(ascii: ".")
                }
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
                place += 1
            } while rest > 0 || place <= decimals
            if units < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    private mutating func append(_ number: Double) {
        // Amounts with up to four decimals are most of what cells hold. Two decimals of at most fifteen digits never
        // share a binary64, so when one reads back as the number it is the shortest text there is.
        if number.magnitude < 1e11 {
            let units = Int64(number * 1e4 + (number < 0 ? -0.5 : 0.5))
            if Double(units) / 1e4 == number { return append(units, decimals: 4) }
        }
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            guard let start = buffer.baseAddress else { return }
            let count = cnumbers_print(number, start)
            let text = UnsafeRawBufferPointer(start: start, count: count)
            if number.magnitude < 1e-3, number.magnitude >= 1e-5, text.contains(UInt8(ascii: "e")) {
                appendWithoutExponent(text)
            } else {
                bytes.append(contentsOf: text)
            }
        }
    }

    /// Spells `1.5e-04` as `0.00015`: the shortest form takes to exponents earlier than a spreadsheet does.
    private mutating func appendWithoutExponent(_ text: UnsafeRawBufferPointer) {
        if text.first == UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
        let power = decimalDigit(text[text.count - 1]) ?? 1
        bytes.append(contentsOf: "0.".utf8)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: Int(power) - 1))
        for byte in text {
            if byte == UInt8(ascii: "e") { break }
            if decimalDigit(byte) != nil { bytes.append(byte) }
        }
    }

    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        var run = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
            appendEscape(byte)
            run = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
