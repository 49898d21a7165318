// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
import Formulas

/// What the slicers or timelines of one kind filter. The rest of it stays in the file.
///
/// Its name (`Slicer_Region`) stands among the defined names as well, where it means `#N/A`.
public struct FilterCache: Sendable, Hashable {
    /// A column of a table, by the ids of both.
    public struct Column: Sendable, Hashable {
        public let table: Int
        public let column: Int

        public init(table: Int, column: Int) {
            self.table = table
            self.column = column
        }
    }

    /// A pivot table, by the name that it has on its sheet, in lower case.
    public struct Pivot: Sendable, Hashable {
        public let sheet: SheetID
        public let name: String

        public init(sheet: SheetID, name: String) {
            self.sheet = sheet
            self.name = name.lowercased()
        }
    }

    public let name: String
    /// `nil` for one that filters pivot tables.
    public let column: Column?
    public internal(set) var pivots: [Pivot]
    /// The sheets with slicers or timelines that show it; none for one that nothing shows.
    public internal(set) var sheets: Set<SheetID>

    public init(name: String, column: Column?, pivots: [Pivot], sheets: Set<SheetID>) {
        self.name = name
        self.column = column
        self.pivots = pivots
        self.sheets = sheets
    }
}

extension Workbook {
    /// All that slicers may filter: the columns of the tables.
    public var filterableColumns: Set<FilterCache.Column> {
        Set(
            sheets.flatMap(\.tables).flatMap { table in
                table.columns.map { FilterCache.Column(table: table.id, column: $0.id) }
            })
    }

    /// All that slicers and timelines may filter: the pivot tables.
    public var filterablePivots: Set<FilterCache.Pivot> {
        Set(sheets.flatMap { sheet in sheet.pivotTables.map { FilterCache.Pivot(sheet: sheet.id, name: $0.name) } })
    }

    /// Lets slicers and timelines go, with their names, of which all that they filtered or all that showed them is
    /// gone, as Excel does.
    mutating func forgetLostFilters() -> Change {
        var change = Change()
        guard !filterCaches.isEmpty else { return change }
        let (columns, pivots, ids) = (filterableColumns, filterablePivots, Set(sheets.map(\.id)))
        var lost: [FilterCache] = []
        filterCaches = filterCaches.compactMap { cache in
            var rest = cache
            rest.pivots.removeAll { !pivots.contains($0) }
            rest.sheets.formIntersection(ids)
            let isLost =
                cache.column.map { !columns.contains($0) } ?? (rest.pivots.isEmpty && !cache.pivots.isEmpty)
                || rest.sheets.isEmpty && !cache.sheets.isEmpty
            if isLost { lost.append(cache) }
            return isLost ? nil : rest
        }
        for cache in lost { change += forgetName(of: cache) }
        return change
    }

    private mutating func forgetName(of cache: FilterCache) -> Change {
        let index = names.firstIndex {
            $0.scope == nil && $0.expression == .error(.notAvailable) && $0.name.isEqualIgnoringCase(cache.name)
        }
        guard let index else { return Change() }
        let change = nameChange(names[index].name)
        names.remove(at: index)
        return change
    }
}
