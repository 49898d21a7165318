// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension FilterExpression {
    /// The value of the expression for one item of a collection.
    ///
    /// Null equals only null, and every other comparison with it is false (OData 4.0 URL Conventions §5.1.1.1).
    ///
    /// - Parameters:
    ///   - item: usually an object.
    ///   - type: name of the item's type without namespace, for messages.
    /// - Throws: `ODataError.unknownProperty`, or `incompatibleOperand` where a truth value or a string is needed.
    public func value(for item: JSONValue, type: String) throws(ODataError) -> JSONValue {
        switch self {
        case .literal(let literal): return literal.json
        case .property(let path): return try Self.property(path, of: item, type: type)
        case .comparison(let comparison, let left, let right):
            let sides = (try left.value(for: item, type: type), try right.value(for: item, type: type))
            return .bool(comparison.holds(sides.0, sides.1))
        case .and(let left, let right):
            guard try left.holds(for: item, type: type) else { return .bool(false) }
            return .bool(try right.holds(for: item, type: type))
        case .or(let left, let right):
            if try left.holds(for: item, type: type) { return .bool(true) }
            return .bool(try right.holds(for: item, type: type))
        case .not(let inner): return .bool(try !inner.holds(for: item, type: type))
        case .call(let function, let arguments):
            var values: [JSONValue] = []
            for argument in arguments { values.append(try argument.value(for: item, type: type)) }
            return try function.apply(values)
        }
    }

    /// Whether the expression is true for the item; null counts as false.
    public func holds(for item: JSONValue, type: String) throws(ODataError) -> Bool {
        switch try value(for: item, type: type) {
        case .bool(let bool): return bool
        case .null: return false
        case let other: throw .incompatibleOperand(operation: "a condition", kind: other.kindName)
        }
    }

    private static func property(_ path: [String], of item: JSONValue, type: String) throws(ODataError) -> JSONValue {
        var value = item
        for name in path {
            // A path through a null ends in null.
            if value.isNull { return .null }
            guard let next = value[name] else { throw .unknownProperty(name: name, type: type) }
            value = next
        }
        return value
    }
}

extension FilterComparison {
    /// Whether the comparison holds; values of different kinds are unequal and have no order.
    func holds(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch self {
        case .eq: return left == right
        case .ne: return left != right
        case .gt: return JSONOrder.compare(left, right).map { $0 > 0 } ?? false
        case .ge: return JSONOrder.compare(left, right).map { $0 >= 0 } ?? false
        case .lt: return JSONOrder.compare(left, right).map { $0 < 0 } ?? false
        case .le: return JSONOrder.compare(left, right).map { $0 <= 0 } ?? false
        }
    }
}

extension FilterFunction {
    /// Applies the function; null in, null out.
    fileprivate func apply(_ arguments: [JSONValue]) throws(ODataError) -> JSONValue {
        var texts: [String] = []
        for argument in arguments {
            if argument.isNull { return .null }
            guard let text = argument.stringValue else {
                throw .incompatibleOperand(operation: rawValue, kind: argument.kindName)
            }
            texts.append(text)
        }
        switch self {
        case .startswith: return .bool(texts[0].hasPrefix(texts[1]))
        case .endswith: return .bool(texts[0].hasSuffix(texts[1]))
        case .contains: return .bool(texts[1].isEmpty || texts[0].contains(texts[1]))
        case .tolower: return .string(texts[0].lowercased())
        case .toupper: return .string(texts[0].uppercased())
        case .length: return .integer(Int64(texts[0].utf16.count))
        }
    }
}

/// The order of JSON values for comparisons and `$orderby`.
enum JSONOrder {
    /// Negative, zero or positive; `nil` when the two have no order: different kinds, null, arrays, objects.
    static func compare(_ left: JSONValue, _ right: JSONValue) -> Int? {
        switch (left, right) {
        case (.integer(let a), .integer(let b)): sign(a, b)
        case (.string(let a), .string(let b)): sign(a, b)
        case (.bool(let a), .bool(let b)): sign(a ? 1 : 0, b ? 1 : 0)
        case (.integer, .number), (.number, .integer), (.number, .number):
            sign(left.doubleValue ?? 0, right.doubleValue ?? 0)
        default: nil
        }
    }

    /// A total order for sorting: null first (OData 4.0 URL Conventions §5.1.4), then by kind, then by value.
    static func sortOrder(_ left: JSONValue, _ right: JSONValue) -> Int {
        compare(left, right) ?? sign(rank(left), rank(right))
    }

    private static func rank(_ value: JSONValue) -> Int {
        switch value {
        case .null: 0
        case .bool: 1
        case .integer, .number: 2
        case .string: 3
        case .array: 4
        case .object: 5
        }
    }

    private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left < right ? -1 : left > right ? 1 : 0
    }
}
