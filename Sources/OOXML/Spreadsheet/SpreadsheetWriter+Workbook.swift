// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

extension SpreadsheetWriter {
    /// Writes what the workbook part says of sheets and names where it changed. ECMA-376-1 §18.2.27.
    mutating func writeWorkbookPart() throws(PackageError) {
        let document = try package.document(parts.workbook)
        var edit = XMLEdit(document)
        let list = SheetList(document.root, parts, new)
        let isReordered = list.isChanged
        if isReordered, let element = document.root.child("sheets") {
            edit.setContent(list.markup(document.root, parts.sheetRelationships), of: element)
        }
        if isReordered || new.activeSheet != old.activeSheet { editView(&edit, document.root, list) }
        if isReordered || new.names != old.names || !respelled.isEmpty || !follower.isIdle {
            editNames(&edit, document.root, list)
        }
        if !edit.isEmpty { package.set(parts.workbook, edit.bytes()) }
    }

    /// Keeps the tab in front the one that it was. ECMA-376-1 §18.2.30.
    private func editView(_ edit: inout XMLEdit, _ root: XMLElement, _ list: SheetList) {
        guard let view = root.child("bookViews")?.child("workbookView") else { return }
        var tab = view.integer("activeTab") ?? 0
        let isOther = list.oldSheet(at: tab) == nil && new.activeSheet == old.activeSheet
        if isOther, let position = list.newPosition(ofOld: tab) {
            // A chart sheet is in front, which the workbook does not know.
            tab = position
        } else if new.sheets.indices.contains(new.activeSheet) {
            tab = list.position(of: new.sheets[new.activeSheet].id) ?? 0
        } else {
            tab = min(tab, list.count - 1)
        }
        if tab != view.integer("activeTab") ?? 0 { edit.setAttribute("activeTab", String(max(tab, 0)), of: view) }
        if let first = view.integer("firstSheet"), first >= list.count {
            edit.setAttribute("firstSheet", nil, of: view)
        }
    }

    /// Names that did not change keep their bytes; only the number of the sheet they belong to may be another.
    /// ECMA-376-1 §18.2.5.
    private func editNames(_ edit: inout XMLEdit, _ root: XMLElement, _ list: SheetList) {
        let container = root.child("definedNames")
        var pending = new.names
        var isEmpty = true
        for element in container?.children("definedName") ?? [] {
            guard let name = element["name"] else { continue }
            let local = element.integer("localSheetId")
            let scope = local.flatMap { list.oldSheet(at: $0) }
            let isModelled = old.names.contains { $0.isSame(name, scope, local) } && !element.text.isEmpty
            guard isModelled else {
                // Names of chart sheets are not in the workbook; they go where their sheet goes.
                guard let local else {
                    isEmpty = false
                    continue
                }
                guard let position = list.newPosition(ofOld: local) else {
                    edit.remove(element)
                    continue
                }
                isEmpty = false
                if position != local { edit.setAttribute("localSheetId", String(position), of: element) }
                continue
            }
            guard let index = pending.firstIndex(where: { $0.isSame(name, scope, local) }) else {
                edit.remove(element)
                continue
            }
            isEmpty = false
            let current = pending.remove(at: index)
            if let local, let scope, let position = list.position(of: scope), position != local {
                edit.setAttribute("localSheetId", String(position), of: element)
            }
            self.edit(element, old.names.first { $0.isSame(name, scope, local) }, current, &edit)
        }
        let xml = pending.map { markup($0, root.name.sibling("definedName"), list) }.joined()
        appendNames(xml, to: container, isEmpty: isEmpty, root, &edit)
    }

    private func edit(_ element: XMLElement, _ before: DefinedName?, _ name: DefinedName, _ edit: inout XMLEdit) {
        if element["name"] != name.name { edit.setAttribute("name", name.name, of: element) }
        if before?.comment != name.comment {
            edit.setAttribute("comment", name.comment.isEmpty ? nil : name.comment, of: element)
        }
        if before?.isHidden != name.isHidden { edit.setAttribute("hidden", name.isHidden ? "1" : nil, of: element) }
        let isRespelled =
            name.expression.map { expression in
                expression.names(Set(new.sheets.filter { old.sheet($0.id)?.name != $0.name }.map(\.id)))
            } ?? false
        guard
            before?.expression != name.expression || before?.text != name.text && name.expression == nil || isRespelled
        else { return }
        var writer = XMLWriter()
        writer.text(text(of: name))
        edit.setContent(String(decoding: writer.finish(), as: UTF8.self), of: element)
    }

    private func appendNames(
        _ xml: String, to container: XMLElement?, isEmpty: Bool, _ root: XMLElement, _ edit: inout XMLEdit
    ) {
        if let container {
            if !xml.isEmpty { edit.append(xml, to: container) }
            guard isEmpty, xml.isEmpty, !container.children("definedName").isEmpty else { return }
            // An empty list is not valid; what is left of it is the removal of each of its names.
            edit.removeTags(of: container)
        } else if !xml.isEmpty {
            let name = root.name.sibling("definedNames")
            let later: Set<String> = [
                "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
                "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
            ]
            let whole = "<\(name)>\(xml)</\(name)>"
            if let next = root.children.first(where: { later.contains($0.name.local) }) {
                edit.insert(whole, at: next.range.lowerBound)
            } else {
                edit.append(whole, to: root)
            }
        }
    }

    private func markup(_ name: DefinedName, _ element: String, _ list: SheetList) -> String {
        var writer = XMLWriter()
        writer.raw("<\(element)")
        writer.attribute("name", name.name)
        if !name.comment.isEmpty { writer.attribute("comment", name.comment) }
        if let scope = name.scope {
            guard let position = list.position(of: scope) else { return "" }
            writer.attribute("localSheetId", position)
        }
        if name.isHidden { writer.attribute("hidden", "1") }
        writer.raw(">")
        writer.text(text(of: name))
        writer.raw("</\(element)>")
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    /// The formula of a name as files have it: relative to the first cell.
    private func text(of name: DefinedName) -> String {
        guard let expression = name.expression else { return name.text }
        return FormulaPrinter.print(
            expression, at: CellAddress(row: 0, column: 0), sheets: new.sheetNames, syntax: functions.syntax)
    }
}

extension DefinedName {
    /// Whether this is the name of an element: without regard to case, in the same scope.
    fileprivate func isSame(_ name: String, _ scope: SheetID?, _ local: Int?) -> Bool {
        guard (local == nil) == (self.scope == nil), scope == self.scope else { return false }
        return self.name == name || self.name.lowercased() == name.lowercased()
    }
}
