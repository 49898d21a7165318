// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Numbers that can be visited again and again without being copied: the arguments of a call, the visible cells of a
/// range, the records of a database that meet its criteria.
protocol NumberSource {
    func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError)
}

extension Numbers: NumberSource {}
extension Rest: NumberSource where Element == Numbers {}

extension Array: NumberSource where Element == Double {
    func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        for number in self { try body(number) }
    }
}

/// Sums are plain binary64 in the order of the numbers, as Excel's are.
extension NumberSource {
    func count() throws(CellError) -> Int {
        var count = 0
        try forEach { _ throws(CellError) in count += 1 }
        return count
    }

    func sum() throws(CellError) -> Double {
        var sum = 0.0
        try forEach { number throws(CellError) in sum += number }
        return sum
    }

    /// The product, 0 when there are no numbers.
    func product() throws(CellError) -> Double {
        var product = 1.0
        var isEmpty = true
        try forEach { number throws(CellError) in
            product *= number
            isEmpty = false
        }
        return isEmpty ? 0 : product
    }

    /// The greatest number, 0 when there are none.
    func maximum() throws(CellError) -> Double {
        var best = -Double.infinity
        try forEach { number throws(CellError) in if number > best { best = number } }
        return best == -.infinity ? 0 : best
    }

    /// The least number, 0 when there are none.
    func minimum() throws(CellError) -> Double {
        var best = Double.infinity
        try forEach { number throws(CellError) in if number < best { best = number } }
        return best == .infinity ? 0 : best
    }

    /// How many numbers there are, and their arithmetic mean; `#DIV/0!` when there are none.
    func countAndMean() throws(CellError) -> (count: Double, mean: Double) {
        var sum = 0.0
        var count = 0.0
        try forEach { number throws(CellError) in
            sum += number
            count += 1
        }
        guard count > 0 else { throw .divisionByZero }
        return (count, sum / count)
    }

    func mean() throws(CellError) -> Double { try countAndMean().mean }

    /// The count, the mean and the sum of the squared deviations from it, in two passes; `#DIV/0!` without numbers.
    func deviations() throws(CellError) -> (count: Double, mean: Double, squares: Double) {
        let (count, mean) = try countAndMean()
        var squares = 0.0
        try forEach { number throws(CellError) in squares += (number - mean) * (number - mean) }
        return (count, mean, squares)
    }

    /// The variance of a sample (`#DIV/0!` below two numbers) or of a whole population.
    func variance(ofSample: Bool) throws(CellError) -> Double {
        let (count, _, squares) = try deviations()
        let freedom = ofSample ? count - 1 : count
        guard freedom > 0 else { throw .divisionByZero }
        return squares / freedom
    }

    func standardDeviation(ofSample: Bool) throws(CellError) -> Double {
        try variance(ofSample: ofSample).squareRoot()
    }

    /// The numbers in rising order.
    func ascending() throws(CellError) -> [Double] {
        var numbers: [Double] = []
        try forEach { number throws(CellError) in numbers.append(number) }
        numbers.sort()
        return numbers
    }
}
