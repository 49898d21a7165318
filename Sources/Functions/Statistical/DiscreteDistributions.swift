// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Excel's function pages BINOM.DIST, NEGBINOM.DIST, HYPGEOM.DIST, POISSON.DIST, PERMUT and so on.
extension Statistical {
    /// The probability of at most `successes` in `trials`.
    private static func binomialLower(
        _ successes: Double, _ trials: Double, _ p: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        if successes < 0 { return 0 }
        if successes >= trials { return 1 }
        return try BetaFunctions.incomplete(trials - successes, successes + 1, 1 - p, p, context).lower
    }

    /// `BINOM.DIST`, `BINOMDIST`: the binomial distribution or its probabilities.
    static func binomial(
        _ successes: Double, _ trials: Double, _ p: Double, _ cumulative: Bool, _ context: CallContext
    ) throws(CellError) -> Double {
        let (k, n) = (successes.rounded(.towardZero), trials.rounded(.towardZero))
        guard successes >= 0, k <= n, n < 0x1p53, p >= 0, p <= 1 else { throw .number }
        return cumulative ? try binomialLower(k, n, p, context) : GammaFunctions.binomial(k, n, p, 1 - p)
    }

    /// `BINOM.DIST.RANGE`: the probability of so many successes, or of a range of them.
    static func binomialRange(
        _ trials: Double, _ p: Double, _ successes: Double, _ last: Skippable<Double>, _ context: CallContext
    ) throws(CellError) -> Double {
        let (n, k) = (trials.rounded(.towardZero), successes.rounded(.towardZero))
        guard trials >= 0, n < 0x1p53, p >= 0, p <= 1, successes >= 0, k <= n else { throw .number }
        guard let last = last.value?.rounded(.towardZero) else { return GammaFunctions.binomial(k, n, p, 1 - p) }
        guard last >= k, last <= n else { throw .number }
        if last - k < 1000 {
            try context.charge(Int(last - k + 1) * GammaFunctions.stepsPerProbability)
            var sum = 0.0
            for value in stride(from: k, through: last, by: 1) { sum += GammaFunctions.binomial(value, n, p, 1 - p) }
            return sum
        }
        return try binomialLower(last, n, p, context) - binomialLower(k - 1, n, p, context)
    }

