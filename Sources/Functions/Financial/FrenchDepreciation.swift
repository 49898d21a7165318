// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

extension Financial {
    /// `AMORDEGRC`: depreciation of an accounting period by the French declining system, with a coefficient that
    /// depends on the asset's life and amounts rounded to whole units. Excel's function page AMORDEGRC.
    static func degressiveAmortization(
        _ cost: PlainNumber, _ purchased: SerialDay, _ firstPeriod: SerialDay, _ salvage: PlainNumber,
        _ period: PlainNumber, _ rate: PlainNumber, _ basis: DayCount?, _ context: CallContext
    ) throws(CellError) -> Double {
        let asset = try Asset(cost, purchased, firstPeriod, salvage, period, rate, basis)
        let life = 1 / asset.rate
        let coefficient: Double
        switch life {
        case ..<3: coefficient = 1
        case ..<5: coefficient = 1.5
        case ...6: coefficient = 2
        default: coefficient = 2.5
        }
        guard life > 2 else { throw .number }
        let rate = asset.rate * coefficient
        var amount = (asset.firstPart * rate * asset.cost).rounded()
        var book = asset.cost - amount
        var rest = book - asset.salvage
        guard asset.period >= 1 else { return amount }
        let periods = min(asset.period, 100_000)
        try context.charge(periods * stepsPerPeriod)
        for index in 0..<periods {
            amount = (rate * book).rounded()
            rest -= amount
            if rest < 0 { return asset.period - index <= 1 ? (book * 0.5).rounded() : 0 }
            book -= amount
            if amount == 0 { break }
        }
        return amount
    }

    /// `AMORLINC`: depreciation of an accounting period by the French straight-line system. Excel's function page
    /// AMORLINC.
    static func linearAmortization(
        _ cost: PlainNumber, _ purchased: SerialDay, _ firstPeriod: SerialDay, _ salvage: PlainNumber,
        _ period: PlainNumber, _ rate: PlainNumber, _ basis: DayCount?
    ) throws(CellError) -> Double {
        let asset = try Asset(cost, purchased, firstPeriod, salvage, period, rate, basis)
        let yearly = asset.cost * asset.rate
        let total = asset.cost - asset.salvage
        let partial = asset.firstPart * yearly
        let first = min(partial > 0 ? partial : yearly, total)
        if asset.period == 0 { return first }
        let left = total - first - yearly * Double(asset.period - 1)
        return max(0, min(yearly, left))
    }

    private struct Asset {
        let cost: Double
        let salvage: Double
        let period: Int
        let rate: Double
        /// The part of a year before the end of the first accounting period.
        let firstPart: Double

        init(
            _ cost: PlainNumber, _ purchased: SerialDay, _ firstPeriod: SerialDay, _ salvage: PlainNumber,
            _ period: PlainNumber, _ rate: PlainNumber, _ basis: DayCount?
        ) throws(CellError) {
            let basis = basis ?? .us30By360
            guard basis != .actualBy360, cost.value > 0, salvage.value >= 0, salvage.value <= cost.value,
                rate.value > 0,
                period.value >= 0, purchased <= firstPeriod
            else { throw .number }
            self.cost = cost.value
            self.salvage = salvage.value
            self.period = try period.whole()
            self.rate = rate.value
            // The year of purchase gives the length of the year.
            let year =
                basis == .actualByActual
                ? (DayCount.isLeap(purchased.year) ? 366.0 : 365) : basis == .actualBy365 ? 365 : 360
            firstPart = basis.days(from: purchased, to: firstPeriod) / year
        }
    }
}
