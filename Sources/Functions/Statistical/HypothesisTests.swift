// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Excel's function pages CHISQ.TEST, F.TEST, T.TEST and Z.TEST.
extension Statistical {
    /// Count, mean and sum of squares about it.
    private struct Moments {
        let count: Double
        let mean: Double
        let squares: Double

        init(_ numbers: [Double]) {
            let count = Double(numbers.count)
            let mean = numbers.reduce(0, +) / count
            self.count = count
            self.mean = mean
            squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }

        var variance: Double { squares / (count - 1) }
    }

    /// `CHISQ.TEST`, `CHITEST`: the test for independence of observed from expected numbers.
    static func chiSquaredTest(
        _ actual: Matrix, _ expected: Matrix, _ context: CallContext
    ) throws(CellError) -> Double {
        guard actual.rows == expected.rows, actual.columns == expected.columns, !actual.isSingle else {
            throw .notAvailable
        }
        var sum = 0.0
        for (observed, wanted) in try numberPairs(actual, expected) {
            guard wanted != 0 else { throw .divisionByZero }
            guard wanted > 0 else { throw .number }
            sum += (observed - wanted) * (observed - wanted) / wanted
        }
        let (rows, columns) = (Double(actual.rows), Double(actual.columns))
        let freedom = rows == 1 ? columns - 1 : columns == 1 ? rows - 1 : (rows - 1) * (columns - 1)
        return try chiSquaredRight(sum, freedom, context)
    }

    /// `F.TEST`, `FTEST`: the two-tailed probability that variances do not differ.
    static func varianceTest(
        _ first: Numbers, _ second: Numbers, _ context: CallContext
    ) throws(CellError) -> Double {
        let a = Moments(try first.collected())
        let b = Moments(try second.collected())
        guard a.count > 1, b.count > 1, a.variance > 0, b.variance > 0 else { throw .divisionByZero }
        let (m, n) = (a.count - 1, b.count - 1)
        let ratio = a.variance / b.variance
        let sum = n + m * ratio
        let tails = try BetaFunctions.incomplete(m / 2, n / 2, m * ratio / sum, n / sum, context)
        return 2 * min(tails.lower, tails.upper)
    }

    /// `T.TEST`, `TTEST`: the probability that two means are equal; type 1 is paired, 2 assumes equal variances, 3 not.
    static func meanTest(
        _ first: Matrix, _ second: Matrix, _ tails: Double, _ type: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let (tails, type) = (tails.rounded(.towardZero), type.rounded(.towardZero))
        guard tails == 1 || tails == 2, type >= 1, type <= 3 else { throw .number }
        if type == 1 {
            let moments = Moments(try numberPairs(first, second).map { $0.0 - $0.1 })
            guard moments.count > 1, moments.squares > 0 else { throw .divisionByZero }
            let t = moments.mean / sqrt(moments.variance / moments.count)
            return try tails * studentTail(Swift.abs(t), moments.count - 1, context)
        }
        let a = Moments(try CashFlows.numbers(of: first))
        let b = Moments(try CashFlows.numbers(of: second))
        guard a.count > 1, b.count > 1, a.squares + b.squares > 0 else { throw .divisionByZero }
        let difference = Swift.abs(a.mean - b.mean)
        if type == 2 {
            let freedom = a.count + b.count - 2
            let pooled = (a.squares + b.squares) / freedom
            let t = difference / sqrt(pooled * (1 / a.count + 1 / b.count))
            return try tails * studentTail(t, freedom, context)
        }
        let (u, v) = (a.variance / a.count, b.variance / b.count)
        let freedom = (u + v) * (u + v) / (u * u / (a.count - 1) + v * v / (b.count - 1))
        return try tails * studentTail(difference / sqrt(u + v), freedom, context)
    }

    /// `Z.TEST`, `ZTEST`: the one-tailed probability that a mean exceeds that of the data.
    static func zTest(_ array: Numbers, _ x: Double, _ sigma: Skippable<Double>) throws(CellError) -> Double {
        let moments = Moments(try array.collected())
        guard moments.count > 0 else { throw .notAvailable }
        if let sigma = sigma.value, sigma <= 0 { throw .number }
        guard sigma.value != nil || moments.count > 1 else { throw .divisionByZero }
        let deviation = sigma.value ?? sqrt(moments.variance)
        guard deviation > 0 else { throw .divisionByZero }
        return NormalFunctions.lower((x - moments.mean) / (deviation / sqrt(moments.count)))
    }
}
