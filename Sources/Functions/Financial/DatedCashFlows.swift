// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

// Payments on given days.
extension Financial {
    /// `XNPV`: net present value of payments on given days. Excel's function page XNPV.
    static func datedPresentValue(
        _ rate: PlainNumber, _ values: Matrix, _ dates: Matrix, _ context: CallContext
    ) throws(CellError) -> Double {
        let flows = try DatedFlows(values, dates, blanksCount: false, context)
        guard rate.value > 0, !flows.amounts.isEmpty else { throw .number }
        return try flows.value(rate: rate.value)
    }

    /// `XIRR`: the annual rate at which payments on given days are worth nothing. Excel's function page XIRR.
    static func datedInternalRate(
        _ values: Matrix, _ dates: Matrix, _ guess: Skippable<PlainNumber>, _ context: CallContext
    ) throws(CellError) -> Double {
        let flows = try DatedFlows(values, dates, blanksCount: true, context)
        let guess = guess.value?.value ?? 0.1
        guard guess > -1, flows.amounts.count > 1 else { throw .number }
        guard flows.amounts.contains(where: { $0 > 0 }), flows.amounts.contains(where: { $0 < 0 }) else {
            throw .number
        }
        if let rate = try halvedRate(flows, guess) { return rate }
        let rate = try rateRoot(near: guess) { rate throws(CellError) in try flows.value(rate: rate) }
        guard let rate else { throw .number }
        return rate
    }

    /// The rate as Excel narrows it down away from zero, and as roughly: halving 27 times the rates from 0 to the guess
    /// doubled often enough, or those from -1 to the guess's opposite, then on until the payments left are 1E-8 of all.
    /// `nil` between the guess and its opposite, and where the sign of the value does not change.
    private static func halvedRate(_ flows: DatedFlows, _ guess: Double) throws(CellError) -> Double? {
        guard guess > 0, guess < 1 else { return nil }
        let start = try flows.value(rate: guess)
        guard start != 0, try flows.value(rate: 0).sign == start.sign,
            try flows.value(rate: -guess).sign == start.sign
        else { return nil }
        var (low, high) = (0.0, guess)
        while high < 1e9, try flows.value(rate: high).sign == start.sign { high *= 2 }
        if high >= 1e9 { (low, high) = (-1, -guess) }
        let sign = try flows.value(rate: high).sign
        for step in 1...80 {
            let middle = low + (high - low) / 2
            let value = try flows.value(rate: middle)
            guard value.isFinite else { return nil }
            if step >= 27 {
                let all = try flows.value(rate: middle, ofMagnitudes: true)
                if value.magnitude <= 1e-8 * all { return middle }
            }
            if value.sign == sign { high = middle } else { low = middle }
        }
        return nil
    }

    /// Payments and the years from the first of them, of 365 days.
    private struct DatedFlows {
        var amounts: [Double] = []
        var years: [Double] = []
        private let context: CallContext

        /// XIRR takes blanks for 0 and refuses texts; XNPV passes over both, and their number must still agree.
        init(
            _ values: Matrix, _ dates: Matrix, blanksCount: Bool, _ context: CallContext
        ) throws(CellError) {
            self.context = context
            amounts = try Self.numbers(of: values, blanksCount)
            let days = try Self.numbers(of: dates, blanksCount).map { $0.rounded(.down) }
            guard amounts.count == days.count, let first = days.first else { throw .number }
            for day in days {
                guard day >= first, day >= 0, day < 2_958_466 else { throw .number }
                years.append((day - first) / 365)
            }
        }

        private static func numbers(of matrix: Matrix, _ blanksCount: Bool) throws(CellError) -> [Double] {
            guard blanksCount else { return try CashFlows.numbers(of: matrix) }
            var numbers: [Double] = []
            for element in matrix.elements {
                switch element {
                case .number(let number): numbers.append(number)
                case .empty: numbers.append(0)
                case .error(let error): throw error
                case .text, .boolean: throw .value
                }
            }
            return numbers
        }

        /// What the payments are worth on the first day, or what they would be worth if all were incomes.
        func value(rate: Double, ofMagnitudes: Bool = false) throws(CellError) -> Double {
            try context.charge(amounts.count * stepsPerPayment)
            var sum = 0.0
            for (amount, time) in zip(amounts, years) {
                sum += (ofMagnitudes ? amount.magnitude : amount) / pow(1 + rate, time)
            }
            return sum
        }
    }
}
