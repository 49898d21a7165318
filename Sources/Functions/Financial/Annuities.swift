// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// The equation of a constant annuity: pv·q + pmt·(1 + rate·type)·(q − 1)/rate + fv = 0, where q = (1 + rate)^nper.
private struct Annuity {
    let rate: Double
    /// 1 when payments fall at the beginning of periods, else 0.
    let type: Double

    init(_ rate: Double, _ type: Double?) {
        self.rate = rate
        self.type = (type ?? 0) != 0 ? 1 : 0
    }

    func growth(_ periods: Double) -> Double { pow(1 + rate, periods) }

    /// What payments of 1 grow to.
    func accumulation(_ periods: Double) -> Double {
        rate == 0 ? periods : (1 + rate * type) * (growth(periods) - 1) / rate
    }

    func futureValue(_ periods: Double, payment: Double, present: Double) -> Double {
        let growth = growth(periods)
        // The order of the factors is Excel's, as far as results tell in which the terms cancel.
        let payments = rate == 0 ? payment * periods : payment * (1 + rate * type) * (growth - 1) / rate
        return -(present * growth + payments)
    }

    func payment(_ periods: Double, present: Double, future: Double) -> Double {
        -(present * growth(periods) + future) / accumulation(periods)
    }

    /// The interest part of the payment of a period.
    func interest(_ period: Double, payment: Double, present: Double) -> Double {
        if type == 1 {
            if period == 1 { return 0 }
            return (futureValue(period - 2, payment: payment, present: present) - payment) * rate
        }
        return futureValue(period - 1, payment: payment, present: present) * rate
    }

    /// The part of a payment that pays the principal back, which grows from period to period as the loan does. Unlike
    /// the payment less its interest this keeps its digits where it is a tiny part of the payment, as Excel's result.
    func principal(_ period: Double, of periods: Double, present: Double, future: Double) -> Double {
        let payment = payment(periods, present: present, future: future)
        guard rate != 0 else { return payment }
        if type == 1, period == 1 { return payment }
        let first = -(present + future) * rate / (growth(periods) - 1)
        return first * growth(period - 1) / (1 + rate * type)
    }
}

extension Financial {
    /// `FV`: future value of constant payments. ECMA-376-1 §18.17.7.
    static func futureValue(
        _ rate: Double, _ nper: Double, _ pmt: Double, _ pv: Double?, _ type: Double?
    ) throws(CellError) -> Double {
        guard rate != -1 || nper >= 0 else { throw .divisionByZero }
        return Annuity(rate, type).futureValue(nper, payment: pmt, present: pv ?? 0)
    }

    /// `PV`: present value of constant payments. ECMA-376-1 §18.17.7.
    static func presentValue(
        _ rate: Double, _ nper: Double, _ pmt: Double, _ fv: Double?, _ type: Double?
    ) throws(CellError) -> Double {
        let annuity = Annuity(rate, type)
        let growth = annuity.growth(nper)
        guard growth != 0 else { throw .divisionByZero }
        return -((fv ?? 0) + pmt * annuity.accumulation(nper)) / growth
    }

    /// `PMT`: the payment of a loan. ECMA-376-1 §18.17.7.
    static func payment(
        _ rate: Double, _ nper: Double, _ pv: Double, _ fv: Double?, _ type: Double?
    ) throws(CellError) -> Double {
        guard nper != 0, rate > -1 else { throw .number }
        return Annuity(rate, type).payment(nper, present: pv, future: fv ?? 0)
    }

    /// `IPMT`: the interest part of a payment. ECMA-376-1 §18.17.7.
    static func interestPayment(
        _ rate: Double, _ per: Double, _ nper: Double, _ pv: Double, _ fv: Double?, _ type: Double?
    ) throws(CellError) -> Double {
        guard per >= 1, per < nper + 1, rate > -1 else { throw .number }
        let annuity = Annuity(rate, type)
        return annuity.interest(per, payment: annuity.payment(nper, present: pv, future: fv ?? 0), present: pv)
    }

