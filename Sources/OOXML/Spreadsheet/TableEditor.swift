// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Writes the part of one table. ECMA-376-1 §18.5.1.2.
struct TableEditor {
    typealias FormulaText = (_ number: UInt32, _ column: Int) -> (text: String, isArray: Bool)

    let old: Table
    let new: Table
    let document: XMLDocument
    /// Positions of the columns whose formula reads otherwise than before.
    let respelled: Set<Int>

    /// The part with what changed.
    func bytes(_ formula: FormulaText) -> [UInt8] {
        var edit = XMLEdit(document)
        let root = document.root
        if old.name != new.name {
            edit.setAttribute("name", new.name, of: root)
            edit.setAttribute("displayName", new.name, of: root)
        }
        if old.range != new.range { edit.setAttribute("ref", new.range.a1, of: root) }
        if old.hasHeaders != new.hasHeaders {
            edit.setAttribute("headerRowCount", new.hasHeaders ? nil : "0", of: root)
        }
        if old.hasTotals != new.hasTotals {
            edit.setAttribute("totalsRowCount", new.hasTotals ? "1" : nil, of: root)
            if new.hasTotals {
                edit.setAttribute("totalsRowShown", nil, of: root)
            } else {
                edit.setAttribute("totalsRowShown", "0", of: root)
            }
        }
        editFilter(&edit, root)
        if old.sort != new.sort { editSort(&edit, root) }
        if old.columns != new.columns || !respelled.isEmpty {
            editColumns(&edit, root, formula)
        }
        if old.style != new.style { editStyle(&edit, root) }
        return edit.bytes()
    }

    private func editFilter(_ edit: inout XMLEdit, _ root: XMLElement) {
        let element = root.child("autoFilter")
        guard let range = new.filterRange else {
            if let element { edit.remove(element) }
            return
        }
        guard let element else {
            let xml = "<\(root.name.sibling("autoFilter")) ref=\"\(range.a1)\"/>"
            if let first = root.children.first {
                edit.insert(xml, at: first.range.lowerBound)
            } else {
                edit.append(xml, to: root)
            }
            return
        }
        if element["ref"].flatMap(CellRange.init(a1:)) != range { edit.setAttribute("ref", range.a1, of: element) }
        // Criteria stay with their columns, which may stand elsewhere now.
        for criteria in element.children("filterColumn") {
            guard let position = criteria.integer("colId"), old.columns.indices.contains(position) else { continue }
            let id = old.columns[position].id
            if let moved = new.columns.firstIndex(where: { $0.id == id }) {
                if moved != position { edit.setAttribute("colId", String(moved), of: criteria) }
            } else {
                edit.remove(criteria)
            }
        }
    }

    private func editColumns(_ edit: inout XMLEdit, _ root: XMLElement, _ formula: FormulaText) {
        guard let element = root.child("tableColumns") else { return }
        let known = element.children("tableColumn")
        var elements: [Int: XMLElement] = [:]
        for (position, column) in old.columns.enumerated() where known.indices.contains(position) {
            elements[column.id] = known[position]
        }
        let ids = new.columns.map(\.id)
        guard ids == old.columns.map(\.id), known.count == ids.count else {
            // Columns came or went: all are put together anew, those that stay from their own bytes.
            var xml: [UInt8] = []
            for (position, column) in new.columns.enumerated() {
                if let element = elements[column.id], let before = old.columns.first(where: { $0.id == column.id }) {
                    var single = XMLEdit(document)
                    self.edit(element, before, column, position, &single, formula)
                    xml += single.bytes(of: element.range)
                } else {
                    xml += Self.markup(column, position, root.name, formula)
                }
            }
            edit.setAttribute("count", String(ids.count), of: element)
            edit.setContent(String(decoding: xml, as: UTF8.self), of: element)
            return
        }
        for (position, column) in new.columns.enumerated() {
            self.edit(known[position], old.columns[position], column, position, &edit, formula)
        }
    }

    private func edit(
        _ element: XMLElement, _ before: TableColumn, _ column: TableColumn, _ position: Int, _ edit: inout XMLEdit,
        _ formula: FormulaText
    ) {
        if before.name != column.name { edit.setAttribute("name", raw: column.name.columnMarkup, of: element) }
        if before.totalsFunction != column.totalsFunction {
            edit.setAttribute("totalsRowFunction", column.totalsFunction, of: element)
            if column.totalsFunction != "custom", let custom = element.child("totalsRowFormula") { edit.remove(custom) }
        }
        if before.totalsLabel != column.totalsLabel {
            edit.setAttribute("totalsRowLabel", column.totalsLabel, of: element)
        }
        guard before.calculatedFormula != column.calculatedFormula || respelled.contains(position) else { return }
        let known = element.child("calculatedColumnFormula")
        guard column.calculatedFormula != 0 else {
            if let known { edit.remove(known) }
            return
        }
        let xml = Self.formulaMarkup(formula(column.calculatedFormula, position), element.name)
        if let known {
            edit.replace(known, with: xml)
        } else if let first = element.children.first {
            edit.insert(xml, at: first.range.lowerBound)
        } else {
            edit.append(xml, to: element)
        }
    }

    private func editStyle(_ edit: inout XMLEdit, _ root: XMLElement) {
        guard let element = root.child("tableStyleInfo") else {
            let xml = Self.markup(new.style, root.name)
            if let last = root.children.first(where: { $0.name.local == "extLst" }) {
                edit.insert(xml, at: last.range.lowerBound)
            } else {
                edit.append(xml, to: root)
            }
            return
        }
        edit.setAttribute("name", new.style.name, of: element)
        edit.setAttribute("showFirstColumn", new.style.showsFirstColumn ? "1" : "0", of: element)
        edit.setAttribute("showLastColumn", new.style.showsLastColumn ? "1" : "0", of: element)
        edit.setAttribute("showRowStripes", new.style.showsRowStripes ? "1" : "0", of: element)
        edit.setAttribute("showColumnStripes", new.style.showsColumnStripes ? "1" : "0", of: element)
    }
}
