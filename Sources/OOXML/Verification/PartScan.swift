// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Streams one XML part through the walk over its schema and through its inspector.
struct PartScan<Inspector: PartInspector> {
    let part: PartName
    /// Ids and types of the part's relationships.
    let relationships: [String: RelationshipType]
    private(set) var inspector: Inspector
    private(set) var findings: Findings
    private let schema: Schema?
    private let root: String?
    private var walk: SchemaWalk?
    private var path: [String] = []
    /// How many elements are open inside the outermost fallback.
    private var fallback = 0
    /// For each open element whether it is an alternative or a branch, which `path` leaves out.
    private var isTransparent: [Bool] = []
    /// Whether the root is in the strict dialect; nil while nothing was read to the end.
    private(set) var isStrict: Bool?

    /// - Parameter root: the local name of the root element; nil when any will do.
    init(
        _ part: PartName, _ schema: Schema?, root: String?, _ relationships: [String: RelationshipType],
        _ inspector: Inspector, _ findings: Findings
    ) {
        self.part = part
        self.relationships = relationships
        self.inspector = inspector
        self.findings = findings
        self.schema = schema
        self.root = root
        walk = schema.map { SchemaWalk($0, part: part) }
    }

    /// Reads the part from its first byte to its last.
    mutating func run(_ package: Package) {
        do throws(PackageError) {
            try stream(package)
            inspector.finish(&findings)
        } catch {
            report(error)
        }
    }

    private mutating func stream(_ package: Package) throws(PackageError) {
        var reader: XMLReader?
        var isOther = false
        try package.inflate(part) { window, isLast throws(PackageError) in
            try window.withUnsafeBufferPointer { bytes throws(PackageError) in
                if isOther { return }
                if reader == nil {
                    // Enough for any XML declaration, or all there is.
                    isOther = !XMLEncoding.isUTF8(startingWith: Array(bytes.prefix(512)))
                    if isOther { return }
                    reader = try XMLReader(streaming: part.path, limits: package.limits)
                }
                try reader?.push(bytes, isLast: isLast) { event throws(PackageError) in take(event) }
            }
            return 0
        }
        if let reader {
            isStrict = reader.isStrict
        } else {
            let whole = try XMLReader(package.data(of: part), part: part.path, limits: package.limits)
            while let event = try whole.next() { take(event) }
            isStrict = whole.isStrict
        }
    }

    private mutating func take(_ event: XMLEvent) {
        switch event {
        case .start(let tag): start(tag)
        case .text(let text): if fallback == 0 { inspector.text(text, path, &findings) }
        case .end: end()
        }
    }

    private mutating func start(_ tag: XMLTag) {
        if isTransparent.isEmpty { checkRoot(tag) }
        walk?.start(tag, &findings)
        checkRelationships(tag)
        let transparent = tag.name.namespace == .markupCompatibility
        isTransparent.append(transparent)
        if fallback > 0 || tag.is("Fallback", .markupCompatibility) { fallback += 1 }
        guard !transparent else { return }
        path.append(schema == nil || tag.name.namespace == schema?.namespace ? tag.name.local : "")
        if fallback == 0 { inspector.start(tag, path, &findings) }
    }

    private mutating func end() {
        walk?.end(&findings)
        let transparent = isTransparent.popLast() ?? false
        if !transparent {
            if fallback == 0 { inspector.end(path, &findings) }
            _ = path.popLast()
        }
        if fallback > 0 { fallback -= 1 }
    }

    private mutating func checkRoot(_ tag: XMLTag) {
        guard let root, let schema else { return }
        if tag.name.local != root || tag.name.namespace != schema.namespace {
            findings.error(
                .rootElement, part, tag.range.lowerBound, "the root element is \(tag.name.qualified), not \(root)")
            walk = nil
        }
    }

    private mutating func checkRelationships(_ tag: XMLTag) {
        for attribute in tag.attributes where attribute.name.namespace == .relationships {
            // An empty id says that there is none, as Excel writes for links without a target.
            guard !attribute.value.isEmpty else { continue }
            let use = "\(attribute.name.qualified)=\"\(attribute.value)\" of \(tag.name.qualified)"
            guard let type = relationships[attribute.value] else {
                findings.error(.relationshipUse, part, tag.range.lowerBound, "\(use) is no relationship of the part")
                continue
            }
            if let expected = RelationshipType.expected[tag.name.local], attribute.name.local == "id",
                !expected.contains(type)
            {
                findings.error(
                    .relationshipUse, part, tag.range.lowerBound, "\(use) is of the type \(type.uri)")
            }
        }
    }

    private mutating func report(_ error: PackageError) {
        switch error {
        case .malformedXML(_, let offset, let defect):
            findings.error(.wellFormed, part, offset, defect.sentence)
        case .entityBomb(_, let offset):
            findings.error(.wellFormed, part, offset, "the document type declares something")
        case .limitExceeded(let limit, _):
            findings.error(.limit, part, nil, "the limit \(limit.rawValue) ends the check of the part")
        default: findings.error(.entryData, part, nil, error.cause)
        }
    }
}

extension XMLDefect {
    fileprivate var sentence: String {
        switch self {
        case .unsupportedEncoding(let name): "the encoding \(name) cannot be decoded"
        case .invalidEncoding: "the bytes are not valid in their encoding"
        case .empty: "the part is empty"
        case .notWellFormed(let cause): cause
        case .unexpectedContent(let content): content
        }
    }
}

extension RelationshipType {
    /// What the `r:id` of an element leads to.
    fileprivate static let expected: [String: Set<RelationshipType>] = [
        "sheet": [.worksheet, .chartsheet, .dialogsheet, .macrosheet, .internationalMacrosheet],
        "externalReference": [.externalLink], "pivotCache": [.pivotCacheDefinition], "tablePart": [.table],
        "legacyDrawing": [.legacyDrawing], "legacyDrawingHF": [.legacyDrawing],
    ]
}
