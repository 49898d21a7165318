// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

/// The known values of LINEST and its kin: one y for each observation, and its regressors.
struct RegressionData {
    /// How observations and regressors lie in the array of the x values.
    enum Layout {
        /// One regressor, in the shape of the y values.
        case same
        /// Observations are rows, regressors columns.
        case rows
        /// Observations are columns, regressors rows.
        case columns
    }

    let ys: [Double]
    /// By regressor.
    let xs: [[Double]]
    let layout: Layout
    let shape: (rows: Int, columns: Int)

    /// Anything but numbers is `#VALUE!`; sizes that do not fit are `#REF!`.
    init(_ knownYs: Matrix, _ knownXs: Matrix?, _ context: CallContext) throws(CellError) {
        ys = try Self.numbers(knownYs)
        shape = (knownYs.rows, knownYs.columns)
        guard let knownXs else {
            xs = [(1...ys.count).map(Double.init)]
            layout = .same
            return
        }
        let values = try Self.numbers(knownXs)
        if knownXs.rows == knownYs.rows && knownXs.columns == knownYs.columns {
            layout = .same
        } else if knownYs.columns == 1 && knownXs.rows == knownYs.rows {
            layout = .rows
        } else if knownYs.rows == 1 && knownXs.columns == knownYs.columns {
            layout = .columns
        } else {
            throw .reference
        }
        xs = Self.regressors(values, knownXs.rows, knownXs.columns, layout)
        // The work of the decomposition grows with the square of the regressors.
        try context.charge(Double(xs.count) * Double(xs.count) * Double(ys.count))
    }

    static func regressors(_ values: [Double], _ rows: Int, _ columns: Int, _ layout: Layout) -> [[Double]] {
        switch layout {
        case .same: [values]
        case .rows: (0..<columns).map { column in (0..<rows).map { values[$0 * columns + column] } }
        case .columns: (0..<rows).map { row in Array(values[row * columns..<(row + 1) * columns]) }
        }
    }

    static func numbers(_ matrix: Matrix) throws(CellError) -> [Double] {
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
}
