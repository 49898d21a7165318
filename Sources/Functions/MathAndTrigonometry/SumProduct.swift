// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension MathAndTrigonometry {
    /// `SUMPRODUCT`: the sum of the products of corresponding elements; what is no number counts as 0.
    /// `#VALUE!` for arrays of different shape. ECMA-376-1 §18.17.7.
    static func sumProduct(_ array: Rest<Operand>, _ context: CallContext) throws(CellError) -> Double {
        var factors: [Factor] = []
        for operand in array.elements {
            if case .reference(let reference) = operand, reference.single?.range.isSingleCell == true,
                case .text = try operand.first(context)
            {
                // One cell is a single value, and as such must not be a text.
                throw .value
            }
            factors.append(try Factor(operand, context))
        }
        let rows = factors.map(\.usedRows).max() ?? 0
        let columns = factors.map(\.usedColumns).max() ?? 0
        guard factors.allSatisfy({ $0.rows == factors[0].rows && $0.columns == factors[0].columns }) else {
            throw .value
        }
        guard rows > 0 else { return 0 }
        // Sums go row by row, as long as what several columns come to may be kept.
        var table: [Double] = []
        var sum = 0.0
        for column in 0..<columns {
            var products = [Double](repeating: 1, count: rows)
            for factor in factors { try factor.multiply(&products, column, context) }
            if columns == 1 || rows * columns > context.limits.arrayElements {
                for product in products { sum += product }
            } else {
                table += products
            }
        }
        guard !table.isEmpty else { return sum }
        for row in 0..<rows {
            for column in 0..<columns { sum += table[column * rows + row] }
        }
        return sum
    }
}

/// One array of SUMPRODUCT, multiplied in column by column; of a range only the part in use is read.
private struct Factor {
    private enum Source {
        case matrix(Matrix)
        case area(Area)
    }

    private let source: Source
    let rows: Int
    let columns: Int
    let usedRows: Int
    let usedColumns: Int

    init(_ operand: Operand, _ context: CallContext) throws(CellError) {
        if case .reference(let reference) = operand {
            guard let area = reference.single else { throw .value }
            source = .area(area)
            (rows, columns) = (area.range.rowCount, area.range.columnCount)
            (usedRows, usedColumns) = area.used(context)
        } else {
            let matrix = try operand.matrix(context)
            source = .matrix(matrix)
            (rows, columns) = (matrix.rows, matrix.columns)
            (usedRows, usedColumns) = (rows, columns)
        }
    }

    func multiply(_ products: inout [Double], _ column: Int, _ context: CallContext) throws(CellError) {
        switch source {
        case .matrix(let matrix):
            for row in products.indices {
                switch matrix[row, column] {
                case .number(let number): products[row] *= number
                case .error(let error): throw error
                default: products[row] = 0
                }
            }
        case .area(let area):
            var next = 0
            let part = area.column(column, rows: products.count)
            try context.workbook.forEachBlock(in: part) { _, firstRow, block throws(CellError) in
                let offset = Int(firstRow - part.range.firstRow)
                while next < offset {
                    products[next] = 0
                    next += 1
                }
                for element in block {
                    if element.isError { throw element.error }
                    if element.isNumber { products[next] *= element.number } else { products[next] = 0 }
                    next += 1
                }
            }
            while next < products.count {
                products[next] = 0
                next += 1
            }
        }
    }
}
