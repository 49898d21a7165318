// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

extension DateAndTime {
    /// `EDATE`: the same day some months later, or the month's last day where it has no such day. ECMA-376-1 §18.17.7.
    static func edate(
        _ start: PlainNumber, _ months: PlainNumber, _ context: CallContext
    ) throws(CellError) -> Int {
        let date = try civil(day(start.value, context), context)
        let first = try firstOfMonth(date, months.whole())
        return try serial(first.year, first.month, min(date.day, daysInMonth(first.year, first.month)), context)
    }

    /// `EOMONTH`: the last day of the month some months later. ECMA-376-1 §18.17.7.
    static func eomonth(
        _ start: PlainNumber, _ months: PlainNumber, _ context: CallContext
    ) throws(CellError) -> Int {
        let first = try firstOfMonth(civil(day(start.value, context), context), months.whole())
        return try serial(first.year, first.month, daysInMonth(first.year, first.month), context)
    }

    /// The days of a month to EDATE and EOMONTH, which know that 1900 was no leap year.
    private static func daysInMonth(_ year: Int, _ month: Int) -> Int {
        year == 1900 && month == 2 ? 28 : DateSerial.daysInMonth(year: year, month: month)
    }

    private static func firstOfMonth(_ date: DateSerial, _ months: Int) throws(CellError) -> (year: Int, month: Int) {
        guard months.magnitude < 120_000 else { throw .number }
        let count = date.year * 12 + date.month - 1 + months
        guard count >= 1900 * 12, count < 10_000 * 12 else { throw .number }
        return (count / 12, count % 12 + 1)
    }

    /// `DAYS`: the days between two dates. Excel's page DAYS.
    static func days(_ end: Double, _ start: Double, _ context: CallContext) throws(CellError) -> Int {
        try day(end, context) - day(start, context)
    }

    /// `DAYS360`: the days between two dates in a year of twelve months of 30 days, by the U.S. or the European method.
    /// ECMA-376-1 §18.17.7.
    static func days360(
        _ start: Double, _ end: Double, _ isEuropean: Bool?, _ context: CallContext
    ) throws(CellError) -> Int {
        // Less than half a second before midnight counts as the next day.
        let halfSecond = 0.5 / 86_400
        var first = try civil(day(start + halfSecond, context), context)
        var last = try civil(day(end + halfSecond, context), context)
        if isEuropean ?? false {
            first.day = min(first.day, 30)
            last.day = min(last.day, 30)
        } else {
            if first.day == 31 || isLastOfFebruary(first) { first.day = 30 }
            if last.day == 31 && first.day == 30 { last.day = 30 }
        }
        return days360(first, last)
    }

    static func days360(_ first: DateSerial, _ last: DateSerial) -> Int {
        (last.year - first.year) * 360 + (last.month - first.month) * 30 + last.day - first.day
    }

    static func isLastOfFebruary(_ date: DateSerial) -> Bool {
        date.month == 2 && date.day == DateSerial.daysInMonth(year: date.year, month: 2)
    }

    /// The days from one date to another as if both lay in the year of the first, or the length of that year apart from
    /// it; a first date of 29 February is 1 March to an end in a year without one.
    private static func daysBeyondYears(_ first: DateSerial, _ last: DateSerial) -> Int {
        let isLeap = first.year != 1900 && DateSerial.daysInMonth(year: first.year, month: 2) == 29
        func ordinal(_ date: DateSerial) -> Int {
            (1..<date.month).reduce(date.day) { $0 + DateSerial.daysInMonth(year: isLeap ? 2000 : 2001, month: $1) }
        }
        let days = ordinal(last) - ordinal(first)
        if days < 0 { return days + (isLeap ? 366 : 365) }
        let startsOnLeapDay = first.month == 2 && first.day == 29
        return startsOnLeapDay && days > 0 && DateSerial.daysInMonth(year: last.year, month: 2) == 28 ? days - 1 : days
    }

    /// `DATEDIF`: whole years (`Y`), months (`M`) or days (`D`) between two dates, or what is left of them: months
    /// beyond years (`YM`), days beyond years (`YD`), days beyond months (`MD`). Excel's page DATEDIF; `MD` may be
    /// negative, as that page warns.
    static func dateDif(
        _ start: DateArgument, _ end: DateArgument, _ unit: String, _ context: CallContext
    ) throws(CellError) -> Int {
        let firstDay = try day(start.value, context)
        let lastDay = try day(end.value, context)
        guard firstDay <= lastDay else { throw .number }
        let first = try civil(firstDay, context)
        let last = try civil(lastDay, context)
        let months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day ? 1 : 0)
        switch unit.uppercased() {
        case "D": return lastDay - firstDay
        case "M": return months
        case "Y": return months / 12
        case "YM": return months % 12
        case "MD":
            if last.day >= first.day { return last.day - first.day }
            let before = last.month == 1 ? 12 : last.month - 1
            return last.day - first.day + DateSerial.daysInMonth(year: last.year, month: before)
        case "YD": return daysBeyondYears(first, last)
        default: throw .number
        }
    }
}
