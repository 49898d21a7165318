// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

extension DateAndTime {
    /// `YEARFRAC`: the part of a year between two dates, by the day count that the basis names (0 U.S. 30/360, 1 actual,
    /// 2 actual/360, 3 actual/365, 4 European 30/360). ECMA-376-1 §18.17.7.
    static func yearfrac(
        _ start: Strict<Double>, _ end: Strict<Double>, _ basis: Strict<Int?>, _ context: CallContext
    ) throws(CellError) -> Double {
        let one = try day(start.value, context)
        let other = try day(end.value, context)
        let firstDay = min(one, other)
        let lastDay = max(one, other)
        let first = try civil(firstDay, context)
        let last = try civil(lastDay, context)
        let days = Double(lastDay - firstDay)
        switch basis.value ?? 0 {
        case 0: return Double(days360US(first, last)) / 360
        case 1: return days == 0 ? 0 : days / averageYear(first, last)
        case 2: return days / 360
        case 3: return days / 365
        case 4:
            var (first, last) = (first, last)
            first.day = min(first.day, 30)
            last.day = min(last.day, 30)
            return Double(days360(first, last)) / 360
        default: throw .number
        }
    }

    /// The U.S. method as YEARFRAC has it, with its own rule for ends of February.
    private static func days360US(_ first: DateSerial, _ last: DateSerial) -> Int {
        var (first, last) = (first, last)
        let startsAtFebruaryEnd = isLastOfFebruary(first)
        if startsAtFebruaryEnd && isLastOfFebruary(last) { last.day = 30 }
        if startsAtFebruaryEnd || first.day == 31 { first.day = 30 }
        if last.day == 31 && first.day == 30 && !startsAtFebruaryEnd { last.day = 30 }
        return days360(first, last)
    }

    /// The length of the years that actual/actual divides by: of a span up to a year 366 when it takes in a leap day,
    /// of a longer one the mean of its calendar years.
    private static func averageYear(_ first: DateSerial, _ last: DateSerial) -> Double {
        func isLeap(_ year: Int) -> Bool { DateSerial.daysInMonth(year: year, month: 2) == 29 }
        if first.year == last.year { return isLeap(first.year) ? 366 : 365 }
        if first.year + 1 == last.year, (first.month, first.day) >= (last.month, last.day) {
            let takesLeapDay =
                isLeap(first.year) && (first.month, first.day) <= (2, 29)
                || isLeap(last.year) && (last.month, last.day) >= (2, 29)
            return takesLeapDay ? 366 : 365
        }
        let years = first.year...last.year
        let days = years.reduce(0) { $0 + (isLeap($1) ? 366 : 365) }
        return Double(days) / Double(years.count)
    }
}
