// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// A ten-year plan of a subscription business in eight sheets, as people keep them: named inputs, a calendar, grids of
/// 240 plans by 120 months that read each other, conditional sums, a valuation, ten answers.
extension Recipe {
    static let model = Recipe(
        name: "model",
        build: { scale in
            var sheets = ModelSheets(plans: rows(240, scale))
            return try sheets.make()
        },
        outputs: { _ in (2...11).map { Manifest.Cell(sheet: "Inputs", row: $0, column: 5) } },
        cases: [
            // Only the valuation reads the discount rate; every customer and all that follows reads the growth.
            Manifest.Case(
                name: "narrow", input: Manifest.Cell(sheet: "Inputs", row: 2, column: 2), start: 0.08, step: 0.0001),
            Manifest.Case(
                name: "wide", input: Manifest.Cell(sheet: "Inputs", row: 3, column: 2), start: 0.12, step: 0.0001),
        ],
        edited: Manifest.Cell(sheet: "Inputs", row: 2, column: 2))
}

/// Writes the sheets of the model one after the other.
private struct ModelSheets {
    private static let names = ["Inputs", "Calendar", "Plans", "Customers", "Revenue", "Costs", "Cash", "Years"]
    private static let inputs: [(name: String, value: Double)] = [
        ("DiscountRate", 0.08), ("Growth", 0.12), ("Churn", 0.05), ("PriceRise", 0.02), ("Inflation", 0.025),
        ("CostRatio", 0.34), ("SupportCost", 1.75), ("FixedCost", 180_000), ("TaxRate", 0.25),
        ("OpeningCash", 3_000_000), ("Investment", 9_000_000), ("StartDate", 45_658),
    ]
    private static let regions = ["Alps", "Baltic", "Iberia", "Nordic", "Rhine"]
    private static let months = 120

    private let plans: Int
    private var draft = WorkbookDraft(sheets: names)
    private var numbers = SeededNumbers(seed: 4)

    init(plans: Int) { self.plans = plans }

    mutating func make() throws -> WorkbookDraft {
        try writeInputs()
        try writeCalendar()
        try writePlans()
        try writeGrids()
        try writeCash()
        try writeYears()
        return draft
    }

    /// The letters of a month's column, counted from zero; the grids have two columns of text before the first.
    private func letters(_ month: Int) -> String { CellAddress.letters(ofColumn: Int32(month + 2)) }

    private mutating func writeInputs() throws {
        draft.put("Input", 0, 0)
        draft.put("Answer", 0, 3)
        for (offset, input) in Self.inputs.enumerated() {
            draft.put(input.name, offset + 1, 0)
            draft.put(input.value, offset + 1, 1)
            try draft.name(input.name, "Inputs!$B$\(offset + 2)")
        }
        for (offset, region) in Self.regions.enumerated() {
            draft.put(region, offset + 1, 6)
            draft.put(0.85 + Double(offset) * 0.08, offset + 1, 7)
        }
        try draft.name("RegionFactors", "Inputs!$G$2:$H$6")
        let last = letters(Self.months - 1)
        let answers: [(name: String, formula: String)] = [
            ("Value", "=NPV(DiscountRate,Years!E2:E11)-Investment"),
            ("Return", "=IRR(Years!E1:E11)"),
            ("Revenue", "=SUM(Cash!C2:\(last)2)"),
            ("Last result", "=Years!D11"),
            ("Least cash", "=MIN(Cash!C8:\(last)8)"),
            ("Month of most cash", "=MATCH(MAX(Cash!C8:\(last)8),Cash!C8:\(last)8,0)"),
            ("Customers", "=SUM(Customers!\(last)2:\(last)\(plans + 1))"),
            ("Margin", "=SUM(Cash!C5:\(last)5)/SUM(Cash!C2:\(last)2)"),
            ("Best region", "=INDEX(Cash!A10:A14,MATCH(MAX(Cash!B10:B14),Cash!B10:B14,0))"),
            ("Summary", "=\"Until \"&TEXT(Calendar!B121,\"mmm yyyy\")&\": \"&TEXT(E2/1000000,\"0.00\")&\" million\""),
        ]
        for (offset, answer) in answers.enumerated() {
            draft.put(answer.name, offset + 1, 3)
            try draft.put(formula: answer.formula, offset + 1, 4)
        }
    }

    private mutating func writeCalendar() throws {
        for month in 1...Self.months { draft.put(Double(month), month, 0, on: 1) }
        let rows = 1...Self.months
        try draft.fill(rows, 1...1, "=EOMONTH(StartDate,A2-1)", on: 1)
        try draft.fill(rows, 2...2, "=YEAR(B2)-YEAR(StartDate)+1", on: 1)
        try draft.fill(rows, 3...3, "=(1+Inflation)^((A2-1)/12)", on: 1)
        try draft.fill(rows, 4...4, "=TEXT(B2,\"yyyy-mm\")", on: 1)
    }

