// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// The gamma function's relatives, precise to about 1e-14 also for large arguments.
///
/// Densities are built as C. Loader does in *Fast and Accurate Computation of Binomial Probabilities* (2000): from the
/// error of Stirling's formula and from deviances, so that nothing large cancels.
enum GammaFunctions {
    /// Steps that a probability takes besides its series: some logarithms and exponentials.
    static let stepsPerProbability = 64
    /// Steps that a term of a series takes, and one of a continued fraction with its divisions.
    private static let stepsPerTerm = 2
    static let stepsPerFraction = 8
    static let halfLogTwoPi = 0.918_938_533_204_672_741_780_329_736_406

    /// ln |Γ(x)|.
    static func logGamma(_ x: Double) -> Double {
        let result: (Double, Int) = lgamma(x)
        return result.0
    }

    /// What Stirling's formula for ln n! leaves out: ln n! − ln(√(2πn)·(n/e)ⁿ).
    static func stirlingError(_ n: Double) -> Double {
        if n <= 15 { return logGamma(n + 1) - (n + 0.5) * log(n) + n - halfLogTwoPi }
        let square = n * n
        return
            (1.0 / 12
            - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 - 691.0 / 360_360 / square) / square) / square)
                / square)
                / square)
            / n
    }

    /// The deviance x·ln(x/mean) + mean − x, without cancellation where x and mean are near.
    static func deviance(_ x: Double, _ mean: Double) -> Double {
        let difference = x - mean
        guard abs(difference) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
        let ratio = difference / (x + mean)
        var sum = difference * ratio
        var term = 2 * x * ratio
        var odd = 3.0
        while odd < 2001 {
            term *= ratio * ratio
            let next = sum + term / odd
            if next == sum { break }
            sum = next
            odd += 2
        }
        return sum
    }

    /// meanˣ·e^−mean / Γ(x + 1): the Poisson probability for any x ≥ 0.
    static func poisson(_ x: Double, _ mean: Double) -> Double {
        if mean == 0 { return x == 0 ? 1 : 0 }
        if x < 0 || mean < 0 { return 0 }
        if x <= mean * Double.leastNormalMagnitude { return exp(-mean) }
        if mean < x * Double.leastNormalMagnitude { return exp(-mean + x * log(mean) - logGamma(x + 1)) }
        if x < 1 { return exp(-mean + x * log(mean) - logGamma(x + 1)) }
        return exp(-stirlingError(x) - deviance(x, mean)) / sqrt(2 * Double.pi * x)
    }

    /// Γ(n + 1) / (Γ(x + 1)·Γ(n − x + 1))·pˣ·qⁿ⁻ˣ: the binomial probability for any 0 ≤ x ≤ n.
    static func binomial(_ x: Double, _ n: Double, _ p: Double, _ q: Double) -> Double {
        if p == 0 { return x == 0 ? 1 : 0 }
        if q == 0 { return x == n ? 1 : 0 }
        if x == 0 { return exp(p < 0.1 ? n * log1p(-p) : n * log(q)) }
        if x == n { return exp(q < 0.1 ? n * log1p(-q) : n * log(p)) }
        let rest = n - x
        guard x > 0, rest > 0 else { return 0 }
        if x < 1 || rest < 1 {
            let (small, large) = (min(x, rest), max(x, rest))
            let choose = logRise(large, small) - logGamma(small + 1)
            return exp(choose + x * (q < 0.5 ? log1p(-q) : log(p)) + rest * (p < 0.5 ? log1p(-p) : log(q)))
        }
        let exponent =
            stirlingError(n) - stirlingError(x) - stirlingError(rest) - deviance(x, n * p) - deviance(rest, n * q)
        return exp(exponent) * sqrt(n / (2 * Double.pi * x * rest))
    }

    /// ln(Γ(x + step + 1) / Γ(x + 1)) for 0 ≤ step < 1, by Stirling's formula where x is large.
    private static func logRise(_ x: Double, _ step: Double) -> Double {
        let sum = x + step
        if x < 10 { return logGamma(sum + 1) - logGamma(x + 1) }
        return (x + 0.5) * log1p(step / x) + step * log(sum) - step + stirlingError(sum) - stirlingError(x)
    }

    /// The regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, each precise where it is small.
    static func incomplete(
        _ a: Double, _ x: Double, _ context: CallContext
    ) throws(CellError) -> (lower: Double, upper: Double) {
        try context.charge(stepsPerProbability)
        if x <= 0 { return (0, 1) }
        if x == .infinity { return (1, 0) }
        if a > 1e9 {
            // Wilson and Hilferty's cube root is normal to all digits that the arguments leave.
            let z = (cbrt(x / a) - 1 + 1 / (9 * a)) * 3 * sqrt(a)
            return (NormalFunctions.lower(z), NormalFunctions.lower(-z))
        }
        let front = poisson(a, x)
        if front == 0 { return x < a ? (0, 1) : (1, 0) }
        if x < a + 1 {
            var sum = 1.0
            var term = 1.0
            var next = a
            var count = 0
            while count < 2_000_000, term >= sum * 1e-17 {
                count += 1
                next += 1
                term *= x / next
                sum += term
            }
            try context.charge(count * stepsPerTerm)
            let lower = min(front * sum, 1)
            return (lower, 1 - lower)
        }
        let upper = try min(front * a * upperFraction(a, x, context), 1)
        return (1 - upper, upper)
    }

    /// The continued fraction of Γ(a, x), by Lentz's method.
    private static func upperFraction(
        _ a: Double, _ x: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var value = d
        var index = 0
        var change = 0.0
        while index < 2_000_000, abs(change - 1) >= 1e-16, !change.isNaN {
            index += 1
            let factor = -Double(index) * (Double(index) - a)
            b += 2
            d = factor * d + b
            if abs(d) < tiny { d = tiny }
            c = b + factor / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            change = d * c
            value *= change
        }
        try context.charge(index * stepsPerFraction)
        return value
    }

    /// The x with P(a, x) = `lower` and Q(a, x) = `upper`, of which the smaller one counts.
    static func inverse(
        _ a: Double, lower: Double, upper: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        if lower <= 0 { return 0 }
        if upper <= 0 { return .infinity }
        let usesLower = lower <= upper
        // In ln x, where both tails are smooth: the start is the leading term near 0, or the mean.
        let start = lower < 0.1 && a < 1 ? (log(lower) + logGamma(a + 1)) / a : log(a)
        let exponent = try MonotoneInverse.solve(from: start) { exponent throws(CellError) in
            let x = exp(exponent)
            let tails = try incomplete(a, x, context)
            let slope = a * poisson(a, x)
            return usesLower
                ? (log(tails.lower / lower), slope / tails.lower)
                : (-log(tails.upper / upper), slope / tails.upper)
        }
        return exp(exponent)
    }
}
