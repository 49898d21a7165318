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
        outputs: { _ in (1...10).map { Manifest.Cell(sheet: "Data", row: 9, column: $0) } })

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

    /// 100,000 cells that all read one input, and the sum over them.
    static let fanout = Recipe(
        name: "fanout",
        build: { scale in
            let count = rows(100_000, scale)
            var draft = WorkbookDraft(sheets: ["Data"])
            draft.put(1, 0, 0)
            try draft.fill(0...count - 1, 1...1, "=$A$1*2+ROW()")
            try draft.put(formula: "=SUM(B1:B\(count))", 0, 2)
            return draft
        },
        outputs: { _ in column(2, rows: 1...9) + column(3, rows: 1...1) },
        cases: [
            Manifest.Case(
                name: "fanout", input: Manifest.Cell(sheet: "Data", row: 1, column: 1), start: 1, step: 1)
        ])

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
