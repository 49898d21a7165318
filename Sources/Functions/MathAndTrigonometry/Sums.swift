// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Sums and products over arguments and over pairs of arrays. ECMA-376-1 §18.17.7.
extension MathAndTrigonometry {
    /// `SUM`: of all numbers.
    static func sum(_ values: Rest<Numbers>) throws(CellError) -> Double { try values.sum() }

    /// `PRODUCT`: of all numbers, 0 when there are none.
    static func product(_ values: Rest<Numbers>) throws(CellError) -> Double { try values.product() }

    /// `SUMSQ`: the sum of the squares.
    static func sumSquares(_ values: Rest<Numbers>) throws(CellError) -> Double {
        var sum = 0.0
        try values.forEach { number throws(CellError) in sum += number * number }
        return sum
    }

    /// `PERCENTOF`: the sum of a part over the sum of the whole. Excel's function page.
    static func percentOf(_ subset: Numbers, _ all: Numbers) throws(CellError) -> Double {
        let part = try subset.sum()
        let whole = try all.sum()
        guard whole != 0 else { throw .divisionByZero }
        return part / whole
    }

    /// `SUMX2MY2`: the sum of x² - y².
    static func sumOfSquaresDifference(
        _ arrayX: Matrix, _ arrayY: Matrix
    ) throws(CellError) -> Double {
        try sumOverPairs(arrayX, arrayY) { $0 * $0 - $1 * $1 }
    }

    /// `SUMX2PY2`: the sum of x² + y².
    static func sumOfSquaresSum(_ arrayX: Matrix, _ arrayY: Matrix) throws(CellError) -> Double {
        try sumOverPairs(arrayX, arrayY) { $0 * $0 + $1 * $1 }
    }

    /// `SUMXMY2`: the sum of (x - y)².
    static func sumOfDifferencesSquared(_ arrayX: Matrix, _ arrayY: Matrix) throws(CellError) -> Double {
        try sumOverPairs(arrayX, arrayY) { ($0 - $1) * ($0 - $1) }
    }

    /// Pairs of which one is no number are left out; `#N/A` for different sizes, `#DIV/0!` when no pair is left.
    private static func sumOverPairs(
        _ one: Matrix, _ other: Matrix, _ term: (Double, Double) -> Double
    ) throws(CellError) -> Double {
        guard one.elements.count == other.elements.count else { throw .notAvailable }
        var sum = 0.0
        var isEmpty = true
        for (x, y) in zip(one.elements, other.elements) {
            if let error = x.error ?? y.error { throw error }
            guard case .number(let x) = x, case .number(let y) = y else { continue }
            sum += term(x, y)
            isEmpty = false
        }
        guard !isEmpty else { throw .divisionByZero }
        return sum
    }
}
