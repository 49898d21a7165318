// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import NumberFormats
import Testing

/// What cells show, case by case.
struct DisplayTests {
    @Test(
        "numbers under a format code",
        arguments: [
            (1234.5, "#,##0.00", "1,234.50"), (-1234.5, "#,##0.00", "-1,234.50"), (0, "#,##0.00", "0.00"),
            (1.005, "0.00", "1.01"), (0.5, "0", "1"), (2.5, "0", "3"), (-0.4, "0", "0"),
            (1e15, "0", "1000000000000000"),
            (0.285, "0.00%", "28.50%"), (12345678, "0.0,,\"M\"", "12.3M"), (1499, "#,##0,", "1"), (1500, "#,##0,", "2"),
            (999.995, "0.00", "1000.00"), (9.9999, "0.00E+00", "1.00E+01"), (0, "0.00E+00", "0.00E+00"),
            (1e-300, "0.0E+0", "1.0E-300"), (123456, "##0.00E+0", "123.46E+3"), (999999, "##0.0E+0", "1.0E+6"),
            (1234, "0.00E-00", "1.23E03"), (7, "000", "007"), (7, "???", "  7"), (1234567, "#", "1234567"),
            (3, "\"a\"0\"b\"", "a3b"), (-3, "\"a\"0\"b\"", "-a3b"), (5, "0_)", "5 "), (5, "*-0", "5"),
            (5, "\\#0", "#5"),
            (0.1 + 0.2, "0.00000000000000000", "0.30000000000000000"), (5551234, "###-####", "555-1234"),
            (1, "#.#E+#", "1.E+0"), (12, "?.?E+?x?", "1.2E+ x1"), (1, ".", "."), (1234, "x.0", "x1234.0"),
            (1e20, "#,##0", "100,000,000,000,000,000,000"), (1.7976931348623157e308, "0.0E+0", "1.8E+308"),
        ] as [(Double, String, String)])
    func numbers(value: Double, code: String, text: String) {
        #expect(NumberFormat(code).text(for: value).text == text)
    }

    @Test(
        "sections and conditions",
        arguments: [
            (5, "0;(0);\"zero\"", "5"), (-5, "0;(0);\"zero\"", "(5)"), (0, "0;(0);\"zero\"", "zero"), (-5, "0;", ""),
            (-0.001, "0.00;(0.00)", "(0.00)"), (0, ";;", ""), (5, "[>=100]\"big\";[<0]\"debt\";0", "5"),
            (100, "[>=100]\"big\";[<0]\"debt\";0", "big"), (-1, "[>=100]\"big\";[<0]\"debt\";0", "debt"),
            (-5, "[>=0]0;0", "5"), (-5, "[<-1]0.0;0", "5.0"), (-5, "[<100]0;0.0", "-5"), (7, "[=7]\"seven\"", "seven"),
            (8, "[=7]\"seven\"", "8"), (8, "[Color 12]0", "8"), (5, "0;0;0;\"text \"@", "5"),
            (5, "\"text \"@", "5"), (-5, "[<-6]\"a\"0", "5"), (-5, "[<>-5]\"a\"0;\"b\"0", "b5"),
            (-5, "[=-6]\"a\"0;\"b\"0", "-b5"), (-5, "[>2]\"a\"0;\"b\"0", "-b5"), (-5, "[>-3]\"a\"0;\"b\"0", "b5"),
            (-5, "[<-6]\"a\"0;[>9]\"b\"0;\"c\"0", "-c5"), (-5, "[>=0]\"a\"0;[<=0]\"b\"0;\"c\"0", "-b5"),
            (-5, "\"a\"0;[<3]\"b\"0;\"c\"0", "-b5"), (-5, "\"a\"0;[<0]\"b\"0;\"c\"0", "b5"),
            (50, "[>99]0;[<9]0", "########"), (-5, "0;[<-9]0", "########"), (50, "[>99]0;[<9]0;@", "50"),
        ] as [(Double, String, String)])
    func sections(value: Double, code: String, text: String) {
        #expect(NumberFormat(code).text(for: value).text == text)
    }

