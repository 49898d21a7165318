// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions

/// An array that a LAMBDA gets in parts. The parts of a range are references themselves, so that SUBTOTAL, ROW and
/// their like can read them.
struct PartedArray {
    private enum Source {
        case cells(Area)
        case values(Matrix)
    }

    private let source: Source
    let rows: Int
    let columns: Int

    init(_ operand: Operand, _ context: CallContext) throws(CellError) {
        if case .reference(let reference) = operand, let area = reference.single {
            guard area.range.cellCount <= context.limits.arrayElements else { throw .number }
            (source, rows, columns) = (.cells(area), area.range.rowCount, area.range.columnCount)
        } else {
            let matrix = try operand.matrix(context)
            (source, rows, columns) = (.values(matrix), matrix.rows, matrix.columns)
        }
    }

    /// One element, both counted from 0; a single row or column is repeated, a place outside is `#N/A`.
    func element(_ row: Int, _ column: Int) -> Operand {
        switch source {
        case .values(let matrix): return .scalar(matrix.broadcast(row, column))
        case .cells(let area):
            let (row, column) = (rows == 1 ? 0 : row, columns == 1 ? 0 : column)
            guard row < rows, column < columns else { return .error(.notAvailable) }
            return part(of: area, row...row, column...column)
        }
    }

    /// A whole row, counted from 0.
    func row(_ number: Int) -> Operand {
        switch source {
        case .cells(let area): part(of: area, number...number, 0...columns - 1)
        case .values(let matrix):
            .matrix(Matrix(row: Array(matrix.elements[number * columns..<(number + 1) * columns])))
        }
    }

    /// A whole column, counted from 0.
    func column(_ number: Int) -> Operand {
        switch source {
        case .cells(let area): part(of: area, 0...rows - 1, number...number)
        case .values(let matrix): .matrix(Matrix(column: (0..<rows).map { matrix[$0, number] }))
        }
    }

    private func part(of area: Area, _ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> Operand {
        let range = CellRange(
            firstRow: area.range.firstRow + Int32(rows.lowerBound),
            firstColumn: area.range.firstColumn + Int32(columns.lowerBound),
            lastRow: area.range.firstRow + Int32(rows.upperBound),
            lastColumn: area.range.firstColumn + Int32(columns.upperBound))
        return .reference(Reference(Area(sheet: area.sheet, range: range)))
    }
}
