// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Excel's function pages T.DIST, T.INV, F.DIST, F.INV and so on.
extension Statistical {
    /// The right tail of Student's distribution for x ≥ 0.
    static func studentTail(
        _ x: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let square = x * x
        let sum = freedom + square
        guard sum.isFinite else { return 0 }
        return try 0.5 * BetaFunctions.incomplete(freedom / 2, 0.5, freedom / sum, square / sum, context).lower
    }

    /// `T.DIST`: Student's distribution or its density.
    static func student(
        _ x: Double, _ freedom: Double, _ cumulative: Bool, _ context: CallContext
    ) throws(CellError) -> Double {
        let freedom = freedom.rounded(.towardZero)
        if !cumulative && freedom == 0 { throw .divisionByZero }
        let degrees = try degrees(freedom)
        if cumulative {
            let tail = try studentTail(Swift.abs(x), degrees, context)
            return x < 0 ? tail : 1 - tail
        }
        // Γ((n+1)/2) / Γ(n/2) / √(nπ) by Stirling's formula and its errors.
        let half = degrees / 2
        let ratio =
            degrees > 30
            ? exp(
                GammaFunctions.stirlingError(half - 0.5) - GammaFunctions.stirlingError(half - 1)
                    + half * log1p(0.5 / (half - 1)) - 0.5) * sqrt(half - 1)
            : tgamma(half + 0.5) / tgamma(half)
        return ratio / sqrt(degrees * Double.pi) * exp(-(degrees + 1) / 2 * log1p(x * x / degrees))
    }

    /// `T.DIST.2T`: both tails of Student's distribution.
    static func studentTails(
        _ x: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let degrees = try degrees(freedom)
        guard x >= 0 else { throw .number }
        return try 2 * studentTail(x, degrees, context)
    }

    /// `T.DIST.RT`: the right tail of Student's distribution.
    static func studentRight(
        _ x: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let degrees = try degrees(freedom)
        let tail = try studentTail(Swift.abs(x), degrees, context)
        return x < 0 ? 1 - tail : tail
    }

    /// `TDIST`: one or both tails of Student's distribution.
    static func studentOneOrTwoTails(
        _ x: Double, _ freedom: Double, _ tails: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let degrees = try degrees(freedom)
        let tails = tails.rounded(.towardZero)
        guard x >= 0, tails == 1 || tails == 2 else { throw .number }
        return try tails * studentTail(x, degrees, context)
    }

    /// `T.INV`: the point of Student's distribution.
    static func studentInverse(
        _ probability: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let degrees = try degrees(freedom)
        guard probability > 0, probability < 1 else { throw .number }
        if probability == 0.5 { return 0 }
        return probability < 0.5
            ? try -studentPoint(2 * probability, degrees, context)
            : try studentPoint(2 * (1 - probability), degrees, context)
    }

    /// `T.INV.2T`: the point with two tails. Beyond 1 Excel goes on to the negative points, whatever its page says.
    static func studentInverse2T(
        _ probability: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        guard probability > 1, probability < 2 else { return try studentInverse2(probability, freedom, context) }
        return try -studentPoint(2 - probability, degrees(freedom), context)
    }

    /// `TINV`: the point with two tails.
    static func studentInverse2(
        _ probability: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let degrees = try degrees(freedom)
        guard probability > 0, probability <= 1 else { throw .number }
        return try studentPoint(probability, degrees, context)
    }

    /// The x ≥ 0 beyond which, on both sides, lies a probability.
    private static func studentPoint(
        _ tails: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        if tails >= 1 { return 0 }
        // x² / freedom are the odds of a point of the beta distribution.
        let logit = try BetaFunctions.inverseLogit(freedom / 2, 0.5, lower: tails, upper: 1 - tails, context)
        return sqrt(freedom) * exp(-logit / 2)
    }

    /// `F.DIST`: Fisher's distribution or its density.
    static func fisher(
        _ x: Double, _ freedom1: Double, _ freedom2: Double, _ cumulative: Bool, _ context: CallContext
    ) throws(CellError) -> Double {
        let (m, n) = (try degrees(freedom1), try degrees(freedom2))
        guard x >= 0 else { throw .number }
        let sum = n + m * x
        if cumulative { return try BetaFunctions.incomplete(m / 2, n / 2, m * x / sum, n / sum, context).lower }
        if x == 0 {
            if m < 2 { throw .number }
            return m == 2 ? 1 : 0
        }
        let (p, q) = (m * x / sum, n / sum)
        return GammaFunctions.binomial(m / 2, (m + n) / 2, p, q) * (m / 2) * (n / 2) / ((m + n) / 2) / x
    }

    /// `F.DIST.RT`, `FDIST`: the right tail of Fisher's distribution.
    static func fisherRight(
        _ x: Double, _ freedom1: Double, _ freedom2: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let (m, n) = (try degrees(freedom1), try degrees(freedom2))
        guard x >= 0 else { throw .number }
        let sum = n + m * x
        return try BetaFunctions.incomplete(m / 2, n / 2, m * x / sum, n / sum, context).upper
    }

    /// `F.INV`: the point of Fisher's distribution.
    static func fisherInverse(
        _ probability: Double, _ freedom1: Double, _ freedom2: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let (m, n) = (try degrees(freedom1), try degrees(freedom2))
        guard probability >= 0, probability < 1 else { throw .number }
        let logit = try BetaFunctions.inverseLogit(
            m / 2, n / 2, lower: probability, upper: 1 - probability, context)
        return n / m * exp(logit)
    }

    /// `F.INV.RT`, `FINV`: the point with a right tail.
    static func fisherInverseRight(
        _ probability: Double, _ freedom1: Double, _ freedom2: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let (m, n) = (try degrees(freedom1), try degrees(freedom2))
        guard probability > 0, probability <= 1 else { throw .number }
        let logit = try BetaFunctions.inverseLogit(
            m / 2, n / 2, lower: 1 - probability, upper: probability, context)
        return n / m * exp(logit)
    }
}
