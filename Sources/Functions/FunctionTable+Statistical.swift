// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

extension FunctionTable {
    /// Excel's category Statistical: distributions, tests and regressions.
    static let statistical: [WorksheetFunction] = [
        .init("BETA.DIST(x, alpha, beta, cumulative, A, B)", Statistical.beta, .future),
        .init("BETA.INV(probability, alpha, beta, A, B)", Statistical.betaInverse, .future),
        .init("BINOM.DIST(numberS, trials, probabilityS, cumulative)", Statistical.binomial, .future),
        .init("BINOM.DIST.RANGE(trials, probabilityS, numberS, numberS2)", Statistical.binomialRange, .future),
        .init("BINOM.INV(trials, probabilityS, alpha)", Statistical.binomialInverse, .future),
        .init("CHISQ.DIST(x, degFreedom, cumulative)", Statistical.chiSquared, .future),
        .init("CHISQ.DIST.RT(x, degFreedom)", Statistical.chiSquaredRight, .future),
        .init("CHISQ.INV(probability, degFreedom)", Statistical.chiSquaredInverse, .future),
        .init("CHISQ.INV.RT(probability, degFreedom)", Statistical.chiSquaredInverseRight, .future),
        .init("CHISQ.TEST(actualRange, expectedRange)", Statistical.chiSquaredTest, .future),
        .init("CONFIDENCE.NORM(alpha, standardDev, size)", Statistical.normalConfidence, .future),
        .init("CONFIDENCE.T(alpha, standardDev, size)", Statistical.studentConfidence, .future),
        .init("CORREL(array1, array2)", Statistical.correlation),
        .init("COVARIANCE.P(array1, array2)", Statistical.covariance, .future),
        .init("COVARIANCE.S(array1, array2)", Statistical.sampleCovariance, .future),
        .init("EXPON.DIST(x, lambda, cumulative)", Statistical.exponential, .future),
        .init("F.DIST(x, degFreedom1, degFreedom2, cumulative)", Statistical.fisher, .future),
        .init("F.DIST.RT(x, degFreedom1, degFreedom2)", Statistical.fisherRight, .future),
        .init("F.INV(probability, degFreedom1, degFreedom2)", Statistical.fisherInverse, .future),
        .init(
            "F.INV.RT(probability, degFreedom1, degFreedom2)", Statistical.fisherInverseRight, .future),
        .init("F.TEST(array1, array2)", Statistical.varianceTest, .future),
        .init("FISHER(x)", Statistical.fisherTransformation),
        .init("FISHERINV(y)", Statistical.inverseFisherTransformation),
        .init(
            "FORECAST.ETS(targetDate, values, timeline, seasonality, dataCompletion, aggregation)",
            Statistical.smoothedForecast, .future),
        .init(
            "FORECAST.ETS.CONFINT(targetDate, values, timeline, confidenceLevel, seasonality, dataCompletion, aggregation)",
            Statistical.smoothedConfidence, .future),
        .init(
            "FORECAST.ETS.SEASONALITY(values, timeline, dataCompletion, aggregation)", Statistical.seasonality, .future),
        .init(
            "FORECAST.ETS.STAT(values, timeline, statisticType, seasonality, dataCompletion, aggregation)",
            Statistical.smoothingStatistic, .future),
        .init("FORECAST.LINEAR(x, knownYs, knownXs)", Statistical.forecast, .future),
        .init("GAMMA(x)", Statistical.gammaFunction, .future),
        .init("GAMMA.DIST(x, alpha, beta, cumulative)", Statistical.gammaDistribution, .future),
        .init("GAMMA.INV(probability, alpha, beta)", Statistical.gammaInverse, .future),
        .init("GAMMALN(x)", Statistical.logGamma),
        .init("GAMMALN.PRECISE(x)", Statistical.logGamma, .future),
        .init("GAUSS(x)", Statistical.gauss, .future),
        .init("GROWTH(knownYs, knownXs, newXs, const)", Statistical.growth),
        .init(
            "HYPGEOM.DIST(sampleS, numberSample, populationS, numberPop, cumulative)",
            Statistical.hypergeometric, .future),
        .init("INTERCEPT(knownYs, knownXs)", Statistical.intercept),
        .init("LINEST(knownYs, knownXs, const, stats)", Statistical.linearEstimate),
        .init("LOGEST(knownYs, knownXs, const, stats)", Statistical.exponentialEstimate),
        .init("LOGNORM.DIST(x, mean, standardDev, cumulative)", Statistical.lognormal, .future),
        .init("LOGNORM.INV(probability, mean, standardDev)", Statistical.lognormalInverse, .future),
        .init("NEGBINOM.DIST(numberF, numberS, probabilityS, cumulative)", Statistical.negativeBinomial, .future),
        .init("NORM.DIST(x, mean, standardDev, cumulative)", Statistical.normal, .future),
        .init("NORM.INV(probability, mean, standardDev)", Statistical.normalInverse, .future),
        .init("NORM.S.DIST(z, cumulative)", Statistical.standardNormal, .future),
        .init("NORM.S.INV(probability)", Statistical.standardNormalInverse, .future),
        .init("PEARSON(array1, array2)", Statistical.correlation),
        .init("PERMUT(number, numberChosen)", Statistical.permutations),
        .init("PERMUTATIONA(number, numberChosen)", Statistical.permutationsWithRepetition, .future),
        .init("PHI(x)", Statistical.phi, .future),
        .init("POISSON.DIST(x, mean, cumulative)", Statistical.poisson, .future),
        .init("PROB(xRange, probRange, lowerLimit, upperLimit)", Statistical.probability),
        .init("RSQ(knownYs, knownXs)", Statistical.determination),
        .init("SLOPE(knownYs, knownXs)", Statistical.slope),
        .init("STANDARDIZE(x, mean, standardDev)", Statistical.standardize),
        .init("STEYX(knownYs, knownXs)", Statistical.standardError),
        .init("T.DIST(x, degFreedom, cumulative)", Statistical.student, .future),
        .init("T.DIST.2T(x, degFreedom)", Statistical.studentTails, .future),
        .init("T.DIST.RT(x, degFreedom)", Statistical.studentRight, .future),
        .init("T.INV(probability, degFreedom)", Statistical.studentInverse, .future),
        .init("T.INV.2T(probability, degFreedom)", Statistical.studentInverse2T, .future),
        .init("T.TEST(array1, array2, tails, type)", Statistical.meanTest, .future),
        .init("TREND(knownYs, knownXs, newXs, const)", Statistical.trend),
        .init("WEIBULL.DIST(x, alpha, beta, cumulative)", Statistical.weibull, .future),
        .init("Z.TEST(array, x, sigma)", Statistical.zTest, .future),
    ]
}

/// Excel's category Statistical.
enum Statistical {}
