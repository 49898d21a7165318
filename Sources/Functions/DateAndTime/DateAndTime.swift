// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

/// Excel's category Date and Time. Days are serials of the workbook's date system; in the 1900 system serial 60 is the
/// 29 February 1900 that never was.
enum DateAndTime {
    /// The day of a serial without its time; `#NUM!` outside the date system.
    static func day(_ serial: Double, _ context: CallContext) throws(CellError) -> Int {
        let day = serial.rounded(.down)
        guard day >= 0, day <= Double(lastDay(context)) else { throw .number }
        return Int(day)
    }

    /// The serial of 31 December 9999.
    static func lastDay(_ context: CallContext) -> Int {
        Int(DateSerial.end1900 - context.workbook.dateSystem.offsetTo1900) - 1
    }

    /// Year, month, day and weekday of a whole day.
    static func civil(_ day: Int, _ context: CallContext) throws(CellError) -> DateSerial {
        try moment(Double(day), context)
    }

    /// The parts of a serial, its time rounded to the second as Excel does; `#NUM!` outside the date system.
    static func moment(_ serial: Double, _ context: CallContext) throws(CellError) -> DateSerial {
        guard let moment = DateSerial(serial: serial, system: context.workbook.dateSystem) else { throw .number }
        return moment
    }

    /// The serial of a year, month and day; months and days beyond their range carry over, `#NUM!` outside the system.
    static func serial(_ year: Int, _ month: Int, _ day: Int, _ context: CallContext) throws(CellError) -> Int {
        let system = context.workbook.dateSystem
        guard let serial = DateSerial.serial(year: year, month: month, day: day, system: system) else { throw .number }
        return Int(serial)
    }

    /// The weekday of a day, Monday being 0, as Excel counts it (serial 1 of the 1900 system is a Sunday).
    static func weekdayFromMonday(_ day: Int, _ context: CallContext) -> Int {
        (day + Int(context.workbook.dateSystem.offsetTo1900) + 5) % 7
    }
}
