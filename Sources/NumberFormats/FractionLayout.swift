// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A compiled fraction section, such as `# ??/??` or `# ?/8`.
struct FractionLayout: Sendable {
    /// Literals before the first digit, and the integer part up to its last placeholder; empty for improper fractions.
    private(set) var integer: [FormatPiece] = []
    /// Literals between the integer part and the numerator.
    private(set) var separator: [FormatPiece] = []
    private(set) var numerator: [DigitPlaceholder] = []
    /// Literals around the slash, and the slash.
    private(set) var bar: [FormatPiece] = []
    /// Empty when the denominator is fixed.
    private(set) var denominator: [DigitPlaceholder] = []
    private(set) var fixedDenominator: Int?
    /// Places behind the first run of the denominator, which count for nothing, and the literals before them.
    private(set) var denominatorTail: [FormatPiece] = []
    private(set) var suffix: [FormatPiece] = []
    /// Whether a comma stands between places of the integer part.
    private(set) var groupsThousands = false

    /// nil when the tokens are no fraction: a slash with placeholders before it, and placeholders or digits after it.
    init?(_ tokens: [FormatToken]) {
        func isPlaceholder(_ index: Int) -> Bool { if case .digit = tokens[index] { true } else { false } }
        func isDenominator(_ index: Int) -> Bool {
            switch tokens[index] {
            case .digit, .plainDigit: true
            default: false
            }
        }
        guard let slash = tokens.firstIndex(of: .slash),
            let numeratorEnd = tokens[..<slash].indices.last(where: isPlaceholder),
            let denominatorStart = tokens[(slash + 1)...].indices.first(where: isDenominator),
            !tokens.contains(.point)
        else { return nil }
        var numeratorStart = numeratorEnd
        while numeratorStart > 0, isPlaceholder(numeratorStart - 1) { numeratorStart -= 1 }
        var denominatorEnd = denominatorStart
        while denominatorEnd + 1 < tokens.count, isDenominator(denominatorEnd + 1) { denominatorEnd += 1 }

        let integerEnd = tokens[..<numeratorStart].indices.last(where: isPlaceholder)
        let whole = tokens[..<((integerEnd ?? numeratorStart - 1) + 1)]
        if let integerEnd, let first = whole.indices.first(where: isPlaceholder) {
            groupsThousands = tokens[first..<integerEnd].contains(.comma)
        }
        integer = whole.filter { !groupsThousands || $0 != .comma }.compactMap(FormatPiece.literal)
        separator = tokens[((integerEnd ?? numeratorStart - 1) + 1)..<numeratorStart].compactMap(FormatPiece.literal)
        numerator = Self.placeholders(tokens[numeratorStart...numeratorEnd])
        bar = tokens[(numeratorEnd + 1)..<denominatorStart].compactMap(FormatPiece.literal)
        denominator = Self.placeholders(tokens[denominatorStart...denominatorEnd])
        let tailEnd = tokens[denominatorEnd...].indices.last(where: isPlaceholder) ?? denominatorEnd
        denominatorTail = tokens[(denominatorEnd + 1)..<(tailEnd + 1)].compactMap(FormatPiece.literal)
        suffix = tokens[(tailEnd + 1)...].compactMap(FormatPiece.literal)
        let run = tokens[denominatorStart...denominatorEnd]
        if run.contains(where: { if case .plainDigit = $0 { true } else { false } }) {
            fixedDenominator = Self.fixedValue(run)
            denominator = []
        }
    }

    private static func placeholders(_ tokens: ArraySlice<FormatToken>) -> [DigitPlaceholder] {
        tokens.compactMap { if case .digit(let placeholder) = $0 { placeholder } else { nil } }
    }

    private static func fixedValue(_ tokens: ArraySlice<FormatToken>) -> Int {
        var value = 0
        for token in tokens.prefix(15) {
            if case .plainDigit(let digit) = token {
                value = value * 10 + Int(digit - .zero)
            } else {
                value *= 10
            }
        }
        return max(1, value)
    }

    var hasInteger: Bool {
        integer.contains { if case .digit = $0 { true } else { false } }
    }

    var integerPlaceholders: [DigitPlaceholder] {
        integer.compactMap { if case .digit(let placeholder) = $0 { placeholder } else { nil } }
    }
}