    /// `PPMT`: the part of a payment that pays the principal back. ECMA-376-1 §18.17.7.
    static func principalPayment(
        _ rate: Double, _ per: Double, _ nper: Double, _ pv: Double, _ fv: Double?, _ type: Double?
    ) throws(CellError) -> Double {
        guard per >= 1, per < nper + 1, rate > -1 else { throw .number }
        return Annuity(rate, type).principal(per, of: nper, present: pv, future: fv ?? 0)
    }

    /// `NPER`: the number of payments. ECMA-376-1 §18.17.7.
    static func periods(
        _ rate: Double, _ pmt: Double, _ pv: Double, _ fv: Double?, _ type: Double?
    ) throws(CellError) -> Double {
        let future = fv ?? 0
        if rate == 0 {
            guard pmt != 0 else { throw .number }
            return -(pv + future) / pmt
        }
        guard rate > -1 else { throw .number }
        let flow = pmt * (1 + rate * ((type ?? 0) != 0 ? 1 : 0))
        let ratio = (flow - future * rate) / (pv * rate + flow)
        guard ratio > 0 else { throw .number }
        return log(ratio) / log1p(rate)
    }

    /// `CUMIPMT`: interest paid between two periods. Excel's function page CUMIPMT.
    static func cumulativeInterest(
        _ rate: PlainNumber, _ nper: PlainNumber, _ pv: PlainNumber, _ start: PlainNumber, _ end: PlainNumber,
        _ type: PlainNumber, _ context: CallContext
    ) throws(CellError) -> Double {
        let loan = try Loan(rate, nper, pv, start, end, type)
        try context.charge(loan.count * stepsPerPayment)
        return loan.interest
    }

    /// `CUMPRINC`: principal paid back between two periods. Excel's function page CUMPRINC.
    static func cumulativePrincipal(
        _ rate: PlainNumber, _ nper: PlainNumber, _ pv: PlainNumber, _ start: PlainNumber, _ end: PlainNumber,
        _ type: PlainNumber
    ) throws(CellError) -> Double {
        try Loan(rate, nper, pv, start, end, type).principal
    }

    private struct Loan {
        private let annuity: Annuity
        private let periods: Double
        private let amount: Double
        private let first: Int
        private let last: Int

        init(
            _ rate: PlainNumber, _ nper: PlainNumber, _ pv: PlainNumber, _ start: PlainNumber, _ end: PlainNumber,
            _ type: PlainNumber
        ) throws(CellError) {
            first = try PlainNumber(value: start.value.rounded(.up)).whole()
            last = try end.whole()
            periods = nper.value
            amount = pv.value
            annuity = Annuity(rate.value, type.value)
            guard rate.value > 0, periods > 0, amount > 0, start.value >= 1, first <= last, Double(last) <= periods,
                type.value == 0 || type.value == 1, last - first <= 10_000_000
            else { throw .number }
        }

        /// How many periods are added up.
        var count: Int { last - first + 1 }

        private var payment: Double { annuity.payment(periods, present: amount, future: 0) }

        var interest: Double {
            let payment = payment
            var sum = 0.0
            for period in first...last {
                sum += annuity.interest(Double(period), payment: payment, present: amount)
            }
            return sum
        }

        /// The principal parts grow by the rate from payment to payment: their sum has no cancellation.
        var principal: Double {
            guard annuity.type == 1 else { return Self.repaid(amount, annuity.rate, periods, first, last) }
            // The first payment bears no interest; what is left is a loan with payments at the end of its periods.
            let rest = Self.repaid(amount + payment, annuity.rate, periods - 1, max(first, 2) - 1, last - 1)
            return first == 1 ? payment + (last > 1 ? rest : 0) : rest
        }

        private static func repaid(
            _ amount: Double, _ rate: Double, _ periods: Double, _ first: Int, _ last: Int
        ) -> Double {
            let growth = log1p(rate)
            let before = Double(first - 1)
            return -amount * exp(growth * before) * expm1(growth * (Double(last) - before)) / expm1(growth * periods)
        }
    }

    /// `ISPMT`: interest paid in a period when the principal is paid back in equal parts. Excel's function page ISPMT.
    static func evenPrincipalInterest(
        _ rate: Double, _ per: Double, _ nper: Double, _ pv: Double
    ) throws(CellError) -> Double {
        guard nper != 0 else { throw .divisionByZero }
        return pv * rate * (per / nper - 1)
    }
}
