// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A recursive descent over the bytes of one JSON text.
///
/// The parser works on a borrowed buffer and indexes it only below `count`; the byte past the end reads as zero, which
/// no rule of the grammar accepts, so most rules need no check for the end of their own.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0
    private var remainingDepth: Int
    private let maximumDepth: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        remainingDepth = maximumDepth
    }

    /// The byte at the cursor, zero past the end.
    @inline(__always)
    var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

    mutating func document() throws(JSONError) -> JSONValue {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
        skipWhitespace()
        let result = try value()
        skipWhitespace()
        guard index == bytes.count else { throw JSONError(offset: index, reason: .trailingBytes) }
        return result
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        switch current {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return try number()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "n") where take("null"): return .null
        case UInt8(ascii: "t") where take("true"): return .bool(true)
        case UInt8(ascii: "f") where take("false"): return .bool(false)
        default: throw unexpected(.value)
        }
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        try descend()
        var elements: [JSONValue] = []
        index += 1
        skipWhitespace()
        if current == UInt8(ascii: "]") {
            index += 1
        } else {
            while true {
                elements.append(try value())
                skipWhitespace()
                if try closes(with: UInt8(ascii: "]"), .commaOrBracket) { break }
            }
        }
        remainingDepth += 1
        return elements
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        try descend()
        var members: [JSONObject.Member] = []
        var names: Set<String> = []
        index += 1
        skipWhitespace()
        if current == UInt8(ascii: "}") {
            index += 1
        } else {
            while true {
                let start = index
                guard current == UInt8(ascii: "\"") else { throw unexpected(.name) }
                let name = try string()
                try checkUnique(name, at: start, among: members, &names)
                skipWhitespace()
                guard current == UInt8(ascii: ":") else { throw unexpected(.colon) }
                index += 1
                skipWhitespace()
                members.append(JSONObject.Member(name: name, value: try value()))
                skipWhitespace()
                if try closes(with: UInt8(ascii: "}"), .commaOrBrace) { break }
            }
        }
        remainingDepth += 1
        return JSONObject(members)
    }

    /// Small objects are scanned; a set takes over where a scan would make a hostile body quadratic.
    private func checkUnique(
        _ name: String, at offset: Int, among members: [JSONObject.Member], _ names: inout Set<String>
    ) throws(JSONError) {
        let isTaken: Bool
        if members.count < 16 {
            isTaken = members.contains { $0.name == name }
        } else {
            if names.isEmpty { names = Set(members.map(\.name)) }
            isTaken = !names.insert(name).inserted
        }
        if isTaken { throw JSONError(offset: offset, reason: .duplicateName(name)) }
    }

    /// Takes the closing byte (true) or a comma and the white space after it (false).
    @inline(__always)
    private mutating func closes(with close: UInt8, _ expected: JSONError.Expectation) throws(JSONError) -> Bool {
        if current == close {
            index += 1
            return true
        }
        guard current == UInt8(ascii: ",") else { throw unexpected(expected) }
        index += 1
        skipWhitespace()
        return false
    }

    private mutating func descend() throws(JSONError) {
        guard remainingDepth > 0 else { throw JSONError(offset: index, reason: .tooDeep(maximum: maximumDepth)) }
        remainingDepth -= 1
    }

    @inline(__always)
    private mutating func skipWhitespace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard bytes.count - index >= length else { return false }
        for offset in 0..<length where bytes[index + offset] != word.utf8Start[offset] { return false }
        index += length
        return true
    }

    func unexpected(_ expected: JSONError.Expectation) -> JSONError {
        index < bytes.count
            ? JSONError(offset: index, reason: .unexpectedByte(bytes[index], expected: expected))
            : JSONError(offset: bytes.count, reason: .unexpectedEnd)
    }
}
