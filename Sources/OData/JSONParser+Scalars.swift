// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension JSONParser {
    /// Reads a string; the cursor stands on its opening quote.
    mutating func string() throws(JSONError) -> String {
        let start = index + 1
        var end = start
        var union: UInt8 = 0
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") {
                index = end + 1
                let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
                return try decode(text, at: start, isASCII: union < 0x80)
            }
            if byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            union |= byte
            end += 1
        }
        return try escapedString(from: start, to: end)
    }

    /// The slow path: the text from `start` has no escape before `end`, where one stands or the string is broken.
    private mutating func escapedString(from start: Int, to end: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<end])
        index = end
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return try text.withUnsafeBufferPointer { (buffer) throws(JSONError) -> String in
                    try decode(buffer, at: start)
                }
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw JSONError(offset: index, reason: .controlCharacterInString)
            default:
                text.append(byte)
                index += 1
            }
        }
        throw JSONError(offset: bytes.count, reason: .unexpectedEnd)
    }

    /// Decoding repairs invalid UTF-8, which changes bytes; comparing finds that faster than validating first.
    private func decode(
        _ text: UnsafeBufferPointer<UInt8>, at offset: Int, isASCII: Bool = false
    ) throws(JSONError) -> String {
        var string = String(decoding: text, as: UTF8.self)
        guard isASCII || string.withUTF8({ $0.count == text.count && $0.elementsEqual(text) }) else {
            throw JSONError(offset: offset, reason: .invalidUTF8)
        }
        return string
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        let start = index
        index += 1
        let letter = current
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar(at: start)).utf8)
        default: throw JSONError(offset: start, reason: .invalidEscape)
        }
    }

    /// Reads the digits after `\u`, and the second escape when the first is a leading surrogate.
    private mutating func escapedScalar(at start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try codeUnit(at: start)
        var code = first
        if first & 0xFC00 == 0xD800 {
            guard current == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u") else {
                throw JSONError(offset: start, reason: .loneSurrogate)
            }
            index += 2
            let second = try codeUnit(at: index - 2)
            guard second & 0xFC00 == 0xDC00 else { throw JSONError(offset: start, reason: .loneSurrogate) }
            code = 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONError(offset: start, reason: .loneSurrogate) }
        return scalar
    }

    private mutating func codeUnit(at start: Int) throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = hexadecimalDigit(current) else { throw JSONError(offset: start, reason: .invalidEscape) }
            code = code << 4 | UInt32(digit)
            index += 1
        }
        return code
    }

    /// Reads a number; the cursor stands on its sign or first digit.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        let isNegative = current == UInt8(ascii: "-")
        if isNegative { index += 1 }
        let firstDigit = index
        var digits: Int64 = 0
        if current == UInt8(ascii: "0") {
            index += 1
        } else {
            try takeDigits(into: &digits)
        }
        switch current {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            return .number(try real(from: start, isNegative: isNegative, digits: digits))
        default: break
        }
        // Eighteen digits cannot overflow; minus zero is a number that no integer holds.
        if index - firstDigit <= 18, !(isNegative && digits == 0) {
            return .integer(isNegative ? -digits : digits)
        }
        if let exact = Int64(String(decoding: bytes[start..<index], as: UTF8.self)), exact != 0 {
            return .integer(exact)
        }
        return .number(try real(from: start, isNegative: isNegative, digits: digits))
    }

    /// Reads the fraction and the exponent, if any, and converts the whole literal from `start`.
    ///
    /// - Parameter digits: the digits before the point as one integer.
    private mutating func real(from start: Int, isNegative: Bool, digits: Int64) throws(JSONError) -> Double {
        var digits = digits
        var decimals = 0
        if current == UInt8(ascii: ".") {
            index += 1
            let firstDecimal = index
            try takeDigits(into: &digits)
            decimals = index - firstDecimal
        }
        if current | 0x20 == UInt8(ascii: "e") {
            index += 1
            if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { index += 1 }
            var exponent: Int64 = 0
            try takeDigits(into: &exponent)
        } else if decimals > 0, index - start <= 19, digits <= 1 << 53 {
            // Both sides of the division are exact, so it rounds once, to the nearest number (W. D. Clinger, 1990).
            let magnitude = Double(digits) / Self.powersOfTen[decimals]
            return isNegative ? -magnitude : magnitude
        }
        let literal = UnsafeBufferPointer(rebasing: bytes[start..<index])
        guard let value = DecimalText.value(of: literal) else {
            throw JSONError(offset: start, reason: .numberOutOfRange)
        }
        return value
    }

    /// Takes at least one digit and appends it to the integer, which wraps when there are too many.
    @inline(__always)
    private mutating func takeDigits(into integer: inout Int64) throws(JSONError) {
        guard decimalDigit(current) != nil else { throw unexpected(.digit) }
        while let digit = decimalDigit(current) {
            integer = integer &* 10 &+ Int64(digit)
            index += 1
        }
    }

    /// The powers that binary64 holds exactly and that the shortcut for short literals needs.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    ]
}
