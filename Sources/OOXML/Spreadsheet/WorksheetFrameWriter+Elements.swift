// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

// The elements around the cells that the workbook models.

extension WorksheetFrameWriter {
    /// `xr:uid` of the root element, which older readers are told to ignore. [MS-XLSX] §2.2.4.17, ECMA-376-3 §7.2.
    func editUID(_ edit: inout XMLEdit, _ root: XMLElement) {
        guard !root.attributes.contains(where: { $0.name.local == "uid" }) else { return }
        func prefix(_ namespace: String, _ usual: String) -> String {
            if let known = root.tag.declarations.first(where: { $0.uri == namespace && !$0.prefix.isEmpty }) {
                return known.prefix
            }
            edit.setAttribute("xmlns:\(usual)", namespace, of: root)
            return usual
        }
        let compatibility = prefix(XMLNamespace.markupCompatibility.uri, "mc")
        let revision = prefix(BlankParts.revisionNamespace, "xr")
        let ignored = root[.markupCompatibility, "Ignorable"]?.split(separator: " ").map(String.init) ?? []
        if !ignored.contains(revision) {
            edit.setAttribute(
                "\(compatibility):Ignorable", (ignored + [revision]).joined(separator: " "), of: root)
        }
        edit.setAttribute("\(revision):uid", new.uid, of: root)
    }

    /// `sheetFormatPr`: default sizes. ECMA-376-1 §18.3.1.81.
    func editFormat(_ edit: inout XMLEdit, _ root: XMLElement) {
        let height = old.rows.defaultHeight != new.rows.defaultHeight ? new.rows.defaultHeight : nil
        let width = old.columns.defaultWidth != new.columns.defaultWidth ? new.columns.defaultWidth : nil
        guard height != nil || width != nil else { return }
        if let element = root.child("sheetFormatPr") {
            if let height {
                edit.setAttribute("defaultRowHeight", height.markup, of: element)
                edit.setAttribute("customHeight", "1", of: element)
            }
            if let width { edit.setAttribute("defaultColWidth", width.markup, of: element) }
        } else {
            var xml = "<\(root.name.sibling("sheetFormatPr"))"
            if let width { xml += " defaultColWidth=\"\(width.markup)\"" }
            xml += " defaultRowHeight=\"\(new.rows.defaultHeight.markup)\"/>"
            WorksheetOrder.insert(xml, as: "sheetFormatPr", into: root, &edit)
        }
    }

    /// `cols`: spans whose properties did not change keep what else they say, such as outline levels. ECMA-376-1
    /// §18.3.1.13, §18.3.1.17.
    func editColumns(_ edit: inout XMLEdit, _ root: XMLElement) {
        let element = root.child("cols")
        var known: [ColumnTable.Span: XMLElement] = [:]
        for column in element?.children("col") ?? [] {
            guard let first = column.integer("min"), let last = column.integer("max"), first >= 1, last >= first
            else { continue }
            let range = CellRange(
                firstRow: 0, firstColumn: Int32(clamping: first - 1), lastRow: GridLimits.lastRow,
                lastColumn: Int32(clamping: min(last, Int(GridLimits.columns)) - 1))
            guard let moved = follower.range(range, on: new.id) else { continue }
            let columns = moved.firstColumn...moved.lastColumn
            for span in new.columns.spans where span.columns.overlaps(columns) { known[span] = known[span] ?? column }
        }
        var xml = ""
        for span in new.columns.spans {
            xml += column(span, from: known[span], as: root.name.sibling("col"))
        }
        if let element {
            if xml.isEmpty { edit.remove(element) } else { edit.setContent(xml, of: element) }
        } else if !xml.isEmpty {
            let name = root.name.sibling("cols")
            WorksheetOrder.insert("<\(name)>\(xml)</\(name)>", as: "cols", into: root, &edit)
        }
    }

