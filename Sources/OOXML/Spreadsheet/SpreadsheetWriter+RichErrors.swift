// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension SpreadsheetWriter {
    /// Adds the rich values of errors that the file did not have, and the metadata that leads to them. [MS-XLSX]
    /// §2.3.6, ECMA-376-1 §18.9.
    mutating func writeRichErrors() throws(PackageError) {
        let errors = errorMarks.added
        guard !errors.isEmpty else { return }
        let structure = try addErrorStructure()
        let first = try add(errors, of: structure)
        try addValueMetadata(first..<first + errors.count)
        for error in errors {
            parts.valueMetadataCount += 1
            parts.richErrors.add(error, as: parts.valueMetadataCount)
        }
    }

    /// The number of the structure that says of a rich value that it is an error.
    private mutating func addErrorStructure() throws(PackageError) -> Int {
        let part = try richPart(
            .richValueStructures, "rdrichvaluestructure", type: .richValueStructures, root: "rvStructures")
        let document = try package.document(part)
        let known = document.root.children("s")
        if let index = known.firstIndex(where: \.isPlainErrorStructure) { return index }
        let prefix = document.root.name.prefixText
        let keys = ["errorType", "subType"].map { "<\(prefix)k n=\"\($0)\" t=\"i\"/>" }.joined()
        append("<\(prefix)s t=\"_error\">\(keys)</\(prefix)s>", to: document, part, count: known.count + 1)
        return known.count
    }

    /// Adds a rich value for each error; returns the number of the first.
    private mutating func add(_ errors: [CellError], of structure: Int) throws(PackageError) -> Int {
        let part = try richPart(.richValues, "rdrichvalue", type: .richValues, root: "rvData")
        let document = try package.document(part)
        let known = document.root.children("rv").count
        let prefix = document.root.name.prefixText
        let values = errors.map { error in
            let fields = [Int(error.rawValue) - 1, 0].map { "<\(prefix)v>\($0)</\(prefix)v>" }.joined()
            return "<\(prefix)rv s=\"\(structure)\">\(fields)</\(prefix)rv>"
        }
        append(values.joined(), to: document, part, count: known + errors.count)
        return known
    }

    /// Adds elements to a list that says how many it has, before what may stand behind them.
    private mutating func append(_ xml: String, to document: XMLDocument, _ part: PartName, count: Int) {
        var edit = XMLEdit(document)
        edit.setAttribute("count", String(count), of: document.root)
        if let next = document.root.children.first(where: { $0.name.local == "extLst" }) {
            edit.insert(xml, at: next.range.lowerBound)
        } else {
            edit.append(xml, to: document.root)
        }
        package.set(part, edit.bytes())
    }

    /// The part of a type that the workbook leads to; an empty one when there was none.
    private mutating func richPart(
        _ link: RelationshipType, _ name: String, type: ContentType, root: String
    ) throws(PackageError) -> PartName {
        if let known = package.part(link, relationships, of: parts.workbook) { return known }
        let part = addPart(link, type, named: "richData/\(name)")
        package.set(part, BlankParts.richValues(root: root))
        return part
    }

    /// Lets blocks of value metadata lead to rich values.
    private mutating func addValueMetadata(_ values: Range<Int>) throws(PackageError) {
        let part = metadataPart()
        let document = try package.document(part)
        let root = document.root
        let prefix = root.name.prefixText
        var edit = XMLEdit(document)
        let metadata = MetadataEdit(root)
        let type = metadata.add(type: RichErrors.type, BlankParts.richValueType(prefix), &edit)
        let future = root.children("futureMetadata").first { $0["name"] == RichErrors.type }
        let links = values.map { BlankParts.richValueLink(prefix, $0) }.joined()
        let firstLink = future?.children("bk").count ?? 0
        if let future {
            metadata.append(links, to: future, count: firstLink + values.count, &edit)
        } else {
            let list = "<\(prefix)futureMetadata name=\"\(RichErrors.type)\" count=\"\(values.count)\">"
            metadata.insert(list + links + "</\(prefix)futureMetadata>", before: "cellMetadata", &edit)
        }
        let blocks = (firstLink..<firstLink + values.count).map { link in
            "<\(prefix)bk><\(prefix)rc t=\"\(type)\" v=\"\(link)\"/></\(prefix)bk>"
        }.joined()
        if let list = root.child("valueMetadata") {
            metadata.append(blocks, to: list, count: list.children("bk").count + values.count, &edit)
        } else {
            let list = "<\(prefix)valueMetadata count=\"\(values.count)\">\(blocks)</\(prefix)valueMetadata>"
            metadata.insert(list, before: "extLst", &edit)
        }
        package.set(part, edit.bytes())
    }
}

extension XMLElement {
    /// Whether a rich value of this structure is an error and nothing else. [MS-XLSX] §2.6.180.
    fileprivate var isPlainErrorStructure: Bool {
        self["t"] == "_error" && children.map { $0["n"] ?? "" } == ["errorType", "subType"]
    }
}
