// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// An ordinary least-squares fit y = intercept + Σ coefficient·x by Householder's reflections; regressors that depend
/// on earlier ones get the coefficient 0, as in Excel.
struct LinearModel {
    /// By regressor.
    private(set) var coefficients: [Double]
    private(set) var intercept = 0.0
    private(set) var coefficientErrors: [Double]
    private(set) var interceptError = 0.0
    /// Sums of squares of the regression and of the residuals.
    private(set) var explained = 0.0
    private(set) var residual = 0.0
    private(set) var freedom = 0.0
    let hasIntercept: Bool
    /// Regressors that are not redundant.
    private(set) var rank = 0

    init(_ ys: [Double], _ xs: [[Double]], hasIntercept: Bool) {
        self.hasIntercept = hasIntercept
        coefficients = Array(repeating: 0, count: xs.count)
        coefficientErrors = coefficients
        let count = Double(ys.count)
        let meanY = hasIntercept ? ys.reduce(0, +) / count : 0
        let means = xs.map { hasIntercept ? $0.reduce(0, +) / count : 0 }
        var y = ys.map { $0 - meanY }
        var columns = zip(xs, means).map { column, mean in column.map { $0 - mean } }
        let pivots = Self.decompose(&columns, &y, sizes: xs.map { sqrt($0.reduce(0) { $0 + $1 * $1 }) })
        rank = pivots.count
        for position in pivots.indices { explained += y[position] * y[position] }
        solve(columns, y, pivots)
        intercept = meanY
        for index in coefficients.indices { intercept -= coefficients[index] * means[index] }
        if !hasIntercept { intercept = 0 }
        freedom = count - Double(rank) - (hasIntercept ? 1 : 0)
        residual = Self.residual(ys, xs, self)
        let variance = freedom > 0 ? residual / freedom : 0
        fillErrors(columns, pivots, means, variance, count)
    }

    /// What the model predicts for an observation.
    func value(_ x: (Int) -> Double) -> Double {
        var sum = intercept
        for index in coefficients.indices where coefficients[index] != 0 { sum += coefficients[index] * x(index) }
        return sum
    }

    private static func residual(_ ys: [Double], _ xs: [[Double]], _ model: LinearModel) -> Double {
        var sum = 0.0
        for row in ys.indices {
            let rest = ys[row] - model.value { xs[$0][row] }
            sum += rest * rest
        }
        return sum
    }

    /// Triangulates the columns in place, with y along; gives the columns that became pivots, in order. A pivot column
    /// holds R in its first elements.
    private static func decompose(_ columns: inout [[Double]], _ y: inout [Double], sizes: [Double]) -> [Int] {
        var pivots: [Int] = []
        for index in columns.indices {
            let top = pivots.count
            guard top < y.count else { break }
            var square = 0.0
            for row in top..<y.count { square += columns[index][row] * columns[index][row] }
            let norm = sqrt(square)
            guard norm > 1e-12 * sizes[index], norm > 0 else { continue }
            var reflector = Array(columns[index][top...])
            let alpha = reflector[0] > 0 ? -norm : norm
            reflector[0] -= alpha
            let length = reflector.reduce(0) { $0 + $1 * $1 }
            for other in columns.indices where other > index { reflect(&columns[other], reflector, length, top) }
            reflect(&y, reflector, length, top)
            columns[index][top] = alpha
            pivots.append(index)
        }
        return pivots
    }

    private static func reflect(_ column: inout [Double], _ reflector: [Double], _ length: Double, _ top: Int) {
        var product = 0.0
        for row in reflector.indices { product += reflector[row] * column[top + row] }
        let factor = 2 * product / length
        for row in reflector.indices { column[top + row] -= factor * reflector[row] }
    }

    /// Solves the triangle from its last row up.
    private mutating func solve(_ columns: [[Double]], _ y: [Double], _ pivots: [Int]) {
        for position in pivots.indices.reversed() {
            var rest = y[position]
            for later in pivots.indices where later > position {
                rest -= columns[pivots[later]][position] * coefficients[pivots[later]]
            }
            coefficients[pivots[position]] = rest / columns[pivots[position]][position]
        }
    }

    /// Standard errors from the inverse of R'R.
    private mutating func fillErrors(
        _ columns: [[Double]], _ pivots: [Int], _ means: [Double], _ variance: Double, _ count: Double
    ) {
        // For the intercept z solves R'z = means; its square is the means' part of the variance.
        var meanPart = 0.0
        var z = [Double](repeating: 0, count: pivots.count)
        for position in pivots.indices {
            var rest = means[pivots[position]]
            for earlier in 0..<position { rest -= columns[pivots[position]][earlier] * z[earlier] }
            z[position] = rest / columns[pivots[position]][position]
            meanPart += z[position] * z[position]
        }
        if hasIntercept { interceptError = sqrt(variance * (1 / count + meanPart)) }
        // The square of a coefficient's error is the square of its row in the inverse of R.
        var inverseSquares = [Double](repeating: 0, count: pivots.count)
        for unit in pivots.indices {
            var solution = [Double](repeating: 0, count: unit + 1)
            for position in stride(from: unit, through: 0, by: -1) {
                var rest = position == unit ? 1.0 : 0
                for later in position + 1..<unit + 1 {
                    rest -= columns[pivots[later]][position] * solution[later]
                }
                solution[position] = rest / columns[pivots[position]][position]
                inverseSquares[position] += solution[position] * solution[position]
            }
        }
        for position in pivots.indices {
            coefficientErrors[pivots[position]] = sqrt(variance * inverseSquares[position])
        }
    }
}
