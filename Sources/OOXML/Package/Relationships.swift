// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The relationships of one part or of the package, in the order of the file.
///
/// Edits are kept beside the document and applied to its bytes, so whatever else it holds stays.
struct Relationships: Sendable, Sequence {
    private let document: XMLDocument?
    private var list: [Relationship]
    private var byID: [String: Int]
    private var removed: Set<String> = []
    private var added: Set<String> = []
    /// Whether new types are to be written in the strict dialect.
    private let isStrict: Bool

    /// No relationships; `strict` when the workbook is in the strict dialect.
    init(strict: Bool = false) {
        document = nil
        list = []
        byID = [:]
        isStrict = strict
    }

    init(_ document: XMLDocument) {
        self.document = document
        list = []
        byID = [:]
        var isStrict = false
        for element in document.root.elements where element.name.local == "Relationship" {
            guard let id = element["Id"], let target = element["Target"] else { continue }
            let type = element["Type"] ?? ""
            isStrict = isStrict || type.hasPrefix(XMLNamespace.strictPrefix)
            // Of two with one id the first counts.
            if byID[id] == nil { byID[id] = list.count }
            list.append(
                Relationship(
                    id: id, type: RelationshipType(type), target: target,
                    isExternal: element["TargetMode"]?.lowercased() == "external"))
        }
        self.isStrict = isStrict
    }

    func makeIterator() -> IndexingIterator<[Relationship]> { list.makeIterator() }
    var isEmpty: Bool { list.isEmpty }
    var isChanged: Bool { !removed.isEmpty || !added.isEmpty }

    /// The relationship with an id.
    subscript(id: String) -> Relationship? { byID[id].map { list[$0] } }

    /// The first relationship of a type.
    func first(_ type: RelationshipType) -> Relationship? { list.first { $0.type == type } }

    /// Adds a relationship under the smallest free id `rId1`, `rId2`, … and gives that id.
    mutating func add(_ type: RelationshipType, target: String, isExternal: Bool = false) -> String {
        var number = list.count + 1
        while byID["rId\(number)"] != nil || removed.contains("rId\(number)") { number += 1 }
        let id = "rId\(number)"
        byID[id] = list.count
        list.append(Relationship(id: id, type: type, target: target, isExternal: isExternal))
        added.insert(id)
        return id
    }

    /// Takes a relationship out.
    mutating func remove(id: String) {
        guard byID[id] != nil else { return }
        list.removeAll { $0.id == id }
        byID = Dictionary(list.enumerated().map { ($1.id, $0) }) { first, _ in first }
        if added.remove(id) == nil { removed.insert(id) }
    }

    /// The part as bytes.
    func serialised() -> [UInt8] {
        var writer = XMLWriter()
        guard let document else {
            writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<Relationships")
            writer.attribute("xmlns", XMLNamespace.packageRelationships.uri)
            writer.raw(">")
            for relationship in list { write(relationship, as: "Relationship", to: &writer) }
            writer.raw("</Relationships>")
            return writer.finish()
        }
        var edit = XMLEdit(document)
        for element in document.root.elements where element.name.local == "Relationship" {
            if let id = element["Id"], removed.contains(id) { edit.remove(element) }
        }
        let name = document.root.name.sibling("Relationship")
        for relationship in list where added.contains(relationship.id) {
            write(relationship, as: name, to: &writer)
        }
        let markup = String(decoding: writer.finish(), as: UTF8.self)
        if !markup.isEmpty { edit.append(markup, to: document.root) }
        return edit.bytes()
    }

    private func write(_ relationship: Relationship, as name: String, to writer: inout XMLWriter) {
        let type = relationship.type.uri
        writer.raw("<\(name)")
        writer.attribute("Id", relationship.id)
        writer.attribute("Type", isStrict ? XMLNamespace.strict(type) : type)
        writer.attribute("Target", relationship.target)
        if relationship.isExternal { writer.raw(" TargetMode=\"External\"") }
        writer.raw("/>")
    }
}

extension Package {
    /// The part that the first relationship of a type leads to, of those of a part, or of the package when `source` is
    /// nil, that lead to one.
    func part(_ type: RelationshipType, _ relationships: Relationships, of source: PartName?) -> PartName? {
        for relationship in relationships where relationship.type == type {
            if let part = resolve(relationship, from: source) { return part }
        }
        return nil
    }

    /// The relationships of a part, or of the package when `source` is nil; none when it has no such part.
    func relationships(of source: PartName?) throws(PackageError) -> Relationships {
        let part = source?.relationships ?? "/_rels/.rels"
        guard contains(part) else { return Relationships() }
        return Relationships(try document(part))
    }

    /// Writes relationships back when they were changed; the part goes when the last one is gone.
    mutating func set(_ relationships: Relationships, of source: PartName?) {
        guard relationships.isChanged else { return }
        let part = source?.relationships ?? "/_rels/.rels"
        if relationships.isEmpty { remove(part) } else { set(part, relationships.serialised()) }
    }
}
