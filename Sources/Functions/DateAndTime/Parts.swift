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

    /// `DATE`: the serial of a year (one below 1900 counts from 1900), month and day. A year beyond 10000 counts as
    /// that, a day that does not fit into 16 bits as 32767. ECMA-376-1 §18.17.7.
    static func date(_ year: Double, _ month: Double, _ day: Double, _ context: CallContext) throws(CellError) -> Int {
        let (year, month, day) = (floored(year), floored(month), floored(day))
        guard year > -32_768, month >= -32_767, month < 32_767 else { throw .number }
        let years = Int(min(year, 10_000))
        let months = (years < 1900 ? years + 1900 : years) * 12 + Int(month) - 1
        // The month alone must not leave the system, even if the days lead back into it.
        guard months >= 0, months < 10_000 * 12 else { throw .number }
        let days = day.magnitude <= 32_768 ? min(Int(day), 32_767) : 32_767
        return try serial(months / 12, months % 12 + 1, days, context)
    }

    /// What DATE and TIME make of a number that is not whole: the whole number below, unless it is all but the next.
    private static func floored(_ number: Double) -> Double {
        let nearest = number.rounded()
        return (nearest - number).magnitude < 5e-7 ? nearest : number.rounded(.down)
    }

    /// `TIME`: the fraction of a day of hours, minutes and seconds from 0 to 32767. ECMA-376-1 §18.17.7.
    static func time(_ hour: Double, _ minute: Double, _ second: Double) throws(CellError) -> Double {
        let parts = (floored(hour), floored(minute), floored(second))
        guard max(parts.0, parts.1, parts.2) <= 32_767, min(parts.0, parts.1, parts.2) >= -32_767 else { throw .number }
        let (hour, minute, second) = (Int(parts.0), Int(parts.1), Int(parts.2))
        let seconds = hour * 3600 + minute * 60 + second
        guard seconds >= 0 else { throw .number }
        return Double(seconds % 86_400) / 86_400
    }

    /// `NOW`: the date and time of the recalculation. ECMA-376-1 §18.17.7.
    static func now(_ context: CallContext) -> Double { context.now }

    /// `TODAY`: the date of the recalculation. ECMA-376-1 §18.17.7.
    static func today(_ context: CallContext) -> Double { context.now.rounded(.down) }
}
