// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

extension DateAndTime {
    /// `YEAR`: the year of a serial. ECMA-376-1 §18.17.7.
    static func year(_ serial: Double, _ context: CallContext) throws(CellError) -> Int {
        try moment(serial, context).year
    }

    /// `MONTH`: the month of a serial, 1 to 12. ECMA-376-1 §18.17.7.
    static func month(_ serial: Double, _ context: CallContext) throws(CellError) -> Int {
        try moment(serial, context).month
    }

    /// `DAY`: the day of a serial within its month; 0 for serial 0 of the 1900 system. ECMA-376-1 §18.17.7.
    static func dayOfMonth(_ serial: Double, _ context: CallContext) throws(CellError) -> Int {
        try moment(serial, context).day
    }

    /// `HOUR`: the hour of a serial, 0 to 23. ECMA-376-1 §18.17.7.
    static func hour(_ serial: Double, _ context: CallContext) throws(CellError) -> Int {
        try moment(serial, context).hour
    }

    /// `MINUTE`: the minute of a serial, 0 to 59. ECMA-376-1 §18.17.7.
    static func minute(_ serial: Double, _ context: CallContext) throws(CellError) -> Int {
        try moment(serial, context).minute
    }

    /// `SECOND`: the second of a serial, 0 to 59. ECMA-376-1 §18.17.7.
    static func second(_ serial: Double, _ context: CallContext) throws(CellError) -> Int {
        try moment(serial, context).second
    }

    /// `DATE`: the serial of a year (one below 1900 counts from 1900), month and day. ECMA-376-1 §18.17.7.
    static func date(_ year: Int, _ month: Int, _ day: Int, _ context: CallContext) throws(CellError) -> Int {
        guard year >= 0, year <= 9999, month.magnitude < 200_000 else { throw .number }
        let months = (year < 1900 ? year + 1900 : year) * 12 + month - 1
        // The month alone must not leave the system, even if the days lead back into it.
        guard months >= 0, months < 10_000 * 12 else { throw .number }
        return try serial(months / 12, months % 12 + 1, day, context)
    }

    /// `TIME`: the fraction of a day of hours, minutes and seconds from 0 to 32767. ECMA-376-1 §18.17.7.
    static func time(_ hour: Int, _ minute: Int, _ second: Int) throws(CellError) -> Double {
        guard max(hour, minute, second) <= 32_767, min(hour, minute, second) >= -32_767 else { throw .number }
        let seconds = hour * 3600 + minute * 60 + second
        guard seconds >= 0 else { throw .number }
        return Double(seconds % 86_400) / 86_400
    }

    /// `NOW`: the date and time of the recalculation. ECMA-376-1 §18.17.7.
    static func now(_ context: CallContext) -> Double { context.now }

    /// `TODAY`: the date of the recalculation. ECMA-376-1 §18.17.7.
    static func today(_ context: CallContext) -> Double { context.now.rounded(.down) }
}