    @Test(
        "dates and times",
        arguments: [
            (44444, "m/d/yyyy", "9/5/2021"), (0.5, "h:mm", "12:00"), (42370, "m-ddd", "1-Fri"),
            (60, "yyyy-mm-dd", "1900-02-29"),
            (0, "yyyy-mm-dd", "1900-01-00"), (61, "dddd", "Thursday"), (2_958_465, "yyyy-mm-dd", "9999-12-31"),
            (2_958_466, "yyyy-mm-dd", "########"), (-1, "yyyy", "########"), (1.5, "[h]:mm", "36:00"),
            (-1.5, "[h]", "-36"),
            (0.75, "h AM/PM", "6 PM"), (0, "h:mm a/p", "12:00 a"), (0.000011574, "mm:ss.00", "00:01.00"),
            (44444.99999999, "yyyy-mm-dd hh:mm:ss", "2021-09-06 00:00:00"), (44444, "mmmmm", "S"),
            (0.1, "[mm]:ss", "144:00"),
            (44444, "[$-407]dddd, d. mmmm yyyy", "Sonntag, 5. September 2021"), (44444, "[$-40C]mmm", "sept."),
            (44444, "[$-FC19]d mmmm", "5 сентября"), (44444, "[$-411]ggge", "令和3"), (44444, "[$-404]e", "110"),
            (44444, "[$-40404]e", "110"), (1, "[$-40404]e", "11"), (1, "[$-404]e", "11"), (1, "[$-40409]e", "0011"),
            (44444, "bbbb", "2564"), (44444, "[$-F800]x", "Sunday, September 5, 2021"),
            (44444.5, "[$-F400]x", "12:00:00 PM"),
            (44444, "[$-fr-FR]dddd", "dimanche"), (44444, "[$-D000000]d", "๕"), (44444, "[DBNum1][$-804]d", "五"),
            (45000, "[$-D07041E]d mmmm bbbb", "๑๕ มีนาคม ๒๕๖๖"), (43600, "[$-411]ggge\"年\"", "令和1年"),
            (43600, "[$-ja-JP-x-gannen]ggge\"年\"", "令和元年"), (0, "B2yyyy-mm-dd", "1317-08-29"),
            (1, "B2yyyy-mm-dd", "1317-08-29"), (59, "B2yyyy-mm-dd", "1317-10-28"), (61, "B2yyyy-mm-dd", "1317-10-29"),
            (10_000, "B2yyyy-mm-dd", "1345-11-17"), (6501, "B2yyyy-mm-dd", "1336-01-02"),
            (42_999, "B2d mmmm yyyy", "1 محرم 1439"),
            (44_593, "[$-439]d mmmm yyyy mmmmm", "1 फरवरी 2022 फ"), (44_444, "[$-83C]dddd", "Dé Domhnaigh"),
            (44_562, "[$-C07]mmmm", "Jänner"), (44_562, "[$-de-AT]mmm", "Jän"), (44_562, "[$-407]mmmm", "Januar"),
            (44_562, "[$-C1A]mmmm", "јануар"), (44_562, "[$-sr-Latn-RS]mmmm", "januar"),
            (44_562, "[$-101042A]mmmm", "Tháng 1"),
            (44_444, "[$-zh-TW]ddd", "週日"), (44_444, "[$-804]ddd", "周日"), (44_562, "[$-no]mmmm", "januar"),
        ] as [(Double, String, String)])
    func dates(value: Double, code: String, text: String) {
        #expect(NumberFormat(code).text(for: value).text == text)
    }

