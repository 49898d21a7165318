// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The name of an element or attribute: what it means, and the prefix it was spelled with.
struct XMLName: Hashable, Sendable {
    let namespace: XMLNamespace
    let local: String
    /// Empty when the name has none.
    let prefix: String

    /// Another local name behind the same prefix, as needed for a new sibling or child: `x:row`.
    func sibling(_ local: String) -> String { prefix.isEmpty ? local : "\(prefix):\(local)" }

    /// The name as spelled.
    var qualified: String { sibling(local) }
}

/// One attribute with its value decoded; namespace declarations are not attributes.
struct XMLAttribute: Hashable, Sendable {
    let name: XMLName
    let value: String
}

/// A start tag.
struct XMLTag: Hashable, Sendable {
    let name: XMLName
    /// In the order of the file.
    let attributes: [XMLAttribute]
    /// Prefixes that this tag declares, with the URI as spelled; the empty prefix is the default namespace.
    let declarations: [Declaration]
    /// From `<` to behind `>`, in bytes of the document.
    let range: Range<Int>
    /// For `mc:Choice`: whether all namespaces that it requires are understood. True for every other tag.
    let isUnderstood: Bool

    struct Declaration: Hashable, Sendable {
        let prefix: String
        let uri: String
    }

    /// The value of an attribute without a namespace, which is how nearly all are written.
    subscript(local: String) -> String? { self[.none, local] }

    /// The value of an attribute in a namespace: `tag[.relationships, "id"]`.
    subscript(namespace: XMLNamespace, local: String) -> String? {
        attributes.first { $0.name.local == local && $0.name.namespace == namespace }?.value
    }

    /// Whether this is the element with a name.
    func `is`(_ local: String, _ namespace: XMLNamespace = .spreadsheet) -> Bool {
        name.local == local && name.namespace == namespace
    }
}

/// What `XMLReader` meets.
enum XMLEvent: Hashable, Sendable {
    case start(XMLTag)
    /// The range of the end tag; empty, behind the start tag, for an element without one.
    case end(Range<Int>)
    /// All character data up to the next tag, comment or not, CDATA or not, decoded.
    case text(String)
}
