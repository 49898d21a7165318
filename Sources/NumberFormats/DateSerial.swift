// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// A day and a time of day as Excel understands them.
public struct DateSerial: Sendable, Hashable {
    /// 1900 to 9999.
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31; 0 for serial 0 of the 1900 system, which Excel shows as 0 January 1900.
    public var day: Int
    /// 0 to 23.
    public var hour: Int
    /// 0 to 59.
    public var minute: Int
    /// 0 to 59.
    public var second: Int
    /// Sunday is 0.
    public var weekday: Int

    /// The first serial of the 1900 system that is no date any more: 1 January 10000.
    public static let end1900 = 2_958_466.0

    /// The day and time of a serial, rounded to the second; nil when the serial is negative or after 9999-12-31.
    public init?(serial: Double, system: DateSystem = .excel1900) {
        guard let (day, seconds) = Self.split(serial, system: system, ticksPerSecond: 1) else { return nil }
        self.init(day1900: day, second: seconds)
    }

    /// The day, as a serial of the 1900 system, and the second within it.
    init(day1900: Int, second: Int) {
        (year, month, day) = Self.civil(day1900: day1900)
        hour = second / 3600
        minute = second / 60 % 60
        self.second = second % 60
        weekday = (day1900 + 6) % 7
    }

    /// The whole days, in the 1900 system, and the ticks since midnight, rounded half up.
    static func split(_ serial: Double, system: DateSystem, ticksPerSecond: Int) -> (day: Int, ticks: Int)? {
        let shifted = serial + system.offsetTo1900
        guard serial >= 0, shifted < end1900 else { return nil }
        let whole = serial.rounded(.down)
        var day = Int(whole + system.offsetTo1900)
        let ticksPerDay = 86400 * ticksPerSecond
        var ticks = Int(((serial - whole) * Double(ticksPerDay)).rounded())
        if ticks >= ticksPerDay {
            ticks -= ticksPerDay
            day += 1
        }
        return Double(day) < end1900 ? (day, ticks) : nil
    }

    /// The serial of midnight on a day. Months and days outside their usual range carry over, as in `DATE`; nil when
    /// the result lies outside the system.
    public static func serial(year: Int, month: Int, day: Int, system: DateSystem = .excel1900) -> Double? {
        guard abs(year) < 1_000_000, abs(month) < 100_000_000, abs(day) < 100_000_000 else { return nil }
        let months = year * 12 + month - 1
        let normalYear = months >= 0 ? months / 12 : -((11 - months) / 12)
        let first = firstDay1900(year: normalYear, month: months - normalYear * 12 + 1)
        let serial = Double(first + day - 1) - system.offsetTo1900
        return serial >= 0 && serial + system.offsetTo1900 < end1900 ? serial : nil
    }

    /// The fraction of a day.
    public static func time(hour: Int, minute: Int, second: Double) -> Double {
        (Double(hour) * 3600 + Double(minute) * 60 + second) / 86400
    }

    /// The number of days in a month, with Excel's leap year 1900.
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: year == 1900 || isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The 1900 serial of the first of a month.
    private static func firstDay1900(year: Int, month: Int) -> Int {
        // The phantom 29 February 1900 shifts everything after it by one day.
        let days = Self.daysSinceCommonEra(year: year, month: month, day: 1) - 693_595
        return days >= 61 - 1 ? days + 1 : days
    }

    /// Days since 31 December of the year 0 in the proleptic Gregorian calendar, so that 1 January of year 1 is 1.
    static func daysSinceCommonEra(year: Int, month: Int, day: Int) -> Int {
        // Years start in March, so that the leap day is the last of its year.
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let century = floorDivide(shifted, 100)
        let leapDays = floorDivide(shifted, 4) - century + floorDivide(shifted, 400)
        return shifted * 365 + leapDays + (monthFromMarch * 153 + 2) / 5 + day - 306
    }

    static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }

    /// Year, month and day of a serial of the 1900 system.
    static func civil(day1900: Int) -> (year: Int, month: Int, day: Int) {
        if day1900 == 0 { return (1900, 1, 0) }
        if day1900 == 60 { return (1900, 2, 29) }
        let days = day1900 + 693_595 - (day1900 > 60 ? 1 : 0)
        // Counted from 1 March of the year 0, in cycles of 400, 100, 4 and 1 years.
        let sinceMarch = days + 305
        let cycle = sinceMarch / 146_097
        let inCycle = sinceMarch - cycle * 146_097
        let yearOfCycle = (inCycle - inCycle / 1460 + inCycle / 36524 - inCycle / 146_096) / 365
        let dayOfYear = inCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, day)
    }
}
