// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// 50,000 lookups in 50,000 rows: three ways to find an exact key among shuffled ones, by text or number, and one in a
/// sorted column.
extension Recipe {
    static let lookups = [
        lookup("vlookup", by: .text) { "=VLOOKUP(A1,Keys!$A$1:$B$\($0),2,FALSE)" },
        lookup("match", by: .number) { "=INDEX(Keys!$B$1:$B$\($0),MATCH(A1,Keys!$A$1:$A$\($0),0))" },
        lookup("xlookup", by: .text) { "=XLOOKUP(A1,Keys!$A$1:$A$\($0),Keys!$B$1:$B$\($0))" },
        lookup("sorted", by: .order) { "=VLOOKUP(A1,Keys!$A$1:$B$\($0),2,TRUE)" },
    ]

    private enum Key {
        case text, number, order

        func value(_ number: Int) -> CellValue { self == .text ? .text("Part \(number)") : .number(Double(number)) }
    }

    /// Keys are the multiples of three; exact lookups ask for what is there, the others for anything in between.
    private static func lookup(_ kind: String, by key: Key, _ formula: @escaping @Sendable (_ rows: Int) -> String)
        -> Recipe
    {
        Recipe(
            name: "lookup-" + kind,
            build: { scale in
                let count = rows(50_000, scale)
                var numbers = SeededNumbers(seed: 3)
                var draft = WorkbookDraft(sheets: ["Data", "Keys"])
                let order = key == .order ? Array(0..<count) : (0..<count).shuffled(using: &numbers)
                for (row, number) in order.enumerated() {
                    draft.put(key.value(number * 3), row, 0, on: 1)
                    draft.put(Double(numbers.below(1_000_000)) / 4, row, 1, on: 1)
                }
                for row in 0..<count {
                    let wanted = numbers.below(count * 3)
                    draft.put(key.value(key == .order ? wanted : wanted / 3 * 3), row, 0)
                }
                try draft.fill(0...count - 1, 1...1, formula(count))
                try draft.put(formula: "=SUM(B1:B\(count))", 0, 2)
                return draft
            },
            outputs: { _ in column(2, rows: 1...9) + column(3, rows: 1...1) })
    }
}
