// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Something that a file holds besides cells, tables and names, and what becomes of it.
public struct PackageFeature: Hashable, Sendable {
    /// What becomes of it when the workbook is changed and saved.
    public enum Care: String, Sendable {
        /// It stays byte for byte, but references to cells and sheets in it follow.
        case follows = "kept, references follow"
        /// It stays byte for byte.
        case kept = "kept as it is"
        /// It would be false, and goes with the first change.
        case dropped = "dropped with the first change"
    }

    /// In the plural: `charts`.
    public let name: String
    public let count: Int
    public let care: Care
}

extension PackageFeature {
    /// What relationships of a type lead to, by the last segment of the type: a table.
    static let kinds: [Substring: (name: String, care: Care)] = [
        "drawing": ("drawings", .follows), "chart": ("charts", .follows), "chartEx": ("charts", .follows),
        "chartUserShapes": ("shapes drawn in charts", .follows), "themeOverride": ("themes of charts", .kept),
        "volatileDependencies": ("lists of real-time data", .kept),
        "vmlDrawing": ("legacy drawings", .follows), "comments": ("sheets with comments", .follows),
        "threadedComment": ("sheets with comment threads", .follows), "person": ("lists of persons", .kept),
        "image": ("images", .kept), "hdphoto": ("images", .kept), "diagramData": ("SmartArt graphics", .kept),
        "pivotTable": ("pivot tables", .follows), "pivotCacheDefinition": ("pivot caches", .follows),
        "slicer": ("sheets with slicers", .kept), "slicerCache": ("slicer caches", .follows),
        "timeline": ("sheets with timelines", .kept), "timelineCache": ("timeline caches", .kept),
        "externalLink": ("links to other workbooks", .kept), "connections": ("lists of connections", .follows),
        "queryTable": ("query tables", .kept), "tableSingleCells": ("sheets with cells of XML maps", .follows),
        "xmlMaps": ("lists of XML maps", .kept), "ctrlProp": ("form controls", .follows),
        "control": ("ActiveX controls", .kept), "oleObject": ("embedded objects", .kept),
        "package": ("embedded documents", .kept), "printerSettings": ("printer settings", .kept),
        "vbaProject": ("macro projects", .kept), "customXml": ("custom XML parts", .kept),
        "custom-properties": ("custom document properties", .kept), "customProperty": ("properties of sheets", .kept),
        "theme": ("themes", .kept), "chartsheet": ("chart sheets", .kept), "dialogsheet": ("dialog sheets", .kept),
        "xlMacrosheet": ("macro sheets", .kept), "xlIntlMacrosheet": ("macro sheets", .kept),
        "revisionHeaders": ("revision logs", .kept), "namedSheetView": ("named views of sheets", .follows),
        "rdRichValue": ("rich values of cells", .kept), "webextension": ("web add-ins", .kept),
        "powerPivotData": ("data models", .kept), "model": ("data models", .kept),
        "origin": ("digital signatures", .dropped), "documenttask": ("tasks", .kept),
        "ui": ("changes of the ribbon", .kept), "extensibility": ("changes of the ribbon", .kept),
        "FeaturePropertyBag": ("property bags of cells", .kept), "classificationlabels": ("sensitivity labels", .kept),
    ]

    /// Parts that the workbook is read from, and those that only belong to others.
    static let known: Set<Substring> = [
        "officeDocument", "core-properties", "extended-properties", "worksheet", "styles", "sharedStrings", "table",
        "calcChain", "sheetMetadata", "hyperlink", "thumbnail", "chartColorStyle", "chartStyle", "pivotCacheRecords",
        "customXmlProps", "externalLinkPath", "diagramQuickStyle", "diagramColors", "diagramLayout", "diagramDrawing",
        "usernames", "revisionLog", "signature", "richValueRel", "rdRichValueTypes", "rdRichValueStructure",
        "activeXControlBinary", "vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3",
    ]

    /// Elements around the cells of a sheet: a table by local name.
    static let elements: [String: (name: String, care: Care)] = [
        "conditionalFormatting": ("conditional formats", .follows), "dataValidation": ("data validations", .follows),
        "sparkline": ("sparklines", .follows), "hyperlink": ("hyperlinks", .follows),
        "protectedRange": ("protected ranges", .follows), "ignoredError": ("ignored errors", .follows),
        "scenario": ("scenarios", .follows), "customSheetView": ("custom views of sheets", .follows),
        "rowBreaks": ("sheets with page breaks", .follows), "colBreaks": ("sheets with page breaks", .follows),
        "cellWatch": ("watched cells", .follows), "sortState": ("sort states", .follows),
        "headerFooter": ("sheets with headers or footers", .kept), "picture": ("sheet backgrounds", .kept),
    ]
}

extension SpreadsheetFile {
    /// What the file holds besides what the workbook models, by name. Kinds that nothing is known of have the name of
    /// their relationship type. Parts that cannot be read count for nothing.
    public var features: [PackageFeature] {
        var counts: [String: (count: Int, care: PackageFeature.Care)] = [:]
        func count(_ kind: (name: String, care: PackageFeature.Care)) {
            counts[kind.name, default: (0, kind.care)].count += 1
        }
        var seen: Set<PartName> = []
        for part in package.parts where part.isRelationships {
            guard let document = try? package.document(part) else { continue }
            for link in Relationships(document) where !link.isExternal {
                let name = link.type.name
                guard !PackageFeature.known.contains(name),
                    let target = package.resolve(link, from: part.source), seen.insert(target).inserted
                else { continue }
                count(PackageFeature.kinds[name] ?? ("parts of the type \(name)", .kept))
            }
        }
        for (_, part) in parts.sheets {
            var surroundings = SheetSurroundings()
            _ = try? package.inflate(part) { window, isLast throws(PackageError) in
                window.withUnsafeBufferPointer { surroundings.take($0, isLast: isLast) }
            }
            guard let tail = surroundings.tail,
                let reader = try? XMLReader(
                    surroundings.head + tail, part: part.path, limits: package.limits)
            else { continue }
            while let event = try? reader.next() {
                if case .start(let tag) = event, let kind = PackageFeature.elements[tag.name.local] { count(kind) }
            }
        }
        return counts.map { PackageFeature(name: $0.key, count: $0.value.count, care: $0.value.care) }
            .sorted { $0.name < $1.name }
    }

    /// The sheets in the order of their tabs that are no worksheets, such as chart and dialog sheets.
    public var otherSheets: [String] {
        let elements = (try? package.document(parts.workbook))?.root.child("sheets")?.children("sheet") ?? []
        let known = Set(parts.sheetRelationships.values)
        return elements.filter { !known.contains($0[.relationships, "id"] ?? "") }.compactMap { $0["name"] }
    }
}

extension PartName {
    /// The part whose relationships a relationship part holds; nil for the package.
    fileprivate var source: PartName? {
        let folder = folder.split(separator: "/").dropLast().joined(separator: "/")
        let name = fileName.dropLast(".rels".count)
        return name.isEmpty ? nil : PartName("/\(folder)/\(name)")
    }
}
