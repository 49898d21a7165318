// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Content types and relationships. ECMA-376-2 §6.5, §7.2.
extension PackageVerifier {
    mutating func checkContentTypes() {
        let name = ContentTypes.part
        guard package.contains(name) else {
            return findings.error(.contentType, name, nil, "the package does not say what its parts are")
        }
        let document: XMLDocument
        do throws(PackageError) {
            document = try package.document(name)
        } catch {
            return findings.error(.contentType, name, nil, error.cause)
        }
        types = ContentTypes(document)
        var extensions: Set<String> = []
        var parts: Set<PartName> = []
        for element in document.root.elements {
            let offset = element.range.lowerBound
            switch (element.name.local, element["Extension"], element["PartName"]) {
            case ("Default", let name?, _):
                if !extensions.insert(name.lowercased()).inserted {
                    findings.error(.contentType, ContentTypes.part, offset, "the extension \(name) has two types")
                }
            case ("Override", _, let name?):
                let part = PartName(name)
                if !parts.insert(part).inserted {
                    findings.error(.contentType, ContentTypes.part, offset, "\(name) has two types")
                }
                if !package.contains(part) {
                    findings.warning(.contentType, ContentTypes.part, offset, "\(name) has a type and does not exist")
                }
            default: findings.error(.contentType, ContentTypes.part, offset, "\(element.name.local) says nothing")
            }
        }
        for part in package.parts where part != ContentTypes.part && !part.isTrash {
            if types[part] == nil { findings.error(.contentType, part, nil, "the part has no content type") }
            if part.isRelationships, let type = types[part], type != .relationships {
                findings.error(.contentType, part, nil, "\(type.text) is not the type of relationships")
            }
        }
    }

    /// Reads the relationships of one source and looks at where they lead.
    mutating func checkRelationships(_ part: PartName) {
        guard let source = part.relationshipSource else { return }
        let document: XMLDocument
        do throws(PackageError) {
            document = try package.document(part)
            scanned.insert(part)
        } catch {
            return findings.error(.wellFormed, part, nil, error.cause)
        }
        if source != "/", !package.contains(source) {
            findings.warning(.relationship, part, nil, "these are the relationships of a part that does not exist")
        }
        var ids: Set<String> = []
        for element in document.root.elements where element.name.local == "Relationship" {
            let offset = element.range.lowerBound
            guard let id = element["Id"], !id.isEmpty, let type = element["Type"], let target = element["Target"] else {
                findings.error(.relationship, part, offset, "a relationship has no Id, Type or Target")
                continue
            }
            if !ids.insert(id).inserted {
                findings.error(.relationship, part, offset, "two relationships have the Id \(id)")
            }
            let link = Relationship(
                id: id, type: RelationshipType(type), target: target,
                isExternal: element["TargetMode"]?.lowercased() == "external")
            links[source, default: []].append(link)
            checkTarget(link, of: source, part, offset)
        }
    }

    private mutating func checkTarget(_ link: Relationship, of source: PartName, _ part: PartName, _ offset: Int) {
        guard !link.isExternal else { return }
        // A link into the workbook itself has a fragment and no part.
        guard !link.target.hasPrefix("#") else { return }
        guard let target = package.resolve(link, from: source == "/" ? nil : source) else {
            // Excel writes this for a picture that it could not load.
            if link.target == "NULL" { return }
            return findings.error(
                .relationshipTarget, part, offset,
                "\(link.id) leads to \(link.target.prefix(200)), which does not exist")
        }
        if let expected = Self.types[link.type], let type = types[target], type != expected {
            findings.error(
                .contentType, target, nil, "\(link.id) of \(source) wants \(expected.text), not \(type.text)")
        }
    }

    /// The content types of what relationships lead to.
    private static let types: [RelationshipType: ContentType] = [
        .worksheet: .worksheet, .chartsheet: .chartsheet, .dialogsheet: .dialogsheet,
        .sharedStrings: .sharedStrings, .styles: .styles, .theme: .theme, .calculationChain: .calculationChain,
        .table: .table, .comments: .comments, .sheetMetadata: .sheetMetadata, .drawing: .drawing, .chart: .chart,
        .pivotTable: .pivotTable, .pivotCacheDefinition: .pivotCacheDefinition,
        .pivotCacheRecords: .pivotCacheRecords, .externalLink: .externalLink, .coreProperties: .coreProperties,
        .extendedProperties: .extendedProperties,
    ]

    /// Parts that nothing leads to are lost on readers.
    mutating func checkReachable() {
        var reached: Set<PartName> = ["/"]
        var pending: [PartName] = ["/"]
        while let source = pending.popLast() {
            for link in links[source] ?? [] {
                guard let target = package.resolve(link, from: source == "/" ? nil : source) else { continue }
                if reached.insert(target).inserted { pending.append(target) }
            }
        }
        for part in package.parts
        where !reached.contains(part) && part != ContentTypes.part && !part.isRelationships
            && !part.isTrash
        {
            findings.warning(.unreachable, part, nil, "no relationship leads to the part")
        }
    }
}

extension PartName {
    /// Whether this is what is left of a part that was thrown away, which Office keeps to spare itself moving data.
    var isTrash: Bool { key.hasPrefix("/[trash]/") }

    /// The part whose relationships this part holds; `/` for those of the package, nil for any other part.
    fileprivate var relationshipSource: PartName? {
        guard isRelationships, folder.hasSuffix("/_rels") else { return nil }
        let name = fileName.dropLast(".rels".count)
        return PartName("\(folder.dropLast("/_rels".count))/\(name)")
    }
}
