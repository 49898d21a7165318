// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// The terms of a bond with regular coupons, per 100 of face value, on the day of its settlement.
struct CouponBond {
    let coupon: Double
    let redemption: Double
    let perYear: Double
    /// Coupons still to be paid.
    let count: Int
    /// The part of the current period that has passed, and that is left.
    let elapsed: Double
    let remaining: Double

    init(_ schedule: CouponSchedule, rate: Double, redemption: Double) {
        perYear = schedule.frequency.perYear
        coupon = 100 * rate / perYear
        self.redemption = redemption
        count = schedule.count
        elapsed = schedule.daysBefore / schedule.days
        remaining = 1 - elapsed
    }

    var accruedInterest: Double { coupon * elapsed }

    /// The clean price at an annual yield. One coupon left is discounted with simple interest.
    func price(yield: Double, _ context: CallContext) throws(CellError) -> Double {
        let factor = 1 + yield / perYear
        try context.charge(Financial.stepsPerPayment)
        if count == 1 { return (redemption + coupon) / (1 + remaining * yield / perYear) - accruedInterest }
        return try redemption / pow(factor, Double(count - 1) + remaining) + coupons(factor, context) - accruedInterest
    }

    /// What the coupons are worth at settlement: a geometric series.
    private func coupons(_ factor: Double, _ context: CallContext) throws(CellError) -> Double {
        let first = coupon / pow(factor, remaining)
        let step = 1 / factor
        if Swift.abs(1 - step) < 1e-4 {
            try context.charge(2 * count)
            var sum = 0.0
            var term = first
            for _ in 0..<count {
                sum += term
                term *= step
            }
            return sum
        }
        return first * (1 - pow(step, Double(count))) / (1 - step)
    }

    /// Macaulay's duration in years.
    func duration(yield: Double, _ context: CallContext) throws(CellError) -> Double {
        try context.charge(count * Financial.stepsPerPayment)
        let factor = 1 + yield / perYear
        let last = Double(count - 1) + remaining
        var worth = 100 / pow(factor, last)
        var weighted = last * worth
        for index in 0..<count {
            let time = Double(index) + remaining
            let value = coupon / pow(factor, time)
            worth += value
            weighted += value * time
        }
        return weighted / worth / perYear
    }
}

extension Financial {
    /// `PRICE`: price per 100 of face value of a security with periodic interest. Excel's function page PRICE.
    static func price(
        _ settlement: SerialDay, _ maturity: SerialDay, _ rate: PlainNumber, _ yield: PlainNumber,
        _ redemption: PlainNumber, _ frequency: CouponFrequency, _ basis: DayCount?, _ context: CallContext
    ) throws(CellError) -> Double {
        guard rate.value >= 0, yield.value >= 0, redemption.value > 0 else { throw .number }
        let schedule = try schedule(settlement, maturity, frequency, basis)
        let bond = CouponBond(schedule, rate: rate.value, redemption: redemption.value)
        return try bond.price(yield: yield.value, context)
    }

    /// `YIELD`: the yield of a security with periodic interest. Excel's function page YIELD.
    static func yield(
        _ settlement: SerialDay, _ maturity: SerialDay, _ rate: PlainNumber, _ price: PlainNumber,
        _ redemption: PlainNumber, _ frequency: CouponFrequency, _ basis: DayCount?, _ context: CallContext
    ) throws(CellError) -> Double {
        guard rate.value >= 0, price.value > 0, redemption.value > 0 else { throw .number }
        let schedule = try schedule(settlement, maturity, frequency, basis)
        let bond = CouponBond(schedule, rate: rate.value, redemption: redemption.value)
        if bond.count == 1 {
            let paid = price.value + bond.accruedInterest
            return (bond.redemption + bond.coupon - paid) / paid * bond.perYear / bond.remaining
        }
        return try yield(perYear: bond.perYear) { yield throws(CellError) in
            try bond.price(yield: yield, context) - price.value
        }
    }

    /// The yield at which a falling function of it is zero: above −`perYear`, where prices grow without bound.
    static func yield(
        perYear: Double, where excess: (Double) throws(CellError) -> Double
    ) throws(CellError) -> Double {
        var low = -perYear * 0.999_999
        var high = 0.1
        if try excess(0) >= 0 {
            low = 0
            while try excess(high) > 0 {
                low = high
                high *= 4
                guard high < 1e9 else { throw .number }
            }
        } else {
            high = 0
        }
        guard let root = try RootSearch.root(low, high, of: excess) else { throw .number }
        return root
    }

    /// `DURATION`: Macaulay's duration for a face value of 100. Excel's function page DURATION.
    static func duration(
        _ settlement: SerialDay, _ maturity: SerialDay, _ coupon: PlainNumber, _ yield: PlainNumber,
        _ frequency: CouponFrequency, _ basis: DayCount?, _ context: CallContext
    ) throws(CellError) -> Double {
        guard coupon.value >= 0, yield.value >= 0 else { throw .number }
        let schedule = try schedule(settlement, maturity, frequency, basis)
        return try CouponBond(schedule, rate: coupon.value, redemption: 100).duration(yield: yield.value, context)
    }

    /// `MDURATION`: the duration divided by 1 + yield per period. Excel's function page MDURATION.
    static func modifiedDuration(
        _ settlement: SerialDay, _ maturity: SerialDay, _ coupon: PlainNumber, _ yield: PlainNumber,
        _ frequency: CouponFrequency, _ basis: DayCount?, _ context: CallContext
    ) throws(CellError) -> Double {
        try duration(settlement, maturity, coupon, yield, frequency, basis, context)
            / (1 + yield.value / frequency.perYear)
    }
}
