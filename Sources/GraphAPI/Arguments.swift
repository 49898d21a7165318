// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData

/// The members of a body, or the arguments of a function, read with the types they must have.
///
/// Names compare without regard to case. A member of another type is `invalidArgument`, and the message names it.
struct Arguments: Sendable {
    let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    /// The value as it is; `nil` when the member is not there.
    func value(_ name: String) -> JSONValue? { object.member(name) }

    func has(_ name: String) -> Bool { value(name) != nil }

    func string(_ name: String) throws(GraphError) -> String {
        guard let text = try optionalString(name) else { throw Self.missing(name) }
        return text
    }

    /// `nil` when the member is missing or null.
    func optionalString(_ name: String) throws(GraphError) -> String? {
        guard let value = present(name) else { return nil }
        guard let text = value.stringValue else { throw Self.wrongType(name, value, "a string") }
        return text
    }

    func bool(_ name: String) throws(GraphError) -> Bool {
        guard let bool = try optionalBool(name) else { throw Self.missing(name) }
        return bool
    }

    func optionalBool(_ name: String) throws(GraphError) -> Bool? {
        guard let value = present(name) else { return nil }
        guard let bool = value.boolValue else { throw Self.wrongType(name, value, "a boolean") }
        return bool
    }

    func integer(_ name: String) throws(GraphError) -> Int32 {
        guard let integer = try optionalInteger(name) else { throw Self.missing(name) }
        return integer
    }

    func optionalInteger(_ name: String) throws(GraphError) -> Int32? {
        guard let value = present(name) else { return nil }
        guard let wide = value.integerValue, let integer = Int32(exactly: wide) else {
            throw Self.wrongType(name, value, "a 32-bit integer")
        }
        return integer
    }

    /// One of the words of an enumeration, without regard to case; `nil` when missing or null.
    func optionalWord<Word: RawRepresentable>(
        _ name: String, _ words: [Word]
    ) throws(GraphError) -> Word? where Word.RawValue == String {
        guard let text = try optionalString(name) else { return nil }
        guard let word = words.first(where: { $0.rawValue.lowercased() == text.lowercased() }) else {
            let list = words.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            throw .invalidArgument("The value '\(text.prefix(100))' of '\(name)' is not one of \(list).")
        }
        return word
    }

    func word<Word: RawRepresentable>(
        _ name: String, _ words: [Word]
    ) throws(GraphError) -> Word where Word.RawValue == String {
        guard let word = try optionalWord(name, words) else { throw Self.missing(name) }
        return word
    }

    /// Refuses members that the type does not have; annotations are always allowed.
    func allowOnly(_ names: [String], of type: String) throws(GraphError) {
        for member in object.members where !member.name.contains("@") {
            guard names.contains(where: { $0.lowercased() == member.name.lowercased() }) else {
                throw .badRequest(
                    "The property '\(member.name.prefix(100))' does not exist on type 'microsoft.graph.\(type)'.")
            }
        }
    }

    private func present(_ name: String) -> JSONValue? {
        guard let value = value(name), !value.isNull else { return nil }
        return value
    }

    static func missing(_ name: String) -> GraphError { .invalidArgument("The argument '\(name)' is missing.") }

    static func wrongType(_ name: String, _ value: JSONValue, _ wanted: String) -> GraphError {
        .invalidArgument("The value of '\(name)' is a JSON \(value.kindName) where \(wanted) is expected.")
    }
}
