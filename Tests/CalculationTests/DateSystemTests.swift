// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import NumberFormats
import Testing
import Workbooks

/// Dates in a workbook whose days are counted from 1904.
@Suite struct DateSystemTests {
    /// 2024-02-29 is day 43889 there, and a Thursday.
    private static let cases: [(formula: String, expected: CellValue)] = [
        ("=DATE(2024,2,29)", .number(43_889)), ("=DATE(1904,1,1)", .number(0)), ("=DATE(4,1,1)", .number(0)),
        ("=DATE(1903,12,31)", .error(.number)), ("=DATE(1,1,1)", .error(.number)),
        ("=YEAR(43889)", .number(2024)), ("=MONTH(43889)", .number(2)), ("=DAY(43889)", .number(29)),
        ("=YEAR(0)", .number(1904)), ("=DAY(0)", .number(1)), ("=HOUR(0.75)", .number(18)),
        ("=WEEKDAY(43889)", .number(5)), ("=WEEKDAY(0)", .number(6)), ("=WEEKDAY(43889,2)", .number(4)),
        ("=WEEKNUM(43889)", .number(9)), ("=ISOWEEKNUM(43889)", .number(9)),
        ("=DATEVALUE(\"2/29/2024\")", .number(43_889)), ("=\"2/29/2024\"+0", .number(43_889)),
        ("=VALUE(\"2/29/2024 12:00\")", .number(43_889.5)), ("=TODAY()", .number(43_889)),
        ("=NOW()", .number(43_889.5)),
        ("=EDATE(43889,12)", .number(44_254)), ("=EOMONTH(43889,0)", .number(43_889)), ("=EOMONTH(0,0)", .number(30)),
        ("=WORKDAY(43889,1)", .number(43_890)), ("=WORKDAY(43890,1)", .number(43_893)),
        ("=NETWORKDAYS(43889,43893)", .number(3)), ("=NETWORKDAYS.INTL(43889,43893,11)", .number(4)),
        ("=DAYS(\"3/1/2024\",43889)", .number(1)), ("=DAYS360(43889,43890)", .number(1)),
        ("=DATEDIF(43889,44255,\"d\")", .number(366)), ("=YEARFRAC(43889,44254,1)", .number(365.0 / 366)),
        ("=TEXT(43889,\"yyyy-mm-dd\")", .text("2024-02-29")), ("=TEXT(0,\"yyyy-mm-dd\")", .text("1904-01-01")),
        ("=COUPPCD(43889,45000,2)", .number(43_723)), ("=EDATE(0,-1)", .error(.number)),
        ("=COUNTIF(A1:A1,\"2/29/2024\")", .number(1)), ("=COUNTIF(A1:A1,\">2/28/2024\")", .number(1)),
        ("=FORECAST.ETS.SEASONALITY({1,2,3,4},{43889,43890,43891,43892})", .number(1)),
        ("=CELL(\"contents\",A1)", .number(43_889)),
    ]

    @Test(arguments: cases.indices)
    func `every date is counted from the first day of 1904`(index: Int) throws {
        var sheet = Sheet()
        sheet.state.workbook.dateSystem = .excel1904
        try sheet.enter([("A1", "43889"), ("B1", Self.cases[index].formula)])
        let actual = sheet["B1"]
        if case .number(let wanted) = Self.cases[index].expected, case .number(let number) = actual {
            #expect(abs(number - wanted) < 1e-6, "\(Self.cases[index].formula) gives \(number)")
        } else {
            #expect(actual == Self.cases[index].expected, "\(Self.cases[index].formula)")
        }
    }
}
