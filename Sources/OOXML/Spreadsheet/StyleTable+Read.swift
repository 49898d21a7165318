// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

extension StyleTable {
    /// Reads number formats and cell formats of the style part. ECMA-376-1 §18.8.39.
    mutating func read(_ document: XMLDocument) {
        let root = document.root
        for element in root.child("numFmts")?.children("numFmt") ?? [] {
            guard let id = element.integer("numFmtId"), let code = element["formatCode"] else { continue }
            define(numberFormat: id, code: code)
        }
        var further: [String: UInt32] = ["": 0]
        let formats = (root.child("cellXfs")?.children("xf") ?? []).map { element in
            var format = CellFormat(element)
            let properties = format.furtherProperties(of: element, in: document)
            format.furtherProperties = further[properties] ?? UInt32(further.count)
            further[properties] = format.furtherProperties
            return format
        }
        load(formats)
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
    fileprivate func furtherProperties(of element: XMLElement, in document: XMLDocument) -> String {
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
            default: text += String(decoding: document.slice(child.range), as: UTF8.self)
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
