// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

extension SpreadsheetFile {
    /// Reads what slicers and timelines filter, once tables and pivot tables are read. A cache that filters something
    /// else as well, as pivot tables of a data model, is left out: what becomes of it nobody here can say.
    mutating func readFilterCaches(_ root: XMLElement, _ relationships: Relationships) {
        guard relationships.contains(where: \.type.isFilterCache) else { return }
        let tabs = parts.tabs(root)
        let showing = sheetsShowingFilters()
        let (columns, pivots) = (workbook.filterableColumns, workbook.filterablePivots)
        // Each part is read once, however many relationships lead to it.
        var seen: Set<PartName> = []
        for link in relationships where link.type.isFilterCache {
            guard let part = package.resolve(link, from: parts.workbook), seen.insert(part).inserted,
                let root = try? package.document(part).root, let name = root["name"].map(XString.decoded)
            else { continue }
            let filtered = root.filteredPivots
            let cache = FilterCache(
                name: name, column: root.filteredColumn, pivots: filtered.compactMap { $0.place(tabs) },
                sheets: showing[name.lowercased()] ?? [])
            let isKnown =
                cache.column.map(columns.contains) ?? !cache.pivots.isEmpty
                && cache.pivots.count == filtered.count && cache.pivots.allSatisfy(pivots.contains)
            if isKnown { workbook.filterCaches.append(cache) }
        }
    }

    /// Where the slicers and timelines are, by the names of their caches in lower case.
    private func sheetsShowingFilters() -> [String: Set<SheetID>] {
        var sheets: [String: Set<SheetID>] = [:]
        var seen: Set<PartName> = []
        for (id, part) in parts.sheets {
            for link in (try? package.relationships(of: part)) ?? Relationships() where link.type.isFilterList {
                guard let list = package.resolve(link, from: part), seen.insert(list).inserted,
                    let root = try? package.document(list).root
                else { continue }
                for cache in root.children.compactMap(\.filterCache) {
                    sheets[cache, default: []].insert(SheetID(rawValue: id))
                }
            }
        }
        return sheets
    }
}

// The vocabulary of slicers and timelines. [MS-XLSX] §2.3.2, §2.3.6.

extension RelationshipType {
    /// Whether it leads from the workbook to a cache of slicers or a timeline.
    var isFilterCache: Bool { name == "slicerCache" || name == "timelineCache" }
    /// Whether it leads from a sheet to its slicers or timelines.
    var isFilterList: Bool { name == "slicer" || name == "timeline" }
}

extension SpreadsheetParts {
    /// The worksheets by their `sheetId`. ECMA-376-1 §18.2.19.
    func tabs(_ root: XMLElement) -> [Int: SheetID] {
        let sheets = Dictionary(
            sheetRelationships.map { ($0.value, SheetID(rawValue: $0.key)) }, uniquingKeysWith: { first, _ in first })
        let elements = root.child("sheets")?.children("sheet") ?? []
        let tabs = elements.compactMap { element -> (Int, SheetID)? in
            guard let tab = element.integer("sheetId"),
                let sheet = element[.relationships, "id"].flatMap({ sheets[$0] })
            else { return nil }
            return (tab, sheet)
        }
        return Dictionary(tabs, uniquingKeysWith: { first, _ in first })
    }
}

extension XMLElement {
    /// The table column that a slicer cache filters.
    var filteredColumn: FilterCache.Column? {
        guard let cache = first(named: "tableSlicerCache"), let table = cache.integer("tableId"),
            let column = cache.integer("column")
        else { return nil }
        return FilterCache.Column(table: table, column: column)
    }

    /// The elements of a cache that name the pivot tables it filters.
    var filteredPivots: [XMLElement] {
        children.flatMap { $0.name.local == "pivotTable" ? [$0] : $0.filteredPivots }
    }

    /// The pivot table that such an element names; `nil` for one that is on no worksheet.
    func place(_ tabs: [Int: SheetID]) -> FilterCache.Pivot? {
        guard let sheet = integer("tabId").flatMap({ tabs[$0] }), let name = self["name"] else { return nil }
        return FilterCache.Pivot(sheet: sheet, name: XString.decoded(name))
    }

    /// The name of the cache of a slicer or timeline, in lower case.
    var filterCache: String? { self["cache"].map { XString.decoded($0).lowercased() } }

    /// The first element of a name anywhere inside.
    func first(named name: String) -> XMLElement? {
        for child in children {
            if child.name.local == name { return child }
            if let found = child.first(named: name) { return found }
        }
        return nil
    }
}
