// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why a JSON text was refused, and at which byte.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was wrong.
    public enum Reason: Sendable, Equatable {
        case unexpectedEnd
        case unexpectedByte(UInt8, expected: Expectation)
        case trailingBytes
        case controlCharacterInString
        case invalidEscape
        case loneSurrogate
        case invalidUTF8
        case numberOutOfRange
        case duplicateName(String)
        case tooDeep(maximum: Int)
        case tooLong(maximum: Int)
    }

    /// What the grammar allows at the place of an unexpected byte.
    public enum Expectation: String, Sendable {
        case value = "a value"
        case name = "a member name"
        case colon = "':'"
        case commaOrBracket = "',' or ']'"
        case commaOrBrace = "',' or '}'"
        case digit = "a digit"
    }

    /// Zero-based byte offset into the text.
    public var offset: Int
    public var reason: Reason

    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    public var description: String {
        "Invalid JSON at byte \(offset): \(reasonText)."
    }

    private var reasonText: String {
        switch reason {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte, let expected):
            "expected \(expected.rawValue), found \(Self.name(of: byte))"
        case .trailingBytes: "there is more after the value"
        case .controlCharacterInString: "a control character in a string must be escaped"
        case .invalidEscape: "invalid escape sequence in a string"
        case .loneSurrogate: "a surrogate escape without its other half"
        case .invalidUTF8: "the string is not valid UTF-8"
        case .numberOutOfRange: "the number is too large"
        case .duplicateName(let name): "the member name '\(name)' is given twice"
        case .tooDeep(let maximum): "nested deeper than \(maximum) levels"
        case .tooLong(let maximum): "longer than \(maximum) bytes"
        }
    }

    private static func name(of byte: UInt8) -> String {
        byte > 0x20 && byte < 0x7F ? "'\(Character(UnicodeScalar(byte)))'" : "byte \(byte)"
    }
}

/// Bounds on a JSON text, so that no body can exhaust the stack or the memory.
public struct JSONLimits: Sendable {
    /// How many arrays and objects may stand inside one another.
    public var maximumDepth: Int
    public var maximumBytes: Int

    public init(maximumDepth: Int = 64, maximumBytes: Int = 64 << 20) {
        self.maximumDepth = maximumDepth
        self.maximumBytes = maximumBytes
    }
}
