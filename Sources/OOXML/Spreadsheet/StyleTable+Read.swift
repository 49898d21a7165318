// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

extension StyleTable {
    /// Reads number formats and cell formats of the style part, in which there may be any number of fonts and the like.
    /// ECMA-376-1 §18.8.39.
    mutating func read(_ part: PartName, of package: Package) throws(PackageError) {
        var found = FoundFormats()
        let root = try package.document(part, keeping: { found.keeps($0) }).root
        for element in root.child("numFmts")?.children("numFmt") ?? [] {
            guard let id = element.integer("numFmtId"), let code = element["formatCode"] else { continue }
            define(numberFormat: id, code: code)
        }
        if let list = root.child("cellXfs"), list.children.isEmpty {
            load(found.formats)
        } else {
            try readAll(part, package)
        }
    }

    /// The same for a part whose formats are not all where they usually are.
    private mutating func readAll(_ part: PartName, _ package: Package) throws(PackageError) {
        let document = try package.document(part, keeping: { !Self.isOtherList($0.list) })
        var found = FoundFormats()
        for element in document.root.child("cellXfs")?.children("xf") ?? [] { found.add(element, document.bytes) }
        load(found.formats)
    }

    /// Whether a list of the style part holds what no cell format is made of here but numbers that lead there.
    static func isOtherList(_ list: XMLTag) -> Bool {
        ["fonts", "fills", "borders", "cellStyleXfs", "cellStyles", "dxfs", "tableStyles"].contains(list.name.local)
    }
}

/// The cell formats of a style part, taken one by one while it is read.
private struct FoundFormats {
    private(set) var formats: [CellFormat] = []
    /// Numbers of the properties beyond those that are modelled.
    private var further: [String: UInt32] = ["": 0]
    /// Where the list of cell formats starts.
    private var list: Int?

    /// Whether an entry of the part belongs into its tree.
    mutating func keeps(_ entry: XMLListEntry) -> Bool {
        if StyleTable.isOtherList(entry.list) { return false }
        guard entry.list.is("cellXfs"), entry.element.is("xf") else { return true }
        let start = entry.list.range.lowerBound
        if list ?? start == start { add(entry.element, entry.part) }
        list = list ?? start
        return false
    }

    /// Takes a format; those that no cell can have, as they are too many, are left out.
    mutating func add(_ element: XMLElement, _ part: [UInt8]) {
        guard formats.count <= UInt16.max else { return }
        var format = CellFormat(element)
        let properties = format.furtherProperties(of: element, in: part)
        format.furtherProperties = further[properties] ?? UInt32(further.count)
        further[properties] = format.furtherProperties
        formats.append(format)
    }
}

extension CellFormat {
    /// A format from an `xf` element. ECMA-376-1 §18.8.45.
    fileprivate init(_ element: XMLElement) {
        self.init()
        numberFormatID = element.integer("numFmtId") ?? 0
        fontID = element.integer("fontId") ?? 0
        fillID = element.integer("fillId") ?? 0
        borderID = element.integer("borderId") ?? 0
        namedStyleID = element.integer("xfId") ?? 0
        hasQuotePrefix = element.flag("quotePrefix")
        if let child = element.child("alignment") {
            alignment.horizontal = child["horizontal"] ?? "general"
            alignment.vertical = child["vertical"] ?? "bottom"
            alignment.wrapsText = child.flag("wrapText")
        }
        if let child = element.child("protection") {
            isLocked = child["locked"] == nil || child.flag("locked")
            isFormulaHidden = child.flag("hidden")
        }
    }

    /// What an `xf` element says beyond the properties above, in one text; empty when that is nothing.
    fileprivate func furtherProperties(of element: XMLElement, in part: [UInt8]) -> String {
        var text = ""
        func note(_ element: XMLElement, except modelled: Set<String>) {
            for attribute in element.attributes where !modelled.contains(attribute.name.qualified) {
                text += "\(element.name.local) \(attribute.name.qualified)=\(attribute.value)\n"
            }
        }
        let asExpected = appliedGroups.filter { element.flag("\($0.attribute)") == $0.isApplied }.map {
            "\($0.attribute)"
        }
        note(element, except: Self.modelledAttributes.union(asExpected))
        for child in element.children {
            switch child.name.local {
            case "alignment": note(child, except: ["horizontal", "vertical", "wrapText"])
            case "protection": note(child, except: ["locked", "hidden"])
            default: text += String(decoding: part[child.range], as: UTF8.self)
            }
        }
        return text
    }

    private static let modelledAttributes: Set<String> = [
        "numFmtId", "fontId", "fillId", "borderId", "xfId", "quotePrefix", "applyNumberFormat",
    ]

    /// The attributes that say which groups of properties differ from those of the named style, with what Cellar writes
    /// for a new format.
    var appliedGroups: [(attribute: StaticString, isApplied: Bool)] {
        [
            ("applyNumberFormat", numberFormatID != 0),
            ("applyFont", fontID != 0),
            ("applyFill", fillID != 0),
            ("applyBorder", borderID != 0),
            ("applyAlignment", alignment != Alignment()),
            ("applyProtection", !isLocked || isFormulaHidden),
        ]
    }
}
