// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
import Formulas

/// A pivot table as it is laid out on its sheet: which cell shows which total. ECMA-376-1 §18.10.1.73.
///
/// The numbers themselves are in the sheet's cells; the table only says where they stand. Parts that GETPIVOTDATA does
/// not ask for stay in the package.
public struct PivotTable: Sendable {
    public var name: String
    /// The table without its page fields.
    public private(set) var range: CellRange
    /// The cells of the page fields above the table.
    public private(set) var pageRange: CellRange?
    /// Where results begin, counted in rows and columns from the corner of `range`.
    let dataOffset: CellAddress
    /// In the order of the cache.
    public let fields: [PivotField]
    public let dataFields: [PivotDataField]
    /// Fields that filter the whole table, each with the one item that is chosen, `nil` for all or several.
    public let pages: [PivotPage]
    let rows: PivotAxis
    let columns: PivotAxis

    public init(
        name: String, range: CellRange, pageRange: CellRange?, dataOffset: CellAddress, fields: [PivotField],
        dataFields: [PivotDataField], pages: [PivotPage], rows: PivotAxis, columns: PivotAxis
    ) {
        self.name = name
        self.range = range
        self.pageRange = pageRange
        self.dataOffset = dataOffset
        self.fields = fields
        self.dataFields = dataFields
        self.pages = pages
        self.rows = rows
        self.columns = columns
    }

    /// Whether a range touches the table.
    public func intersects(_ other: CellRange) -> Bool {
        range.intersects(other) || pageRange.map { $0.intersects(other) } ?? false
    }

    /// The table after cells have moved; `nil` when they did not move as a whole, which leaves no table.
    func shifted(by shift: Shift) -> PivotTable? {
        guard let moved = range.shifted(by: shift), moved.rowCount == range.rowCount,
            moved.columnCount == range.columnCount
        else { return nil }
        var table = self
        table.range = moved
        table.pageRange = pageRange.flatMap { $0.shifted(by: shift) }
        return table
    }
}

/// A field whose values are summed up, and the name it is shown by. ECMA-376-1 §18.10.1.22.
public struct PivotDataField: Sendable {
    public let name: String
    /// The position of its field in the cache.
    public let field: Int

    public init(name: String, field: Int) {
        self.name = name
        self.field = field
    }
}

/// A field that filters the whole table. ECMA-376-1 §18.10.1.62.
public struct PivotPage: Sendable {
    public let field: Int
    /// The position of the chosen item in the field; `nil` for all or several.
    public let item: Int?

    public init(field: Int, item: Int?) {
        self.field = field
        self.item = item
    }
}
