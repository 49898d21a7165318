// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Variance, deviation and the shape of a distribution. ECMA-376-1 §18.17.7; SKEW.P from Excel's function page.
extension StatisticalAggregates {
    /// `AVEDEV`: the mean absolute deviation from the mean, `#NUM!` without numbers.
    static func aveDev(_ values: Rest<Numbers>) throws(CellError) -> Double {
        guard try values.count() > 0 else { throw .number }
        let (count, mean) = try values.countAndMean()
        var sum = 0.0
        try values.forEach { number throws(CellError) in sum += (number - mean).magnitude }
        return sum / count
    }

    /// `DEVSQ`: the sum of the squared deviations from the mean, `#NUM!` without numbers.
    static func devSq(_ values: Rest<Numbers>) throws(CellError) -> Double {
        guard try values.count() > 0 else { throw .number }
        return try values.deviations().squares
    }

    /// `VAR.S`, `VAR`: the variance of a sample.
    static func varianceOfSample(_ values: Rest<Numbers>) throws(CellError) -> Double {
        try values.variance(ofSample: true)
    }

    /// `VAR.P`, `VARP`: the variance of a population.
    static func varianceOfPopulation(_ values: Rest<Numbers>) throws(CellError) -> Double {
        try values.variance(ofSample: false)
    }

    /// `VARA`: the variance of a sample in which texts count 0 and booleans 0 or 1.
    static func varianceA(_ values: Rest<Values>) throws(CellError) -> Double {
        try TextsAsZero(values: values).variance(ofSample: true)
    }

    /// `VARPA`: the variance of a population in which texts count 0 and booleans 0 or 1.
    static func variancePA(_ values: Rest<Values>) throws(CellError) -> Double {
        try TextsAsZero(values: values).variance(ofSample: false)
    }

    /// `STDEV.S`, `STDEV`: the standard deviation of a sample.
    static func deviationOfSample(_ values: Rest<Numbers>) throws(CellError) -> Double {
        try values.standardDeviation(ofSample: true)
    }

    /// `STDEV.P`, `STDEVP`: the standard deviation of a population.
    static func deviationOfPopulation(_ values: Rest<Numbers>) throws(CellError) -> Double {
        try values.standardDeviation(ofSample: false)
    }

    /// `STDEVA`: the standard deviation of a sample in which texts count 0 and booleans 0 or 1.
    static func deviationA(_ values: Rest<Values>) throws(CellError) -> Double {
        try TextsAsZero(values: values).standardDeviation(ofSample: true)
    }

    /// `STDEVPA`: the standard deviation of a population in which texts count 0 and booleans 0 or 1.
    static func deviationPA(_ values: Rest<Values>) throws(CellError) -> Double {
        try TextsAsZero(values: values).standardDeviation(ofSample: false)
    }

    /// The sum of a power of the deviations in units of a standard deviation.
    private static func standardized(
        _ values: Rest<Numbers>, _ mean: Double, _ deviation: Double, _ power: (Double) -> Double
    ) throws(CellError) -> Double {
        guard deviation > 0 else { throw .divisionByZero }
        var sum = 0.0
        try values.forEach { number throws(CellError) in sum += power((number - mean) / deviation) }
        return sum
    }

    /// `SKEW`: the skewness of a sample of three or more.
    static func skew(_ values: Rest<Numbers>) throws(CellError) -> Double {
        let (count, mean, squares) = try values.deviations()
        guard count >= 3 else { throw .divisionByZero }
        let sum = try standardized(values, mean, (squares / (count - 1)).squareRoot()) { $0 * $0 * $0 }
        return count / ((count - 1) * (count - 2)) * sum
    }

    /// `SKEW.P`: the skewness of a population of three or more.
    static func skewP(_ values: Rest<Numbers>) throws(CellError) -> Double {
        let (count, mean, squares) = try values.deviations()
        guard count >= 3 else { throw .divisionByZero }
        return try standardized(values, mean, (squares / count).squareRoot()) { $0 * $0 * $0 } / count
    }

    /// `KURT`: the excess kurtosis of a sample of four or more.
    static func kurt(_ values: Rest<Numbers>) throws(CellError) -> Double {
        let (count, mean, squares) = try values.deviations()
        guard count >= 4 else { throw .divisionByZero }
        let sum = try standardized(values, mean, (squares / (count - 1)).squareRoot()) { $0 * $0 * $0 * $0 }
        let scale = count * (count + 1) / ((count - 1) * (count - 2) * (count - 3))
        return scale * sum - 3 * (count - 1) * (count - 1) / ((count - 2) * (count - 3))
    }
}
