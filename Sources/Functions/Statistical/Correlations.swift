// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Sums of squares and products about the means of pairs.
struct PairMoments {
    let count: Double
    let meanX: Double
    let meanY: Double
    let squareX: Double
    let squareY: Double
    let product: Double

    /// `#DIV/0!` without pairs.
    init(_ pairs: [(Double, Double)]) throws(CellError) {
        guard !pairs.isEmpty else { throw .divisionByZero }
        count = Double(pairs.count)
        var (sumX, sumY) = (0.0, 0.0)
        for (x, y) in pairs {
            sumX += x
            sumY += y
        }
        meanX = sumX / count
        meanY = sumY / count
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for (x, y) in pairs {
            let (dx, dy) = (x - meanX, y - meanY)
            xx += dx * dx
            yy += dy * dy
            xy += dx * dy
        }
        (squareX, squareY, product) = (xx, yy, xy)
    }
}

/// Excel's function pages CORREL, COVARIANCE.P, SLOPE, FORECAST.LINEAR and so on.
extension Statistical {
    /// The places where both arrays hold a number; `#N/A` when they differ in size.
    static func numberPairs(_ first: Matrix, _ second: Matrix) throws(CellError) -> [(Double, Double)] {
        guard first.elements.count == second.elements.count else { throw .notAvailable }
        var pairs: [(Double, Double)] = []
        pairs.reserveCapacity(first.elements.count)
        for (a, b) in zip(first.elements, second.elements) {
            if case .error(let error) = a { throw error }
            if case .error(let error) = b { throw error }
            if case .number(let x) = a, case .number(let y) = b { pairs.append((x, y)) }
        }
        return pairs
    }

    /// `CORREL`, `PEARSON`: the correlation coefficient.
    static func correlation(_ first: Matrix, _ second: Matrix) throws(CellError) -> Double {
        let moments = try PairMoments(numberPairs(first, second))
        guard moments.squareX > 0, moments.squareY > 0 else { throw .divisionByZero }
        return moments.product / sqrt(moments.squareX * moments.squareY)
    }

    /// `RSQ`: the square of the correlation coefficient.
    static func determination(_ ys: Matrix, _ xs: Matrix) throws(CellError) -> Double {
        let r = try correlation(ys, xs)
        return r * r
    }

    /// `COVARIANCE.P`, `COVAR`: the covariance of a population.
    static func covariance(_ first: Matrix, _ second: Matrix) throws(CellError) -> Double {
        let moments = try PairMoments(numberPairs(first, second))
        return moments.product / moments.count
    }

    /// `COVARIANCE.S`: the covariance of a sample.
    static func sampleCovariance(_ first: Matrix, _ second: Matrix) throws(CellError) -> Double {
        let moments = try PairMoments(numberPairs(first, second))
        guard moments.count > 1 else { throw .divisionByZero }
        return moments.product / (moments.count - 1)
    }

    /// `SLOPE`: the slope of the regression line.
    static func slope(_ ys: Matrix, _ xs: Matrix) throws(CellError) -> Double {
        let moments = try PairMoments(numberPairs(xs, ys))
        guard moments.squareX > 0 else { throw .divisionByZero }
        return moments.product / moments.squareX
    }

    /// `INTERCEPT`: where the regression line meets the axis.
    static func intercept(_ ys: Matrix, _ xs: Matrix) throws(CellError) -> Double {
        let moments = try PairMoments(numberPairs(xs, ys))
        guard moments.squareX > 0 else { throw .divisionByZero }
        return moments.meanY - moments.product / moments.squareX * moments.meanX
    }

    /// `FORECAST.LINEAR`, `FORECAST`: the regression line at a point.
    static func forecast(_ x: Double, _ ys: Matrix, _ xs: Matrix) throws(CellError) -> Double {
        let moments = try PairMoments(numberPairs(xs, ys))
        guard moments.squareX > 0 else { throw .divisionByZero }
        return moments.meanY + moments.product / moments.squareX * (x - moments.meanX)
    }

    /// `STEYX`: the standard error of the regression line.
    static func standardError(_ ys: Matrix, _ xs: Matrix) throws(CellError) -> Double {
        let moments = try PairMoments(numberPairs(xs, ys))
        guard moments.count > 2, moments.squareX > 0 else { throw .divisionByZero }
        let rest = moments.squareY - moments.product * moments.product / moments.squareX
        return sqrt(max(rest, 0) / (moments.count - 2))
    }
}
