// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The part of Excel's category Statistical that describes given numbers.
enum StatisticalAggregates {}

extension FunctionTable {
    /// Statistical functions that describe given numbers, a table of registrations.
    static let statisticalAggregates: [WorksheetFunction] = [
        .init("AVEDEV(values)", StatisticalAggregates.aveDev),
        .init("AVERAGE(values)", StatisticalAggregates.average),
        .init("AVERAGEA(values)", StatisticalAggregates.averageA),
        .init("AVERAGEIF(range, criteria, averageRange)", StatisticalAggregates.averageIf),
        .init("AVERAGEIFS(averageRange, values)", StatisticalAggregates.averageIfs),
        .init("COUNT(values)", StatisticalAggregates.count),
        .init("COUNTA(values)", StatisticalAggregates.countA),
        .init("COUNTBLANK(range)", StatisticalAggregates.countBlank),
        .init("COUNTIF(range, criteria)", StatisticalAggregates.countIf),
        .init("COUNTIFS(values)", StatisticalAggregates.countIfs),
        .init("DEVSQ(values)", StatisticalAggregates.devSq),
        .init("FREQUENCY(dataArray, binsArray)", StatisticalAggregates.frequency),
        .init("GEOMEAN(values)", StatisticalAggregates.geoMean),
        .init("HARMEAN(values)", StatisticalAggregates.harMean),
        .init("KURT(values)", StatisticalAggregates.kurt),
        .init("LARGE(array, k)", StatisticalAggregates.large),
        .init("MAX(values)", StatisticalAggregates.max),
        .init("MAXA(values)", StatisticalAggregates.maxA),
        .init("MAXIFS(maxRange, criteria)", StatisticalAggregates.maxIfs, .future),
        .init("MEDIAN(values)", StatisticalAggregates.median),
        .init("MIN(values)", StatisticalAggregates.min),
        .init("MINA(values)", StatisticalAggregates.minA),
        .init("MINIFS(minRange, criteria)", StatisticalAggregates.minIfs, .future),
        .init("MODE.MULT(values)", StatisticalAggregates.modeMult, .future),
        .init("MODE.SNGL(values)", StatisticalAggregates.modeSngl, .future),
        .init("PERCENTILE.EXC(array, k)", StatisticalAggregates.percentileExc, .future),
        .init("PERCENTILE.INC(array, k)", StatisticalAggregates.percentileInc, .future),
        .init("PERCENTRANK.EXC(array, x, significance)", StatisticalAggregates.percentRankExc, .future),
        .init("PERCENTRANK.INC(array, x, significance)", StatisticalAggregates.percentRankInc, .future),
        .init("QUARTILE.EXC(array, quart)", StatisticalAggregates.quartileExc, .future),
        .init("QUARTILE.INC(array, quart)", StatisticalAggregates.quartileInc, .future),
        .init("RANK.AVG(number, ref, order)", StatisticalAggregates.rankAvg, .future),
        .init("RANK.EQ(number, ref, order)", StatisticalAggregates.rankEq, .future),
        .init("SKEW(values)", StatisticalAggregates.skew),
        .init("SKEW.P(values)", StatisticalAggregates.skewP, .future),
        .init("SMALL(array, k)", StatisticalAggregates.small),
        .init("STDEV.P(values)", StatisticalAggregates.deviationOfPopulation, .future),
        .init("STDEV.S(values)", StatisticalAggregates.deviationOfSample, .future),
        .init("STDEVA(values)", StatisticalAggregates.deviationA),
        .init("STDEVPA(values)", StatisticalAggregates.deviationPA),
        .init("TRIMMEAN(array, percent)", StatisticalAggregates.trimMean),
        .init("VAR.P(values)", StatisticalAggregates.varianceOfPopulation, .future),
        .init("VAR.S(values)", StatisticalAggregates.varianceOfSample, .future),
        .init("VARA(values)", StatisticalAggregates.varianceA),
        .init("VARPA(values)", StatisticalAggregates.variancePA),
    ]

    /// The names these functions had before Excel 2010, a table of registrations.
    static let compatibilityAggregates: [WorksheetFunction] = [
        .init("MODE(values)", StatisticalAggregates.modeSngl),
        .init("PERCENTILE(array, k)", StatisticalAggregates.percentileInc),
        .init("PERCENTRANK(array, x, significance)", StatisticalAggregates.percentRankInc),
        .init("QUARTILE(array, quart)", StatisticalAggregates.quartileInc),
        .init("RANK(number, ref, order)", StatisticalAggregates.rankEq),
        .init("STDEV(values)", StatisticalAggregates.deviationOfSample),
        .init("STDEVP(values)", StatisticalAggregates.deviationOfPopulation),
        .init("VAR(values)", StatisticalAggregates.varianceOfSample),
        .init("VARP(values)", StatisticalAggregates.varianceOfPopulation),
    ]
}
