// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

/// How the days and years between two dates are counted: the argument `basis` of the financial functions.
enum DayCount: Int, FunctionParameter {
    /// 30 days a month, 360 a year, by the rules of the (US) National Association of Securities Dealers.
    case us30By360 = 0
    case actualByActual = 1
    case actualBy360 = 2
    case actualBy365 = 3
    /// 30 days a month, 360 a year, by the European rules.
    case european30By360 = 4

    static var isLifted: Bool { true }
    static var refusesRanges: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> DayCount {
        if arguments.isAtOmitted {
            _ = arguments.operand()
            return .us30By360
        }
        let number = try PlainNumber.take(from: &arguments)
        guard number.value >= 0, let count = DayCount(rawValue: try number.whole()) else { throw .number }
        return count
    }

    /// The days from one date to another.
    func days(from start: SerialDay, to end: SerialDay) -> Double {
        switch self {
        case .us30By360: Self.usDays(from: start, to: end, adjustingEnd: false)
        case .european30By360: Self.days360(start, min(start.day, 30), end, min(end.day, 30))
        default: Double(end.serial - start.serial)
        }
    }

    /// 30/360 by the US rules: the end of February counts as the 30th. `adjustingEnd` makes the end a 30th without
    /// regard to the start, as is done for whole coupon periods.
    static func usDays(from start: SerialDay, to end: SerialDay, adjustingEnd: Bool) -> Double {
        var startDay = start.day
        var endDay = end.day
        if end.isLastOfFebruary && (start.isLastOfFebruary || adjustingEnd) { endDay = 30 }
        if endDay == 31 && (startDay >= 30 || adjustingEnd) { endDay = 30 }
        if startDay == 31 || start.isLastOfFebruary { startDay = 30 }
        return days360(start, startDay, end, endDay)
    }

    private static func days360(_ start: SerialDay, _ startDay: Int, _ end: SerialDay, _ endDay: Int) -> Double {
        Double((end.year - start.year) * 360 + (end.month - start.month) * 30 + endDay - startDay)
    }

    /// The length of the year for the fraction of it between two dates.
    func yearDays(from start: SerialDay, to end: SerialDay) -> Double {
        switch self {
        case .actualBy365: 365
        case .actualByActual: Self.averageYearDays(from: start, to: end)
        default: 360
        }
    }

    /// The fraction of years between two dates in either order, as YEARFRAC gives it.
    func yearFraction(from start: SerialDay, to end: SerialDay) -> Double {
        let (start, end) = (min(start, end), max(start, end))
        return days(from: start, to: end) / yearDays(from: start, to: end)
    }

    /// Within a year 366 if a 29 February lies between (or the one year they share is leap), else 365; beyond, the
    /// average of the calendar years touched.
    private static func averageYearDays(from start: SerialDay, to end: SerialDay) -> Double {
        let isWithinYear =
            start.year == end.year
            || (start.year + 1 == end.year
                && (start.month, start.day) >= (end.month, end.day))
        guard isWithinYear else {
            let years = end.year - start.year + 1
            // 1900 has its 29 February in serials, but not in this average.
            let leapYears = (start.year...end.year).count { isLeap($0) && $0 != 1900 }
            return Double(years * 365 + leapYears) / Double(years)
        }
        if start.year == end.year { return isLeap(start.year) ? 366 : 365 }
        let holdsLeapDay =
            (isLeap(start.year) && (start.month, start.day) <= (2, 29))
            || (isLeap(end.year) && (end.month, end.day) >= (2, 29))
        return holdsLeapDay ? 366 : 365
    }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) || year == 1900 }
}
