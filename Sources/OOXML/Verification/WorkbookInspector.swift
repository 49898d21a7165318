// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

/// Looks at the workbook part: sheets, views, names. ECMA-376-1 §18.2.
struct WorkbookInspector: PartInspector {
    let part: PartName
    private(set) var facts: WorkbookFacts
    private var names: [DefinedNameText] = []
    private var tabs: [(number: Int, offset: Int)] = []
    private var hasVisible = false
    private var caches: Set<String> = []

    private struct DefinedNameText {
        let name: String
        let scope: Int?
        let offset: Int
        var text = ""
    }

    init(_ part: PartName, _ facts: WorkbookFacts) {
        self.part = part
        self.facts = facts
    }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        guard path.count == 3 else { return }
        let offset = tag.range.lowerBound
        switch (path[1], path[2]) {
        case ("sheets", "sheet"):
            facts.sheets.append(
                WorkbookFacts.Sheet(
                    name: tag["name"] ?? "", id: tag["sheetId"].flatMap { Int($0) },
                    relationship: tag[.relationships, "id"] ?? "", offset: offset))
            hasVisible = hasVisible || (tag["state"] ?? "visible") == "visible"
        case ("bookViews", "workbookView"):
            facts.views += 1
            for name in ["activeTab", "firstSheet"] {
                if let number = tag[name].flatMap({ Int($0) }) { tabs.append((number, offset)) }
            }
        case ("definedNames", "definedName"):
            names.append(
                DefinedNameText(
                    name: tag["name"] ?? "", scope: tag["localSheetId"].flatMap { Int($0) }, offset: offset))
        case ("pivotCaches", "pivotCache"):
            if !caches.insert(tag["cacheId"] ?? "").inserted {
                findings.error(.pivotCache, part, offset, "two pivot caches have the cacheId \(tag["cacheId"] ?? "")")
            }
        default: break
        }
    }

    mutating func text(_ text: String, _ path: [String], _ findings: inout Findings) {
        if path.count == 3, path[2] == "definedName", !names.isEmpty { names[names.count - 1].text += text }
    }

    mutating func finish(_ findings: inout Findings) {
        checkSheets(&findings)
        for tab in tabs where tab.number < 0 || tab.number >= facts.sheets.count {
            findings.error(.view, part, tab.offset, "there is no sheet \(tab.number) to show")
        }
        checkNames(&findings)
    }

    private func checkSheets(_ findings: inout Findings) {
        if !facts.sheets.isEmpty, !hasVisible {
            findings.error(.visibleSheet, part, nil, "no sheet is visible")
        }
        var names: Set<String> = []
        var ids: Set<Int> = []
        var relationships: Set<String> = []
        for sheet in facts.sheets {
            let name = sheet.name
            if name.isEmpty || name.utf16.count > 31 || name.contains(where: { "[]:*?/\\".contains($0) })
                || name.hasPrefix("'") || name.hasSuffix("'")
            {
                findings.error(.sheetName, part, sheet.offset, "'\(name)' is no name for a sheet")
            }
            if !names.insert(name.lowercased()).inserted {
                findings.error(.sheetName, part, sheet.offset, "two sheets are called '\(name)'")
            }
            guard let id = sheet.id, id > 0, id <= 65_534 else {
                findings.error(.sheetID, part, sheet.offset, "the sheetId of '\(name)' is not a number from 1 to 65534")
                continue
            }
            if !ids.insert(id).inserted {
                findings.error(.sheetID, part, sheet.offset, "two sheets have the sheetId \(id)")
            }
            if !relationships.insert(sheet.relationship).inserted || sheet.relationship.isEmpty {
                findings.error(.sheetID, part, sheet.offset, "'\(name)' has no r:id of its own")
            }
        }
    }

    private mutating func checkNames(_ findings: inout Findings) {
        let sheets = SheetNames(
            facts.sheets.prefix(65_534).enumerated().map { (SheetID(rawValue: UInt32($0) + 1), $1.name) })
        let syntax = FormulaSyntax(notation: .a1, dialect: .file)
        var seen: Set<String> = []
        for name in names {
            let key = name.name.lowercased()
            if name.scope == nil { facts.globalNames.insert(key) }
            if let scope = name.scope, !facts.sheets.indices.contains(scope) {
                findings.error(
                    .definedName, part, name.offset, "\(name.name) is of sheet \(scope), which does not exist")
            }
            if !seen.insert("\(name.scope ?? -1) \(key)").inserted {
                findings.error(.definedName, part, name.offset, "\(name.name) is there twice")
            }
            if !Self.isName(name.name) {
                findings.error(.definedName, part, name.offset, "'\(name.name)' is no name")
            }
            guard !name.text.isEmpty else { continue }
            do {
                _ = try FormulaParser.parse(
                    XString.decoded(name.text), at: CellAddress(row: 0, column: 0), sheets: sheets, syntax: syntax)
            } catch {
                findings.warning(.definedName, part, name.offset, "\(name.name) is no formula: \(name.text.prefix(80))")
            }
        }
    }

    /// A letter, underscore or backslash, then those, digits, full stops and question marks; 255 characters.
    private static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, text.utf16.count <= 255 else { return false }
        guard first.properties.isAlphabetic || first == "_" || first == "\\" || first.value > 0x7F else { return false }
        let operators = "!\"#$%&'()*+,-/:;<=>@[]^{|}~`".unicodeScalars
        return text.unicodeScalars.allSatisfy { $0.value > 0x20 && !operators.contains($0) }
    }
}
