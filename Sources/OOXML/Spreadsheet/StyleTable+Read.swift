// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

extension StyleTable {
    /// Reads number formats and cell formats from the root of the style part. ECMA-376-1 §18.8.39.
    mutating func read(_ root: XMLElement) {
        for element in root.child("numFmts")?.children("numFmt") ?? [] {
            guard let id = element.integer("numFmtId"), let code = element["formatCode"] else { continue }
            define(numberFormat: id, code: code)
        }
        load((root.child("cellXfs")?.children("xf") ?? []).map(CellFormat.init))
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
}
