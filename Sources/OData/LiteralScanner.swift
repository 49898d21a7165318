// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A cursor over decoded URL text that reads names and literals; shared by paths, aliases and `$filter`.
struct LiteralScanner {
    let bytes: [UInt8]
    var index = 0

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { index == bytes.count }

    /// The byte at the cursor, zero past the end (control characters never get here).
    var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

    mutating func skipSpaces() {
        while current == UInt8(ascii: " ") { index += 1 }
    }

    /// Takes one byte if it stands at the cursor.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: byte), !isAtEnd else { return false }
        index += 1
        return true
    }

    /// Takes a name: a letter, `_` or `@` (`@` only in front), then letters, digits, `_` and the `extra` bytes.
    mutating func name(extra: [UInt8] = []) -> String? {
        let start = index
        if current == UInt8(ascii: "@") { index += 1 }
        guard isNameStart(current) else {
            index = start
            return nil
        }
        while isNameStart(current) || decimalDigit(current) != nil || (!isAtEnd && extra.contains(current)) {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private func isNameStart(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    /// Takes a primitive literal; on failure the cursor stays.
    mutating func literal() -> ODataLiteral? {
        let start = index
        if let literal = scanLiteral() { return literal }
        index = start
        return nil
    }

    private mutating func scanLiteral() -> ODataLiteral? {
        switch current {
        // Graph pages spell `range(address="A:B")` too, so either quote opens a string.
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return string(quote: current).map(ODataLiteral.string)
        case UInt8(ascii: "["), UInt8(ascii: "{"): return json()
        default: return word()
        }
    }

    /// A string ends at its quote; a doubled quote inside stands for one.
    private mutating func string(quote: UInt8) -> String? {
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == quote {
                guard current == quote, !isAtEnd else { return String(decoding: text, as: UTF8.self) }
                index += 1
            }
            text.append(byte)
        }
        return nil
    }

    /// A JSON value reaches to the end of the text: only an alias carries one.
    private mutating func json() -> ODataLiteral? {
        guard let value = try? JSONValue(parsing: Array(bytes[index...])) else { return nil }
        index = bytes.count
        return .json(value)
    }

    /// Numbers, GUIDs and the three words all end at a delimiter.
    private mutating func word() -> ODataLiteral? {
        let start = index
        while index < bytes.count, !isDelimiter(bytes[index]) { index += 1 }
        let word = bytes[start..<index]
        guard let first = word.first else { return nil }
        let text = String(decoding: word, as: UTF8.self)
        if text.equalsIgnoringCase("true") { return .bool(true) }
        if text.equalsIgnoringCase("false") { return .bool(false) }
        if text == "null" { return .null }
        if isGUID(word) { return .guid(text) }
        guard decimalDigit(first) != nil || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else { return nil }
        if let integer = Int64(text) { return .integer(integer) }
        let unsigned = first == UInt8(ascii: "+") ? Array(word.dropFirst()) : Array(word)
        guard case .number(let value)? = try? JSONValue(parsing: unsigned) else { return nil }
        return .decimal(value)
    }

    private func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: ";"): true
        default: false
        }
    }

    private func isGUID(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count == 36 else { return false }
        return word.enumerated().allSatisfy { offset, byte in
            switch offset {
            case 8, 13, 18, 23: byte == UInt8(ascii: "-")
            default: hexadecimalDigit(byte) != nil
            }
        }
    }
}
