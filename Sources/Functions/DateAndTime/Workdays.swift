// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension DateAndTime {
    /// `NETWORKDAYS`: the working days from one date to another, both included. ECMA-376-1 §18.17.7.
    static func networkdays(
        _ start: PlainNumber, _ end: PlainNumber, _ holidays: Holidays, _ context: CallContext
    ) throws(CellError) -> Int {
        let calendar = WorkCalendar(.usual, holidays, context)
        return calendar.count(try day(start.value, context), try day(end.value, context))
    }

    /// `NETWORKDAYS.INTL`: the same with a weekend of one's own. Excel's page NETWORKDAYS.INTL.
    static func networkdaysIntl(
        _ start: PlainNumber, _ end: PlainNumber, _ weekend: Skippable<CellValue>, _ holidays: Holidays,
        _ context: CallContext
    ) throws(CellError) -> Int {
        let calendar = WorkCalendar(try Weekend(weekend.value, context), holidays, context)
        return calendar.count(try day(start.value, context), try day(end.value, context))
    }

    /// `WORKDAY`: the date some working days later or, negative, earlier. ECMA-376-1 §18.17.7.
    static func workday(
        _ start: PlainNumber, _ days: PlainNumber, _ holidays: Holidays, _ context: CallContext
    ) throws(CellError) -> Int {
        let calendar = WorkCalendar(.usual, holidays, context)
        return try calendar.day(days.whole(), after: try day(start.value, context), last: lastDay(context))
    }

    /// `WORKDAY.INTL`: the same with a weekend of one's own. Excel's page WORKDAY.INTL.
    static func workdayIntl(
        _ start: PlainNumber, _ days: PlainNumber, _ weekend: Skippable<CellValue>, _ holidays: Holidays,
        _ context: CallContext
    ) throws(CellError) -> Int {
        let weekend = try Weekend(weekend.value, context)
        guard weekend.workdaysPerWeek > 0 else { throw .value }
        let calendar = WorkCalendar(weekend, holidays, context)
        return try calendar.day(days.whole(), after: try day(start.value, context), last: lastDay(context))
    }
}

/// Which days are worked.
private struct WorkCalendar {
    private let weekend: Weekend
    /// Holidays that are no weekend days, in order.
    private let holidays: [Int]
    /// The weekday of day 0, Monday being 0.
    private let firstWeekday: Int

    init(_ weekend: Weekend, _ holidays: Holidays, _ context: CallContext) {
        self.weekend = weekend
        firstWeekday = DateAndTime.weekdayFromMonday(0, context)
        self.holidays = holidays.days.filter { !weekend.isOff[DateAndTime.weekdayFromMonday($0, context)] }
    }

    /// Working days from `start` to `end`, negative when they are in reverse.
    func count(_ start: Int, _ end: Int) -> Int {
        start <= end ? upTo(end) - upTo(start - 1) : -(upTo(start) - upTo(end - 1))
    }

    /// The `days`th working day after or before `start`; `#NUM!` when it lies outside 0 to `last`.
    func day(_ days: Int, after start: Int, last: Int) throws(CellError) -> Int {
        if days == 0 { return start }
        // The count of working days never falls, so the day sought can be found by halving.
        let target = days > 0 ? upTo(start) + days : upTo(start - 1) + days + 1
        guard target > 0, target <= upTo(last) else { throw .number }
        var low = 0
        var high = last
        while low < high {
            let middle = (low + high) / 2
            if upTo(middle) >= target { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Working days from day 0 to `day`, both included.
    private func upTo(_ day: Int) -> Int {
        guard day >= 0 else { return 0 }
        let weeks = (day + 1) / 7
        var count = weeks * weekend.workdaysPerWeek
        for extra in 0..<((day + 1) % 7) where !weekend.isOff[(firstWeekday + extra) % 7] { count += 1 }
        return count - holidaysUpTo(day)
    }

    private func holidaysUpTo(_ day: Int) -> Int {
        var low = 0
        var high = holidays.count
        while low < high {
            let middle = (low + high) / 2
            if holidays[middle] <= day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
