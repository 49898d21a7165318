// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

extension Financial {
    /// `SLN`: straight-line depreciation of one period. ECMA-376-1 §18.17.7.
    static func straightLine(_ cost: Double, _ salvage: Double, _ life: Double) throws(CellError) -> Double {
        guard life != 0 else { throw .divisionByZero }
        return (cost - salvage) / life
    }

    /// `SYD`: sum-of-years' digits depreciation of a period. ECMA-376-1 §18.17.7.
    static func sumOfYears(
        _ cost: Double, _ salvage: Double, _ life: Double, _ period: Double
    ) throws(CellError) -> Double {
        guard salvage >= 0, life > 0, period > 0, period <= life else { throw .number }
        return (cost - salvage) * (life - period + 1) * 2 / (life * (life + 1))
    }

    /// `DB`: fixed-declining balance depreciation of a period, with a rate of three decimals; `month` is the number of
    /// months in the first year. ECMA-376-1 §18.17.7.
    static func fixedDeclining(
        _ cost: Double, _ salvage: Double, _ life: Double, _ period: Double, _ month: Skippable<Double>
    ) throws(CellError) -> Double {
        let month = (month.value ?? 12).rounded(.towardZero)
        guard cost >= 0, salvage >= 0, life > 0, period > 0, month >= 1, month <= 12 else { throw .number }
        let whole = life.rounded(.towardZero)
        let period = period.rounded(.towardZero)
        guard period >= 1, period <= whole + (month < 12 ? 1 : 0) else { throw .number }
        guard cost > 0 else { return 0 }
        let rate = ((1 - pow(salvage / cost, 1 / life)) * 1000).rounded() / 1000
        let first = cost * rate * month / 12
        if period == 1 { return first }
        let book = (cost - first) * pow(1 - rate, period - 2)
        return period == whole + 1 ? book * rate * (12 - month) / 12 : book * rate
    }

    /// `DDB`: double-declining balance depreciation of a period, or with another factor. ECMA-376-1 §18.17.7.
    static func doubleDeclining(
        _ cost: Double, _ salvage: Double, _ life: Double, _ period: Double, _ factor: Skippable<Double>
    ) throws(CellError) -> Double {
        let factor = factor.value ?? 2
        guard cost >= 0, salvage >= 0, life > 0, period > 0, factor > 0, period <= life else { throw .number }
        return declining(cost, salvage, life, period, factor)
    }

    private static func declining(
        _ cost: Double, _ salvage: Double, _ life: Double, _ period: Double, _ factor: Double
    ) -> Double {
        let rate = min(factor / life, 1)
        let before = rate == 1 ? (period == 1 ? cost : 0) : cost * pow(1 - rate, period - 1)
        let after = cost * pow(1 - rate, period)
        return max(0, after < salvage ? before - salvage : before - after)
    }

    /// Steps that a period of a schedule takes.
    static let stepsPerPeriod = 4

    /// `VDB`: declining balance depreciation over part of an asset's life, changing to straight-line where that gives
    /// more, unless `noSwitch`. ECMA-376-1 §18.17.7.
    static func variableDeclining(
        _ cost: Double, _ salvage: Double, _ life: Double, _ start: Double, _ end: Double, _ factor: Skippable<Double>,
        _ noSwitch: Skippable<Bool>, _ context: CallContext
    ) throws(CellError) -> Double {
        let factor = factor.value ?? 2
        guard cost >= 0, salvage >= 0, life > 0, start >= 0, start <= end, end <= life, factor >= 0 else {
            throw .number
        }
        guard end <= 10_000_000 else { throw .number }
        try context.charge(Int(end) * stepsPerPeriod)
        guard cost > 0 || salvage > 0 else { return 0 }
        var schedule = VariableSchedule(
            book: cost, salvage: salvage, life: life, rate: min(factor / life, 1), switches: !(noSwitch.value ?? false))
        // Excel's periods are counted from the start asked for: what lies before it begins with the broken period.
        let broken = start - start.rounded(.down)
        if broken > 0 { _ = schedule.depreciate(over: broken) }
        while schedule.time < start - 0.5 { _ = schedule.depreciate(over: 1) }
        var sum = 0.0
        while schedule.time < end { sum += schedule.depreciate(over: min(1, end - schedule.time)) }
        return sum
    }

    /// An asset's book value as it is written down period after period.
    private struct VariableSchedule {
        var book: Double
        let salvage: Double
        let life: Double
        let rate: Double
        /// Whether straight-line depreciation takes over where it gives more.
        let switches: Bool
        var time = 0.0

        mutating func depreciate(over part: Double) -> Double {
            let declining = min(book * rate, book - salvage)
            let linear = (book - salvage) / (life - time)
            let amount = max(0, switches && linear > declining ? linear : declining) * part
            book -= amount
            time += part
            return amount
        }
    }
}
