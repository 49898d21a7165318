// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Matrices. ECMA-376-1 §18.17.7; MUNIT from Excel's function page.
extension MathAndTrigonometry {
    /// The numbers of an array row by row; `#VALUE!` when an element is none.
    private static func numbers(_ matrix: Matrix) throws(CellError) -> [Double] {
        var numbers: [Double] = []
        numbers.reserveCapacity(matrix.elements.count)
        for element in matrix.elements {
            switch element {
            case .number(let number): numbers.append(number)
            case .error(let error): throw error
            case .empty, .text, .boolean: throw .value
            }
        }
        return numbers
    }

    private static func squareNumbers(_ matrix: Matrix, _ context: CallContext) throws(CellError) -> [Double] {
        guard matrix.rows == matrix.columns else { throw .value }
        let size = Double(matrix.rows)
        try context.charge(size * size * size)
        return try numbers(matrix)
    }

    /// `MMULT`: the matrix product; `#VALUE!` unless the first has as many columns as the second rows.
    static func mmult(_ array1: Matrix, _ array2: Matrix, _ context: CallContext) throws(CellError) -> Matrix {
        let left = try numbers(array1)
        let right = try numbers(array2)
        let (rows, inner, columns) = (array1.rows, array1.columns, array2.columns)
        guard inner == array2.rows else { throw .value }
        guard rows * columns <= context.limits.arrayElements else { throw .number }
        try context.charge(Double(rows) * Double(inner) * Double(columns) / 4)
        var result = [Double](repeating: 0, count: rows * columns)
        // Plain memory: with checked subscripts the innermost loop takes ten times as long.
        result.withUnsafeMutableBufferPointer { result in
            right.withUnsafeBufferPointer { right in
                for row in 0..<rows {
                    for step in 0..<inner {
                        let factor = left[row * inner + step]
                        let target = UnsafeMutableBufferPointer(rebasing: result[row * columns..<(row + 1) * columns])
                        let source = UnsafeBufferPointer(rebasing: right[step * columns..<(step + 1) * columns])
                        for column in 0..<columns { target[column] += factor * source[column] }
                    }
                }
            }
        }
        return Matrix(rows: rows, columns: columns, elements: result.map { CellValue.finite($0) })
    }

    /// `MDETERM`: the determinant, by elimination with row exchanges.
    static func mdeterm(_ array: Matrix, _ context: CallContext) throws(CellError) -> Double {
        var matrix = try squareNumbers(array, context)
        let size = array.rows
        var determinant = 1.0
        for pivot in 0..<size {
            let best = (pivot..<size).max { matrix[$0 * size + pivot].magnitude < matrix[$1 * size + pivot].magnitude }
            guard let best, matrix[best * size + pivot] != 0 else { return 0 }
            if best != pivot {
                exchange(&matrix, size, pivot, best)
                determinant = -determinant
            }
            determinant *= matrix[pivot * size + pivot]
            for row in (pivot + 1)..<max(size, pivot + 1) {
                let factor = matrix[row * size + pivot] / matrix[pivot * size + pivot]
                if factor == 0 { continue }
                for column in pivot..<size { matrix[row * size + column] -= factor * matrix[pivot * size + column] }
            }
        }
        return determinant
    }

    /// `MINVERSE`: the inverse, `#NUM!` when there is none.
    static func minverse(_ array: Matrix, _ context: CallContext) throws(CellError) -> Matrix {
        var matrix = try squareNumbers(array, context)
        let size = array.rows
        var inverse = [Double](repeating: 0, count: size * size)
        for index in 0..<size { inverse[index * size + index] = 1 }
        for pivot in 0..<size {
            let best = (pivot..<size).max { matrix[$0 * size + pivot].magnitude < matrix[$1 * size + pivot].magnitude }
            guard let best, matrix[best * size + pivot] != 0 else { throw .number }
            if best != pivot {
                exchange(&matrix, size, pivot, best)
                exchange(&inverse, size, pivot, best)
            }
            let divisor = matrix[pivot * size + pivot]
            for column in 0..<size {
                matrix[pivot * size + column] /= divisor
                inverse[pivot * size + column] /= divisor
            }
            for row in 0..<size where row != pivot {
                let factor = matrix[row * size + pivot]
                if factor == 0 { continue }
                for column in 0..<size {
                    matrix[row * size + column] -= factor * matrix[pivot * size + column]
                    inverse[row * size + column] -= factor * inverse[pivot * size + column]
                }
            }
        }
        return Matrix(rows: size, columns: size, elements: inverse.map { CellValue.finite($0) })
    }

    private static func exchange(_ matrix: inout [Double], _ size: Int, _ one: Int, _ other: Int) {
        for column in 0..<size { matrix.swapAt(one * size + column, other * size + column) }
    }

    /// `MUNIT`: the unit matrix of a size; `#VALUE!` below 1.
    static func munit(_ dimension: Double, _ context: CallContext) throws(CellError) -> Matrix {
        let size = dimension.rounded(.towardZero)
        guard size >= 1, size * size <= Double(context.limits.arrayElements) else { throw .value }
        var result = Matrix(rows: Int(size), columns: Int(size), repeating: .number(0))
        for index in 0..<Int(size) { result[index, index] = .number(1) }
        return result
    }
}
