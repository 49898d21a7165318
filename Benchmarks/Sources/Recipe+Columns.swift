// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Workbooks that each load one part of an engine: the reader, the order of calculation, sums over growing ranges.
extension Recipe {
    /// 100,000 rows of ten constants: numbers whole, broken and negative, repeated and rare texts, booleans.
    static let values = Recipe(
        name: "values",
        build: { scale in
            var numbers = SeededNumbers(seed: 1)
            var draft = WorkbookDraft(sheets: ["Data"])
            let places = ["Aarhus", "Bergen", "Córdoba", "Dublin", "Évora", "Fürth", "Ghent", "Haarlem"]
            for row in 0..<rows(100_000, scale) {
                draft.put(Double(row + 1), row, 0)
                draft.put(Double(numbers.below(2_000_000)), row, 1)
                draft.put(Double(numbers.below(5_000_000)) / 100, row, 2)
                draft.put(Double.random(in: -1...1, using: &numbers), row, 3)
                draft.put(places[numbers.below(places.count)], row, 4)
                draft.put("Item \(numbers.below(30_000))", row, 5)
                draft.put(-Double(numbers.below(500)), row, 6)
                draft.put(Double(44_000 + numbers.below(2_000)), row, 7)
                draft.put("\(row % 9) < \(numbers.below(60_000)) & more", row, 8)
                draft.put(.boolean(numbers.below(2) == 1), row, 9)
            }
            return draft
        },
        outputs: { _ in (1...10).map { Manifest.Cell(sheet: "Data", row: 9, column: $0) } },
        edited: Manifest.Cell(sheet: "Data", row: 1, column: 1))

    /// 100,000 cells of which each adds one to the cell above: nothing can be calculated out of order.
    static let chain = Recipe(
        name: "chain",
        build: { scale in
            var draft = WorkbookDraft(sheets: ["Data"])
            draft.put(1, 0, 0)
            try draft.fill(1...rows(100_000, scale) - 1, 0...0, "=A1+1")
            return draft
        },
        outputs: { scale in column(1, rows: rows(100_000, scale) - 9...rows(100_000, scale)) },
        cases: [
            Manifest.Case(
                name: "chain", input: Manifest.Cell(sheet: "Data", row: 1, column: 1), start: 1, step: 1)
        ])

    /// 100,000 cells that all read one input, each with a number of its own, and the sum over them.
    static let fanout = Recipe(
        name: "fanout",
        build: { scale in
            let count = rows(100_000, scale)
            var draft = WorkbookDraft(sheets: ["Data"])
            draft.put(1, 0, 0)
            for row in 0..<count { try draft.put(formula: "=$A$1*2+\(row + 1)", row, 1) }
            try draft.put(formula: "=SUM(B1:B\(count))", 0, 2)
            return draft
        },
        outputs: { _ in column(2, rows: 1...9) + column(3, rows: 1...1) },
        cases: [
            Manifest.Case(
                name: "fanout", input: Manifest.Cell(sheet: "Data", row: 1, column: 1), start: 1, step: 1)
        ])

    /// 20,000 rows of numbers in 40 formats, one in ten blank, with the sum of each row.
    static let styles = Recipe(
        name: "styles",
        build: { scale in
            let count = rows(20_000, scale)
            var numbers = SeededNumbers(seed: 5)
            var draft = WorkbookDraft(sheets: ["Data"])
            let codes = [
                "0.00", "#,##0", "0.0%", "yyyy-mm-dd", "#,##0.00 \"kg\";[Red]-#,##0.00", "0.00E+00", "[h]:mm", "@",
            ]
            let styles = try draft.styles(codes, alignments: ["general", "left", "center", "right", "fill"])
            for row in 0..<count {
                for column in 0..<9 {
                    draft.style(styles[numbers.below(styles.count)], row, column)
                    if numbers.below(10) > 0 { draft.put(Double(numbers.below(50_000_000)) / 1_000, row, column) }
                }
            }
            try draft.fill(0...count - 1, 9...9, "=SUM(A1:I1)")
            return draft
        },
        outputs: { _ in column(10, rows: 1...10) },
        cases: [
            Manifest.Case(name: "one row", input: Manifest.Cell(sheet: "Data", row: 5, column: 3), start: 10, step: 1)
        ],
        edited: Manifest.Cell(sheet: "Data", row: 5, column: 3))

    /// 10,000 rows of running sums, means and conditional sums: quadratic for an engine that adds up every range anew.
    static let prefixes = Recipe(
        name: "prefixes",
        build: { scale in
            let count = rows(10_000, scale)
            var numbers = SeededNumbers(seed: 2)
            var draft = WorkbookDraft(sheets: ["Data"])
            for row in 0..<count {
                draft.put(Double(numbers.below(1_000)), row, 0)
                draft.put(["north", "south", "west"][numbers.below(3)], row, 1)
            }
            try draft.fill(0...count - 1, 2...2, "=SUM(A$1:A1)")
            try draft.fill(0...count - 1, 3...3, "=AVERAGE(A$1:A1)")
            try draft.fill(0...count - 1, 4...4, "=SUMIF(B$1:B1,\"west\",A$1:A1)")
            return draft
        },
        outputs: { scale in
            let count = rows(10_000, scale)
            return column(3, rows: count - 3...count) + column(4, rows: count - 2...count)
                + column(5, rows: count - 2...count)
        },
        cases: [
            Manifest.Case(
                name: "prefixes", input: Manifest.Cell(sheet: "Data", row: 1, column: 1), start: 500, step: 1)
        ])
}
