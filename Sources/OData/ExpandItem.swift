// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One item of `$expand`: a navigation property and the options for what it brings (`columns($select=name;$top=3)`).
public struct ExpandItem: Sendable, Equatable {
    /// Names from the outside in, as spelled; `["*"]` for all.
    public var path: [String]
    public var options: QueryOptions

    /// How deep `$expand` may nest.
    static let maximumDepth = 6

    /// Splits the value on commas outside parentheses and strings.
    static func list(_ value: String, depth: Int) throws(QueryOptionError) -> [ExpandItem] {
        guard depth < maximumDepth else {
            throw .invalidValue(.expand, value: value, reason: "nested deeper than \(maximumDepth) levels")
        }
        var items: [ExpandItem] = []
        for text in try split(value[...], at: ",", of: value) {
            items.append(try item(text, depth: depth, of: value))
        }
        return items
    }

    private static func item(_ text: Substring, depth: Int, of value: String) throws(QueryOptionError) -> ExpandItem {
        let trimmed = text.trimmingSpaces()
        guard let open = trimmed.firstIndex(of: "(") else {
            let path = try QueryOptions.propertyPath(trimmed, for: .expand, of: value)
            return ExpandItem(path: path, options: QueryOptions())
        }
        let path = try QueryOptions.propertyPath(trimmed[..<open], for: .expand, of: value)
        guard trimmed.last == ")" else {
            throw .invalidValue(.expand, value: value, reason: "a closing parenthesis is missing")
        }
        let inside = trimmed[trimmed.index(after: open)...].dropLast()
        var options: [QueryOptions.Item] = []
        for option in try split(inside, at: ";", of: value) where !option.trimmingSpaces().isEmpty {
            guard let equals = option.firstIndex(of: "=") else {
                throw .invalidValue(.expand, value: value, reason: "'\(option)' has no value")
            }
            options.append(
                QueryOptions.Item(
                    name: String(option[..<equals].trimmingSpaces()),
                    value: String(option[option.index(after: equals)...]))
            )
        }
        return ExpandItem(path: path, options: try QueryOptions(nested: options, depth: depth + 1))
    }

    private static func split(
        _ text: Substring, at separator: Character, of value: String
    ) throws(QueryOptionError) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var depth = 0
        var isQuoted = false
        for index in text.indices {
            switch text[index] {
            case "'": isQuoted.toggle()
            case "(" where !isQuoted: depth += 1
            case ")" where !isQuoted: depth -= 1
            case separator where !isQuoted && depth == 0:
                pieces.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
            guard depth >= 0 else { break }
        }
        guard depth == 0, !isQuoted else {
            throw .invalidValue(.expand, value: value, reason: "parentheses or quotes do not match")
        }
        pieces.append(text[start...])
        return pieces
    }
}
