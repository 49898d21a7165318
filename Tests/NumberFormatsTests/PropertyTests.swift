// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import NumberFormats
import TestSupport
import Testing

/// Properties over many random values, the same in every run.
struct PropertyTests {
    private func randomDouble(_ generator: inout SeededGenerator) -> Double {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: Double(bitPattern: generator.next())
        case 1: Double(Int.random(in: -1_000_000...1_000_000, using: &generator)) / 100
        case 2: Double.random(in: -1...1, using: &generator)
        case 3: Double.random(in: 0..<2_958_466, using: &generator)
        case 4: Double(Int64.random(in: .min ... .max, using: &generator))
        default:
            [0, -0.0, 1, -1, 1e308, .leastNonzeroMagnitude, .nan, .infinity, -.infinity, 2_958_465.999_999_99][
                Int.random(in: 0..<10, using: &generator)]
        }
    }

    @Test func `any code shows any value without failing`() {
        var generator = SeededGenerator(seed: 20_260_101)
        let parts = [
            "0", "#", "?", ".", ",", "%", "/", "E+", "e-", ";", "@", "General", "y", "mm", "mmm", "dddd", "h", "[h]",
            "[mm]", "ss",
            ".000", "AM/PM", "a/p", "\"x\"", "\\", "_", "*", "[Red]", "[<5]", "[>=-1.5]", "[$€-407]", "[$-F800]",
            "[DBNum1]", "1", "9",
            " ", "-", "(", "ggg", "e", "b", "B2", "[", "]", "\"", "é", "上午/下午", "[$-6000401]", "[Color 9]",
        ]
        for _ in 0..<20_000 {
            var code = ""
            for _ in 0..<Int.random(in: 0..<9, using: &generator) {
                code += parts[Int.random(in: 0..<parts.count, using: &generator)]
            }
            let format = NumberFormat(code)
            for system in [DateSystem.excel1900, .excel1904] {
                let text = format.text(for: randomDouble(&generator), dateSystem: system).text
                #expect(text.utf8.count < 20_000)
            }
            _ = format.text(for: "text")
            _ = format.cellFunctionCode
        }
    }

    @Test func `long codes cost no more than their length`() {
        for part in ["0", "#,", "?/?", "E+0", "\"", "[", "yyyy", "General", "_", "0;", "%"] {
            let format = NumberFormat(String(repeating: part, count: 1024 / part.utf8.count))
            #expect(format.text(for: -1234.5).text.utf8.count < 20_000)
            #expect(!NumberFormat(String(repeating: part, count: 1_000_000)).isValid)
        }
    }

    @Test func `a day's serial gives the day back, in both systems`() {
        for system in [DateSystem.excel1900, .excel1904] {
            let first = system == .excel1900 ? 1 : 0
            for serial in stride(from: first, to: 2_958_466 - Int(system.offsetTo1900), by: 13) {
                let date = DateSerial(serial: Double(serial), system: system)
                let back = date.flatMap {
                    DateSerial.serial(year: $0.year, month: $0.month, day: $0.day, system: system)
                }
                guard back == Double(serial) else {
                    Issue.record("serial \(serial) gives \(String(describing: back))")
                    return
                }
            }
        }
    }

    @Test func `months and days carry over as in DATE`() {
        #expect(DateSerial.serial(year: 2016, month: 13, day: 1) == 42736)
        #expect(DateSerial.serial(year: 2016, month: 0, day: 1) == 42339)
        #expect(DateSerial.serial(year: 2016, month: -11, day: 1) == 42005)
        #expect(DateSerial.serial(year: 2016, month: 1, day: 0) == 42369)
        #expect(DateSerial.serial(year: 1900, month: 1, day: 60) == 60)
        #expect(DateSerial.serial(year: 1900, month: 3, day: 0) == 60)
        #expect(DateSerial.serial(year: 1899, month: 12, day: 1) == nil)
        #expect(DateSerial.serial(year: 10000, month: 1, day: 1) == nil)
        #expect(DateSerial.serial(year: .max, month: .min, day: 1) == nil)
    }

    @Test func `what a format prints reads back as the same value`() {
        var generator = SeededGenerator(seed: 7)
        let codes = ["0.00", "#,##0.00", "0.00%", "0.00E+00", "$#,##0.00_);[Red]($#,##0.00)", "General"]
        for _ in 0..<5000 {
            let cents = Int.random(in: 100...99_999_999, using: &generator)
            for code in codes {
                // Six digits at most survive the scientific code only when there are three.
                let value = code == "0.00E+00" ? Double(cents % 900 + 100) : Double(cents) / 100
                let text = NumberFormat(code).text(for: value).text
                let input = TypedInput.parse(text, currentYear: 2026)
                guard case .number(let number) = input.value, number == value else {
                    Issue.record("\(value) as \(code) shows \(text)")
                    return
                }
            }
        }
    }

    @Test func `dates and times print and read back`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<5000 {
            let day = Double(Int.random(in: 10959..<47482, using: &generator))
            for code in ["m/d/yyyy", "d-mmm-yy", "yyyy-mm-dd", "mmmm d, yyyy", "d mmmm yyyy"] {
                let text = NumberFormat(code).text(for: day).text
                guard TypedInput.parse(text, currentYear: 2026).value == .number(day) else {
                    Issue.record("\(day) as \(code) shows \(text)")
                    return
                }
            }
            let second = Int.random(in: 0..<86400, using: &generator)
            let time = Double(second) / 86400
            for code in ["h:mm:ss", "h:mm:ss AM/PM"] {
                let text = NumberFormat(code).text(for: time).text
                guard TypedInput.parse(text, currentYear: 2026).value == .number(time) else {
                    Issue.record("\(time) as \(code) shows \(text)")
                    return
                }
            }
        }
    }

    @Test func `typed strings never fail`() {
        var generator = SeededGenerator(seed: 3)
        let parts = [
            "1", "12", "2016", "/", "-", ":", " ", ".", ",", "Jan", "sept", "am", "p", "$", "%", "(", ")", "e", "E+",
            "+", "'", "é", "999999999",
        ]
        for _ in 0..<50_000 {
            var typed = ""
            for _ in 0..<Int.random(in: 0..<9, using: &generator) {
                typed += parts[Int.random(in: 0..<parts.count, using: &generator)]
            }
            if case .number(let number) = TypedInput.parse(typed, currentYear: 2026).value {
                guard number.isFinite else {
                    Issue.record("\(typed) gives \(number)")
                    return
                }
            }
        }
    }
}
