// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

extension Financial {
    /// `DISC`: the discount rate of a security. Excel's function page DISC.
    static func discountRate(
        _ settlement: SerialDay, _ maturity: SerialDay, _ price: PlainNumber, _ redemption: PlainNumber,
        _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard price.value > 0, redemption.value > 0 else { throw .number }
        return try (1 - price.value / redemption.value) / years(settlement, maturity, basis)
    }

    /// `INTRATE`: the interest rate of a fully invested security. Excel's function page INTRATE.
    static func interestRate(
        _ settlement: SerialDay, _ maturity: SerialDay, _ investment: PlainNumber, _ redemption: PlainNumber,
        _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard investment.value > 0, redemption.value > 0 else { throw .number }
        return try (redemption.value - investment.value) / investment.value / years(settlement, maturity, basis)
    }

    /// `RECEIVED`: what a fully invested security pays at maturity. Excel's function page RECEIVED.
    static func received(
        _ settlement: SerialDay, _ maturity: SerialDay, _ investment: PlainNumber, _ discount: PlainNumber,
        _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard investment.value > 0, discount.value > 0 else { throw .number }
        let share = try 1 - discount.value * years(settlement, maturity, basis)
        guard share > 0 else { throw .number }
        return investment.value / share
    }

    /// `PRICEDISC`: price per 100 of face value of a discounted security. Excel's function page PRICEDISC.
    static func discountedPrice(
        _ settlement: SerialDay, _ maturity: SerialDay, _ discount: PlainNumber, _ redemption: PlainNumber,
        _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard discount.value > 0, redemption.value > 0 else { throw .number }
        let years = try years(settlement, maturity, basis)
        return redemption.value - discount.value * redemption.value * years
    }

    /// `YIELDDISC`: annual yield of a discounted security. Excel's function page YIELDDISC.
    static func discountedYield(
        _ settlement: SerialDay, _ maturity: SerialDay, _ price: PlainNumber, _ redemption: PlainNumber,
        _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard price.value > 0, redemption.value > 0 else { throw .number }
        return try (redemption.value - price.value) / price.value / years(settlement, maturity, basis)
    }

    /// `PRICEMAT`: price per 100 of face value of a security that pays interest at maturity. Excel's function page
    /// PRICEMAT.
    static func priceAtMaturity(
        _ settlement: SerialDay, _ maturity: SerialDay, _ issue: SerialDay, _ rate: PlainNumber, _ yield: PlainNumber,
        _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard rate.value >= 0, yield.value >= 0 else { throw .number }
        let years = try InterestYears(settlement, maturity, issue, basis)
        let paid = 100 + years.wholeTerm * rate.value * 100
        return paid / (1 + years.remaining * yield.value) - years.accrued * rate.value * 100
    }

    /// `YIELDMAT`: annual yield of a security that pays interest at maturity. Excel's function page YIELDMAT.
    static func yieldAtMaturity(
        _ settlement: SerialDay, _ maturity: SerialDay, _ issue: SerialDay, _ rate: PlainNumber, _ price: PlainNumber,
        _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard rate.value >= 0, price.value > 0 else { throw .number }
        let years = try InterestYears(settlement, maturity, issue, basis)
        let spent = price.value / 100 + years.accrued * rate.value
        return (1 + years.wholeTerm * rate.value - spent) / spent / years.remaining
    }

    /// The years from settlement to a later maturity.
    private static func years(
        _ settlement: SerialDay, _ maturity: SerialDay, _ basis: DayCount?
    ) throws(CellError) -> Double {
        guard settlement < maturity else { throw .number }
        return (basis ?? .us30By360).yearFraction(from: settlement, to: maturity)
    }

    /// The spans of a security that pays interest once, in years as long as the one from issue to settlement.
    private struct InterestYears {
        let wholeTerm: Double
        let remaining: Double
        let accrued: Double

        init(
            _ settlement: SerialDay, _ maturity: SerialDay, _ issue: SerialDay, _ basis: DayCount?
        ) throws(CellError) {
            guard issue <= settlement, settlement < maturity else { throw .number }
            let basis = basis ?? .us30By360
            let year = basis.yearDays(from: issue, to: settlement)
            wholeTerm = basis.days(from: issue, to: maturity) / year
            remaining = basis.days(from: settlement, to: maturity) / year
            accrued = basis.days(from: issue, to: settlement) / year
        }
    }

    /// `TBILLEQ`: the bond-equivalent yield of a Treasury bill. Excel's function page TBILLEQ.
    static func billEquivalentYield(
        _ settlement: SerialDay, _ maturity: SerialDay, _ discount: PlainNumber
    ) throws(CellError) -> Double {
        let days = try billDays(settlement, maturity)
        let discount = discount.value
        guard discount > 0 else { throw .number }
        let price = 1 - discount * days / 360
        guard price > 0 else { throw .number }
        if days <= 182 { return 365 * discount / (360 - discount * days) }
        // Beyond half a year there would be a coupon: the yield solves a quadratic equation.
        let part = days / (days == 366 ? 366 : 365)
        let root = sqrt(part * part - (2 * part - 1) * (1 - 1 / price))
        return 2 * (root - part) / (2 * part - 1)
    }

    /// `TBILLPRICE`: price per 100 of face value of a Treasury bill. Excel's function page TBILLPRICE.
    static func billPrice(
        _ settlement: SerialDay, _ maturity: SerialDay, _ discount: PlainNumber
    ) throws(CellError) -> Double {
        let days = try billDays(settlement, maturity)
        guard discount.value > 0 else { throw .number }
        let price = 100 * (1 - discount.value * days / 360)
        guard price >= 0 else { throw .number }
        return price
    }

    /// `TBILLYIELD`: the yield of a Treasury bill. Excel's function page TBILLYIELD.
    static func billYield(
        _ settlement: SerialDay, _ maturity: SerialDay, _ price: PlainNumber
    ) throws(CellError) -> Double {
        let days = try billDays(settlement, maturity)
        guard price.value > 0 else { throw .number }
        return (100 - price.value) / price.value * (360 / days)
    }

    /// Days to maturity, a year at most.
    private static func billDays(_ settlement: SerialDay, _ maturity: SerialDay) throws(CellError) -> Double {
        guard settlement < maturity, maturity <= (try settlement.adding(months: 12)) else { throw .number }
        return Double(maturity.serial - settlement.serial)
    }
}
