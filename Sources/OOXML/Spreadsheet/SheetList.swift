// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// The tabs of the workbook part: its worksheets and, between them, the chart and dialog sheets that the workbook does
/// not model. ECMA-376-1 §18.2.19, §18.2.20.
struct SheetList {
    private enum Tab {
        case sheet(Worksheet, XMLElement?)
        /// A sheet that only the file knows, by its place there.
        case other(XMLElement, Int)
    }

    private let tabs: [Tab]
    /// The worksheet at each place of the file.
    private let oldSheets: [SheetID?]
    private let nextSheetID: Int
    /// Whether the list in the file is not this one.
    let isChanged: Bool

    init(_ root: XMLElement, _ parts: SpreadsheetParts, _ workbook: Workbook) {
        let elements = root.child("sheets")?.children("sheet") ?? []
        let idsByRelationship = Dictionary(
            parts.sheetRelationships.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        var known: [UInt32: XMLElement] = [:]
        var followers: [UInt32?: [Tab]] = [:]
        var old: [SheetID?] = []
        var previous: UInt32?
        for (place, element) in elements.enumerated() {
            let relationship = element[.relationships, "id"]
            if let relationship, let id = idsByRelationship[relationship], known[id] == nil {
                known[id] = element
                previous = id
                old.append(SheetID(rawValue: id))
            } else if parts.isOther(relationship) {
                followers[previous, default: []].append(.other(element, place))
                old.append(nil)
            } else {
                // The element of a sheet that was deleted.
                old.append(nil)
            }
        }
        var tabs = followers[nil] ?? []
        for sheet in workbook.sheets {
            tabs.append(.sheet(sheet, known[sheet.id.rawValue]))
            tabs += followers[sheet.id.rawValue] ?? []
        }
        self.tabs = tabs
        oldSheets = old
        nextSheetID = (elements.compactMap { $0.integer("sheetId") }.max() ?? 0) + 1
        isChanged =
            tabs.count != elements.count
            || zip(tabs, elements.enumerated()).contains { tab, there in
                let (place, element) = there
                return switch tab {
                case .sheet(let sheet, let known):
                    known?.range != element.range || Self.name(of: element, at: place) != sheet.name
                        || (element["state"].flatMap(Worksheet.Visibility.init) ?? .visible) != sheet.visibility
                case .other(let other, _): other.range != element.range
                }
            }
    }

    /// What a sheet is called; one without a name is numbered like the tabs.
    static func name(of element: XMLElement, at place: Int) -> String {
        element["name"].map(XString.decoded) ?? "Sheet\(place + 1)"
    }

    var count: Int { tabs.count }

    /// The place of a worksheet among all tabs.
    func position(of sheet: SheetID) -> Int? {
        tabs.firstIndex { tab in
            if case .sheet(let other, _) = tab { other.id == sheet } else { false }
        }
    }

    func oldSheet(at place: Int) -> SheetID? { oldSheets.indices.contains(place) ? oldSheets[place] : nil }

    /// Where the tab that stood at a place of the file stands now.
    func newPosition(ofOld place: Int) -> Int? {
        if let sheet = oldSheet(at: place) { return position(of: sheet) }
        return tabs.firstIndex { if case .other(_, place) = $0 { true } else { false } }
    }

    /// The elements in order; those that were there keep their other attributes.
    func markup(_ root: XMLElement, _ relationships: [UInt32: String]) -> String {
        var next = nextSheetID
        var writer = XMLWriter()
        let declared = root.tag.declarations.first { XMLNamespace($0.uri) == .relationships && !$0.prefix.isEmpty }
        for tab in tabs {
            writer.raw("<\(root.name.sibling("sheet"))")
            switch tab {
            case .other(let element, _): Self.attributes(of: element, name: nil, &writer)
            case .sheet(let sheet, let element?): Self.attributes(of: element, name: sheet, &writer)
            case .sheet(let sheet, nil):
                writer.attribute("name", sheet.name)
                writer.attribute("sheetId", next)
                if sheet.visibility != .visible { writer.attribute("state", sheet.visibility.rawValue) }
                if declared == nil { writer.attribute("xmlns:r", XMLNamespace.relationships.uri) }
                writer.raw(" \(declared?.prefix ?? "r"):id=\"\(relationships[sheet.id.rawValue] ?? "")\"")
                next += 1
            }
            writer.raw("/>")
        }
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    private static func attributes(of element: XMLElement, name sheet: Worksheet?, _ writer: inout XMLWriter) {
        for declaration in element.tag.declarations {
            writer.raw(declaration.prefix.isEmpty ? " xmlns=\"" : " xmlns:\(declaration.prefix)=\"")
            writer.attributeText(declaration.uri)
            writer.raw("\"")
        }
        for attribute in element.attributes {
            // Written as it was read, escapes included.
            var value = XString.decoded(attribute.value)
            if let sheet, attribute.name.qualified == "name" { value = sheet.name }
            if sheet != nil, attribute.name.qualified == "state" { continue }
            writer.raw(" \(attribute.name.qualified)=\"")
            writer.attributeText(value)
            writer.raw("\"")
        }
        guard let sheet else { return }
        if element["name"] == nil { writer.attribute("name", sheet.name) }
        if sheet.visibility != .visible { writer.attribute("state", sheet.visibility.rawValue) }
    }
}

extension SpreadsheetParts {
    /// Whether a tab of the file is none of the worksheets, and not one that was deleted either.
    func isOther(_ relationship: String?) -> Bool {
        guard let relationship else { return true }
        return !removedSheetRelationships.contains(relationship)
    }
}
