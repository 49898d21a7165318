// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import NumberFormats

/// A whole day as an argument, counted in the 1900 date system whatever the workbook's own is. A time of day is cut
/// off; what is no day of the calendar is `#NUM!`.
struct SerialDay: FunctionParameter, Comparable, Hashable {
    let serial: Int
    let year: Int
    let month: Int
    let day: Int

    static var isLifted: Bool { true }
    static var refusesRanges: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> SerialDay {
        let number = try PlainNumber.take(from: &arguments).value.rounded(.down)
        let shifted = number + arguments.context.workbook.dateSystem.offsetTo1900
        guard number >= 0, shifted < DateSerial.end1900 else { throw .number }
        return try SerialDay(serial: Int(shifted))
    }

    init(serial: Int) throws(CellError) {
        guard let date = DateSerial(serial: Double(serial)) else { throw .number }
        self.serial = serial
        (year, month, day) = (date.year, date.month, date.day)
    }

    init(year: Int, month: Int, day: Int) throws(CellError) {
        guard let serial = DateSerial.serial(year: year, month: month, day: day) else { throw .number }
        try self.init(serial: Int(serial))
    }

    static func < (left: SerialDay, right: SerialDay) -> Bool { left.serial < right.serial }

    var isLastOfMonth: Bool { day >= DateSerial.daysInMonth(year: year, month: month) }
    var isLastOfFebruary: Bool { month == 2 && isLastOfMonth }

    /// So many months later, on the same day or the last one the month has; `toMonthEnd` asks for the last one.
    func adding(months: Int, toMonthEnd: Bool = false) throws(CellError) -> SerialDay {
        let count = year * 12 + month - 1 + months
        guard count >= 1900 * 12, count < 10_000 * 12 else { throw .number }
        let (year, month) = (count / 12, count % 12 + 1)
        let last = DateSerial.daysInMonth(year: year, month: month)
        return try SerialDay(year: year, month: month, day: toMonthEnd ? last : min(day, last))
    }

    /// The serial number in the workbook's own system.
    func serial(in context: CallContext) -> Double {
        Double(serial) - context.workbook.dateSystem.offsetTo1900
    }
}
