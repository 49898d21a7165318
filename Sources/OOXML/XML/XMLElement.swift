// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// An element of a part that is read as a tree, with the bytes it came from.
///
/// `children` is everything; `elements` and the look-ups see through `mc:AlternateContent` to the branch that a reader
/// with our understanding takes (ECMA-376-3 §7.6), so that readers need not know about it and editors still do.
struct XMLElement: Sendable {
    let tag: XMLTag
    /// The element from `<` of its start tag to behind `>` of its end tag.
    fileprivate(set) var range: Range<Int>
    /// What stands between the tags; empty and behind the element when there is no end tag.
    fileprivate(set) var contentRange: Range<Int>
    fileprivate(set) var children: [XMLElement] = []
    /// All character data directly inside, in one string.
    fileprivate(set) var text = ""

    fileprivate init(_ tag: XMLTag) {
        self.tag = tag
        range = tag.range
        contentRange = tag.range.upperBound..<tag.range.upperBound
    }

    var name: XMLName { tag.name }
    var attributes: [XMLAttribute] { tag.attributes }

    /// Whether the element is one tag, `<a/>`.
    var isSelfClosing: Bool { range == tag.range }

    /// The value of an attribute without a namespace.
    subscript(local: String) -> String? { tag[local] }
    /// The value of an attribute in a namespace.
    subscript(namespace: XMLNamespace, local: String) -> String? { tag[namespace, local] }

    func `is`(_ local: String, _ namespace: XMLNamespace = .spreadsheet) -> Bool { tag.is(local, namespace) }

    /// The children to read.
    var elements: [XMLElement] {
        guard children.contains(where: { $0.is("AlternateContent", .markupCompatibility) }) else { return children }
        return children.flatMap { child in
            guard child.is("AlternateContent", .markupCompatibility) else { return [child] }
            let branch =
                child.children.first { $0.is("Choice", .markupCompatibility) && $0.tag.isUnderstood }
                ?? child.children.first { $0.is("Fallback", .markupCompatibility) }
            return branch?.elements ?? []
        }
    }

    /// The first child with a name, in the namespace of this element unless another one is given.
    func child(_ local: String, _ namespace: XMLNamespace? = nil) -> XMLElement? {
        elements.first { $0.is(local, namespace ?? name.namespace) }
    }

    /// All children with a name, in the namespace of this element unless another one is given.
    func children(_ local: String, _ namespace: XMLNamespace? = nil) -> [XMLElement] {
        elements.filter { $0.is(local, namespace ?? name.namespace) }
    }
}

/// A part read as a tree, with its bytes.
struct XMLDocument: Sendable {
    /// The part in UTF-8, which all ranges refer to.
    let bytes: [UInt8]
    let root: XMLElement
    /// Whether the root element is in the strict dialect.
    let isStrict: Bool

    /// Parses a part. `understanding` are the namespaces that satisfy `mc:Choice`.
    ///
    /// - Parameters:
    ///   - last: the local name of an element behind which nothing is read; those around it then end with the part.
    ///   - keeps: asked of each entry of each list when it ends. One that it does not want is left out of the tree, so
    ///     that lists of any length take no more memory than what is wanted of them.
    init(
        _ data: [UInt8], part: String, limits: PackageLimits = PackageLimits(),
        understanding: Set<XMLNamespace> = [], upTo last: String? = nil,
        keeping keeps: ((XMLListEntry) -> Bool)? = nil
    ) throws(PackageError) {
        let reader = try XMLReader(data, part: part, limits: limits, understanding: understanding)
        var open: [XMLElement] = []
        var count = 0
        // Of the entry that is open: its place in its list, and the count before it.
        var entry = (index: -1, nodes: 0)
        var root: XMLElement?
        var isDone = false
        while !isDone, let event = try reader.next() {
            switch event {
            case .start(let tag):
                if open.count == 1 { entry.index = -1 }
                if open.count == 2 { entry = (entry.index + 1, count) }
                count += 1 + tag.attributes.count + tag.declarations.count
                guard count <= limits.xmlNodes else { throw .limitExceeded(.xmlNodes, part: part) }
                open.append(XMLElement(tag))
            case .text(let text):
                if !open.isEmpty { open[open.count - 1].text += text }
            case .end(let range):
                guard var element = open.popLast() else { continue }
                element.range = element.tag.range.lowerBound..<range.upperBound
                element.contentRange = element.tag.range.upperBound..<range.lowerBound
                if let keeps, open.count == 2,
                    !keeps(XMLListEntry(element: element, list: open[1].tag, index: entry.index, part: reader.bytes))
                {
                    count = entry.nodes
                } else if open.isEmpty {
                    root = element
                } else {
                    open[open.count - 1].children.append(element)
                }
                isDone = last != nil && element.name.local == last
            }
        }
        while var element = open.popLast() {
            element.range = element.tag.range.lowerBound..<reader.bytes.count
            element.contentRange = element.tag.range.upperBound..<reader.bytes.count
            if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
        }
        guard let root else { throw .malformedXML(part: part, offset: 0, .empty) }
        self.root = root
        bytes = reader.bytes
        isStrict = reader.isStrict
    }

    /// The bytes of an element or of what it holds, exactly as they stand in the part.
    func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }
}

/// An element two levels below the root, where parts hold what there may be many of.
struct XMLListEntry {
    let element: XMLElement
    /// The tag of the element around it.
    let list: XMLTag
    /// Which child of the list it is, from zero.
    let index: Int
    /// The bytes that the element's ranges refer to.
    let part: [UInt8]
}

extension Package {
    /// A part read as a tree.
    func document(
        _ part: PartName, understanding: Set<XMLNamespace> = [], keeping keeps: ((XMLListEntry) -> Bool)? = nil
    ) throws(PackageError) -> XMLDocument {
        try XMLDocument(data(of: part), part: part.path, limits: limits, understanding: understanding, keeping: keeps)
    }
}
