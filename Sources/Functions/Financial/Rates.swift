// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

extension Financial {
    /// `EFFECT`: the effective annual rate of a nominal one. Excel's function page EFFECT.
    static func effectiveRate(_ nominal: PlainNumber, _ periods: PlainNumber) throws(CellError) -> Double {
        let count = periods.value.rounded(.towardZero)
        guard nominal.value > 0, count >= 1 else { throw .number }
        return pow(1 + nominal.value / count, count) - 1
    }

    /// `NOMINAL`: the nominal annual rate of an effective one. Excel's function page NOMINAL.
    static func nominalRate(_ effective: PlainNumber, _ periods: PlainNumber) throws(CellError) -> Double {
        let count = periods.value.rounded(.towardZero)
        guard effective.value > 0, count >= 1 else { throw .number }
        return (pow(1 + effective.value, 1 / count) - 1) * count
    }

    /// `PDURATION`: periods until an investment reaches a value. Excel's function page PDURATION.
    static func investmentPeriods(_ rate: Double, _ present: Double, _ future: Double) throws(CellError) -> Double {
        guard rate > 0, present > 0, future > 0 else { throw .number }
        return (log(future) - log(present)) / log1p(rate)
    }

    /// `RRI`: the equivalent interest rate of an investment's growth. Excel's function page RRI.
    static func equivalentRate(_ periods: Double, _ present: Double, _ future: Double) throws(CellError) -> Double {
        guard periods > 0, present != 0 else { throw .number }
        let growth = future / present
        guard growth >= 0 else { throw .number }
        return pow(growth, 1 / periods) - 1
    }

    /// `DOLLARDE`: a price in dollars and a fraction as a decimal number. Excel's function page DOLLARDE.
    static func decimalDollars(_ dollars: PlainNumber, _ fraction: PlainNumber) throws(CellError) -> Double {
        let (parts, scale) = try fractionScale(fraction)
        let whole = dollars.value.rounded(.towardZero)
        return whole + (dollars.value - whole) * scale / parts
    }

    /// `DOLLARFR`: a decimal price in dollars and a fraction. Excel's function page DOLLARFR.
    static func fractionalDollars(_ dollars: PlainNumber, _ fraction: PlainNumber) throws(CellError) -> Double {
        let (parts, scale) = try fractionScale(fraction)
        let whole = dollars.value.rounded(.towardZero)
        return whole + (dollars.value - whole) * parts / scale
    }

    /// The denominator, and the power of ten that leaves room for its numerators behind the point.
    private static func fractionScale(_ fraction: PlainNumber) throws(CellError) -> (parts: Double, scale: Double) {
        let parts = fraction.value.rounded(.towardZero)
        guard fraction.value >= 0 else { throw .number }
        guard parts >= 1 else { throw .divisionByZero }
        return (parts, pow(10, log10(parts).rounded(.up)))
    }

    /// `RATE`: the interest rate per period of an annuity. ECMA-376-1 §18.17.7.
    static func rate(
        _ nper: Double, _ pmt: Double, _ pv: Double, _ fv: Double?, _ type: Double?, _ guess: Skippable<Double>,
        _ context: CallContext
    ) throws(CellError) -> Double {
        guard nper > 0 else { throw .number }
        let future = fv ?? 0
        let type = (type ?? 0) != 0 ? 1.0 : 0
        func value(_ rate: Double) throws(CellError) -> Double {
            try context.charge(stepsPerPayment)
            if Swift.abs(rate) < 1e-9 {
                // Two terms of the series keep the equation smooth at a rate of 0.
                return pv * (1 + nper * rate) + pmt * (1 + rate * type) * nper * (1 + (nper - 1) / 2 * rate) + future
            }
            let growth = pow(1 + rate, nper)
            return pv * growth + pmt * (1 + rate * type) * expm1(nper * log1p(rate)) / rate + future
        }
        guard let rate = try newtonRate(near: guess.value ?? 0.1, of: value) else { throw .number }
        return rate
    }

    /// Steps that a payment takes, or a term of its kind: a power and a division.
    static let stepsPerPayment = 16

    /// The zero of a function of an interest rate near a guess: Newton's method, then the nearest change of sign.
    static func rateRoot(
        near guess: Double, of value: (Double) throws(CellError) -> Double
    ) throws(CellError) -> Double? {
        if let rate = try newtonRate(near: guess, of: value) { return rate }
        return try bracketed(near: guess, value)
    }

    /// Newton's method alone; `nil` when it leaves the rates above −1 or does not settle.
    private static func newtonRate(
        near guess: Double, of value: (Double) throws(CellError) -> Double
    ) throws(CellError) -> Double? {
        var rate = guess
        guard rate > -1 else { return nil }
        for _ in 0..<60 {
            let here = try value(rate)
            let width = 1e-6 * max(Swift.abs(rate), 1e-3)
            let slope = try (value(rate + width) - value(rate - width)) / (2 * width)
            guard here.isFinite, slope.isFinite, slope != 0 else { return nil }
            if here == 0 { return rate }
            let next = rate - here / slope
            guard next > -1, next < 1e9 else { return nil }
            if Swift.abs(next - rate) <= 1e-9 * max(1e-3, Swift.abs(next)) {
                return try polished(next, around: Swift.abs(next) * 1e-7 + 1e-10, value)
            }
            rate = next
        }
        return nil
    }

    /// A root found roughly, to its last bits where the function changes sign there.
    private static func polished(
        _ rate: Double, around width: Double, _ value: (Double) throws(CellError) -> Double
    ) throws(CellError) -> Double {
        try RootSearch.root(max(rate - width, -1 + 1e-15), rate + width, of: value) ?? rate
    }

    private static func bracketed(
        near guess: Double, _ value: (Double) throws(CellError) -> Double
    ) throws(CellError) -> Double? {
        // Rates as growth factors on a logarithmic grid, walked outwards from the guess.
        let start = log1p(guess)
        var (low, high) = (start, start)
        var (valueLow, valueHigh) = (try value(guess), try value(guess))
        for step in 1...240 {
            let width = 0.02 * Double(step) * (step > 60 ? 0.02 * Double(step) : 1)
            let (nextLow, nextHigh) = (start - width, start + width)
            let (below, above) = (try value(expm1(nextLow)), try value(expm1(nextHigh)))
            if above.isFinite, valueHigh.isFinite, above.sign != valueHigh.sign {
                return try RootSearch.root(expm1(high), expm1(nextHigh), of: value)
            }
            if below.isFinite, valueLow.isFinite, below.sign != valueLow.sign {
                return try RootSearch.root(expm1(nextLow), expm1(low), of: value)
            }
            (low, high, valueLow, valueHigh) = (nextLow, nextHigh, below, above)
        }
        return nil
    }
}
