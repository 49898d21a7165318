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

    /// A pivot table, by the name that it has on its sheet.
    public struct Pivot: Sendable, Hashable {
        public let sheet: SheetID
        public let name: String

        public init(sheet: SheetID, name: String) {
            self.sheet = sheet
            self.name = name
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
    public func contains(_ column: FilterCache.Column) -> Bool {
        sheets.contains { sheet in
            sheet.tables.contains { table in
                table.id == column.table && table.columns.contains { $0.id == column.column }
            }
        }
    }

    public func contains(_ pivot: FilterCache.Pivot) -> Bool {
        sheet(pivot.sheet)?.pivotTables.contains { $0.name.isEqualIgnoringCase(pivot.name) } ?? false
    }

    /// Lets slicers and timelines go, with their names, of which all that they filtered or all that showed them is
    /// gone, as Excel does.
    mutating func forgetLostFilters() -> Change {
        var change = Change()
        let known = filterCaches
        filterCaches = known.compactMap { cache in
            var rest = cache
            rest.pivots.removeAll { !contains($0) }
            rest.sheets.formIntersection(sheets.map(\.id))
            let isLost =
                cache.column.map { !contains($0) } ?? (rest.pivots.isEmpty && !cache.pivots.isEmpty)
                || rest.sheets.isEmpty && !cache.sheets.isEmpty
            if isLost { change += forgetName(of: cache) }
            return isLost ? nil : rest
        }
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
