// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Says whether a package is a well-formed workbook.
public enum PackageVerification {
    /// What is wrong with a file, in the order it was found: the container, then the workbook, then the other parts.
    ///
    /// Everything is streamed and bounded by the limits; the check of a part that goes beyond them ends with a finding.
    public static func findings(in bytes: [UInt8], limits: PackageLimits = PackageLimits()) -> [Finding] {
        var findings = Findings()
        do throws(PackageError) {
            var verifier = PackageVerifier(try Package(bytes, limits: limits))
            verifier.run()
            findings = verifier.findings
        } catch {
            findings.error(.archive, nil, nil, "\(error)")
        }
        return findings.finished()
    }
}

/// Goes through the parts of one package.
struct PackageVerifier {
    let package: Package
    var findings = Findings()
    var facts = WorkbookFacts()
    var types = ContentTypes()
    /// Whether the workbook part is in the strict dialect.
    private var isStrict = false
    /// The relationships of each part that has some; those of the package are of the part `/`.
    var links: [PartName: [Relationship]] = [:]
    /// Parts that were read to their end, and so have sound data.
    var scanned: Set<PartName> = []

    init(_ package: Package) { self.package = package }

    mutating func run() {
        checkEntries()
        checkContentTypes()
        for part in package.parts where part.isRelationships { checkRelationships(part) }
        if let workbook = workbookPart() { checkWorkbook(workbook) }
        for part in package.parts where !scanned.contains(part) { checkOther(part) }
        checkReachable()
    }

    /// Names in the archive: distinct, and such as parts may have.
    private mutating func checkEntries() {
        var seen: Set<PartName> = []
        for entry in package.entries {
            guard let name = entry.partName else { continue }
            if !seen.insert(name).inserted {
                findings.error(.archive, name, nil, "the archive has two entries of this name")
            }
            let spelling = String(decoding: entry.name, as: UTF8.self)
            if spelling.contains("\\") || spelling.hasPrefix("/") || spelling.contains("//") || spelling.hasSuffix(".")
            {
                findings.warning(.partName, name, nil, "'\(spelling.prefix(200))' is not spelled as a part's name is")
            }
        }
    }

    private mutating func workbookPart() -> PartName? {
        let main = (links["/"] ?? []).filter { $0.type == .officeDocument }
        if main.count > 1 { findings.error(.requiredPart, nil, nil, "the package has \(main.count) main parts") }
        guard let link = main.first, let part = package.resolve(link, from: nil) else {
            findings.error(.requiredPart, nil, nil, "no relationship leads to the workbook")
            return try? package.mainPart()
        }
        if let type = types[part], !ContentType.workbooks.contains(type) {
            findings.error(.contentType, part, nil, "\(type.text) is no type of a workbook")
            if [.binaryWorkbook].contains(type) || type.text.contains("wordprocessingml") { return nil }
        }
        return part
    }

    /// Reads what no other part led to: in schema order where the type has one, else well-formed, else just whole.
    private mutating func checkOther(_ part: PartName) {
        if let type = types[part], let known = PartKind.table[type] {
            scan(part, known.schema, root: known.root, OrderOnly())
        } else if part.isRelationships || part == ContentTypes.part || types[part]?.text.hasSuffix("+xml") ?? false {
            scan(part, nil, root: nil, OrderOnly())
        } else {
            do throws(PackageError) {
                try package.inflate(part) { _, _ in 0 }
            } catch {
                findings.error(.entryData, part, nil, "\(error)")
            }
        }
    }

    /// Streams a part through an inspector and gives that back.
    @discardableResult
    mutating func scan<Inspector: PartInspector>(
        _ part: PartName, _ schema: Schema?, root: String?, _ inspector: Inspector
    ) -> Inspector {
        scanned.insert(part)
        let relationships = Dictionary(
            (links[part] ?? []).map { ($0.id, $0.type) }, uniquingKeysWith: { first, _ in first })
        var scan = PartScan(part, schema, root: root, relationships, inspector, findings)
        scan.run(package)
        findings = scan.findings
        if root != nil, let isStrict = scan.isStrict {
            if root == "workbook" { self.isStrict = isStrict }
            if isStrict != self.isStrict {
                findings.error(
                    .dialect, part, nil,
                    "the part is in the \(isStrict ? "strict" : "transitional") dialect and the workbook is not")
            }
        }
        return scan.inspector
    }

    /// The first part that a relationship of a type leads to.
    func part(_ type: RelationshipType, from source: PartName) -> PartName? {
        parts(type, from: source).first
    }

    /// All parts that relationships of a type lead to.
    func parts(_ type: RelationshipType, from source: PartName) -> [PartName] {
        (links[source] ?? []).filter { $0.type == type }.compactMap { package.resolve($0, from: source) }
    }
}

/// Which schema a part follows and what its root is called: a table by content type.
struct PartKind {
    let schema: Schema
    let root: String

    static let table: [ContentType: PartKind] = [
        .worksheet: PartKind(schema: .spreadsheet, root: "worksheet"),
        .chartsheet: PartKind(schema: .spreadsheet, root: "chartsheet"),
        .dialogsheet: PartKind(schema: .spreadsheet, root: "dialogsheet"),
        .sharedStrings: PartKind(schema: .spreadsheet, root: "sst"),
        .styles: PartKind(schema: .spreadsheet, root: "styleSheet"),
        .calculationChain: PartKind(schema: .spreadsheet, root: "calcChain"),
        .table: PartKind(schema: .spreadsheet, root: "table"),
        .comments: PartKind(schema: .spreadsheet, root: "comments"),
        .sheetMetadata: PartKind(schema: .spreadsheet, root: "metadata"),
        .pivotTable: PartKind(schema: .spreadsheet, root: "pivotTableDefinition"),
        .pivotCacheDefinition: PartKind(schema: .spreadsheet, root: "pivotCacheDefinition"),
        .pivotCacheRecords: PartKind(schema: .spreadsheet, root: "pivotCacheRecords"),
        .externalLink: PartKind(schema: .spreadsheet, root: "externalLink"),
        .queryTable: PartKind(schema: .spreadsheet, root: "queryTable"),
        .connections: PartKind(schema: .spreadsheet, root: "connections"),
        .singleXMLCells: PartKind(schema: .spreadsheet, root: "singleXmlCells"),
        .drawing: PartKind(schema: .drawing, root: "wsDr"),
        .chart: PartKind(schema: .chart, root: "chartSpace"),
    ]
}
