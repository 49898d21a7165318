// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Excel's function pages BETA.DIST, GAMMA.DIST, EXPON.DIST, WEIBULL.DIST, CHISQ.DIST and so on.
extension Statistical {
    /// `BETA.DIST`: the beta distribution between two bounds, or its density.
    static func beta(
        _ x: Double, _ alpha: Double, _ beta: Double, _ cumulative: Bool, _ a: Skippable<Double>,
        _ b: Skippable<Double>, _ context: CallContext
    ) throws(CellError) -> Double {
        let (low, high) = (a.value ?? 0, b.value ?? 1)
        guard alpha > 0, beta > 0, x >= low, x <= high, low != high else { throw .number }
        let width = high - low
        let (p, q) = ((x - low) / width, (high - x) / width)
        if cumulative { return try BetaFunctions.incomplete(alpha, beta, p, q, context).lower }
        if (p == 0 && alpha < 1) || (q == 0 && beta < 1) { throw .number }
        let logBeta =
            GammaFunctions.logGamma(alpha) + GammaFunctions.logGamma(beta) - GammaFunctions.logGamma(alpha + beta)
        if p == 0 || q == 0 {
            let exponent = p == 0 ? alpha : beta
            return exponent == 1 ? exp(-logBeta) / width : 0
        }
        // x^a·y^b / B(a, b) is a binomial probability up to a·b / (a + b).
        return GammaFunctions.binomial(alpha, alpha + beta, p, q) * alpha * beta / (alpha + beta) / (p * q) / width
    }

    /// `BETADIST`: the beta distribution.
    static func betaLower(
        _ x: Double, _ alpha: Double, _ beta: Double, _ a: Skippable<Double>, _ b: Skippable<Double>,
        _ context: CallContext
    ) throws(CellError) -> Double {
        try self.beta(x, alpha, beta, true, a, b, context)
    }

    /// `BETA.INV`, `BETAINV`: the point of the beta distribution.
    static func betaInverse(
        _ probability: Double, _ alpha: Double, _ beta: Double, _ a: Skippable<Double>, _ b: Skippable<Double>,
        _ context: CallContext
    ) throws(CellError) -> Double {
        let (low, high) = (a.value ?? 0, b.value ?? 1)
        guard alpha > 0, beta > 0, probability > 0, probability < 1, low != high else { throw .number }
        let logit = try BetaFunctions.inverseLogit(
            alpha, beta, lower: probability, upper: 1 - probability, context)
        let parts = BetaFunctions.parts(ofLogit: logit)
        return parts.x < 0.5 ? low + parts.x * (high - low) : high - parts.y * (high - low)
    }

    /// `GAMMA.DIST`: the gamma distribution or its density, which Excel leaves out at 0 for exponential distributions.
    static func gammaDistribution(
        _ x: Double, _ alpha: Double, _ beta: Double, _ cumulative: Bool, _ context: CallContext
    ) throws(CellError) -> Double {
        if x == 0, alpha == 1, !cumulative { throw .number }
        return try gamma(x, alpha, beta, cumulative, context)
    }

    /// `GAMMADIST`: the gamma distribution or its density.
    static func gamma(
        _ x: Double, _ alpha: Double, _ beta: Double, _ cumulative: Bool, _ context: CallContext
    ) throws(CellError) -> Double {
        guard x >= 0, alpha > 0, beta > 0 else { throw .number }
        if cumulative { return try GammaFunctions.incomplete(alpha, x / beta, context).lower }
        if x == 0 {
            if alpha < 1 { throw .number }
            return alpha == 1 ? 1 / beta : 0
        }
        return GammaFunctions.poisson(alpha, x / beta) * alpha / x
    }

    /// `GAMMA.INV`, `GAMMAINV`: the point of the gamma distribution.
    static func gammaInverse(
        _ probability: Double, _ alpha: Double, _ beta: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        guard probability >= 0, probability < 1, alpha > 0, beta > 0 else { throw .number }
        return try GammaFunctions.inverse(alpha, lower: probability, upper: 1 - probability, context) * beta
    }

    /// `GAMMA`: the gamma function; 0 and negative whole numbers are `#NUM!`.
    static func gammaFunction(_ x: Double) throws(CellError) -> Double {
        guard x > 0 || x != x.rounded(.down) else { throw .number }
        return tgamma(x)
    }

    /// `GAMMALN`, `GAMMALN.PRECISE`: the logarithm of the gamma function.
    static func logGamma(_ x: Double) throws(CellError) -> Double {
        guard x > 0 else { throw .number }
        return GammaFunctions.logGamma(x)
    }

    /// `EXPON.DIST`, `EXPONDIST`: the exponential distribution or its density.
    static func exponential(_ x: Double, _ lambda: Double, _ cumulative: Bool) throws(CellError) -> Double {
        guard x >= 0, lambda > 0 else { throw .number }
        return cumulative ? -expm1(-lambda * x) : lambda * exp(-lambda * x)
    }

    /// `WEIBULL.DIST`, `WEIBULL`: the Weibull distribution or its density.
    static func weibull(
        _ x: Double, _ alpha: Double, _ beta: Double, _ cumulative: Bool
    ) throws(CellError) -> Double {
        guard x >= 0, alpha > 0, beta > 0 else { throw .number }
        let power = pow(x / beta, alpha)
        return cumulative ? -expm1(-power) : alpha / beta * pow(x / beta, alpha - 1) * exp(-power)
    }

    /// `CHISQ.DIST`: the chi-squared distribution or its density.
    static func chiSquared(
        _ x: Double, _ freedom: Double, _ cumulative: Bool, _ context: CallContext
    ) throws(CellError) -> Double {
        let freedom = try degrees(freedom)
        return try gamma(x, freedom / 2, 2, cumulative, context)
    }

    /// `CHISQ.DIST.RT`, `CHIDIST`: the right tail of the chi-squared distribution.
    static func chiSquaredRight(
        _ x: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let freedom = try degrees(freedom)
        guard x >= 0 else { throw .number }
        return try GammaFunctions.incomplete(freedom / 2, x / 2, context).upper
    }

    /// `CHISQ.INV`: the point of the chi-squared distribution.
    static func chiSquaredInverse(
        _ probability: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let freedom = try degrees(freedom)
        guard probability >= 0, probability < 1 else { throw .number }
        return try 2 * GammaFunctions.inverse(freedom / 2, lower: probability, upper: 1 - probability, context)
    }

    /// `CHISQ.INV.RT`, `CHIINV`: the point with a right tail.
    static func chiSquaredInverseRight(
        _ probability: Double, _ freedom: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let freedom = try degrees(freedom)
        guard probability > 0, probability <= 1 else { throw .number }
        return try 2 * GammaFunctions.inverse(freedom / 2, lower: 1 - probability, upper: probability, context)
    }

    /// Degrees of freedom cut to a whole number from 1 to 10^10.
    static func degrees(_ freedom: Double) throws(CellError) -> Double {
        let freedom = freedom.rounded(.towardZero)
        guard freedom >= 1, freedom <= 1e10 else { throw .number }
        return freedom
    }
}
