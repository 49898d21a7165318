// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

extension DateAndTime {
    /// `WEEKDAY`: the weekday as a number, counted as the return type says. ECMA-376-1 §18.17.7.
    static func weekday(_ serial: Double, _ returnType: Int?, _ context: CallContext) throws(CellError) -> Int {
        let type = returnType ?? 1
        let weekday = weekdayFromMonday(try day(serial, context), context)
        switch type {
        case 1: return (weekday + 1) % 7 + 1
        case 2: return weekday + 1
        case 3: return weekday
        case 11...17: return (weekday - (type - 11) + 7) % 7 + 1
        default: throw .number
        }
    }

    /// `WEEKNUM`: the week of the year, the first being that of 1 January; type 21 counts as ISO 8601 does.
    /// ECMA-376-1 §18.17.7.
    static func weeknum(
        _ serial: Strict<Double>, _ returnType: Strict<Int?>, _ context: CallContext
    ) throws(CellError) -> Int {
        let day = try day(serial.value, context)
        let weekStart: Int
        switch returnType.value ?? 1 {
        case 1, 17: weekStart = 6
        case 2, 11: weekStart = 0
        case 21: return try isoWeeknum(serial.value, context)
        case let type where (12...16).contains(type): weekStart = type - 11
        default: throw .number
        }
        let newYear = try self.serial(civil(day, context).year, 1, 1, context)
        let lead = (weekdayFromMonday(newYear, context) - weekStart + 7) % 7
        // Serial 0 lies before its year, in week 0 if that starts with a Sunday.
        return (day - newYear + lead + 7) / 7
    }

    /// `ISOWEEKNUM`: the week by ISO 8601, the first being the one with the year's first Thursday.
    /// Excel's page ISOWEEKNUM.
    static func isoWeeknum(_ serial: Double, _ context: CallContext) throws(CellError) -> Int {
        let day = try day(serial, context)
        // The Thursday of the week decides the year; the first and last weeks of the system may have it outside.
        let thursday = day - weekdayFromMonday(day, context) + 3
        guard thursday >= 0 else { return 52 }
        guard thursday <= lastDay(context) else { return 1 }
        let newYear = try self.serial(civil(thursday, context).year, 1, 1, context)
        return max(thursday - newYear, 0) / 7 + 1
    }
}
