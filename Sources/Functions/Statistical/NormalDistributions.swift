// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Excel's function pages NORM.DIST, LOGNORM.DIST, CONFIDENCE.NORM and so on.
extension Statistical {
    /// `NORM.DIST`, `NORMDIST`: the normal distribution or its density.
    static func normal(_ x: Double, _ mean: Double, _ deviation: Double, _ cumulative: Bool) throws(CellError) -> Double
    {
        guard deviation > 0 else { throw .number }
        let z = (x - mean) / deviation
        return cumulative ? NormalFunctions.lower(z) : NormalFunctions.density(z) / deviation
    }

    /// `NORM.INV`, `NORMINV`: the point below which lies a probability.
    static func normalInverse(
        _ probability: Double, _ mean: Double, _ deviation: Double
    ) throws(CellError) -> Double {
        guard probability > 0, probability < 1, deviation > 0 else { throw .number }
        return mean + deviation * NormalFunctions.inverse(probability)
    }

    /// `NORM.S.DIST`: the standard normal distribution or its density.
    static func standardNormal(_ z: Double, _ cumulative: Bool) -> Double {
        cumulative ? NormalFunctions.lower(z) : NormalFunctions.density(z)
    }

    /// `NORMSDIST`: the standard normal distribution.
    static func standardNormalLower(_ z: Double) -> Double { NormalFunctions.lower(z) }

    /// `NORM.S.INV`, `NORMSINV`: the point of the standard normal distribution.
    static func standardNormalInverse(_ probability: Double) throws(CellError) -> Double {
        try normalInverse(probability, 0, 1)
    }

    /// `GAUSS`: the probability between the mean and z standard deviations, as Excel takes it: a difference.
    static func gauss(_ z: Double) -> Double { NormalFunctions.lower(z) - 0.5 }

    /// `PHI`: the density of the standard normal distribution.
    static func phi(_ x: Double) -> Double { NormalFunctions.density(x) }

    /// `STANDARDIZE`: the distance from the mean in standard deviations.
    static func standardize(_ x: Double, _ mean: Double, _ deviation: Double) throws(CellError) -> Double {
        guard deviation > 0 else { throw .number }
        return (x - mean) / deviation
    }

    /// `LOGNORM.DIST`: the lognormal distribution or its density.
    static func lognormal(
        _ x: Double, _ mean: Double, _ deviation: Double, _ cumulative: Bool
    ) throws(CellError) -> Double {
        guard x > 0, deviation > 0 else { throw .number }
        let z = (log(x) - mean) / deviation
        return cumulative ? NormalFunctions.lower(z) : NormalFunctions.density(z) / (deviation * x)
    }

    /// `LOGNORMDIST`: the lognormal distribution.
    static func lognormalLower(_ x: Double, _ mean: Double, _ deviation: Double) throws(CellError) -> Double {
        try lognormal(x, mean, deviation, true)
    }

    /// `LOGNORM.INV`, `LOGINV`: the point of the lognormal distribution.
    static func lognormalInverse(
        _ probability: Double, _ mean: Double, _ deviation: Double
    ) throws(CellError) -> Double {
        try exp(normalInverse(probability, mean, deviation))
    }

    /// `CONFIDENCE.NORM`, `CONFIDENCE`: half the width of a confidence interval of a mean.
    static func normalConfidence(_ alpha: Double, _ deviation: Double, _ size: Double) throws(CellError) -> Double {
        let size = size.rounded(.towardZero)
        guard alpha > 0, alpha < 1, deviation > 0, size >= 1 else { throw .number }
        return NormalFunctions.inverse(1 - alpha / 2) * deviation / sqrt(size)
    }

    /// `CONFIDENCE.T`: the same by Student's distribution.
    static func studentConfidence(
        _ alpha: Double, _ deviation: Double, _ size: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let size = size.rounded(.towardZero)
        guard alpha > 0, alpha < 1, deviation > 0, size >= 1 else { throw .number }
        guard size > 1 else { throw .divisionByZero }
        return try studentInverse2(alpha, size - 1, context) * deviation / sqrt(size)
    }

    /// `FISHER`: the inverse hyperbolic tangent by its logarithm, whose digits near 0 are Excel's.
    static func fisherTransformation(_ x: Double) throws(CellError) -> Double {
        guard x > -1, x < 1 else { throw .number }
        return 0.5 * log((1 + x) / (1 - x))
    }

    /// `FISHERINV`: the hyperbolic tangent by exponentials, whose digits near 0 are Excel's.
    static func inverseFisherTransformation(_ y: Double) -> Double {
        if Swift.abs(y) > 20 { return y > 0 ? 1 : -1 }
        let square = exp(2 * y)
        return (square - 1) / (square + 1)
    }
}
