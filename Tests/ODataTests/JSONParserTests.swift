// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import TestSupport
import Testing

@Suite struct `Parsing JSON` {
    @Test(
        arguments: [
            ("null", .null), (" true ", true), ("false", false), ("0", 0), ("-12", -12), ("1.5", 1.5), ("1e3", 1000),
            ("1E-2", 0.01), ("-2.5e+1", -25), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", 9_223_372_036_854_775_808.0),
            ("1e-400", 0), ("0.000e999999999999", 0), ("0.00001e305", 1e300), ("\"\"", ""), ("\"aé😀\"", "aé😀"),
            ("\"\\u00e9\\ud83d\\ude00\\n\\/\"", "é😀\n/"), ("[]", []), ("[ 1 , [ ] , {} ]", [1, [], [:]]),
            ("{\"a\":{\"b\":[null]},\"A\":2}", ["a": ["b": [nil]], "A": 2]), ("\u{FEFF}1", 1),
        ] as [(String, JSONValue)]
    )
    func `reads every kind of value`(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)) == expected)
    }

    @Test(
        arguments: [
            ("", 0, .unexpectedEnd), ("[1,", 3, .unexpectedEnd), ("{\"a\"", 4, .unexpectedEnd),
            ("\"abc", 4, .unexpectedEnd), ("\"abc\\", 4, .invalidEscape),
            ("[1 2]", 3, .unexpectedByte(50, expected: .commaOrBracket)),
            ("[1,]", 3, .unexpectedByte(93, expected: .value)),
            ("{\"a\":1,}", 7, .unexpectedByte(125, expected: .name)),
            ("{a:1}", 1, .unexpectedByte(97, expected: .name)), ("{\"a\" 1}", 5, .unexpectedByte(49, expected: .colon)),
            ("01", 1, .trailingBytes), ("1.", 2, .unexpectedEnd), (".5", 0, .unexpectedByte(46, expected: .value)),
            ("-", 1, .unexpectedEnd), ("1e", 2, .unexpectedEnd), ("+1", 0, .unexpectedByte(43, expected: .value)),
            ("NaN", 0, .unexpectedByte(78, expected: .value)), ("nul", 0, .unexpectedByte(110, expected: .value)),
            ("1 1", 2, .trailingBytes), ("1e309", 0, .numberOutOfRange), ("[-1e99999999999999]", 1, .numberOutOfRange),
            ("\"\\ud800\"", 1, .loneSurrogate), ("\"\\ud800\\u0041\"", 1, .loneSurrogate),
            ("\"\\udc00\"", 1, .loneSurrogate), ("\"\\u12g4\"", 1, .invalidEscape), ("\"\\x\"", 1, .invalidEscape),
            ("\"a\u{1}\"", 2, .controlCharacterInString), ("{\"a\":1,\"a\":2}", 7, .duplicateName("a")),
        ] as [(String, Int, JSONError.Reason)]
    )
    func `names the byte and the reason of a fault`(text: String, offset: Int, reason: JSONError.Reason) {
        #expect(throws: JSONError(offset: offset, reason: reason)) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0xAF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
        ] as [[UInt8]])
    func `refuses invalid UTF-8 in plain and escaped strings`(bytes: [UInt8]) {
        for prefix in ["\"", "\"\\n"] {
            let text = Array(prefix.utf8) + bytes + [UInt8(ascii: "\"")]
            #expect(throws: JSONError(offset: 1, reason: .invalidUTF8)) { try JSONValue(parsing: text) }
        }
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
    func `refuses deep nesting before the stack ends`(opening: String) {
        let text = Array(String(repeating: opening, count: 500_000).utf8)
        #expect { try JSONValue(parsing: text) } throws: { ($0 as? JSONError)?.reason == .tooDeep(maximum: 64) }
    }

    @Test func `allows nesting up to the limit`() throws {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try JSONValue(parsing: Array(text.utf8)).serialized() == Array(text.utf8))
    }

    @Test func `refuses a text over the size limit`() {
        #expect(throws: JSONError(offset: 4, reason: .tooLong(maximum: 4))) {
            try JSONValue(parsing: Array("12345".utf8), limits: JSONLimits(maximumBytes: 4))
        }
    }

    @Test func `finds a repeated name among many`() {
        let names = (0..<40).map { "\"n\($0)\":\($0)" } + ["\"n7\":0"]
        let text = Array(("{" + names.joined(separator: ",") + "}").utf8)
        #expect { try JSONValue(parsing: text) } throws: { ($0 as? JSONError)?.reason == .duplicateName("n7") }
    }

    @Test func `looks members up by exact name first, then without case`() throws {
        let body = try JSONValue(parsing: Array(#"{"Address":"A1","values":1,"VALUES":2}"#.utf8))
        #expect([body["address"], body["VALUES"], body["Values"], body["none"]] == ["A1", 2, 1, nil])
    }

    @Test func `rounds short and long literals to the nearest number`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let whole = UInt64.random(in: 0..<(1 << UInt64.random(in: 1...50, using: &generator)), using: &generator)
            let decimals = (1...Int.random(in: 1...10, using: &generator)).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }
            let text = (Bool.random(using: &generator) ? "-" : "") + "\(whole)." + decimals.joined()
            // The standard library reads through strtod, which rounds correctly.
            if try JSONValue(parsing: Array(text.utf8)).doubleValue != Double(text) { Issue.record("\(text)") }
        }
    }

    @Test(arguments: 1...40)
    func `prints and parses back any tree`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let tree = Self.tree(depth: 5, &generator)
        #expect(try JSONValue(parsing: tree.serialized()) == tree)
    }

    @Test(arguments: 1...20)
    func `survives mutated texts, and what it accepts prints and parses back`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let original = Self.tree(depth: 4, &generator).serialized()
        let alphabet = Array("[]{}\",:\\u0d-+eE. ".utf8)
        for _ in 0..<300 {
            let text = generator.mutated(original, alphabet: alphabet)
            guard let value = try? JSONValue(parsing: text) else { continue }
            #expect(try JSONValue(parsing: value.serialized()) == value, "seed \(seed)")
        }
    }

    static func tree(depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int64(bitPattern: generator.next()))
        case 3:
            let number = Double(bitPattern: generator.next())
            return .number(number.isFinite ? number : 0.1)
        case 4: return .number(Double.random(in: -1e6...1e6, using: &generator))
        case 5: return .string(generator.text() + "\u{0}\u{1F}\n")
        case 6:
            let count = Int.random(in: 0..<5, using: &generator)
            return .array((0..<count).map { _ in tree(depth: depth - 1, &generator) })
        default:
            let count = Int.random(in: 0..<5, using: &generator)
            return .object(
                JSONObject(
                    (0..<count).map {
                        JSONObject.Member(name: "\($0)" + generator.text(), value: tree(depth: depth - 1, &generator))
                    }))
        }
    }
}
