// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData

/// The path to a resource in its two spellings.
///
/// Contexts repeat keys as the caller wrote them, `worksheets('Sheet1')`; an `@odata.id` has the id instead,
/// `worksheets(%27%7B…%7D%27)`, so that it outlives a rename.
struct ResourcePath: Sendable {
    private(set) var written: String
    private(set) var canonical: String
    /// What `written` was before its last key: the collection an entity is in.
    private(set) var writtenCollection: String

    init(_ root: String) {
        written = root
        canonical = "/" + root
        writtenCollection = root
    }

    mutating func append(name: String) {
        written += "/" + name
        canonical += "/" + name
        writtenCollection = written
    }

    /// - Parameter key: as the caller wrote it.
    mutating func append(key: String, canonical segment: Resource.CanonicalSegment) {
        writtenCollection = written
        written += ODataURL.key(key)
        append(canonical: segment)
    }

    /// An item of a collection, spelled by its id alone.
    mutating func append(child segment: Resource.CanonicalSegment) {
        writtenCollection = written
        append(canonical: segment)
    }

    /// A function call with its arguments in the order of its parameters.
    ///
    /// - Parameter segment: how the resource it leads to is spelled instead, if it has an id.
    mutating func append(
        function name: String, _ arguments: [(name: String, value: JSONValue)],
        canonical segment: Resource.CanonicalSegment? = nil
    ) {
        let list = arguments.map { name, value in
            let literal = value.stringValue.map(ODataURL.quoted) ?? String(decoding: value.serialized(), as: UTF8.self)
            return name + "=" + Self.encoded(literal)
        }
        let call = "/" + name + "(" + list.joined(separator: ",") + ")"
        writtenCollection = written
        written += call
        if let segment { append(canonical: segment) } else { canonical += call }
    }

    private mutating func append(canonical segment: Resource.CanonicalSegment) {
        switch segment {
        case .key(let id): canonical += ODataURL.encodedKey(id)
        case .segment(let text): canonical += "/" + text
        }
    }

    /// Live answers leave the punctuation of addresses as it is: `range(address=%27Sheet1!A1:B2%27)`.
    private static func encoded(_ literal: String) -> String {
        var text = ""
        for character in literal.unicodeScalars {
            switch character {
            case ":", "!", "$", ",": text.unicodeScalars.append(character)
            default: text += ODataURL.encodedSegment(String(character))
            }
        }
        return text
    }
}
