// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension NumberFormat {
    /// What `CELL("format")` gives: a letter for the kind and the number of decimals, such as `F2`, `,0` or `D4`,
    /// followed by `-` where negative numbers have a colour and by `()` where positive ones stand in parentheses.
    public var cellFunctionCode: String {
        guard isValid, let first = numberSections.first else { return "G" }
        let kind: String
        switch first.kind {
        case .general, .text, .fraction: kind = "G"
        case .number(let layout): kind = layout.cellFunctionCode
        case .date(let layout): kind = layout.cellFunctionCode
        }
        return kind + (colorsNegatives ? "-" : "") + (parenthesizesPositives ? "()" : "")
    }

    /// Whether negative numbers have a colour of their own, as `CELL("color")` asks.
    public var colorsNegatives: Bool {
        isValid && numberSections.count > 1 && numberSections[1].color != nil
    }

    /// Whether positive numbers stand in parentheses, as `CELL("parentheses")` asks.
    public var parenthesizesPositives: Bool {
        guard isValid, case .number(let layout)? = numberSections.first?.kind else { return false }
        return layout.literals.contains { $0.contains("(") }
    }
}

extension NumberLayout {
    var literals: [String] {
        (integers + decimals).compactMap { if case .literal(let text) = $0 { text } else { nil } }
    }

    fileprivate var cellFunctionCode: String {
        guard hasPlaceholders else { return "G" }
        let currencies: Set<Character> = ["$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₪"]
        let letter =
            exponent != nil
            ? "S"
            : isPercent
                ? "P" : literals.contains { !currencies.isDisjoint(with: $0) } ? "C" : groupsThousands ? "," : "F"
        return letter + String(decimalPlaceholders)
    }
}

extension DateLayout {
    /// `D1` to `D9`; a section of another shape counts as a date in numbers or as a time by what it holds.
    fileprivate var cellFunctionCode: String {
        var hasDay = false
        var hasMonth = false
        var hasMonthName = false
        var hasYear = false
        var hasSecond = false
        for case .field(let field) in pieces {
            switch field {
            case .day: hasDay = true
            case .month(let length):
                hasMonth = true
                hasMonthName = length >= 3
            case .year, .eraYear, .buddhistYear: hasYear = true
            case .second, .elapsedSeconds: hasSecond = true
            default: break
            }
        }
        if hasMonthName { return hasDay ? hasYear ? "D1" : "D2" : "D3" }
        if hasYear { return "D4" }
        if hasDay || hasMonth { return "D5" }
        return usesTwelveHours ? hasSecond ? "D6" : "D7" : hasSecond ? "D8" : "D9"
    }
}
