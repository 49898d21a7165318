// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// An array value: `rows` × `columns` elements, row by row; never empty. Excel's empty array is `#CALC!`.
public struct Matrix: Sendable, Hashable {
    public let rows: Int
    public let columns: Int
    public var elements: [CellValue]

    public init(rows: Int, columns: Int, elements: [CellValue]) {
        precondition(rows > 0 && columns > 0 && elements.count == rows * columns)
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    public init(rows: Int, columns: Int, repeating value: CellValue) {
        self.init(rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
    }

    public init(_ value: CellValue) { self.init(rows: 1, columns: 1, elements: [value]) }

    /// One column, top to bottom.
    public init(column elements: [CellValue]) { self.init(rows: elements.count, columns: 1, elements: elements) }

    /// One row, left to right.
    public init(row elements: [CellValue]) { self.init(rows: 1, columns: elements.count, elements: elements) }

    @inlinable public subscript(row: Int, column: Int) -> CellValue {
        get { elements[row * columns + column] }
        set { elements[row * columns + column] = newValue }
    }

    /// The element an operation on a `rows` × `columns` result meets here: a single row or column is repeated, a
    /// position outside is `#N/A` (Excel's array broadcasting).
    @inlinable public func broadcast(_ row: Int, _ column: Int) -> CellValue {
        let row = rows == 1 ? 0 : row
        let column = columns == 1 ? 0 : column
        return row < rows && column < columns ? self[row, column] : .error(.notAvailable)
    }

    public var isSingle: Bool { elements.count == 1 }

    /// The rows and columns exchanged.
    public var transposed: Matrix {
        var result: [CellValue] = []
        result.reserveCapacity(elements.count)
        for column in 0..<columns {
            for row in 0..<rows { result.append(self[row, column]) }
        }
        return Matrix(rows: columns, columns: rows, elements: result)
    }
}
