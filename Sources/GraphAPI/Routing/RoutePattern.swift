// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData

/// One segment of a route as the tables spell it.
///
/// | text | means |
/// |---|---|
/// | `worksheets` | a property, an action, or a collection that may carry its key in parentheses |
/// | `{worksheet}` | a key |
/// | `cell(row={row},column={column})` | a bound function; `{count?}` may be left out |
/// | `:/{path}:` | a drive-relative path between colons |
struct RoutePattern: Sendable {
    struct Parameter: Sendable {
        let name: String
        let isOptional: Bool
    }

    enum Shape: Sendable {
        case name(String)
        case key
        case function(String, [Parameter])
        case relativePath
    }

    /// As spelled in the table, for the log line and the coverage page.
    let text: String
    let shape: Shape

    init(_ text: String) {
        self.text = text
        guard let open = text.firstIndex(of: "(") else {
            shape = text.hasPrefix(":") ? .relativePath : text.hasPrefix("{") ? .key : .name(text)
            return
        }
        let inside = text[text.index(after: open)...].dropLast()
        let parameters = inside.split(separator: ",").map { item in
            Parameter(name: String(item.prefix { $0 != "=" }), isOptional: item.hasSuffix("?}"))
        }
        shape = .function(String(text[..<open]), parameters)
    }

    var isKey: Bool {
        if case .key = shape { true } else { false }
    }

    /// The name a caller writes; `nil` for keys and paths.
    var name: String? {
        switch shape {
        case .name(let name), .function(let name, _): name
        case .key, .relativePath: nil
        }
    }

    /// What a segment gives when it fits.
    struct Match: Sendable {
        /// Arguments by name, as a body would carry them.
        var arguments = JSONObject()
        /// The key, or `nil`.
        var key: String?
        /// A key in parentheses behind a collection's name (`tables('2')`), still to be followed.
        var trailingKey: String?
        var relativePath: [String] = []
    }

    /// Whether a segment fits, and what it carries.
    func match(_ segment: PathSegment) throws(GraphError) -> Match? {
        switch (shape, segment) {
        case (.relativePath, .relativePath(let parts)): return Match(relativePath: parts)
        case (.key, .named(let segment)): return Match(key: segment.text)
        case (.name(let name), .named(let segment)):
            guard segment.matches(name) else { return nil }
            guard let arguments = segment.arguments, !arguments.isEmpty else { return Match() }
            guard let key = segment.keyText else { return nil }
            return Match(trailingKey: key)
        case (.function(let name, let parameters), .named(let segment)):
            guard segment.matches(name) else { return nil }
            return try Self.bind(segment, to: parameters)
        default: return nil
        }
    }

    private static func bind(_ segment: NamedSegment, to parameters: [Parameter]) throws(GraphError) -> Match {
        var match = Match()
        for argument in segment.arguments ?? [] {
            // A lone value without a name is meant for the only parameter: `itemAt(0)`.
            let wanted = argument.name ?? (parameters.count == 1 ? parameters[0].name : "")
            guard let parameter = parameters.first(where: { $0.name.lowercased() == wanted.lowercased() }) else {
                throw .badRequest("The function '\(segment.name)' has no parameter '\(argument.name ?? "")'.")
            }
            match.arguments[parameter.name] = argument.value.json
        }
        return match
    }
}
