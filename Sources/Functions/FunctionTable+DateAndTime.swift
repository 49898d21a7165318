// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FunctionTable {
    /// Excel's category Date and Time.
    static let dateAndTime: [WorksheetFunction] = [
        .init("DATE(year, month, day)", DateAndTime.date),
        .init("DATEDIF(startDate, endDate, unit)", DateAndTime.dateDif),
        .init("DATEVALUE(dateText)", DateAndTime.dateValue),
        .init("DAY(serialNumber)", DateAndTime.dayOfMonth),
        .init("DAYS(endDate, startDate)", DateAndTime.days, .future),
        .init("DAYS360(startDate, endDate, method)", DateAndTime.days360),
        .init("EDATE(startDate, months)", DateAndTime.edate),
        .init("EOMONTH(startDate, months)", DateAndTime.eomonth),
        .init("HOUR(serialNumber)", DateAndTime.hour),
        .init("ISOWEEKNUM(date)", DateAndTime.isoWeeknum, .future),
        .init("MINUTE(serialNumber)", DateAndTime.minute),
        .init("MONTH(serialNumber)", DateAndTime.month),
        .init("NETWORKDAYS(startDate, endDate, holidays)", DateAndTime.networkdays),
        .init("NETWORKDAYS.INTL(startDate, endDate, weekend, holidays)", DateAndTime.networkdaysIntl),
        .init("NOW()", DateAndTime.now, .volatile),
        .init("SECOND(serialNumber)", DateAndTime.second),
        .init("TIME(hour, minute, second)", DateAndTime.time),
        .init("TIMEVALUE(timeText)", DateAndTime.timeValue),
        .init("TODAY()", DateAndTime.today, .volatile),
        .init("WEEKDAY(serialNumber, returnType)", DateAndTime.weekday),
        .init("WEEKNUM(serialNumber, returnType)", DateAndTime.weeknum),
        .init("WORKDAY(startDate, days, holidays)", DateAndTime.workday),
        .init("WORKDAY.INTL(startDate, days, weekend, holidays)", DateAndTime.workdayIntl),
        .init("YEAR(serialNumber)", DateAndTime.year),
        .init("YEARFRAC(startDate, endDate, basis)", DateAndTime.yearfrac),
    ]
}
