// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// Exponential smoothing with additive error, trend and season (the AAA model of Holt and Winters). The three weights
/// are those with the least squares of one-step errors.
struct ExponentialSmoothing {
    let values: [Double]
    /// Steps in a season; 1 for none.
    let period: Int
    private var start: (level: Double, trend: Double, season: [Double]) = (0, 0, [])
    private(set) var alpha = 0.0
    private(set) var beta = 0.0
    private(set) var gamma = 0.0
    /// What the model said of each value before it was known.
    private(set) var fitted: [Double] = []
    private var level = 0.0
    private var trend = 0.0
    private var season: [Double] = []

    /// A season needs two whole cycles to start from.
    init(_ values: [Double], period: Int) {
        self.values = values
        self.period = max(period, 1)
        start = initialState()
        let weights = minimum()
        (alpha, beta, gamma) = (weights[0], weights[1], weights[2])
        _ = run(alpha, beta, gamma, keeping: true)
    }

    /// The forecast so many steps after the last value, from 1.
    func forecast(_ steps: Int) -> Double {
        level + Double(steps) * trend + season[(values.count + steps - 1) % period]
    }

    /// The variance of a forecast so many steps ahead, in squares of the one-step error.
    func variance(_ steps: Int) -> Double {
        var sum = 1.0
        for lag in 1..<max(steps, 1) {
            let seasonal = period > 1 && lag % period == 0 ? gamma * (1 - alpha) : 0
            let weight = alpha * (1 + Double(lag) * beta) + seasonal
            sum += weight * weight
        }
        return sum
    }

    /// The square root of the mean of squared one-step errors.
    var rootMeanSquareError: Double { sqrt(errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)) }

    var meanAbsoluteError: Double { errors.reduce(0) { $0 + abs($1) } / Double(errors.count) }

    /// The mean absolute error over that of the naive forecast, which repeats the last value.
    var meanAbsoluteScaledError: Double {
        let naive = zip(values.dropFirst(), values).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(values.count - 1)
        return meanAbsoluteError / naive
    }

    /// The mean of errors over the half of forecast and value together.
    var symmetricMeanAbsolutePercentageError: Double {
        var sum = 0.0
        for (value, forecast) in zip(values, fitted) {
            let size = abs(value) + abs(forecast)
            if size > 0 { sum += 2 * abs(value - forecast) / size }
        }
        return sum / Double(values.count)
    }

    private var errors: [Double] { zip(values, fitted).map { $0 - $1 } }

    /// Level, trend and season before the first value: those of the line through the season's means, or without a
    /// season through the first ten values.
    private func initialState() -> (level: Double, trend: Double, season: [Double]) {
        let count = values.count
        guard period > 1 else {
            let first = Array(values.prefix(10))
            let line = LinearModel(first, [first.indices.map(Double.init)], hasIntercept: true)
            return (line.value { _ in -1 }, line.coefficients[0], [0])
        }
        let cycles = count / period
        let means = (0..<cycles).map { cycle in
            values[cycle * period..<(cycle + 1) * period].reduce(0, +) / Double(period)
        }
        let slope = cycles > 1 ? (means[cycles - 1] - means[0]) / Double((cycles - 1) * period) : 0
        let middle = Double(period - 1) / 2
        var season = [Double](repeating: 0, count: period)
        for index in 0..<cycles * period {
            let expected = means[index / period] + (Double(index % period) - middle) * slope
            season[index % period] += (values[index] - expected) / Double(cycles)
        }
        return (means[0] - (middle + 1) * slope, slope, season)
    }

    /// Runs over the values; gives the sum of squared one-step errors.
    private mutating func run(_ alpha: Double, _ beta: Double, _ gamma: Double, keeping: Bool) -> Double {
        var (level, trend, season) = start
        var sum = 0.0
        if keeping { fitted = [] }
        for index in values.indices {
            let seasonal = season[index % period]
            let forecast = level + trend + seasonal
            if keeping { fitted.append(forecast) }
            let error = values[index] - forecast
            sum += error * error
            level += trend + alpha * error
            trend += alpha * beta * error
            if period > 1 { season[index % period] = seasonal + gamma * (1 - alpha) * error }
        }
        if keeping { (self.level, self.trend, self.season) = (level, trend, season) }
        return sum
    }

    /// The best weights between 0 and 1: of a coarse grid, then by steps that shrink along each of them.
    private mutating func minimum() -> [Double] {
        let grid = [0.05, 0.25, 0.5, 0.75, 0.95]
        var best = [0.5, 0.1, 0.1]
        var least = Double.infinity
        for alpha in grid {
            for beta in grid {
                for gamma in period > 1 ? grid : [0] {
                    let sum = run(alpha, beta, gamma, keeping: false)
                    if sum < least { (least, best) = (sum, [alpha, beta, gamma]) }
                }
            }
        }
        var stride = 0.1
        for _ in 0..<400 where stride > 1e-6 {
            var improved = false
            for index in 0..<(period > 1 ? 3 : 2) {
                for direction in [-stride, stride] {
                    var trial = best
                    // Excel's weights stay within 0.001 and 0.999.
                    trial[index] = min(max(trial[index] + direction, 0.001), 0.999)
                    let sum = run(trial[0], trial[1], trial[2], keeping: false)
                    if sum < least { (least, best, improved) = (sum, trial, true) }
                }
            }
            if !improved { stride /= 2 }
        }
        return best
    }

    /// The length of the season that values show: the first strong peak in the correlation of the detrended values with
    /// themselves, so many steps apart; 1 when there is none.
    static func season(of values: [Double]) -> Int {
        let count = values.count
        guard count >= 6 else { return 1 }
        let xs = (0..<count).map(Double.init)
        let line = LinearModel(values, [xs], hasIntercept: true)
        let rest = values.indices.map { index in values[index] - line.value { _ in xs[index] } }
        let power = rest.reduce(0) { $0 + $1 * $1 }
        let size = values.reduce(0) { $0 + $1 * $1 }
        guard power > 1e-20 * size else { return 1 }
        let longest = min(count / 2, 8760)
        guard count * longest <= 1_000_000_000 else { return 1 }
        // Scaled by the number of terms, so that long lags do not fade.
        let correlations = (0...longest).map { lag in
            var sum = 0.0
            for index in lag..<count { sum += rest[index] * rest[index - lag] }
            return sum / power * Double(count) / Double(count - lag)
        }
        let peaks = (2...longest).filter { lag in
            correlations[lag] > correlations[lag - 1] && (lag == longest || correlations[lag] >= correlations[lag + 1])
        }
        guard let strongest = peaks.map({ correlations[$0] }).max(), strongest > max(0.3, 2 / sqrt(Double(count)))
        else { return 1 }
        return peaks.first { correlations[$0] >= 0.9 * strongest } ?? 1
    }
}
