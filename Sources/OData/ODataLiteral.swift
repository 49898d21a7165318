// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A primitive value as OData spells it in URLs (OData 4.0 ABNF, primitiveLiteral), or a JSON value behind an alias.
public enum ODataLiteral: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case decimal(Double)
    case string(String)
    /// 32 hexadecimal digits in five groups, as written.
    case guid(String)
    /// An array or object, legal where a parameter takes a complex value.
    case json(JSONValue)

    /// The text of a string literal.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The value as an integer: an integer, or a decimal without a fraction.
    public var integerValue: Int64? {
        switch self {
        case .integer(let value): value
        case .decimal(let value): exactInteger(value)
        default: nil
        }
    }

    /// The value as a JSON body would carry it; a GUID becomes a string.
    public var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .decimal(let value): .number(value)
        case .string(let value), .guid(let value): .string(value)
        case .json(let value): value
        }
    }

    /// Reads a literal that is the whole text; `nil` when the text is none.
    public init?(_ text: String) {
        var scanner = LiteralScanner(text)
        guard let literal = scanner.literal(), scanner.isAtEnd else { return nil }
        self = literal
    }
}

extension ODataLiteral: CustomStringConvertible {
    /// The literal as a URL carries it, before percent-encoding.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .decimal: String(decoding: json.serialized(), as: UTF8.self)
        case .string(let value): ODataURL.quoted(value)
        case .guid(let value): value
        case .json(let value): String(decoding: value.serialized(), as: UTF8.self)
        }
    }
}
