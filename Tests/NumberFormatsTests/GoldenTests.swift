// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import NumberFormats
import Testing

/// Agreement with tables that others made, most of them with Excel. The reasons for what differs stand in
/// docs/number-formats.md.
@Suite(.disabled(if: GoldenTables.isAbsent, "the golden tables are not beside the package"))
struct GoldenTests {
    /// The built-in codes that the standard lists in another form than Excel in English has them.
    private static let standardCodes = [
        14: "m/d/yy", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
        40: "#,##0.00;[Red](#,##0.00)", 47: "mmss.0",
    ]

    /// What a cell shows; nil where the format is invalid or cannot show the value.
    private func shown(_ row: GoldenTables.Row) -> String? {
        let format = NumberFormat(row.code)
        switch row.value {
        case .number(let number): return format.text(for: number, dateSystem: row.dateSystem).text
        case .string(let string): return format.text(for: string).text
        case .boolean(let boolean): return format.text(for: boolean).text
        }
    }

    /// What TEXT gives; nil for #VALUE!.
    private func computed(_ row: GoldenTables.Row) -> String? {
        switch row.value {
        case .number(let number):
            TextFunction.text(for: number, formatCode: row.code, dateSystem: row.dateSystem)
        case .string(let string): TextFunction.text(for: string, formatCode: row.code)
        case .boolean(let boolean): TextFunction.text(for: boolean, formatCode: row.code)
        }
    }

    /// Compares a table; at most `known` rows may differ, and they are those that the document lists.
    private func compare(
        _ table: String,
        _ rows: [GoldenTables.Row],
        known: Int,
        by text: (GoldenTables.Row) -> String?
    ) {
        var differing = 0
        for row in rows {
            let own = text(row)
            guard own != row.text else { continue }
            differing += 1
            if ProcessInfo.processInfo.environment["CELLAR_SHOW_DIFFERENCES"] != nil {
                print(
                    "\(table)\t\(row.value)\t\(row.code)\t|\(row.text ?? "invalid")|\t|\(own ?? "invalid")|\t\(row.origin)"
                )
            }
        }
        let share = Double(rows.count - differing) / Double(max(1, rows.count)) * 100
        print("\(table): \(rows.count - differing) of \(rows.count) rows agree (\((share * 100).rounded() / 100) %)")
        #expect(!rows.isEmpty, "\(table) has rows")
        #expect(differing <= known, "\(table)")
    }

    @Test func `cells show what Excel shows`() throws {
        compare("excel_display", try GoldenTables.objects("excel_display.jsonl"), known: 20, by: shown)
    }

    @Test func `TEXT gives what Excel gives`() throws {
        compare("excel_text_function", try GoldenTables.objects("excel_text_function.jsonl"), known: 0, by: computed)
    }

    @Test func `cells show what PhpSpreadsheet shows, where it agrees with Excel`() throws {
        let rows = try GoldenTables.objects("phpspreadsheet.jsonl").map { row in
            // Its table gives some numbers as strings of digits.
            var row = row
            if case .string(let string) = row.value, let number = Double(string) { row.value = .number(number) }
            return row
        }
        compare("phpspreadsheet", rows, known: 95, by: shown)
    }

    @Test(arguments: ["ssf/comma.tsv", "ssf/exp.tsv", "ssf_dates_sample.tsv", "ssf_times_sample.tsv"])
    func `grids of values and formats agree`(name: String) throws {
        compare(name, try GoldenTables.grid(name), known: 0, by: shown)
    }

    @Test func `fractions agree`() throws {
        let rows = (try GoldenTables.json("ssf/fraction.json") as? [[Any]] ?? []).compactMap { row in
            GoldenTables.value(row[0]).map {
                GoldenTables.Row(value: $0, code: row[1] as? String ?? "", text: row[2] as? String)
            }
        }
        compare("ssf/fraction.json", rows, known: 2, by: shown)
    }

    @Test func `General and the built-in formats agree`() throws {
        for name in ["ssf/general.json", "ssf/implied.json"] {
            var rows: [GoldenTables.Row] = []
            for row in try GoldenTables.json(name) as? [[Any]] ?? [] {
                guard let value = GoldenTables.value(row[0]) else { continue }
                var pairs = (row[1] as? [[Any]]) ?? []
                if row.count == 3 { pairs = [[row[1], row[2]]] }
                for pair in pairs {
                    guard let id = (pair[0] as? NSNumber)?.intValue,
                        let code = Self.standardCodes[id] ?? BuiltInFormats.code(for: id)
                    else { continue }
                    let text = pair[1] as? String ?? ""
                    rows.append(GoldenTables.Row(value: value, code: code, text: text.isEmpty ? nil : text))
                }
            }
            compare(name, rows, known: 0, by: computed)
        }
    }

    @Test func `odd formats agree`() throws {
        var rows: [GoldenTables.Row] = []
        for entry in try GoldenTables.json("ssf/oddities.json") as? [[Any]] ?? [] {
            let code = entry[0] as? String ?? BuiltInFormats.code(for: (entry[0] as? NSNumber)?.intValue ?? 0) ?? ""
            for pair in entry.dropFirst() {
                guard let pair = pair as? [Any], let value = GoldenTables.value(pair[0]) else { continue }
                // A third entry marks texts that the table's own authors do not reach.
                if pair.count == 3 { continue }
                rows.append(GoldenTables.Row(value: value, code: code, text: pair.count > 1 ? pair[1] as? String : nil))
            }
        }
        compare("ssf/oddities.json", rows, known: 8) { row in
            // The table shows what a cell shows, and nothing for a code that is refused.
            if case .string = row.value, row.text != nil { shown(row) } else { computed(row) }
        }
    }

    @Test func `dates are recognised and every format of the wild is valid`() throws {
        var wrong: [String] = []
        let dates = try GoldenTables.json("ssf/is_date.json") as? [[Any]] ?? []
        for entry in dates {
            guard let code = entry[0] as? String, let expected = entry[1] as? Bool else { continue }
            if NumberFormat(code).isDate != expected { wrong.append(code) }
        }
        print("ssf/is_date.json: \(dates.count - wrong.count) of \(dates.count) rows agree", wrong)
        #expect(wrong.count <= 2)
        let codes = try GoldenTables.lines("ssf/valid.tsv").map { $0.split(separator: "\t")[0] }
        let refused = codes.filter { !NumberFormat(String($0)).isValid }
        print("ssf/valid.tsv: \(codes.count - refused.count) of \(codes.count) rows agree", refused)
        #expect(refused.count <= 2)
    }
}
