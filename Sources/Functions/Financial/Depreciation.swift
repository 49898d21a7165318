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

    /// `VDB`: declining balance depreciation over part of an asset's life, changing to straight-line where that gives
    /// more, unless `noSwitch`. ECMA-376-1 §18.17.7.
    static func variableDeclining(
        _ cost: Double, _ salvage: Double, _ life: Double, _ start: Double, _ end: Double, _ factor: Skippable<Double>,
        _ noSwitch: Skippable<Bool>
    ) throws(CellError) -> Double {
        let factor = factor.value ?? 2
        guard cost >= 0, salvage >= 0, life > 0, start >= 0, start <= end, end <= life, factor >= 0 else { throw .number }
        guard end.rounded(.up) - start.rounded(.down) <= 10_000_000 else { throw .number }
        guard cost > 0 || salvage > 0 else { return 0 }
        if noSwitch.value ?? false {
            var sum = 0.0
            var period = start.rounded(.down) + 1
            while period <= end.rounded(.up) {
                var amount = declining(cost, salvage, life, period, factor)
                if period == start.rounded(.down) + 1 {
                    amount *= min(end, start.rounded(.down) + 1) - start
                } else if period == end.rounded(.up) {
                    amount *= end + 1 - end.rounded(.up)
                }
                sum += amount
                period += 1
            }
            return sum
        }
        return switching(cost, salvage, life, start, end, factor)
    }

    /// The sum of declining periods up to the point where straight-line depreciation of the rest gives more.
    private static func switching(
        _ cost: Double, _ salvage: Double, _ life: Double, _ start: Double, _ end: Double, _ factor: Double
    ) -> Double {
        var book = cost
        var sum = 0.0
        var linear: Double?
        var index = 0.0
        let rate = min(factor / life, 1)
        while index < end {
            let amount: Double
            if let linear {
                amount = linear
            } else {
                let fast = max(0, min(book * rate, book - salvage))
                let slow = (book - salvage) / (life - index)
                if slow > fast { linear = slow }
                amount = Swift.max(fast, slow)
            }
            sum += amount * max(0, min(index + 1, end) - max(index, start))
            book -= amount
            index += 1
        }
        return sum
    }
}
