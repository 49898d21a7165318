// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

extension SpreadsheetWriter {
    /// The `cm` that marks a dynamic array, known before anything says so: the part follows when one was written.
    var dynamicMetadata: Int { parts.dynamicArrayMetadata.min() ?? (parts.cellMetadataCount + 1) }

    /// Sees to it that the metadata part says what `dynamicMetadata` promises. ECMA-376-1 §18.9, [MS-XLSX] §2.2.4.16.
    mutating func writeMetadata() throws(PackageError) {
        guard parts.dynamicArrayMetadata.isEmpty else { return }
        let mark = dynamicMetadata
        let part = metadataPart()
        let document = try package.document(part)
        let root = document.root
        let prefix = root.name.prefixText
        var edit = XMLEdit(document)
        let metadata = MetadataEdit(root)
        let type = metadata.add(type: "XLDAPR", BlankParts.dynamicArrayType(prefix), &edit)
        metadata.insert(BlankParts.dynamicArrayProperties(prefix), before: "cellMetadata", &edit)
        let block = "<\(prefix)bk><\(prefix)rc t=\"\(type)\" v=\"0\"/></\(prefix)bk>"
        if let cells = root.child("cellMetadata") {
            metadata.append(block, to: cells, count: cells.children("bk").count + 1, &edit)
        } else {
            let list = "<\(prefix)cellMetadata count=\"1\">\(block)</\(prefix)cellMetadata>"
            metadata.insert(list, before: "valueMetadata", &edit)
        }
        package.set(part, edit.bytes())
        parts.dynamicArrayMetadata = [mark]
        parts.cellMetadataCount = mark
    }

    /// The part with the metadata of cells; an empty one when there was none.
    mutating func metadataPart() -> PartName {
        if let known = package.part(.sheetMetadata, relationships, of: parts.workbook) { return known }
        let part = addPart(.sheetMetadata, .sheetMetadata, named: "metadata")
        package.set(part, BlankParts.metadata(isStrict: parts.isStrict))
        return part
    }
}

/// Adds to the lists of a part with the metadata of cells, each new one in its place. ECMA-376-1 §18.9.7.
struct MetadataEdit {
    private static let order = [
        "metadataTypes", "metadataStrings", "mdxMetadata", "futureMetadata", "cellMetadata", "valueMetadata", "extLst",
    ]
    private let root: XMLElement

    init(_ root: XMLElement) { self.root = root }

    /// Adds a list before those of a name and all that come behind them.
    func insert(_ xml: String, before name: String, _ edit: inout XMLEdit) {
        let later = Self.order.drop { $0 != name }
        if let next = root.children.first(where: { later.contains($0.name.local) }) {
            edit.insert(xml, at: next.range.lowerBound)
        } else {
            edit.append(xml, to: root)
        }
    }

    /// Adds to a list that says how many it has.
    func append(_ xml: String, to list: XMLElement, count: Int, _ edit: inout XMLEdit) {
        edit.append(xml, to: list)
        edit.setAttribute("count", String(count), of: list)
    }

    /// The number of a type of metadata, which is added when it is not there; it counts from one.
    func add(type name: String, _ xml: String, _ edit: inout XMLEdit) -> Int {
        let types = root.child("metadataTypes")
        let known = types?.children("metadataType") ?? []
        if let index = known.firstIndex(where: { $0["name"] == name }) { return index + 1 }
        if let types {
            append(xml, to: types, count: known.count + 1, &edit)
        } else {
            let prefix = root.name.prefixText
            insert("<\(prefix)metadataTypes count=\"1\">\(xml)</\(prefix)metadataTypes>", before: Self.order[1], &edit)
        }
        return known.count + 1
    }
}

extension XMLName {
    /// The prefix with its colon; empty without one.
    var prefixText: String { prefix.isEmpty ? "" : prefix + ":" }
}
