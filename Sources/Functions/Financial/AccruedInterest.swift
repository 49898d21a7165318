// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

extension Financial {
    /// `ACCRINT`: interest accrued by a security that pays periodically, from issue (or from the last coupon when
    /// `calcMethod` is false: then whole coupon periods before it do not count, though the one of issue does) to
    /// settlement. Excel's function page ACCRINT.
    static func accruedInterest(
        _ issue: SerialDay, _ firstInterest: SerialDay, _ settlement: SerialDay, _ rate: PlainNumber,
        _ par: Skippable<PlainNumber>, _ frequency: CouponFrequency, _ basis: DayCount?, _ calcMethod: Skippable<Bool>
    ) throws(CellError) -> Double {
        let par = par.value?.value ?? 1000
        guard rate.value > 0, par > 0, issue < settlement else { throw .number }
        let basis = basis ?? .us30By360
        let fromIssue = calcMethod.value ?? true
        let months = frequency.months
        let toMonthEnd = firstInterest.isLastOfMonth
        // Interest starts in the quasi-coupon period that ends with the first interest, or in the one whose end a later
        // settlement reaches; Excel measures its days by the length of the former.
        let before = try firstInterest.adding(months: -months, toMonthEnd: toMonthEnd)
        var index = -1
        if settlement > firstInterest && fromIssue {
            index = 0
            while try firstInterest.adding(months: (index + 1) * months, toMonthEnd: toMonthEnd) < settlement {
                index += 1
            }
        }
        var start = try firstInterest.adding(months: index * months, toMonthEnd: toMonthEnd)
        var periods = basis.days(from: max(issue, start), to: settlement)
        periods /= length(from: before, to: firstInterest, frequency, basis)
        while issue < start {
            index -= 1
            let end = start
            start = try firstInterest.adding(months: index * months, toMonthEnd: toMonthEnd)
            periods += issue <= start ? (fromIssue ? 1 : 0) : share(of: start, end, from: issue, frequency, basis)
        }
        return par * rate.value / frequency.perYear * periods
    }

    /// Days of a coupon period as the denominator of accrued interest.
    private static func length(
        from start: SerialDay, to end: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount
    ) -> Double {
        switch basis {
        case .actualByActual: Double(end.serial - start.serial)
        case .actualBy365: 365 / frequency.perYear
        default: 360 / frequency.perYear
        }
    }

    /// The part of the coupon period of issue in which the security was out.
    private static func share(
        of start: SerialDay, _ end: SerialDay, from issue: SerialDay, _ frequency: CouponFrequency, _ basis: DayCount
    ) -> Double {
        switch basis {
        case .us30By360:
            DayCount.usDays(from: issue, to: end, adjustingEnd: false)
                / DayCount.usDays(from: start, to: end, adjustingEnd: true)
        case .actualBy365: basis.days(from: issue, to: end) / (365 / frequency.perYear)
        case .actualBy360:
            basis.days(from: issue, to: end) / DayCount.usDays(from: start, to: end, adjustingEnd: false)
        default: basis.days(from: issue, to: end) / basis.days(from: start, to: end)
        }
    }

    /// `ACCRINTM`: interest accrued by a security that pays at maturity. Excel's function page ACCRINTM.
    static func accruedInterestAtMaturity(
        _ issue: SerialDay, _ settlement: SerialDay, _ rate: PlainNumber, _ par: Skippable<PlainNumber>,
        _ basis: DayCount?
    ) throws(CellError) -> Double {
        let par = par.value?.value ?? 1000
        guard rate.value > 0, par > 0, issue < settlement else { throw .number }
        return par * rate.value * (basis ?? .us30By360).yearFraction(from: issue, to: settlement)
    }
}
