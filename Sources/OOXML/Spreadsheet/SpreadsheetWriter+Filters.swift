// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

// Slicers and timelines are in six places: the cache with its entry in the workbook and its name, the list of the sheet
// with its entry there, and the drawing. Excel repairs a file in which one of them is left over.

extension SpreadsheetWriter {
    /// Takes out the slicers and timelines that the workbook has no longer, before the sheets are written; gives the
    /// relationships that went, by the sheets that had them. The names of the caches go with the others.
    mutating func removeFilters() throws(PackageError) -> [SheetID: Set<String>] {
        guard new.filterCaches != old.filterCaches else { return [:] }
        let known = Set(old.filterCaches.map(\.key))
        let lost = known.subtracting(new.filterCaches.map(\.key))
        let document = try package.document(parts.workbook)
        let (tabs, pivots) = (parts.tabs(document.root), new.filterablePivots)
        var removed: Set<String> = []
        var seen: Set<PartName> = []
        for link in relationships where link.type.isFilterCache {
            guard let part = package.resolve(link, from: parts.workbook), seen.insert(part).inserted,
                let cache = try? package.document(part), let name = cache.root["name"].map(XString.decoded)
            else { continue }
            if lost.contains(name.lowercased()) {
                remove(part)
                relationships.remove(id: link.id)
                removed.insert(link.id)
            } else if known.contains(name.lowercased()) {
                remove(from: cache, part) { element in element.place(tabs).map { !pivots.contains($0) } ?? false }
            }
        }
        var edit = XMLEdit(document)
        edit.prune(document.root, within: "extLst") { $0.leads(to: removed) }
        if !edit.isEmpty { package.set(parts.workbook, edit.bytes()) }
        var links: [SheetID: Set<String>] = [:]
        for sheet in new.sheets {
            guard let part = parts.sheets[sheet.id.rawValue] else { continue }
            links[sheet.id] = try removeFilters(of: lost, from: part)
        }
        return links
    }

    /// Takes pivot tables that are gone out of a cache that filters others still.
    private mutating func remove(from cache: XMLDocument, _ part: PartName, _ isGone: (XMLElement) -> Bool) {
        var edit = XMLEdit(cache)
        for element in cache.root.filteredPivots where isGone(element) { edit.remove(element) }
        if !edit.isEmpty { package.set(part, edit.bytes()) }
    }

    /// Takes the slicers and timelines of caches out of a sheet; returns the relationships that went.
    private mutating func removeFilters(
        of caches: Set<String>, from sheet: PartName
    ) throws(PackageError) -> Set<String> {
        var links = try package.relationships(of: sheet)
        var removed: Set<String> = []
        var names: Set<String> = []
        for link in links where link.type.isFilterList {
            guard let part = package.resolve(link, from: sheet), let list = try? package.document(part) else {
                continue
            }
            let gone = list.root.children.filter { $0.filterCache.map(caches.contains) ?? false }
            guard !gone.isEmpty else { continue }
            names.formUnion(gone.compactMap { $0["name"] })
            if gone.count == list.root.children.count {
                remove(part)
                links.remove(id: link.id)
                removed.insert(link.id)
            } else {
                var edit = XMLEdit(list)
                for element in gone { edit.remove(element) }
                package.set(part, edit.bytes())
            }
        }
        for link in links where link.type == .drawing && !names.isEmpty {
            guard let part = package.resolve(link, from: sheet), let drawing = try? package.document(part) else {
                continue
            }
            var edit = XMLEdit(drawing)
            edit.removeShapes(of: names, in: drawing.root)
            if !edit.isEmpty { package.set(part, edit.bytes()) }
        }
        package.set(links, of: sheet)
        return removed
    }
}

extension XMLEdit {
    /// Removes what a test picks from the children of a name, with the elements around it that held nothing else.
    mutating func prune(_ root: XMLElement, within name: String, _ isGone: (XMLElement) -> Bool) {
        for child in root.children where child.name.local == name { prune(child, isGone) }
    }

    private mutating func prune(_ element: XMLElement, _ isGone: (XMLElement) -> Bool) {
        if Self.isGone(element, isGone) { return remove(element) }
        for child in element.children { prune(child, isGone) }
    }

    private static func isGone(_ element: XMLElement, _ test: (XMLElement) -> Bool) -> Bool {
        test(element) || !element.children.isEmpty && element.children.allSatisfy { isGone($0, test) }
    }

    /// Removes the shapes that show slicers or timelines of some names: with their anchors, unless they are in a group.
    /// ECMA-376-1 §20.5.2; [MS-ODRAWXML] §2.12.1, §2.16.1.
    fileprivate mutating func removeShapes(of names: Set<String>, in drawing: XMLElement) {
        func shows(_ element: XMLElement) -> Bool {
            ["slicer", "timeslicer"].contains(element.name.local) && element["name"].map(names.contains) ?? false
                || element.children.contains(where: shows)
        }
        func remove(from group: XMLElement) {
            for shape in group.children where shows(shape) {
                if shape.name.local == "grpSp" { remove(from: shape) } else { self.remove(shape) }
            }
        }
        for anchor in drawing.children where shows(anchor) {
            let groups = anchor.children.filter { $0.name.local == "grpSp" && shows($0) }
            if groups.isEmpty { self.remove(anchor) } else { groups.forEach(remove) }
        }
    }
}

extension XMLElement {
    /// Whether it names one of some relationships.
    func leads(to links: Set<String>) -> Bool { self[.relationships, "id"].map(links.contains) ?? false }
}

extension FilterCache {
    /// Names of caches are told apart like other names.
    fileprivate var key: String { name.lowercased() }
}
