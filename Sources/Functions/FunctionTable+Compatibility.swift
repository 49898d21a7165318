// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

extension FunctionTable {
    /// Excel's category Compatibility: the distributions and tests under their names from before Excel 2010.
    static let compatibility: [WorksheetFunction] = [
        .init("BETADIST(x, alpha, beta, A, B)", Statistical.betaLower),
        .init("BETAINV(probability, alpha, beta, A, B)", Statistical.betaInverse),
        .init("BINOMDIST(numberS, trials, probabilityS, cumulative)", Statistical.binomial),
        .init("CHIDIST(x, degFreedom)", Statistical.chiSquaredRight),
        .init("CHIINV(probability, degFreedom)", Statistical.chiSquaredInverseRight),
        .init("CHITEST(actualRange, expectedRange)", Statistical.chiSquaredTest),
        .init("CONFIDENCE(alpha, standardDev, size)", Statistical.normalConfidence),
        .init("COVAR(array1, array2)", Statistical.covariance),
        .init("CRITBINOM(trials, probabilityS, alpha)", Statistical.binomialInverse),
        .init("EXPONDIST(x, lambda, cumulative)", Statistical.exponential),
        .init("FDIST(x, degFreedom1, degFreedom2)", Statistical.fisherRight),
        .init("FINV(probability, degFreedom1, degFreedom2)", Statistical.fisherInverseRight),
        .init("FORECAST(x, knownYs, knownXs)", Statistical.forecast),
        .init("FTEST(array1, array2)", Statistical.varianceTest),
        .init("GAMMADIST(x, alpha, beta, cumulative)", Statistical.gamma),
        .init("GAMMAINV(probability, alpha, beta)", Statistical.gammaInverse),
        .init("HYPGEOMDIST(sampleS, numberSample, populationS, numberPop)", Statistical.hypergeometricProbability),
        .init("LOGINV(probability, mean, standardDev)", Statistical.lognormalInverse),
        .init("LOGNORMDIST(x, mean, standardDev)", Statistical.lognormalLower),
        .init("NEGBINOMDIST(numberF, numberS, probabilityS)", Statistical.negativeBinomialProbability),
        .init("NORMDIST(x, mean, standardDev, cumulative)", Statistical.normal),
        .init("NORMINV(probability, mean, standardDev)", Statistical.normalInverse),
        .init("NORMSDIST(z)", Statistical.standardNormalLower),
        .init("NORMSINV(probability)", Statistical.standardNormalInverse),
        .init("POISSON(x, mean, cumulative)", Statistical.poisson),
        .init("TDIST(x, degFreedom, tails)", Statistical.studentOneOrTwoTails),
        .init("TINV(probability, degFreedom)", Statistical.studentInverse2),
        .init("TTEST(array1, array2, tails, type)", Statistical.meanTest),
        .init("WEIBULL(x, alpha, beta, cumulative)", Statistical.weibull),
        .init("ZTEST(array, x, sigma)", Statistical.zTest),
    ]
}
