// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Looks at the name of a pivot table, by which slicers and timelines find it. ECMA-376-1 §18.10.1.73.
struct PivotTableInspector: PartInspector {
    private(set) var name: String?

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        if path.count == 1 { name = tag["name"].map(XString.decoded) }
    }
}

/// Looks at the cache of slicers or a timeline: the table column or the pivot tables that it filters exist. [MS-XLSX]
/// §2.3.2.1, §2.3.6.1.
struct FilterCacheInspector: PartInspector {
    let part: PartName
    let facts: WorkbookFacts
    private(set) var name: String?

    init(_ part: PartName, _ facts: WorkbookFacts) {
        self.part = part
        self.facts = facts
    }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        let offset = tag.range.lowerBound
        if path.count == 1 { name = tag["name"].map(XString.decoded) }
        switch path.last {
        case "tableSlicerCache":
            let (table, column) = (tag["tableId"] ?? "", tag["column"] ?? "")
            guard let columns = Int(table).flatMap({ facts.tableColumns[$0] }) else {
                return findings.error(.slicer, part, offset, "there is no table with the id \(table)")
            }
            if Int(column).map(columns.contains) != true {
                findings.error(.slicer, part, offset, "the table \(table) has no column with the id \(column)")
            }
        case "pivotTable":
            // One of a data model is on no sheet.
            guard let tab = tag["tabId"], let name = tag["name"], tab != "4294967295" else { return }
            if Int(tab).flatMap({ facts.pivotTables[$0] })?.contains(XString.decoded(name).lowercased()) != true {
                findings.error(
                    .slicer, part, offset, "there is no pivot table '\(name)' on a sheet with the sheetId \(tab)")
            }
        default: break
        }
    }
}

/// Looks at the slicers or timelines of a sheet: their caches exist. [MS-XLSX] §2.3.2.2, §2.3.6.2.
struct FilterListInspector: PartInspector {
    let part: PartName
    /// In lower case.
    let caches: Set<String>

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        guard path.count == 2, let cache = tag["cache"].map(XString.decoded) else { return }
        if !caches.contains(cache.lowercased()) {
            findings.error(.slicer, part, tag.range.lowerBound, "there is no cache '\(cache)'")
        }
    }
}

extension PackageVerifier {
    /// Slicers and timelines, once the tables and pivot tables are known.
    mutating func checkFilters(_ workbook: PartName) {
        var caches: Set<String> = []
        for link in links[workbook] ?? [] where link.type.isFilterCache {
            guard let part = package.resolve(link, from: workbook), !scanned.contains(part) else { continue }
            let name = scan(part, nil, root: nil, FilterCacheInspector(part, facts)).name
            caches.insert((name ?? "").lowercased())
        }
        for sheet in links.keys.sorted(by: { $0.path < $1.path }) {
            for link in links[sheet] ?? [] where link.type.isFilterList {
                guard let part = package.resolve(link, from: sheet), !scanned.contains(part) else { continue }
                scan(part, nil, root: nil, FilterListInspector(part: part, caches: caches))
            }
        }
    }
}
