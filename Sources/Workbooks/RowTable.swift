// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// What a row says of itself. ECMA-376-1 §18.3.1.73.
public struct RowProperties: Sendable, Hashable {
    /// Points; `nil` for the sheet's default.
    public var height: Double?
    public var isHidden = false
    /// Whether it is a filter that hides the row.
    public var isFiltered = false
    /// The format of its cells that have none of their own; 0 for none.
    public var style: UInt16 = 0

    public init(height: Double? = nil, isHidden: Bool = false, isFiltered: Bool = false, style: UInt16 = 0) {
        self.height = height
        self.isHidden = isHidden
        self.isFiltered = isFiltered
        self.style = style
    }
}

/// The properties of the rows that have any, interned: a row holds the number of its properties.
public struct RowTable: Sendable {
    private var plane = Plane<UInt32>()
    private var distinct: [RowProperties] = [RowProperties()]
    private var numbers: [RowProperties: UInt32] = [RowProperties(): 0]
    /// Points.
    public var defaultHeight = 15.0

    public init() {}

    public subscript(row: Int32) -> RowProperties {
        get { distinct[Int(plane[row, 0])] }
        set { plane.set(number(of: newValue), row: row, column: 0) }
    }

    /// Whether any row has properties of its own.
    public var isEmpty: Bool { plane.usedRange() == nil }

    /// Visits the rows in a span that have properties of their own, top to bottom.
    public func forEach(in rows: ClosedRange<Int32>, _ body: (Int32, RowProperties) -> Void) {
        let range = CellRange(firstRow: rows.lowerBound, firstColumn: 0, lastRow: rows.upperBound, lastColumn: 0)
        plane.forEach(in: range) { row, _, number in body(row, distinct[Int(number)]) }
    }

    mutating func apply(_ shift: Shift) {
        var whole = shift
        whole.band = 0...0
        plane.apply(whole)
    }

    private mutating func number(of properties: RowProperties) -> UInt32 {
        if let known = numbers[properties] { return known }
        let number = UInt32(distinct.count)
        distinct.append(properties)
        numbers[properties] = number
        return number
    }
}
