// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import NumberFormats
import Testing

/// What typed strings become.
struct TypedInputTests {
    private func parse(_ typed: String) -> TypedInput { TypedInput.parse(typed, currentYear: 2026) }

    @Test(
        "numbers, dates and times, with the format they bring",
        arguments: [
            ("100", 100, nil), ("49", 49, nil), (" 12 ", 12, nil), ("-5", -5, nil), ("+5", 5, nil), (".5", 0.5, nil),
            ("5.", 5, nil), ("(5)", -5, nil), ("1,234", 1234, "#,##0"), ("1,234.5", 1234.5, "#,##0.00"),
            ("1234,567", 1_234_567, "#,##0"), ("1,2345", 12345, "#,##0"), ("1,234,5678", 12_345_678, "#,##0"),
            ("1,234.", 1234, "#,##0.00"), ("$5", 5, "$#,##0_);[Red]($#,##0)"),
            ("-$5.25", -5.25, "$#,##0.00_);[Red]($#,##0.00)"), ("($1,000)", -1000, "$#,##0_);[Red]($#,##0)"),
            ("$5.", 5, "$#,##0.00_);[Red]($#,##0.00)"), ("$(5)", -5, "$#,##0_);[Red]($#,##0)"),
            ("€5", 5, #"[$€-2]\ #,##0;[Red]\-[$€-2]\ #,##0"#),
            ("-5.5 €", -5.5, #"#,##0.00\ [$€-1];[Red]\-#,##0.00\ [$€-1]"#),
            ("(5) €", -5, #"#,##0\ [$€-1];[Red]\-#,##0\ [$€-1]"#), ("(10)%", -0.1, "0%"), ("(10%)", -0.1, "0%"),
            ("10.%", 0.1, "0.00%"), ("%12e1", 1.2, "0.00E+00"), ("$12E+1", 120, "0.00E+00"),
            ("9876543210987654", 9_876_543_210_987_650, nil), ("0.12345678901234567", 0.123456789012345, nil),
            ("9876543210987,654.9%", 98_765_432_109_876.5, "0.00%"),
            ("9876543210987654e-1", 987_654_321_098_765, "0.00E+00"),
            ("0 12/5", 2.4, "# ?/?"), ("0 1/12", 1.0 / 12, "# ??/??"), ("  5%", 0.05, "0%"), ("  1 1/2", 1.5, "# ?/?"),
            ("10%", 0.1, "0%"), ("10.5%", 0.105, "0.00%"), ("-7 %", -0.07, "0%"), ("%5", 0.05, "0%"),
            ("1e5", 100_000, "0.00E+00"), ("1.5E-3", 0.0015, "0.00E+00"), ("1 1/2", 1.5, "# ?/?"),
            ("-2 3/16", -2.1875, "# ??/??"), ("0 3/4", 0.75, "# ?/?"),
            ("1/1/2016", 42370, "m/d/yyyy"), ("1-1-2016", 42370, "m/d/yyyy"), ("2016-01-15", 42384, "m/d/yyyy"),
            ("2016/1/15", 42384, "m/d/yyyy"), ("1/1/29", 47119, "m/d/yyyy"), ("1/1/30", 10959, "m/d/yyyy"),
            ("2/29/1900", 60, "m/d/yyyy"), ("1/2", 46024, "d-mmm"), ("1/2016", 42370, "mmm-yy"),
            ("1/32", 11689, "mmm-yy"),
            ("15-Jan-2016", 42384, "d-mmm-yy"), ("15 January 2016", 42384, "d-mmm-yy"), ("15-Jan", 46037, "d-mmm"),
            ("Jan-2016", 42370, "mmm-yy"), ("January 15, 2016", 42384, "d-mmm-yy"), ("Jan 15", 46037, "d-mmm"),
            ("12:30", 0.5208333333333334, "h:mm"), ("12:30 PM", 0.5208333333333334, "h:mm AM/PM"),
            ("12:30 am", 0.020833333333333332, "h:mm AM/PM"), ("6 PM", 0.75, "h:mm AM/PM"),
            ("6:00:00", 0.25, "h:mm:ss"), ("6:00:00 p", 0.75, "h:mm:ss AM/PM"), ("36:00", 1.5, "[h]:mm:ss"),
            ("6:", 0.25, "h:mm"), ("6:30:", 6.5 / 24, "h:mm"), ("6:30.", 6.5 / 24, "h:mm"),
            ("6:30 p.", 18.5 / 24, "h:mm AM/PM"), ("4 : 30", 4.5 / 24, "h:mm"),
            ("23:60:00", 1, nil), ("0:75", 1.25 / 24, nil), ("1:02:60", 63.0 / 1440, nil),
            ("14:300.5", 1140.5 / 86400, "mm:ss.0"),
            ("1 - Jan - 2016", 42370, "d-mmm-yy"), ("Janu-2016", 42370, "mmm-yy"), ("- 1 1/2", -1.5, "# ?/?"),
            ("1/1/2016 25:00", 42371 + 1.0 / 24, "m/d/yyyy h:mm"),
            ("0:01.5", 1.5 / 86400, "mm:ss.0"), ("1/1/2016 12:00", 42370.5, "m/d/yyyy h:mm"),
            ("1/1/2016 6:00 PM", 42370.75, "m/d/yyyy h:mm"), ("1/1/2016 0:01:00.5", 42370 + 60.5 / 86400, "mm:ss.0"),
            ("0:00:01.0004999999999", 1 / 86400, "mm:ss.0"), ("15Jan2016", 42384, "d-mmm-yy"),
            ("Jan16", 46038, "d-mmm"),
            ("Jan 45", 16438, "mmm-yy"),
        ] as [(String, Double, String?)])
    func numbers(typed: String, number: Double, code: String?) {
        #expect(parse(typed).value == .number(number))
        #expect(parse(typed).formatCode == code)
    }

    @Test(
        "what stays text",
        arguments: [
            "", " ", "abc", "Jan-15-2016", "1,23", "0,123", "1,", "1,,234", "12a", "--5", "5-", "1/2/3/4", "13/13/2016",
            "2/30/2016",
            "25:00 PM", "12:30PM", "1:2:3:4", "1e", "e5", "$", "%", "$5%", "()", "1 1/0", "1.2.3", "0x10", "1e999",
            "NaN", "inf",
            "24:60:00", "00:60:60", "000:01:01", "1  1/2", "1 1 /2", "0 1/32768", "Jan", "15-Jan-16-16", "0-Jan",
            "1::2", "=1+1", "٣", "1/1/1899", "1/1/10000", " 1/2", "  12:30", " 15-Jan", " TRUE", " #N/A", "Jan, 15",
            "15, Jan",
            "Jan, 2016", "2016-Jan", "82 Jan", "30-Feb", "5$", "€5€", "$€5", "5 €%", "(5", "5)", "0:60:60", "24:00:60",
            "0:60 PM",
            "5:10:15:", "0:01.5.",
        ])
    func texts(typed: String) {
        #expect(parse(typed) == TypedInput(value: .text(typed)))
    }

    @Test func `truth values, errors and the apostrophe`() {
        #expect(parse("true").value == .boolean(true))
        #expect(parse("FALSE ").value == .boolean(false))
        #expect(parse("#N/A").value == .error("#N/A"))
        #expect(parse("#div/0!").value == .error("#DIV/0!"))
        #expect(parse("#nope").value == .text("#nope"))
        #expect(parse("'100").value == .text("100"))
        #expect(parse("'").value == .text(""))
    }

    @Test func `dates and times are told from other numbers`() {
        #expect(parse("1/2").isMoment)
        #expect(parse("0:75").isMoment)
        #expect(!parse("1 1/2").isMoment)
        #expect(!parse("5").isMoment)
    }

    @Test func `the 1904 system shifts typed dates`() {
        let input = TypedInput.parse("1/1/2016", currentYear: 2026, dateSystem: .excel1904)
        #expect(input.value == .number(42370 - 1462))
        #expect(TypedInput.parse("1/1/1903", currentYear: 2026, dateSystem: .excel1904).value == .text("1/1/1903"))
    }
}
