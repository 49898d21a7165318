// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// `[Content_Types].xml` (ECMA-376-2 §7.2.3): a type for each extension, and exceptions by part name.
///
/// Edits are kept beside the document and applied to its bytes, so whatever else it holds stays.
struct ContentTypes: Sendable {
    static let part: PartName = "/[Content_Types].xml"

    private let document: XMLDocument?
    /// By extension in lower case.
    private(set) var defaults: [String: ContentType] = [:]
    private(set) var overrides: [PartName: ContentType] = [:]
    private var changed: Set<PartName> = []
    private var addedDefaults: Set<String> = []

    /// No types yet, as for a new package or one that lost this part.
    init() { document = nil }

    init(_ document: XMLDocument) {
        self.document = document
        for element in document.root.elements {
            guard let type = element["ContentType"] else { continue }
            switch element.name.local {
            case "Default":
                if let name = element["Extension"] { defaults[name.lowercased()] = ContentType(type) }
            case "Override":
                if let name = element["PartName"] { overrides[PartName(name)] = ContentType(type) }
            default: continue
            }
        }
    }

    /// The type of a part; nil when neither its name nor its extension is known.
    subscript(part: PartName) -> ContentType? {
        overrides[part] ?? part.fileExtension.flatMap { defaults[String($0)] }
    }

    var isChanged: Bool { !changed.isEmpty || !addedDefaults.isEmpty }

    /// Gives a part a type of its own; nil when the part is gone.
    mutating func set(_ part: PartName, _ type: ContentType?) {
        guard overrides[part] != type else { return }
        overrides[part] = type
        changed.insert(part)
    }

    /// Gives an extension a type unless it has one.
    mutating func addDefault(_ fileExtension: String, _ type: ContentType) {
        let key = fileExtension.lowercased()
        guard defaults[key] == nil else { return }
        defaults[key] = type
        addedDefaults.insert(key)
    }

    /// The part as bytes.
    func serialised() -> [UInt8] {
        guard let document else { return written() }
        var edit = XMLEdit(document)
        var missing = changed
        for element in document.root.elements where element.name.local == "Override" {
            guard let name = element["PartName"].map({ PartName($0) }), changed.contains(name) else { continue }
            if missing.remove(name) != nil, let type = overrides[name] {
                edit.setAttribute("ContentType", type.text, of: element)
            } else {
                edit.remove(element)
            }
        }
        var writer = XMLWriter()
        let name = document.root.name
        for key in addedDefaults.sorted() { Self.write(&writer, name, "Default", "Extension", key, defaults[key]) }
        for part in missing.sorted(by: { $0.key < $1.key }) {
            Self.write(&writer, name, "Override", "PartName", part.path, overrides[part])
        }
        let added = String(decoding: writer.finish(), as: UTF8.self)
        if !added.isEmpty { edit.append(added, to: document.root) }
        return edit.bytes()
    }

    private func written() -> [UInt8] {
        var writer = XMLWriter()
        let name = XMLName(namespace: .contentTypes, local: "Types", prefix: "")
        writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<Types")
        writer.attribute("xmlns", XMLNamespace.contentTypes.uri)
        writer.raw(">")
        for (key, type) in defaults.sorted(by: { $0.key < $1.key }) {
            Self.write(&writer, name, "Default", "Extension", key, type)
        }
        for (part, type) in overrides.sorted(by: { $0.key.key < $1.key.key }) {
            Self.write(&writer, name, "Override", "PartName", part.path, type)
        }
        writer.raw("</Types>")
        return writer.finish()
    }

    private static func write(
        _ writer: inout XMLWriter, _ parent: XMLName, _ element: String, _ key: StaticString, _ value: String,
        _ type: ContentType?
    ) {
        guard let type else { return }
        writer.raw("<\(parent.sibling(element))")
        writer.attribute(key, value)
        writer.attribute("ContentType", type.text)
        writer.raw("/>")
    }
}

extension Package {
    /// The types of the parts. A package without them, or with a part that does not parse, has none: then names and
    /// relationships must do.
    func contentTypes() throws(PackageError) -> ContentTypes {
        guard contains(ContentTypes.part) else { return ContentTypes() }
        do throws(PackageError) {
            return ContentTypes(try document(ContentTypes.part))
        } catch {
            if case .malformedXML = error { return ContentTypes() }
            throw error
        }
    }

    /// Writes the types back when they were changed.
    mutating func set(_ types: ContentTypes) {
        if types.isChanged { set(ContentTypes.part, types.serialised()) }
    }
}
