// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

extension SpreadsheetWriter {
    /// Appends new cell formats and number formats to the style part, which is made when there is none. ECMA-376-1
    /// §18.8.39.
    mutating func writeStyles() throws(PackageError) {
        let formats = new.styles.formats.dropFirst(old.styles.formats.count)
        let knownCodes = Set(old.styles.customNumberFormats.map(\.id))
        let codes = new.styles.customNumberFormats.filter { !knownCodes.contains($0.id) }
        guard !formats.isEmpty || !codes.isEmpty else { return }
        let part = parts.styles ?? addStylePart()
        let relatives = Dictionary(
            zip(old.styles.formats.map(\.withoutContent), old.styles.formats.indices),
            uniquingKeysWith: { first, _ in first })
        let (document, known) = try stylePart(part, Set(formats.compactMap { relatives[$0.withoutContent] }))
        var edit = XMLEdit(document)
        appendNumberFormats(codes, document.root, &edit)
        appendFormats(formats, like: relatives, known, document, &edit)
        package.set(part, edit.bytes())
    }

    /// The cell formats that a style part has.
    private struct KnownFormats {
        var count = 0
        /// Some of them by their numbers.
        var elements: [Int: XMLElement] = [:]
    }

    /// The style part as a tree without its lists' entries but for number formats, and those cell formats of it that
    /// are asked for: the part may have any number of both.
    private func stylePart(
        _ part: PartName, _ wanted: Set<Int>
    ) throws(PackageError) -> (XMLDocument, KnownFormats) {
        var known = KnownFormats()
        let document = try package.document(part) { entry in
            guard entry.list.is("cellXfs"), entry.element.is("xf") else { return !StyleTable.isOtherList(entry.list) }
            if wanted.contains(entry.index) { known.elements[entry.index] = entry.element }
            known.count = entry.index + 1
            return false
        }
        if let list = document.root.child("cellXfs"), !list.children.isEmpty {
            let whole = try package.document(part) { !StyleTable.isOtherList($0.list) }
            let formats = whole.root.child("cellXfs")?.children("xf") ?? []
            known = KnownFormats(
                count: formats.count,
                elements: Dictionary(uniqueKeysWithValues: formats.enumerated().map { ($0.offset, $0.element) }))
            return (whole, known)
        }
        return (document, known)
    }

    private mutating func addStylePart() -> PartName {
        let part = addPart(.styles, .styles, named: "styles")
        package.set(part, BlankParts.styles(isStrict: parts.isStrict))
        parts.styles = part
        return part
    }

    private func appendNumberFormats(_ codes: [(id: Int, code: String)], _ root: XMLElement, _ edit: inout XMLEdit) {
        guard !codes.isEmpty else { return }
        var writer = XMLWriter()
        for (id, code) in codes {
            writer.raw("<\(root.name.sibling("numFmt"))")
            writer.attribute("numFmtId", id)
            writer.attribute("formatCode", code)
            writer.raw("/>")
        }
        let xml = String(decoding: writer.finish(), as: UTF8.self)
        if let element = root.child("numFmts") {
            edit.append(xml, to: element)
            if let count = element.integer("count") {
                edit.setAttribute("count", String(count + codes.count), of: element)
            }
        } else {
            // They are the first thing in the part.
            let name = root.name.sibling("numFmts")
            let whole = "<\(name) count=\"\(codes.count)\">\(xml)</\(name)>"
            if let first = root.children.first {
                edit.insert(whole, at: first.range.lowerBound)
            } else {
                edit.append(whole, to: root)
            }
        }
    }

