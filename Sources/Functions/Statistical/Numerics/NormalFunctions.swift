// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// The standard normal distribution.
enum NormalFunctions {
    static func density(_ z: Double) -> Double { exp(-z * z / 2) / sqrt(2 * Double.pi) }

    /// The probability of a value below `z`.
    static func lower(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// The point below which lies a probability between 0 and 1: a rational start (Abramowitz and Stegun 26.2.23) and
    /// Halley's method.
    static func inverse(_ probability: Double) -> Double {
        if probability == 0.5 { return 0 }
        if abs(probability - 0.5) < 0.25 { return central(probability - 0.5) }
        if probability > 0.5 { return -inverse(1 - probability) }
        let t = sqrt(-2 * log(probability))
        let numerator = (0.010328 * t + 0.802853) * t + 2.515517
        let denominator = ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1
        var z = numerator / denominator - t
        for _ in 0..<4 {
            let step = (lower(z) - probability) / density(z)
            let change = step / (1 + z * step / 2)
            z -= change
            if abs(change) < 1e-16 * abs(z) { break }
        }
        return z
    }

    /// The point up to which, from the mean, lies a probability: by the error function, which keeps the digits near 0.
    private static func central(_ excess: Double) -> Double {
        var z = excess / density(0)
        for _ in 0..<8 {
            let step = (0.5 * erf(z / 2.0.squareRoot()) - excess) / density(z)
            let change = step / (1 + z * step / 2)
            z -= change
            if abs(change) < 1e-16 * abs(z) { break }
        }
        return z
    }
}