    @Test(
        "numbers in the words of a language",
        arguments: [
            (123, "[DBNum1][$-804]General", "一百二十三"), (10, "[DBNum1][$-804]General", "一十"),
            (10, "[DBNum1][$-411]General", "十"), (1234, "[DBNum1][$-411]General", "千二百三十四"),
            (12345, "[DBNum1][$-411]General", "一万二千三百四十五"), (12345, "[DBNum2][$-411]General", "壱萬弐阡参百四拾伍"),
            (123.45, "[DBNum2][$-804]General", "壹佰贰拾叁.肆伍"), (-12, "[$-804][DBNum2]General", "-壹拾贰"),
            (123, "[DBNum1][$-804]0", "一二三"), (515_155_643, "[DBNum1][$-804]General", "五亿一千五百一十五万五千六百四十三"),
            (10_001, "[DBNum1][$-804]General", "一万○一"), (100_000_001, "[DBNum2][$-404]General", "壹億零壹"),
            (0.5, "[DBNum2][$-804]General", "零.伍"), (123, "[DBNum4][$-412]General", "일백이십삼"),
            (123_456_789_012, "[DBNum2][$-804]General", "壹仟贰佰叁拾肆亿伍仟陆佰柒拾捌万玖仟零壹拾贰"),
            (1e20, "[DBNum1][$-804]General", "一E+二○"), (45, "[DBNum2]0角0分", "肆角伍分"),
            (1234, "[DBNum3][$-411]0", "１２３４"), (1234, "[DBNum4][$-804]0", "1234"), (5, "[DBNum1]", "五"),
            (36964, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "二○○一年三月十四日"),
            (36964, "[DBNum2][$-804]yyyy\"年\"m\"月\"d\"日\"", "贰零零壹年叁月壹拾肆日"),
            (0.545, "[DBNum1][$-804]h\"时\"mm\"分\"", "十三时○四分"), (12345, "[$-D000000]General", "๑๒๓๔๕"),
        ] as [(Double, String, String)])
    func natively(value: Double, code: String, text: String) {
        #expect(NumberFormat(code).text(for: value).text == text)
    }

    @Test(
        "codes of nothing but brackets show as General",
        arguments: [
            (5, "[Red]", "5"), (-5.5, "[Color5]", "-5.5"), (1234, "[$-409]", "1234"), (5, "0;[Red]", "5"),
            (-5, "0;[Red]", ""), (50, "[Red][<=100];[Blue][>100]", "50"), (150, "[Red][<=100];[Blue][>100]", "150"),
            (0, "[=0];0", ""),
        ] as [(Double, String, String)])
    func bare(value: Double, code: String, text: String) {
        #expect(NumberFormat(code).text(for: value).text == text)
    }

    @Test(
        "fractions",
        arguments: [
            (0.5, "# ?/?", " 1/2"), (1.5, "# ?/?", "1 1/2"), (3, "# ?/?", "3    "), (0.3333, "# ??/??", "  1/3 "),
            (-0.001, "# ?/?", "-0    "), (2.75, "?/?", "11/4"), (0.26, "# ?/4", " 1/4"), (0.99, "# ?/4", "1    "),
            (100.5, "#,##0 ?/?", "100 1/2"), (12345.25, "#,##0 ?/4", "12,345 1/4"), (0.25, "#,##0 ?/4", "0 1/4"),
            (3.14159, "0/000", "355/113"), (1.5, "# 0/0", "1 1/2"), (2, "# 0/0", "2 0/1"),
            (2.6667, "0 0/0z0", "2 2/3z0"), (2.6667, "0 ??/?z?", "2  2/3z "), (0.125, "# ?/?\"x\"0\"y\"", " 1/8x0y"),
            (2, "# ?/?\"x\"0\"y\"", "2      y"),
        ] as [(Double, String, String)])
    func fractions(value: Double, code: String, text: String) {
        #expect(NumberFormat(code).text(for: value).text == text)
    }

    @Test(
        "General at several widths",
        arguments: [
            (1.0 / 3, 11, "0.333333333"), (1.0 / 3, 6, "0.3333"), (123456789012, 11, "1.23457E+11"),
            (1e10, 11, "10000000000"),
            (99999999999.5, 11, "1E+11"), (-1234567.891, 11, "-1234567.891"), (0.00001234, 11, "0.00001234"),
            (1.2345678e150, 11, "1.2346E+150"), (12345678, 6, "1E+07"), (0, 11, "0"), (-0.0, 11, "0"),
        ] as [(Double, Int, String)])
    func general(value: Double, width: Int, text: String) {
        #expect(GeneralNumber.text(for: value, width: width) == text)
    }

    @Test(
        "numbers joined to text",
        arguments: [
            (1.0 / 3, "0.333333333333333"), (1e20, "100000000000000000000"), (1e21, "1E+21"), (-0.1, "-0.1"),
            (123_456_789_012_345_680, "123456789012346000"), (1e-19, "0.0000000000000000001"), (1e-20, "1E-20"),
        ] as [(Double, String)])
    func unabridged(value: Double, text: String) {
        #expect(GeneralNumber.unabridgedText(for: value) == text)
    }

