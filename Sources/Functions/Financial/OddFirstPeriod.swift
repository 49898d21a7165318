// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// A bond whose first coupon period is shorter or longer than the others, in terms of its price: what falls due, and
/// when, counted in coupon periods from settlement.
private struct OddFirstBond {
    let perYear: Double
    let coupon: Double
    let redemption: Double
    /// The first coupon, in regular coupons, and the periods until it is paid.
    let firstCoupons: Double
    let firstTime: Double
    /// Regular coupons after the first.
    let count: Int
    /// Interest accrued at settlement, in regular coupons.
    let accrued: Double

    init(
        _ settlement: SerialDay, _ maturity: SerialDay, _ issue: SerialDay, _ firstCoupon: SerialDay, rate: Double,
        redemption: Double, _ frequency: CouponFrequency, _ basis: DayCount, _ context: CallContext
    ) throws(CellError) {
        guard issue < settlement, settlement < firstCoupon, firstCoupon < maturity else { throw .number }
        perYear = frequency.perYear
        coupon = 100 * rate / perYear
        self.redemption = redemption
        let schedule = try CouponSchedule(
            settlement: settlement, maturity: firstCoupon, frequency: frequency, basis: basis)
        // A long first period is walked through, a date for each coupon.
        let periods = (firstCoupon.year - issue.year + 1) * frequency.rawValue
        try context.charge(periods * Financial.stepsPerPayment)
        let firstDays = basis.days(from: issue, to: firstCoupon)
        count = try CouponSchedule(settlement: firstCoupon, maturity: maturity, frequency: frequency, basis: basis)
            .count
        if firstDays < schedule.days {
            firstCoupons = firstDays / schedule.days
            firstTime = basis.days(from: settlement, to: firstCoupon) / schedule.days
            accrued = basis.days(from: issue, to: settlement) / schedule.days
        } else {
            let past = try Self.quasiCoupons(settlement, issue, firstCoupon, frequency, basis, schedule.days)
            firstCoupons = past.first
            accrued = past.accrued
            let untilNext =
                switch basis {
                case .actualBy360, .actualBy365: basis.days(from: settlement, to: schedule.next)
                default: schedule.days - schedule.daysBefore
                }
            firstTime = Double(schedule.count - 1) + untilNext / schedule.days
        }
    }

    /// Splits a long first period into quasi-coupon periods, from the first coupon back to issue: the first coupon and
    /// the interest accrued at settlement, in regular coupons.
    private static func quasiCoupons(
        _ settlement: SerialDay, _ issue: SerialDay, _ firstCoupon: SerialDay, _ frequency: CouponFrequency,
        _ basis: DayCount, _ regularDays: Double
    ) throws(CellError) -> (first: Double, accrued: Double) {
        var first = 0.0
        var accrued = 0.0
        var late = firstCoupon
        var index = 0
        let toMonthEnd = firstCoupon.isLastOfMonth
        while late > issue {
            index += 1
            let early = try firstCoupon.adding(months: -index * frequency.months, toMonthEnd: toMonthEnd)
            let length = basis == .actualByActual ? basis.days(from: early, to: late) : regularDays
            first += (early >= issue ? length : basis.days(from: issue, to: late)) / length
            let (start, end) = (max(issue, early), min(settlement, late))
            if start < end { accrued += basis.days(from: start, to: end) / length }
            late = early
        }
        return (first, accrued)
    }

    func price(yield: Double, _ context: CallContext) throws(CellError) -> Double {
        try context.charge((count + 2) * Financial.stepsPerPayment)
        let factor = 1 + yield / perYear
        var sum = redemption / pow(factor, firstTime + Double(count)) + coupon * firstCoupons / pow(factor, firstTime)
        for index in 0..<count { sum += coupon / pow(factor, firstTime + Double(index + 1)) }
        return sum - coupon * accrued
    }
}

extension Financial {
    /// `ODDFPRICE`: price per 100 of face value of a security with an odd first period. Excel's function page
    /// ODDFPRICE.
    static func oddFirstPrice(
        _ settlement: SerialDay, _ maturity: SerialDay, _ issue: SerialDay, _ firstCoupon: SerialDay,
        _ rate: PlainNumber, _ yield: PlainNumber, _ redemption: PlainNumber, _ frequency: CouponFrequency,
        _ basis: DayCount?, _ context: CallContext
    ) throws(CellError) -> Double {
        guard rate.value >= 0, yield.value >= 0, redemption.value > 0 else { throw .number }
        return try OddFirstBond(
            settlement, maturity, issue, firstCoupon, rate: rate.value, redemption: redemption.value, frequency,
            basis ?? .us30By360, context
        ).price(yield: yield.value, context)
    }

    /// `ODDFYIELD`: yield of a security with an odd first period. Excel's function page ODDFYIELD.
    static func oddFirstYield(
        _ settlement: SerialDay, _ maturity: SerialDay, _ issue: SerialDay, _ firstCoupon: SerialDay,
        _ rate: PlainNumber, _ price: PlainNumber, _ redemption: PlainNumber, _ frequency: CouponFrequency,
        _ basis: DayCount?, _ context: CallContext
    ) throws(CellError) -> Double {
        guard rate.value >= 0, price.value > 0, redemption.value > 0 else { throw .number }
        let bond = try OddFirstBond(
            settlement, maturity, issue, firstCoupon, rate: rate.value, redemption: redemption.value, frequency,
            basis ?? .us30By360, context)
        return try self.yield(perYear: bond.perYear) { yield throws(CellError) in
            try bond.price(yield: yield, context) - price.value
        }
    }
}
