// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// The incomplete beta function, on which the distributions of Student, Fisher and Bernoulli rest.
enum BetaFunctions {
    /// Iₓ(a, b) and its complement, each precise where it is small; `y` is 1 − x, given apart for its digits.
    static func incomplete(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> (lower: Double, upper: Double) {
        if x <= 0 { return (0, 1) }
        if y <= 0 { return (1, 0) }
        // The fraction converges fast up to about the mean; beyond, the tails change places.
        if x > (a + 1) / (a + b + 2) {
            let swapped = lower(b, a, y, x)
            return (1 - swapped, swapped)
        }
        let value = lower(a, b, x, y)
        return (value, 1 - value)
    }

    private static func lower(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
        // xᵃ·yᵇ / (a·B(a, b)) as a binomial probability.
        let front = GammaFunctions.binomial(a, a + b, x, y) * b / (a + b)
        return min(front * fraction(a, b, x), 1)
    }

    /// The continued fraction of the incomplete beta function, by Lentz's method.
    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        if abs(d) < tiny { d = tiny }
        d = 1 / d
        var value = d
        for index in 1..<1_000_000 {
            let m = Double(index)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 + even * d
            if abs(d) < tiny { d = tiny }
            c = 1 + even / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            value *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 + odd * d
            if abs(d) < tiny { d = tiny }
            c = 1 + odd / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let change = d * c
            value *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return value
    }

    /// ln(x / (1 − x)) of the x with Iₓ(a, b) = `lower` and complement `upper`, of which the smaller one counts.
    static func inverseLogit(_ a: Double, _ b: Double, lower: Double, upper: Double) -> Double {
        if lower <= 0 { return -.infinity }
        if upper <= 0 { return .infinity }
        let usesLower = lower <= upper
        return MonotoneInverse.solve(from: start(a, b, lower, upper)) { logit in
            let (x, y) = parts(ofLogit: logit)
            let tails = incomplete(a, b, x, y)
            let slope = GammaFunctions.binomial(a, a + b, x, y) * a * b / (a + b)
            return usesLower ? (log(tails.lower / lower), slope / tails.lower)
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