    @Test func `texts take the text section, or none`() {
        let cases = [
            ("0", "abc"), ("@", "abc"), ("\"<\"@\">\"", "<abc>"), ("0;0;0;@@", "abcabc"), (";;;", ""),
            ("0;@\"!\"", "abc!"),
            ("_(@_)", " abc "), ("dd;\"day \"@", "day abc"),
        ]
        for (code, text) in cases { #expect(NumberFormat(code).text(for: "abc").text == text, "\(code)") }
    }

    @Test func `truth values are shown as the texts that name them`() {
        for (code, text) in [("0", "TRUE"), ("@", "TRUE"), ("0;0;0;\"<\"@\">\"", "<TRUE>"), ("\"x\"@", "xTRUE")] {
            #expect(NumberFormat(code).text(for: true).text == text, "\(code)")
            #expect(TextFunction.text(for: true, formatCode: code) == text, "\(code)")
        }
    }

    @Test func `colours come from the section that applied`() {
        let format = NumberFormat("[Blue]0;[Red]0;[Color 12]0;[Green]@")
        #expect(format.text(for: 1).color == .blue)
        #expect(format.text(for: -1).color == .red)
        #expect(format.text(for: 0).color == .palette(12))
        #expect(format.text(for: "x").color == .green)
        #expect(NumberFormat("[Red]General").text(for: 1.5) == FormattedText(text: "1.5", color: .red))
        #expect(NumberFormat("[Red][<5]0").text(for: 7) == FormattedText(text: "7"))
    }

    @Test func `the 1904 system shows negative dates with their sign`() {
        let format = NumberFormat("yyyy-mm-dd")
        #expect(format.text(for: 0, dateSystem: .excel1904).text == "1904-01-01")
        #expect(format.text(for: -1, dateSystem: .excel1904).text == "-1904-01-02")
    }

    @Test(
        "codes that Excel refuses show as General",
        arguments: [
            "[", "0;0;0;0;0", "mm###", "hh[m]", "0 d", "[foo]0", "ss.0000", "G3neral", "0_", "mm%", "0/", "/0", "0E+",
            "0;0;0;0", "0;0;0;d", "@;@", "[<1]0;[<2]0;[<3]0",
        ])
    func refused(code: String) {
        #expect(!NumberFormat(code).isValid)
        #expect(NumberFormat(code).text(for: 1.5).text == "1.5")
        #expect(TextFunction.text(for: 1.5, formatCode: code) == nil)
    }

    @Test func `TEXT refuses what is no date`() {
        #expect(TextFunction.text(for: -1, formatCode: "yyyy") == nil)
        #expect(TextFunction.text(for: 2_958_466, formatCode: "yyyy") == nil)
        #expect(TextFunction.text(for: 1, formatCode: "") == "")
        #expect(TextFunction.text(for: "x", formatCode: "0") == "x")
        #expect(TextFunction.text(for: true, formatCode: "0") == "TRUE")
    }

    @Test(
        "CELL names the kind of a format",
        arguments: [
            ("General", "G"), ("0", "F0"), ("#,##0", ",0"), ("0.00", "F2"), ("$#,##0_);($#,##0)", "C0"),
            ("$#,##0.00_);[Red]($#,##0.00)", "C2-"), ("0%", "P0"), ("0.00%", "P2"), ("0.00E+00", "S2"), ("# ?/?", "G"),
            ("m/d/yyyy", "D4"), ("d-mmm-yy", "D1"), ("d-mmm", "D2"), ("mmm-yy", "D3"), ("mm/dd", "D5"),
            ("h:mm:ss AM/PM", "D6"),
            ("h:mm AM/PM", "D7"), ("h:mm:ss", "D8"), ("h:mm", "D9"), ("@", "G"), ("(0)", "F0()"),
        ])
    func kinds(code: String, kind: String) {
        #expect(NumberFormat(code).cellFunctionCode == kind)
    }

    @Test func `built-in ids have codes and codes have ids`() {
        for id in [0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 15, 22, 37, 40, 44, 45, 46, 47, 48, 49] {
            let code = BuiltInFormats.code(for: id)
            #expect(code.flatMap(BuiltInFormats.id) == id)
            #expect(NumberFormat(code ?? "[").isValid)
        }
        #expect(BuiltInFormats.code(for: 23) == nil)
        #expect(BuiltInFormats.code(for: -1) == nil)
        #expect(BuiltInFormats.code(for: 164) == nil)
    }
}
