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
        let known = relationships.first(.sheetMetadata).flatMap { package.resolve($0, from: parts.workbook) }
        if let known {
            package.set(known, Self.addingDynamicArrays(to: try package.document(known)))
        } else {
            let part = parts.workbook.resolving("metadata.xml")
            package.set(part, BlankParts.metadata(isStrict: parts.isStrict))
            types.set(part, .sheetMetadata)
            _ = relationships.add(.sheetMetadata, target: parts.workbook.target(to: part))
        }
        parts.dynamicArrayMetadata = [mark]
        parts.cellMetadataCount = mark
    }

    /// Adds the type, its properties and one block to a part that has other metadata, each in its place.
    private static func addingDynamicArrays(to document: XMLDocument) -> [UInt8] {
        var edit = XMLEdit(document)
        let root = document.root
        let prefix = root.name.prefix.isEmpty ? "" : root.name.prefix + ":"
        let types = root.child("metadataTypes")
        let number = (types?.children("metadataType").count ?? 0) + 1
        let later = ["metadataStrings", "mdxMetadata", "futureMetadata", "cellMetadata", "valueMetadata", "extLst"]
        func insert(_ xml: String, before names: ArraySlice<String>) {
            if let next = root.children.first(where: { names.contains($0.name.local) }) {
                edit.insert(xml, at: next.range.lowerBound)
            } else {
                edit.append(xml, to: root)
            }
        }
        let type = BlankParts.dynamicArrayType(prefix)
        if let types {
            edit.append(type, to: types)
            edit.setAttribute("count", String(number), of: types)
        } else {
            insert("<\(prefix)metadataTypes count=\"1\">\(type)</\(prefix)metadataTypes>", before: later[...])
        }
        insert(BlankParts.dynamicArrayProperties(prefix), before: later[3...])
        let block = "<\(prefix)bk><\(prefix)rc t=\"\(number)\" v=\"0\"/></\(prefix)bk>"
        if let cells = root.child("cellMetadata") {
            edit.append(block, to: cells)
            edit.setAttribute("count", String(cells.children("bk").count + 1), of: cells)
        } else {
            insert("<\(prefix)cellMetadata count=\"1\">\(block)</\(prefix)cellMetadata>", before: later[4...])
        }
        return edit.bytes()
    }
}
