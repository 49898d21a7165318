// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// A rectangle of cells, not copied, or an array.
    struct Table {
        private enum Source {
            case cells(Area)
            case array(Matrix)
        }

        private let source: Source
        private let context: CallContext
        let rows: Int
        let columns: Int

        init(_ operand: Operand, _ context: CallContext) throws(CellError) {
            self.context = context
            if case .scalar(.error(let error)) = operand { throw error }
            if case .reference(let reference) = operand {
                guard let area = reference.single else { throw .value }
                source = .cells(area)
                rows = area.range.rowCount
                columns = area.range.columnCount
            } else {
                let matrix = try operand.matrix(context)
                source = .array(matrix)
                rows = matrix.rows
                columns = matrix.columns
            }
        }

        /// A column (vertical) or row, counted from 0.
        func line(_ number: Int, isVertical: Bool) -> LookupVector {
            switch source {
            case .array(let matrix): LookupVector(matrix, line: number, isVertical: isVertical, context)
            case .cells(let area):
                LookupVector(Self.line(number, isRow: !isVertical, of: area), isVertical: isVertical, context)
            }
        }

        /// A whole row or column, counted from 0, as a reference where the table is one.
        func slice(_ number: Int, isRow: Bool) -> Operand {
            switch source {
            case .cells(let area): return .reference(Reference(Self.line(number, isRow: isRow, of: area)))
            case .array(let matrix): return .matrix(isRow ? matrix.row(number) : matrix.column(number))
            }
        }

        /// One cell, counted from 0.
        func element(_ row: Int, _ column: Int) -> Operand {
            switch source {
            case .array(let matrix): return .scalar(matrix[row, column])
            case .cells(let area):
                let address = CellAddress(
                    row: area.range.firstRow + Int32(row), column: area.range.firstColumn + Int32(column))
                return .reference(Reference(Area(sheet: area.sheet, range: CellRange(address))))
            }
        }

        /// Some rows and columns that lie together, as a reference where the table is one.
        func part(_ rows: Range<Int>, _ columns: Range<Int>) -> Operand {
            switch source {
            case .array(let matrix): return .matrix(matrix.part(rows, columns))
            case .cells(var area):
                let range = area.range
                area.range = CellRange(
                    firstRow: range.firstRow + Int32(rows.lowerBound),
                    firstColumn: range.firstColumn + Int32(columns.lowerBound),
                    lastRow: range.firstRow + Int32(rows.upperBound - 1),
                    lastColumn: range.firstColumn + Int32(columns.upperBound - 1))
                return .reference(Reference(area))
            }
        }

        /// All of it.
        var whole: Operand { part(0..<rows, 0..<columns) }

        private static func line(_ number: Int, isRow: Bool, of area: Area) -> Area {
            var area = area
            if isRow {
                area.range.firstRow += Int32(number)
                area.range.lastRow = area.range.firstRow
            } else {
                area.range.firstColumn += Int32(number)
                area.range.lastColumn = area.range.firstColumn
            }
            return area
        }
    }
}

extension Matrix {
    func row(_ number: Int) -> Matrix { Matrix(row: Array(elements[(number * columns)..<((number + 1) * columns)])) }

    func column(_ number: Int) -> Matrix { Matrix(column: (0..<rows).map { self[$0, number] }) }

    /// Some rows and columns; neither range is empty.
    func part(_ rows: Range<Int>, _ columns: Range<Int>) -> Matrix {
        var result: [CellValue] = []
        result.reserveCapacity(rows.count * columns.count)
        for row in rows {
            result += elements[(row * self.columns + columns.lowerBound)..<(row * self.columns + columns.upperBound)]
        }
        return Matrix(rows: rows.count, columns: columns.count, elements: result)
    }
}