    private func appendFormats(
        _ formats: ArraySlice<CellFormat>, like relatives: [CellFormat: Int], _ known: KnownFormats,
        _ document: XMLDocument, _ edit: inout XMLEdit
    ) {
        let root = document.root
        let element = root.child("cellXfs")
        // A part without any format is read as if it had the default one.
        var xml = known.count == 0 && !formats.isEmpty ? Self.markup(CellFormat(), as: root.name.sibling("xf")) : ""
        for format in formats {
            if let relative = relatives[format.withoutContent].flatMap({ known.elements[$0] }) {
                xml += Self.markup(format, like: relative, document)
            } else {
                xml += Self.markup(format, as: root.name.sibling("xf"))
            }
        }
        guard !xml.isEmpty else { return }
        let count = formats.count + max(known.count, 1)
        if let element {
            edit.append(xml, to: element)
            if element["count"] != nil { edit.setAttribute("count", String(count), of: element) }
            return
        }
        let name = root.name.sibling("cellXfs")
        let whole = "<\(name) count=\"\(count)\">\(xml)</\(name)>"
        let later = ["cellStyles", "dxfs", "tableStyles", "colors", "extLst"]
        if let next = root.children.first(where: { later.contains($0.name.local) }) {
            edit.insert(whole, at: next.range.lowerBound)
        } else {
            edit.append(whole, to: root)
        }
    }

    /// A format that differs from one of the part in its number format or apostrophe only: what the workbook does not
    /// model of that one (indents, rotation, extensions) is kept.
    private static func markup(_ format: CellFormat, like known: XMLElement, _ document: XMLDocument) -> String {
        var writer = XMLWriter()
        writer.raw("<\(known.name.qualified)")
        writer.attribute("numFmtId", format.numberFormatID)
        for attribute in known.attributes {
            switch attribute.name.local {
            case "numFmtId", "applyNumberFormat", "quotePrefix": continue
            default:
                writer.raw(" \(attribute.name.qualified)=\"")
                writer.attributeText(attribute.value)
                writer.raw("\"")
            }
        }
        if format.hasQuotePrefix { writer.attribute("quotePrefix", "1") }
        if format.numberFormatID != 0 || known["applyNumberFormat"] != nil {
            writer.attribute("applyNumberFormat", "1")
        }
        if known.contentRange.isEmpty {
            writer.raw("/>")
        } else {
            writer.raw(">")
            writer.raw(document.slice(known.contentRange))
            writer.raw("</\(known.name.qualified)>")
        }
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    private static func markup(_ format: CellFormat, as name: String) -> String {
        var writer = XMLWriter()
        writer.raw("<\(name)")
        writer.attribute("numFmtId", format.numberFormatID)
        writer.attribute("fontId", format.fontID)
        writer.attribute("fillId", format.fillID)
        writer.attribute("borderId", format.borderID)
        writer.attribute("xfId", format.namedStyleID)
        if format.hasQuotePrefix { writer.attribute("quotePrefix", "1") }
        for group in format.appliedGroups where group.isApplied { writer.attribute(group.attribute, "1") }
        let isAligned = format.alignment != Alignment()
        let isProtected = !format.isLocked || format.isFormulaHidden
        let prefix = name.dropLast("xf".count)
        guard isAligned || isProtected else {
            writer.raw("/>")
            return String(decoding: writer.finish(), as: UTF8.self)
        }
        writer.raw(">")
        if isAligned {
            writer.raw("<\(prefix)alignment")
            if format.alignment.horizontal != "general" { writer.attribute("horizontal", format.alignment.horizontal) }
            if format.alignment.vertical != "bottom" { writer.attribute("vertical", format.alignment.vertical) }
            if format.alignment.wrapsText { writer.attribute("wrapText", "1") }
            writer.raw("/>")
        }
        if isProtected {
            writer.raw("<\(prefix)protection")
            if !format.isLocked { writer.attribute("locked", "0") }
            if format.isFormulaHidden { writer.attribute("hidden", "1") }
            writer.raw("/>")
        }
        writer.raw("</\(name)>")
        return String(decoding: writer.finish(), as: UTF8.self)
    }
}

extension CellFormat {
    /// The format but for what setting a value or a number format changes in it.
    fileprivate var withoutContent: CellFormat {
        var format = self
        format.numberFormatID = 0
        format.hasQuotePrefix = false
        return format
    }
}