    private func column(_ span: ColumnTable.Span, from known: XMLElement?, as name: String) -> String {
        let properties = span.properties
        var writer = XMLWriter()
        writer.raw("<\(name)")
        writer.attribute("min", Int(span.columns.lowerBound) + 1)
        writer.attribute("max", Int(span.columns.upperBound) + 1)
        let keepsWidth = known?["width"].flatMap(Double.init) == properties.width
        writer.attribute("width", (properties.width ?? new.columns.defaultWidth).markup)
        if properties.style != 0 { writer.attribute("style", Int(properties.style)) }
        if properties.isHidden { writer.attribute("hidden", "1") }
        if properties.width != nil, !keepsWidth { writer.attribute("customWidth", "1") }
        for attribute in known?.attributes ?? [] {
            switch attribute.name.local {
            case "min", "max", "width", "style", "hidden": continue
            case "customWidth" where !keepsWidth: continue
            case "bestFit" where !keepsWidth: continue
            default:
                writer.raw(" \(attribute.name.qualified)=\"")
                writer.attributeText(attribute.value)
                writer.raw("\"")
            }
        }
        writer.raw("/>")
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    /// `mergeCells`. ECMA-376-1 §18.3.1.55.
    func editMerges(_ edit: inout XMLEdit, _ root: XMLElement) {
        let name = root.name.sibling("mergeCell")
        let xml = new.merges.map { "<\(name) ref=\"\($0.a1)\"/>" }.joined()
        if let element = root.child("mergeCells") {
            guard !new.merges.isEmpty else { return edit.remove(element) }
            edit.setContent(xml, of: element)
            if element["count"] != nil { edit.setAttribute("count", String(new.merges.count), of: element) }
        } else if !new.merges.isEmpty {
            let name = root.name.sibling("mergeCells")
            WorksheetOrder.insert(
                "<\(name) count=\"\(new.merges.count)\">\(xml)</\(name)>", as: "mergeCells", into: root, &edit)
        }
    }

    /// `sheetProtection`. A password that is there stays with the protection it belongs to. ECMA-376-1 §18.3.1.85.
    func editProtection(_ edit: inout XMLEdit, _ root: XMLElement) {
        let element = root.child("sheetProtection")
        guard let protection = new.protection else {
            if let element { edit.remove(element) }
            return
        }
        if let element {
            edit.setAttribute("sheet", "1", of: element)
            for (name, isAllowed) in protection.permissions {
                edit.setAttribute(name, isAllowed ? "0" : nil, of: element)
            }
        } else {
            let permissions = protection.permissions.filter(\.isAllowed).map { " \($0.name)=\"0\"" }.joined()
            let xml =
                "<\(root.name.sibling("sheetProtection")) sheet=\"1\" objects=\"1\" scenarios=\"1\"\(permissions)/>"
            WorksheetOrder.insert(xml, as: "sheetProtection", into: root, &edit)
        }
    }

    /// The sheet's own `autoFilter`. ECMA-376-1 §18.3.1.2.
    func editFilter(_ edit: inout XMLEdit, _ root: XMLElement) {
        let element = root.child("autoFilter")
        guard let range = new.filterRange else {
            if let element { edit.remove(element) }
            return
        }
        if let element {
            edit.setAttribute("ref", range.a1, of: element)
        } else {
            WorksheetOrder.insert(
                "<\(root.name.sibling("autoFilter")) ref=\"\(range.a1)\"/>", as: "autoFilter", into: root, &edit)
        }
    }

    /// `tableParts`. ECMA-376-1 §18.3.1.95.
    func editTableParts(_ edit: inout XMLEdit, _ root: XMLElement) {
        let element = root.child("tableParts")
        let known = element?.children("tablePart") ?? []
        let gone = known.filter { $0[.relationships, "id"].map(removedTables.contains) ?? false }
        let count = known.count - gone.count + addedTables.count
        let prefix = root.tag.declarations.first { XMLNamespace($0.uri) == .relationships && !$0.prefix.isEmpty }?
            .prefix
        let xml = addedTables.map { id in
            let name = root.name.sibling("tablePart")
            guard let prefix else { return "<\(name) xmlns:r=\"\(XMLNamespace.relationships.uri)\" r:id=\"\(id)\"/>" }
            return "<\(name) \(prefix):id=\"\(id)\"/>"
        }.joined()
        if let element {
            guard count > 0 else { return edit.remove(element) }
            for part in gone { edit.remove(part) }
            if !xml.isEmpty { edit.append(xml, to: element) }
            if element["count"] != nil { edit.setAttribute("count", String(count), of: element) }
        } else if count > 0 {
            let name = root.name.sibling("tableParts")
            WorksheetOrder.insert("<\(name) count=\"\(count)\">\(xml)</\(name)>", as: "tableParts", into: root, &edit)
        }
    }
}

extension SheetProtection {
    /// Graph's permissions under the names of the file, which says what is forbidden.
    fileprivate var permissions: [(name: String, isAllowed: Bool)] {
        [
            ("autoFilter", allowAutoFilter), ("deleteColumns", allowDeleteColumns), ("deleteRows", allowDeleteRows),
            ("formatCells", allowFormatCells), ("formatColumns", allowFormatColumns), ("formatRows", allowFormatRows),
            ("insertColumns", allowInsertColumns), ("insertHyperlinks", allowInsertHyperlinks),
            ("insertRows", allowInsertRows), ("pivotTables", allowPivotTables), ("sort", allowSort),
        ]
    }
}

extension Double {
    /// The number as XML holds it.
    var markup: String {
        var writer = XMLWriter(capacity: 64)
        writer.number(self)
        return String(decoding: writer.finish(), as: UTF8.self)
    }
}
