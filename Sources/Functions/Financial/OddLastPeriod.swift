// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

/// A bond in its last coupon period, which is shorter or longer than the others, in regular coupon periods.
private struct OddLastBond {
    /// The last interest period, what of it has passed at settlement, and what is left.
    var whole = 0.0
    var elapsed = 0.0
    var remaining = 0.0

    init(
        _ settlement: SerialDay, _ maturity: SerialDay, _ lastInterest: SerialDay, _ frequency: CouponFrequency,
        _ basis: DayCount
    ) throws(CellError) {
        guard lastInterest < settlement, settlement < maturity else { throw .number }
        var early = lastInterest
        var index = 0
        let toMonthEnd = lastInterest.isLastOfMonth
        while early < maturity {
            index += 1
            let late = try lastInterest.adding(months: index * frequency.months, toMonthEnd: toMonthEnd)
            let length = basis.days(from: early, to: late)
            let days = late < maturity ? length : basis.days(from: early, to: maturity)
            whole += days / length
            if late < settlement {
                elapsed += days / length
            } else if early < settlement {
                elapsed += basis.days(from: early, to: settlement) / length
            }
            let (start, end) = (max(settlement, early), min(maturity, late))
            if start < end { remaining += basis.days(from: start, to: end) / length }
            early = late
        }
    }
}

extension Financial {
    /// `ODDLPRICE`: price per 100 of face value of a security with an odd last period. Excel's function page ODDLPRICE.
    static func oddLastPrice(
        _ settlement: SerialDay, _ maturity: SerialDay, _ lastInterest: SerialDay, _ rate: PlainNumber,
        _ yield: PlainNumber, _ redemption: PlainNumber, _ frequency: CouponFrequency, _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard rate.value >= 0, yield.value >= 0, redemption.value > 0 else { throw .number }
        let bond = try OddLastBond(settlement, maturity, lastInterest, frequency, basis ?? .us30By360)
        let coupon = 100 * rate.value / frequency.perYear
        let paid = bond.whole * coupon + redemption.value
        return paid / (1 + bond.remaining * yield.value / frequency.perYear) - bond.elapsed * coupon
    }

    /// `ODDLYIELD`: yield of a security with an odd last period. Excel's function page ODDLYIELD.
    static func oddLastYield(
        _ settlement: SerialDay, _ maturity: SerialDay, _ lastInterest: SerialDay, _ rate: PlainNumber,
        _ price: PlainNumber, _ redemption: PlainNumber, _ frequency: CouponFrequency, _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard rate.value >= 0, price.value > 0, redemption.value > 0 else { throw .number }
        let bond = try OddLastBond(settlement, maturity, lastInterest, frequency, basis ?? .us30By360)
        let coupon = 100 * rate.value / frequency.perYear
        let spent = bond.elapsed * coupon + price.value
        return (bond.whole * coupon + redemption.value - spent) / spent * frequency.perYear / bond.remaining
    }
}