    /// `BINOM.INV`, `CRITBINOM`: the fewest successes whose cumulative probability reaches `alpha`.
    static func binomialInverse(
        _ trials: Double, _ p: Double, _ alpha: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let n = trials.rounded(.towardZero)
        guard trials >= 0, n < 0x1p53, p > 0, p < 1, alpha > 0, alpha < 1 else { throw .number }
        var (low, high) = (-1.0, n)
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            // The last digits of a sum must not lift the answer by one.
            let reached = try binomialLower(middle, n, p, context)
            if reached >= alpha * (1 - 1e-14) { high = middle } else { low = middle }
        }
        return high
    }

    /// `NEGBINOM.DIST`: the probability of `failures` before so many successes, or of at most as many.
    static func negativeBinomial(
        _ failures: Double, _ successes: Double, _ p: Double, _ cumulative: Bool, _ context: CallContext
    ) throws(CellError) -> Double {
        let (f, s) = (failures.rounded(.towardZero), successes.rounded(.towardZero))
        guard failures >= 0, s >= 1, f + s < 0x1p53, p > 0, p < 1 else { throw .number }
        if cumulative { return try BetaFunctions.incomplete(s, f + 1, p, 1 - p, context).lower }
        return GammaFunctions.binomial(s, f + s, p, 1 - p) * s / (f + s)
    }

    /// `NEGBINOMDIST`: the probability of `failures` before so many successes.
    static func negativeBinomialProbability(
        _ failures: Double, _ successes: Double, _ p: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        try negativeBinomial(failures, successes, p, false, context)
    }

    /// `POISSON.DIST`, `POISSON`: the Poisson distribution or its probabilities.
    static func poisson(
        _ x: Double, _ mean: Double, _ cumulative: Bool, _ context: CallContext
    ) throws(CellError) -> Double {
        let count = x.rounded(.towardZero)
        guard x >= 0, mean >= 0 else { throw .number }
        if cumulative { return try GammaFunctions.incomplete(count + 1, mean, context).upper }
        return GammaFunctions.poisson(count, mean)
    }

    /// Steps that the next term of a sum takes, which a division gives.
    private static let stepsPerRatio = 3

    /// `HYPGEOM.DIST`: the hypergeometric distribution or its probabilities.
    static func hypergeometric(
        _ successes: Double, _ sample: Double, _ marked: Double, _ population: Double, _ cumulative: Bool,
        _ context: CallContext
    ) throws(CellError) -> Double {
        let (k, n) = (successes.rounded(.towardZero), sample.rounded(.towardZero))
        let (m, size) = (marked.rounded(.towardZero), population.rounded(.towardZero))
        guard successes >= 0, sample >= 0, marked >= 0, size > 0, k <= min(n, m), max(n, m) <= size else {
            throw .number
        }
        let least = max(0, n - size + m)
        guard cumulative || k >= least else { throw .number }
        guard cumulative else { return hypergeometric(k, n, m, size) }
        guard k - least <= 10_000_000 else { throw .number }
        try context.charge(Int(max(k - least, 0)) * stepsPerRatio)
        var sum = 0.0
        // From the largest probability down, each a rational multiple of the one before.
        var value = k >= least ? hypergeometric(k, n, m, size) : 0
        var count = k
        while count >= least {
            sum += value
            value *= count * (size - m - n + count) / ((m - count + 1) * (n - count + 1))
            count -= 1
        }
        return min(sum, 1)
    }

    /// `HYPGEOMDIST`: the probabilities of the hypergeometric distribution.
    static func hypergeometricProbability(
        _ successes: Double, _ sample: Double, _ marked: Double, _ population: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        try hypergeometric(successes, sample, marked, population, false, context)
    }

    /// Three binomial probabilities with the sample's share for p (Loader's way to large populations).
    private static func hypergeometric(_ k: Double, _ n: Double, _ m: Double, _ size: Double) -> Double {
        if n == 0 { return k == 0 ? 1 : 0 }
        let p = n / size
        let q = (size - n) / size
        if q == 0 { return k == m ? 1 : 0 }
        return GammaFunctions.binomial(k, m, p, q) * GammaFunctions.binomial(n - k, size - m, p, q)
            / GammaFunctions.binomial(n, size, p, q)
    }

    /// `PERMUT`: ordered choices of so many objects.
    static func permutations(_ number: Double, _ chosen: Double) throws(CellError) -> Double {
        let (n, k) = (number.rounded(.towardZero), chosen.rounded(.towardZero))
        guard n >= 0, k >= 0, k <= n else { throw .number }
        var product = 1.0
        var factor = n
        while factor > n - k, product.isFinite {
            product *= factor
            factor -= 1
        }
        return product
    }

    /// `PERMUTATIONA`: ordered choices with repetition.
    static func permutationsWithRepetition(_ number: Double, _ chosen: Double) throws(CellError) -> Double {
        let (n, k) = (number.rounded(.towardZero), chosen.rounded(.towardZero))
        guard n >= 0, k >= 0 else { throw .number }
        return pow(n, k)
    }

    /// `PROB`: the probability that values lie between two limits, or are one.
    static func probability(
        _ values: Matrix, _ probabilities: Matrix, _ lower: Double, _ upper: Skippable<Double>
    ) throws(CellError) -> Double {
        let pairs = try numberPairs(values, probabilities)
        guard !pairs.isEmpty else { throw .divisionByZero }
        let upper = upper.value ?? lower
        var total = 0.0
        var sum = 0.0
        for (value, probability) in pairs {
            guard probability > 0, probability <= 1 else { throw .number }
            total += probability
            if value >= lower, value <= upper { sum += probability }
        }
        guard Swift.abs(total - 1) < 1e-7 else { throw .number }
        return sum
    }
}
