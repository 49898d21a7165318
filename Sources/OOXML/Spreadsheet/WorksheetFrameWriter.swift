// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Writes what stands around the cells of a sheet: the elements that the workbook models where they changed, and the
/// references of others after edits. Everything else stays as it is. ECMA-376-1 §18.3.1.99.
struct WorksheetFrameWriter {
    let old: Worksheet
    let new: Worksheet
    let changes: SheetChanges
    let follower: ReferenceFollower
    let part: PartName
    let limits: PackageLimits
    /// Relationships of the sheet's tables that go, and that come.
    var removedTables: Set<String> = []
    var addedTables: [String] = []
    /// Relationships to slicers and timelines that are gone.
    var removedFilters: Set<String> = []
    /// Whether the part has to name the sheet's id, which a reader would otherwise take from its place.
    var needsUID = false

    /// What stands before `sheetData`, rewritten. The bytes end where it begins.
    func head(_ bytes: [UInt8]) throws(PackageError) -> [UInt8] {
        let dimension = newDimension
        guard
            changes.rewritesAll || needsUID || dimension != nil || old.columns.isOther(than: new.columns)
                || old.rows.defaultHeight != new.rows.defaultHeight
        else { return bytes }
        let end = Array("</\(try rootTag(of: bytes).name)>".utf8)
        let document = try XMLDocument(bytes + end, part: part.path, limits: limits)
        var edit = XMLEdit(document)
        if let dimension, let element = document.root.child("dimension") {
            let known = element["ref"].flatMap(CellRange.init(a1:))
            if changes.rewritesAll || known?.contains(dimension) != true {
                let range = changes.rewritesAll ? dimension : known?.union(dimension) ?? dimension
                edit.setAttribute("ref", range.a1, of: element)
            }
        }
        if needsUID { editUID(&edit, document.root) }
        editFormat(&edit, document.root)
        if old.columns.isOther(than: new.columns) { editColumns(&edit, document.root) }
        return edit.bytes().dropLast(end.count)
    }

    /// Whether what stands behind `sheetData` stays as it is.
    var keepsTail: Bool {
        old.merges == new.merges && old.protection == new.protection && old.filterRange == new.filterRange
            && removedTables.isEmpty && addedTables.isEmpty && removedFilters.isEmpty && follower.isIdle
    }

    /// What stands behind `sheetData`, rewritten. `head` is the part's own beginning.
    func tail(_ bytes: [UInt8], head: [UInt8]) throws(PackageError) -> [UInt8] {
        if keepsTail { return bytes }
        let start = try Array(rootTag(of: head).bytes)
        var document = try XMLDocument(start + bytes, part: part.path, limits: limits)
        if !removedFilters.isEmpty {
            // First of all, as what refers to cells may go out of the same list.
            var edit = XMLEdit(document)
            edit.prune(document.root, within: "extLst") { $0.leads(to: removedFilters) }
            document = try XMLDocument(edit.bytes(), part: part.path, limits: limits)
        }
        var edit = XMLEdit(document)
        let root = document.root
        // In the order of the schema, which those keep that come to stand at one place.
        if old.protection != new.protection { editProtection(&edit, root) }
        if old.filterRange != new.filterRange { editFilter(&edit, root) }
        if old.merges != new.merges { editMerges(&edit, root) }
        if !removedTables.isEmpty || !addedTables.isEmpty { editTableParts(&edit, root) }
        if !follower.isIdle { references(removesFilter: new.filterRange == nil).follow(document, &edit) }
        return Array(edit.bytes().dropFirst(start.count))
    }

    /// Lets everything follow but the elements that are written from the workbook.
    private func references(removesFilter: Bool) -> ReferenceEdit {
        var modelled: Set<String> = ["sheetProtection", "mergeCells", "tableParts", "drawing", "legacyDrawing"]
        if removesFilter { modelled.insert("autoFilter") }
        let layouts = follower.movesCells(of: new.id) ? SheetLayouts(old: old, new: new) : nil
        return ReferenceEdit(
            follower: follower, places: .worksheet, sheet: new.id, layouts: layouts, skipped: modelled)
    }

    /// The cells that the `dimension` must take in; `nil` when nothing was added.
    private var newDimension: CellRange? {
        if changes.rewritesAll { return new.usedRange(valuesOnly: false) ?? CellRange(CellAddress(row: 0, column: 0)) }
        return changes.extent
    }

    /// The start tag of the root element as bytes, and its qualified name.
    private func rootTag(of bytes: [UInt8]) throws(PackageError) -> (name: String, bytes: ArraySlice<UInt8>) {
        var index = 0
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")), open + 1 < bytes.count {
            let next = bytes[open + 1]
            if next != UInt8(ascii: "?"), next != UInt8(ascii: "!") {
                var quote: UInt8?
                for end in open..<bytes.count {
                    let byte = bytes[end]
                    if byte == quote {
                        quote = nil
                    } else if quote == nil, byte == 0x22 || byte == 0x27 {
                        quote = byte
                    } else if quote == nil, byte == UInt8(ascii: ">") {
                        let tag = bytes[open...end]
                        let name = tag.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
                        return (String(decoding: name, as: UTF8.self), tag)
                    }
                }
            }
            index = open + 1
            // What stands in a comment is no tag.
            if bytes[open...].starts(with: "<!--".utf8) {
                index = bytes.indices[open...].first { bytes[$0...].starts(with: "-->".utf8) } ?? bytes.count
            }
        }
        throw .malformedXML(part: part.path, offset: 0, .unexpectedContent("no root element"))
    }
}

extension ColumnTable {
    fileprivate func isOther(than other: ColumnTable) -> Bool {
        spans != other.spans || defaultWidth != other.defaultWidth
    }
}

/// The children of a worksheet in the order of the schema. ECMA-376-1 §18.3.1.99 and Annex A.2.
enum WorksheetOrder {
    private static let names = [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
        "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
        "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
        "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
        "smartTags", "drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
        "webPublishItems", "tableParts", "extLst",
    ]

    private static let positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

    /// Where an element stands; an alternative stands where what it holds does.
    private static func position(_ element: XMLElement) -> Int {
        if let position = positions[element.name.local] { return position }
        guard element.is("AlternateContent", .markupCompatibility),
            let inner = element.children.lazy.compactMap({ $0.children.first }).first
        else { return names.count }
        return position(inner)
    }

    /// Puts markup of an element that is not there yet in its place.
    static func insert(_ xml: String, as name: String, into root: XMLElement, _ edit: inout XMLEdit) {
        let own = positions[name] ?? names.count
        if let next = root.children.first(where: { position($0) > own }) {
            edit.insert(xml, at: next.range.lowerBound)
        } else {
            edit.append(xml, to: root)
        }
    }
}
