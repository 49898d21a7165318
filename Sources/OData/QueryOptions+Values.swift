// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension QueryOptions {
    /// Reads a list of property paths: names joined by `/`, or `*`.
    static func selectPaths(_ value: String) throws(QueryOptionError) -> [SelectPath] {
        var paths: [SelectPath] = []
        for item in value.split(separator: ",", omittingEmptySubsequences: false) {
            let names = try propertyPath(item, for: .select, of: value)
            let path = SelectPath(names)
            if !paths.contains(path) { paths.append(path) }
        }
        return paths
    }

    /// Splits `a/b/c` and checks each name; `*` may stand alone.
    static func propertyPath(
        _ text: Substring, for option: SystemOption, of value: String
    ) throws(QueryOptionError) -> [String] {
        let trimmed = text.trimmingSpaces()
        guard trimmed != "*" else { return ["*"] }
        var names: [String] = []
        for name in trimmed.split(separator: "/", omittingEmptySubsequences: false) {
            var scanner = LiteralScanner(name)
            // Annotations such as `@odata.id` and `@microsoft.graph.downloadUrl` are selectable.
            guard let read = scanner.name(extra: Array(".-".utf8)), scanner.isAtEnd else {
                throw .invalidValue(option, value: value, reason: "'\(trimmed)' is not a property path")
            }
            names.append(read)
        }
        guard !names.isEmpty else {
            throw .invalidValue(option, value: value, reason: "a property name is missing")
        }
        return names
    }

    static func nonNegative(_ value: String, for option: SystemOption) throws(QueryOptionError) -> Int {
        guard let number = Int32(value.trimmingSpaces()), number >= 0 else {
            throw .invalidValue(option, value: value, reason: "a non-negative integer is required")
        }
        return Int(number)
    }

    static func bool(_ value: String, for option: SystemOption) throws(QueryOptionError) -> Bool {
        if value.equalsIgnoringCase("true") { return true }
        if value.equalsIgnoringCase("false") { return false }
        throw .invalidValue(option, value: value, reason: "true or false is required")
    }

    static func nonEmpty(_ value: String, for option: SystemOption) throws(QueryOptionError) -> String {
        guard !value.isEmpty else { throw .invalidValue(option, value: value, reason: "a value is required") }
        return value
    }
}

extension StringProtocol {
    /// The text without the spaces around it.
    func trimmingSpaces() -> SubSequence {
        var text = self[...]
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return text
    }
}
