// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// A table on a worksheet. ECMA-376-1 §18.5.
public struct Table: Sendable, Hashable {
    /// Unique in the workbook; Graph's `legacyId`.
    public let id: Int
    /// The GUID in braces that Graph shows as the id, when the file has one.
    public var uid: String?
    public var name: String
    /// Header, data and totals together.
    public var range: CellRange
    public var hasHeaders: Bool
    public var hasTotals: Bool
    public var columns: [TableColumn]
    /// Highest column id ever given out.
    public var lastColumnID: Int
    public var style: TableStyle
    public var showsFilterButton: Bool
    /// How it was sorted last, `nil` when it was not or when that was cleared.
    public var sort: TableSort?

    public init(
        id: Int, uid: String?, name: String, range: CellRange, hasHeaders: Bool, hasTotals: Bool,
        columns: [TableColumn], style: TableStyle, showsFilterButton: Bool
    ) {
        self.id = id
        self.uid = uid
        self.name = name
        self.range = range
        self.hasHeaders = hasHeaders
        self.hasTotals = hasTotals
        self.columns = columns
        lastColumnID = columns.map(\.id).max() ?? 0
        self.style = style
        self.showsFilterButton = showsFilterButton
    }

    /// The header row; `nil` when it is switched off.
    public var headerRange: CellRange? {
        guard hasHeaders else { return nil }
        return CellRange(
            firstRow: range.firstRow, firstColumn: range.firstColumn, lastRow: range.firstRow,
            lastColumn: range.lastColumn)
    }

    /// The totals row; `nil` when it is switched off.
    public var totalsRange: CellRange? {
        guard hasTotals else { return nil }
        return CellRange(
            firstRow: range.lastRow, firstColumn: range.firstColumn, lastRow: range.lastRow,
            lastColumn: range.lastColumn)
    }

    /// The rows between header and totals; `nil` when there are none.
    public var dataRange: CellRange? {
        let first = range.firstRow + (hasHeaders ? 1 : 0)
        let last = range.lastRow - (hasTotals ? 1 : 0)
        guard first <= last else { return nil }
        return CellRange(
            firstRow: first, firstColumn: range.firstColumn, lastRow: last, lastColumn: range.lastColumn)
    }

    /// The position of a column by name, without regard to case.
    public func columnIndex(named name: String) -> Int? {
        let folded = name.lowercased()
        return columns.firstIndex { $0.name.lowercased() == folded }
    }
}

/// A column of a table.
public struct TableColumn: Sendable, Hashable {
    /// Unique in the table, not its position.
    public let id: Int
    public var name: String
    /// The number in `Workbook.formulas` of the formula new rows get; 0 for none.
    public var calculatedFormula: UInt32
    /// `sum`, `average`, … of the totals row (ECMA-376-1 §18.18.79), `nil` for none.
    public var totalsFunction: String?
    public var totalsLabel: String?

    public init(
        id: Int, name: String, calculatedFormula: UInt32 = 0, totalsFunction: String? = nil,
        totalsLabel: String? = nil
    ) {
        self.id = id
        self.name = name
        self.calculatedFormula = calculatedFormula
        self.totalsFunction = totalsFunction
        self.totalsLabel = totalsLabel
    }
}

/// How a table looks. ECMA-376-1 §18.5.1.5.
public struct TableStyle: Sendable, Hashable {
    public var name: String?
    public var showsFirstColumn: Bool
    public var showsLastColumn: Bool
    public var showsRowStripes: Bool
    public var showsColumnStripes: Bool

    public init(
        name: String?, showsFirstColumn: Bool = false, showsLastColumn: Bool = false, showsRowStripes: Bool = true,
        showsColumnStripes: Bool = false
    ) {
        self.name = name
        self.showsFirstColumn = showsFirstColumn
        self.showsLastColumn = showsLastColumn
        self.showsRowStripes = showsRowStripes
        self.showsColumnStripes = showsColumnStripes
    }
}
