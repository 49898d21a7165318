// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

extension FunctionTable {
    /// Excel's category Financial.
    static let financial: [WorksheetFunction] = [
        .init(
            "ACCRINT(issue, firstInterest, settlement, rate, par, frequency, basis, calcMethod)",
            Financial.accruedInterest),
        .init("ACCRINTM(issue, settlement, rate, par, basis)", Financial.accruedInterestAtMaturity),
        .init(
            "AMORDEGRC(cost, datePurchased, firstPeriod, salvage, period, rate, basis)",
            Financial.degressiveAmortization),
        .init("AMORLINC(cost, datePurchased, firstPeriod, salvage, period, rate, basis)", Financial.linearAmortization),
        .init("COUPDAYBS(settlement, maturity, frequency, basis)", Financial.couponDaysBefore),
        .init("COUPDAYS(settlement, maturity, frequency, basis)", Financial.couponDays),
        .init("COUPDAYSNC(settlement, maturity, frequency, basis)", Financial.couponDaysAfter),
        .init("COUPNCD(settlement, maturity, frequency, basis)", Financial.nextCoupon),
        .init("COUPNUM(settlement, maturity, frequency, basis)", Financial.couponCount),
        .init("COUPPCD(settlement, maturity, frequency, basis)", Financial.previousCoupon),
        .init("CUMIPMT(rate, nper, pv, startPeriod, endPeriod, type)", Financial.cumulativeInterest),
        .init("CUMPRINC(rate, nper, pv, startPeriod, endPeriod, type)", Financial.cumulativePrincipal),
        .init("DB(cost, salvage, life, period, month)", Financial.fixedDeclining),
        .init("DDB(cost, salvage, life, period, factor)", Financial.doubleDeclining),
        .init("DISC(settlement, maturity, pr, redemption, basis)", Financial.discountRate),
        .init("DOLLARDE(fractionalDollar, fraction)", Financial.decimalDollars),
        .init("DOLLARFR(decimalDollar, fraction)", Financial.fractionalDollars),
        .init("DURATION(settlement, maturity, coupon, yld, frequency, basis)", Financial.duration),
        .init("EFFECT(nominalRate, npery)", Financial.effectiveRate),
        .init(
            "EUROCONVERT(number, source, target, fullPrecision, triangulationPrecision)",
            Financial.euroConvert, .unavailable),
        .init("FV(rate, nper, pmt, pv, type)", Financial.futureValue),
        .init("FVSCHEDULE(principal, schedule)", Financial.scheduledValue),
        .init("INTRATE(settlement, maturity, investment, redemption, basis)", Financial.interestRate),
        .init("IPMT(rate, per, nper, pv, fv, type)", Financial.interestPayment),
        .init("IRR(values, guess)", Financial.internalRate),
        .init("ISPMT(rate, per, nper, pv)", Financial.evenPrincipalInterest),
        .init("MDURATION(settlement, maturity, coupon, yld, frequency, basis)", Financial.modifiedDuration),
        .init("MIRR(values, financeRate, reinvestRate)", Financial.modifiedInternalRate),
        .init("NOMINAL(effectRate, npery)", Financial.nominalRate),
        .init("NPER(rate, pmt, pv, fv, type)", Financial.periods),
        .init("NPV(rate, values)", Financial.netPresentValue),
        .init(
            "ODDFPRICE(settlement, maturity, issue, firstCoupon, rate, yld, redemption, frequency, basis)",
            Financial.oddFirstPrice),
        .init(
            "ODDFYIELD(settlement, maturity, issue, firstCoupon, rate, pr, redemption, frequency, basis)",
            Financial.oddFirstYield),
        .init(
            "ODDLPRICE(settlement, maturity, lastInterest, rate, yld, redemption, frequency, basis)",
            Financial.oddLastPrice),
        .init(
            "ODDLYIELD(settlement, maturity, lastInterest, rate, pr, redemption, frequency, basis)",
            Financial.oddLastYield),
        .init("PDURATION(rate, pv, fv)", Financial.investmentPeriods, .future),
        .init("PMT(rate, nper, pv, fv, type)", Financial.payment),
        .init("PPMT(rate, per, nper, pv, fv, type)", Financial.principalPayment),
        .init("PRICE(settlement, maturity, rate, yld, redemption, frequency, basis)", Financial.price),
        .init("PRICEDISC(settlement, maturity, discount, redemption, basis)", Financial.discountedPrice),
        .init("PRICEMAT(settlement, maturity, issue, rate, yld, basis)", Financial.priceAtMaturity),
        .init("PV(rate, nper, pmt, fv, type)", Financial.presentValue),
        .init("RATE(nper, pmt, pv, fv, type, guess)", Financial.rate),
        .init("RECEIVED(settlement, maturity, investment, discount, basis)", Financial.received),
        .init("RRI(nper, pv, fv)", Financial.equivalentRate, .future),
        .init("SLN(cost, salvage, life)", Financial.straightLine),
        .init("SYD(cost, salvage, life, per)", Financial.sumOfYears),
        .init("TBILLEQ(settlement, maturity, discount)", Financial.billEquivalentYield),
        .init("TBILLPRICE(settlement, maturity, discount)", Financial.billPrice),
        .init("TBILLYIELD(settlement, maturity, pr)", Financial.billYield),
        .init("VDB(cost, salvage, life, startPeriod, endPeriod, factor, noSwitch)", Financial.variableDeclining),
        .init("XIRR(values, dates, guess)", Financial.datedInternalRate),
        .init("XNPV(rate, values, dates)", Financial.datedPresentValue),
        .init("YIELD(settlement, maturity, rate, pr, redemption, frequency, basis)", Financial.yield),
        .init("YIELDDISC(settlement, maturity, pr, redemption, basis)", Financial.discountedYield),
        .init("YIELDMAT(settlement, maturity, issue, rate, pr, basis)", Financial.yieldAtMaturity),
    ]
}

/// Excel's category Financial.
enum Financial {
    /// `EUROCONVERT`: part of an add-in that is not installed, so that its name is unknown.
    static func euroConvert(
        _ number: CellValue, _ source: CellValue, _ target: CellValue, _ fullPrecision: CellValue?,
        _ triangulationPrecision: CellValue?
    ) throws(CellError) -> CellValue {
        throw .name
    }
}
