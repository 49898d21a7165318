// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

/// How many coupons are paid a year: 1, 2 or 4, else `#NUM!`.
enum CouponFrequency: Int, FunctionParameter {
    case annual = 1
    case semiannual = 2
    case quarterly = 4

    static var isLifted: Bool { true }
    static var refusesRanges: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> CouponFrequency {
        let frequency = try PlainNumber.take(from: &arguments).whole()
        guard let result = CouponFrequency(rawValue: frequency) else { throw .number }
        return result
    }

    var months: Int { 12 / rawValue }
    var perYear: Double { Double(rawValue) }
}

/// The coupon dates around a settlement, counted back from maturity, and the days of the period it falls in.
struct CouponSchedule {
    let previous: SerialDay
    let next: SerialDay
    /// Coupons to be paid from settlement to maturity.
    let count: Int
    let basis: DayCount
    let settlement: SerialDay
    let frequency: CouponFrequency

    init(
        settlement: SerialDay, maturity: SerialDay, frequency: CouponFrequency, basis: DayCount
    ) throws(CellError) {
        guard settlement < maturity else { throw .number }
        let toMonthEnd = maturity.isLastOfMonth
        let months = (maturity.year - settlement.year) * 12 + maturity.month - settlement.month
        // The first guess is a coupon in or before the settlement's month; at most one step is missing.
        var periods = months / frequency.months + 1
        while periods > 1 {
            guard try maturity.adding(months: -(periods - 1) * frequency.months, toMonthEnd: toMonthEnd) <= settlement
            else { break }
            periods -= 1
        }
        previous = try maturity.adding(months: -periods * frequency.months, toMonthEnd: toMonthEnd)
        next = try maturity.adding(months: -(periods - 1) * frequency.months, toMonthEnd: toMonthEnd)
        count = periods
        self.basis = basis
        self.settlement = settlement
        self.frequency = frequency
    }

    /// Days in the coupon period that holds the settlement.
    var days: Double {
        switch basis {
        case .actualByActual: Double(next.serial - previous.serial)
        case .actualBy365: 365 / frequency.perYear
        default: 360 / frequency.perYear
        }
    }

    /// Days from the period's start to settlement.
    var daysBefore: Double { basis.days(from: previous, to: settlement) }

    /// Days from settlement to the next coupon.
    var daysAfter: Double {
        switch basis {
        case .us30By360: DayCount.usDays(from: previous, to: next, adjustingEnd: true) - daysBefore
        default: basis.days(from: settlement, to: next)
        }
    }
}

extension Financial {
    /// `COUPDAYBS`: days from the beginning of the coupon period to settlement. Excel's function page COUPDAYBS.
    static func couponDaysBefore(
        _ settlement: SerialDay, _ maturity: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount?
    ) throws(CellError) -> Double {
        try schedule(settlement, maturity, frequency, basis).daysBefore
    }

    /// `COUPDAYS`: days in the coupon period that holds the settlement. Excel's function page COUPDAYS.
    static func couponDays(
        _ settlement: SerialDay, _ maturity: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount?
    ) throws(CellError) -> Double {
        try schedule(settlement, maturity, frequency, basis).days
    }

    /// `COUPDAYSNC`: days from settlement to the next coupon. Excel's function page COUPDAYSNC.
    static func couponDaysAfter(
        _ settlement: SerialDay, _ maturity: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount?
    ) throws(CellError) -> Double {
        try schedule(settlement, maturity, frequency, basis).daysAfter
    }

    /// `COUPNCD`: the first coupon date after settlement. Excel's function page COUPNCD.
    static func nextCoupon(
        _ settlement: SerialDay, _ maturity: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount?,
        _ context: CallContext
    ) throws(CellError) -> Double {
        try schedule(settlement, maturity, frequency, basis).next.serial(in: context)
    }

    /// `COUPNUM`: how many coupons are paid between settlement and maturity. Excel's function page COUPNUM.
    static func couponCount(
        _ settlement: SerialDay, _ maturity: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount?
    ) throws(CellError) -> Int {
        try schedule(settlement, maturity, frequency, basis).count
    }

    /// `COUPPCD`: the last coupon date before settlement. Excel's function page COUPPCD.
    static func previousCoupon(
        _ settlement: SerialDay, _ maturity: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount?,
        _ context: CallContext
    ) throws(CellError) -> Double {
        try schedule(settlement, maturity, frequency, basis).previous.serial(in: context)
    }

    static func schedule(
        _ settlement: SerialDay, _ maturity: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount?
    ) throws(CellError) -> CouponSchedule {
        try CouponSchedule(
            settlement: settlement, maturity: maturity, frequency: frequency, basis: basis ?? .us30By360)
    }
}