    private mutating func writePlans() throws {
        for plan in 1...plans {
            draft.put("Plan \(plan)", plan, 0, on: 2)
            draft.put(Self.regions[numbers.below(Self.regions.count)], plan, 1, on: 2)
            draft.put(Double(100 + numbers.below(900)), plan, 2, on: 2)
            draft.put(Double(500 + numbers.below(4_500)) / 100, plan, 3, on: 2)
            draft.put(Double(1 + numbers.below(36)), plan, 4, on: 2)
        }
        try draft.fill(1...plans, 5...5, "=VLOOKUP(B2,RegionFactors,2,FALSE)", on: 2)
        try draft.fill(1...plans, 6...6, "=A2&\" / \"&UPPER(LEFT(B2,2))", on: 2)
    }

    private mutating func writeGrids() throws {
        let rows = 1...plans
        for sheet in 3...5 {
            try draft.fill(rows, 0...0, "=Plans!G2", on: sheet)
            try draft.fill(rows, 1...1, "=Plans!B2", on: sheet)
            try draft.fill(0...0, 2...2, "=Calendar!$E$2", on: sheet)
        }
        for month in 0..<Self.months {
            let (here, before, line) = (letters(month), letters(month - 1), month + 2)
            let column = month + 2...month + 2
            let customers =
                month == 0
                ? "=IF(Plans!$E2<=1,Plans!$C2,0)"
                : "=IF(Calendar!$A$\(line)<Plans!$E2,0,IF(\(before)2=0,Plans!$C2,\(before)2*(1+(Growth-Churn)/12)))"
            try draft.fill(rows, column, customers, on: 3)
            try draft.fill(
                rows, column,
                "=Customers!\(here)2*ROUND(Plans!$D2*Plans!$F2*(1+PriceRise)^(Calendar!$C$\(line)-1),2)", on: 4)
            try draft.fill(
                rows, column,
                "=-Revenue!\(here)2*MIN(0.9,CostRatio*Calendar!$D$\(line))-Customers!\(here)2*SupportCost", on: 5)
        }
    }

    private mutating func writeCash() throws {
        let last = letters(Self.months - 1)
        for (row, name) in ["Revenue", "Costs", "Fixed", "Result", "Tax", "Net", "Balance"].enumerated() {
            draft.put(name, row + 1, 0, on: 6)
        }
        for month in 0..<Self.months {
            let (here, before, column) = (letters(month), letters(month - 1), month + 2)
            let formulas = [
                "=SUM(Revenue!\(here)2:\(here)\(plans + 1))",
                "=SUM(Costs!\(here)2:\(here)\(plans + 1))",
                "=-FixedCost*Calendar!$D$\(month + 2)",
                "=SUM(\(here)2:\(here)4)",
                "=-MAX(0,\(here)5*TaxRate)",
                "=\(here)5+\(here)6",
                month == 0 ? "=OpeningCash+\(here)7" : "=\(before)8+\(here)7",
            ]
            for (offset, formula) in formulas.enumerated() {
                try draft.put(formula: formula, offset + 1, column, on: 6)
            }
        }
        for (offset, region) in Self.regions.enumerated() {
            draft.put(region, offset + 9, 0, on: 6)
            try draft.put(formula: "=SUM(C\(offset + 10):\(last)\(offset + 10))", offset + 9, 1, on: 6)
        }
        let regional = "=SUMIFS(Revenue!C$2:C$\(plans + 1),Revenue!$B$2:$B$\(plans + 1),$A10)"
        try draft.fill(9...13, 2...Self.months + 1, regional, on: 6)
    }

    private mutating func writeYears() throws {
        try draft.put(formula: "=-Investment", 0, 4, on: 7)
        for year in 0..<10 {
            let (first, last) = (letters(year * 12), letters(year * 12 + 11))
            try draft.put(formula: "=YEAR(StartDate)+\(year)", year + 1, 0, on: 7)
            try draft.put(formula: "=SUM(Cash!\(first)2:\(last)2)", year + 1, 1, on: 7)
            try draft.put(formula: "=SUM(Cash!\(first)3:\(last)4)", year + 1, 2, on: 7)
            try draft.put(formula: "=B\(year + 2)+C\(year + 2)", year + 1, 3, on: 7)
            try draft.put(formula: "=SUM(Cash!\(first)7:\(last)7)", year + 1, 4, on: 7)
        }
    }
}
