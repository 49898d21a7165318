// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One JSON value (RFC 8259).
///
/// Whole numbers that fit in 64 bits keep every digit (`integer`); all other numbers are binary64 (`number`). The two
/// compare by value, so `1` equals `1.0`.
///
///     let body = try JSONValue(parsing: request.body)
///     body["address"]?.stringValue  // member names of Graph bodies compare without regard to case
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The value as a truth value; `nil` for every other kind.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The value as a 64-bit integer: an integer, or a number without a fraction that fits.
    public var integerValue: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): exactInteger(value)
        default: nil
        }
    }

    /// The value as binary64; integers beyond 2^53 round.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The member with this name (exact spelling first, then without regard to case); `nil` when this is no object.
    public subscript(name: String) -> JSONValue? {
        objectValue?.member(name)
    }

    /// What kind of value this is, in the words of RFC 8259, for messages.
    public var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer, .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension JSONValue: Equatable {
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)): exactInteger(b) == a
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
    }
}

extension JSONValue {
    /// Reads one JSON text, with nothing but white space around it.
    ///
    /// - Parameter bytes: UTF-8; a byte order mark in front is skipped (RFC 8259 §8.1).
    /// - Throws: `JSONError` with the byte offset for anything outside the grammar, a member name given twice, a lone
    ///   surrogate, invalid UTF-8, a number beyond binary64, or a text beyond the limits.
    public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        guard bytes.count <= limits.maximumBytes else {
            throw JSONError(offset: limits.maximumBytes, reason: .tooLong(maximum: limits.maximumBytes))
        }
        self = try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) -> JSONValue in
            var parser = JSONParser(buffer, maximumDepth: limits.maximumDepth)
            return try parser.document()
        }
    }

    /// The value as compact JSON text in UTF-8.
    public func serialized() -> [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}
