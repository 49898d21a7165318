// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// The incomplete beta function, on which the distributions of Student, Fisher and Bernoulli rest.
enum BetaFunctions {
    /// Iₓ(a, b) and its complement, each precise where it is small; `y` is 1 − x, given apart for its digits.
    static func incomplete(
        _ a: Double, _ b: Double, _ x: Double, _ y: Double, _ context: CallContext
    ) throws(CellError) -> (lower: Double, upper: Double) {
        if x <= 0 { return (0, 1) }
        if y <= 0 { return (1, 0) }
        // The fraction converges fast up to about the mean; beyond, the tails change places.
        if x > (a + 1) / (a + b + 2) {
            let swapped = try lower(b, a, y, x, context)
            return (1 - swapped, swapped)
        }
        let value = try lower(a, b, x, y, context)
        return (value, 1 - value)
    }

    private static func lower(
        _ a: Double, _ b: Double, _ x: Double, _ y: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        try context.charge(GammaFunctions.stepsPerProbability)
        // xᵃ·yᵇ / B(a, b) as a binomial probability.
        let front = GammaFunctions.binomial(a, a + b, x, y) * a * b / (a + b)
        return front > 0 ? try min(front / fraction(a, b, x, y, context), 1) : 0
    }

    /// The even part of the continued fraction, as A. Didonato and A. Morris give it (*Significant Digit Computation of
    /// the Incomplete Beta Function Ratios*, 1992), by Lentz's method: x and y both enter, and nothing cancels.
    private static func fraction(
        _ a: Double, _ b: Double, _ x: Double, _ y: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let tiny = 1e-300
        let drift = a * y - b * x + 1
        var value = max(a * drift / (a + 1), tiny)
        var c = value
        var d = 0.0
        var count = 0
        var change = 0.0
        while count < 200_000, abs(change - 1) >= 1e-16, !change.isNaN {
            count += 1
            let m = Double(count)
            let width = a + 2 * m - 1
            let numerator = (a + m - 1) / width * ((a + b + m - 1) / width) * m * (b - m) * x * x
            let denominator = m + m * (b - m) * x / width + (a + m) * (drift + m * (2 - x)) / (width + 2)
            d = denominator + numerator * d
            if abs(d) < tiny { d = tiny }
            c = denominator + numerator / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            change = d * c
            value *= change
        }
        try context.charge(count * GammaFunctions.stepsPerFraction)
        return value
    }

    /// ln(x / (1 − x)) of the x with Iₓ(a, b) = `lower` and complement `upper`, of which the smaller one counts.
    static func inverseLogit(
        _ a: Double, _ b: Double, lower: Double, upper: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        if lower <= 0 { return -.infinity }
        if upper <= 0 { return .infinity }
        let usesLower = lower <= upper
        return try MonotoneInverse.solve(from: start(a, b, lower, upper)) { logit throws(CellError) in
            let (x, y) = parts(ofLogit: logit)
            let tails = try incomplete(a, b, x, y, context)
            let slope = GammaFunctions.binomial(a, a + b, x, y) * a * b / (a + b)
            return usesLower
                ? (log(tails.lower / lower), slope / tails.lower)
                : (-log(tails.upper / upper), slope / tails.upper)
        }
    }

    /// The leading term near either end where the probability is small, else the mean.
    private static func start(_ a: Double, _ b: Double, _ lower: Double, _ upper: Double) -> Double {
        let logBeta = GammaFunctions.logGamma(a) + GammaFunctions.logGamma(b) - GammaFunctions.logGamma(a + b)
        let low = (log(lower) + log(a) + logBeta) / a
        if low < -3 { return low }
        let high = (log(upper) + log(b) + logBeta) / b
        return high < -3 ? -high : log(a / b)
    }

    static func parts(ofLogit logit: Double) -> (x: Double, y: Double) {
        let e = exp(-abs(logit))
        let (small, large) = (e / (1 + e), 1 / (1 + e))
        return logit < 0 ? (small, large) : (large, small)
    }
}
