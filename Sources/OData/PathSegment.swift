// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One step of an `ODataPath`.
public enum PathSegment: Sendable, Equatable {
    /// A name, a key, a function call: `worksheets`, `Sheet1`, `tables('2')`, `range(address='A1:B2')`.
    case named(NamedSegment)
    /// A drive-relative path between colons, decoded part by part: `:/folder/Book.xlsx:` is `["folder", "Book.xlsx"]`.
    case relativePath([String])

    /// The named step; `nil` for a relative path.
    public var named: NamedSegment? {
        if case .named(let segment) = self { segment } else { nil }
    }

    /// Whether this is a named step that `NamedSegment.matches(_:)` the name.
    public func matches(_ name: String) -> Bool {
        named?.matches(name) ?? false
    }
}

/// A segment between two slashes, decoded, with its parenthesised part read if it has one.
///
/// Whether a segment is vocabulary or a key only the route knows. So both readings are kept: `name` and `arguments`
/// for `tables('2')`, and the whole `text` for a worksheet that happens to be called `Q1(2)`.
public struct NamedSegment: Sendable, Equatable {
    /// The whole segment, decoded, as spelled.
    public var text: String
    /// The part before the parenthesis, or the whole text; without a leading `microsoft.graph.`.
    public var name: String
    /// The parenthesised part; `nil` when there is none or when it does not read as a key or as arguments.
    public var arguments: [PathArgument]?
    /// True when the text holds a parenthesis that does not read as arguments: part of a plain name, or bad syntax.
    public var hasUnreadParenthesis: Bool
    /// True when the first parenthesis arrived as `%28`, which clients write for a character of a name.
    public var isParenthesisEncoded: Bool

    /// Reads a decoded segment.
    ///
    /// - Parameter aliases: raw values of `@p` query options by name with the `@`.
    public init(
        _ text: String, isParenthesisEncoded: Bool = false, aliases: [String: String] = [:]
    ) throws(ODataPathError) {
        self.text = text
        self.isParenthesisEncoded = isParenthesisEncoded
        guard let open = text.utf8.firstIndex(of: UInt8(ascii: "(")) else {
            name = Self.unqualified(text)
            hasUnreadParenthesis = text.utf8.contains(UInt8(ascii: ")"))
            return
        }
        var scanner = LiteralScanner(text[open...])
        let isIdentifier = LiteralScanner(text[..<open]).isIdentifier
        if isIdentifier, let arguments = try scanner.arguments(aliases: aliases), scanner.isAtEnd {
            name = Self.unqualified(String(text[..<open]))
            self.arguments = arguments
            hasUnreadParenthesis = false
        } else {
            name = text
            hasUnreadParenthesis = true
        }
    }

    /// Compares the name without regard to case, as Graph matches vocabulary.
    public func matches(_ name: String) -> Bool {
        self.name.equalsIgnoringCase(name)
    }

    /// The value of the argument with this name, without regard to case.
    public subscript(argument: String) -> ODataLiteral? {
        arguments?.first { $0.name?.equalsIgnoringCase(argument) ?? false }?.value
    }

    /// The text of a key in parentheses: the only argument, named or not (`tables('2')`, `columns(id='2')`).
    public var keyText: String? {
        guard let arguments, arguments.count == 1 else { return nil }
        switch arguments[0].value {
        case .string(let text), .guid(let text): return text
        case .integer(let number): return String(number)
        default: return nil
        }
    }

    private static func unqualified(_ name: String) -> String {
        let namespace = "microsoft.graph."
        guard name.utf8.count > namespace.utf8.count, asciiLowercase(name.utf8.first ?? 0) == UInt8(ascii: "m") else {
            return name
        }
        let start = name.utf8.index(name.startIndex, offsetBy: namespace.utf8.count)
        return name[..<start].equalsIgnoringCase(namespace) ? String(name[start...]) : name
    }
}

/// One argument of a function call, or a key.
public struct PathArgument: Sendable, Equatable {
    /// The name before `=`; `nil` for a lone key.
    public var name: String?
    public var value: ODataLiteral

    public init(name: String?, value: ODataLiteral) {
        self.name = name
        self.value = value
    }
}

extension LiteralScanner {
    /// Whether the whole text is a name that can stand before a parenthesis.
    fileprivate var isIdentifier: Bool {
        var scanner = self
        return current != UInt8(ascii: "@") && scanner.name(extra: Array("._$".utf8)) != nil && scanner.isAtEnd
    }

    /// Takes `(a=1, b='x')`, `('key')` or `()`; `nil` when the text reads otherwise.
    fileprivate mutating func arguments(aliases: [String: String]) throws(ODataPathError) -> [PathArgument]? {
        guard take("(") else { return nil }
        skipSpaces()
        if take(")") { return [] }
        var arguments: [PathArgument] = []
        repeat {
            skipSpaces()
            guard let argument = try argument(aliases: aliases) else { return nil }
            // Only a key may go without a name, and it stands alone.
            let isRepeated = arguments.contains { other in
                guard let name = argument.name, let otherName = other.name else { return true }
                return name.equalsIgnoringCase(otherName)
            }
            guard !isRepeated else { return nil }
            arguments.append(argument)
            skipSpaces()
        } while take(",")
        return take(")") ? arguments : nil
    }

    private mutating func argument(aliases: [String: String]) throws(ODataPathError) -> PathArgument? {
        let start = index
        if let name = name(extra: Array(".".utf8)), !name.hasPrefix("@") {
            skipSpaces()
            if take("=") {
                skipSpaces()
                return try value(aliases: aliases).map { PathArgument(name: name, value: $0) }
            }
        }
        index = start
        return try value(aliases: aliases).map { PathArgument(name: nil, value: $0) }
    }

    /// A literal, or an alias whose value the query gives; an alias without one is null (OData 4.0 Protocol §11.5.4).
    private mutating func value(aliases: [String: String]) throws(ODataPathError) -> ODataLiteral? {
        guard current == UInt8(ascii: "@") else { return literal() }
        guard let alias = name() else { return nil }
        guard let raw = aliases[alias] else { return .null }
        guard let literal = ODataLiteral(raw) else { throw .invalidAlias(name: alias, value: raw) }
        return literal
    }
}
