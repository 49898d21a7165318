// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import NumberFormats

/// A number format the way CELL names it: `G`, `F2`, `,0`, `C2-`, `P0`, `S2`, `D4`. Excel's function page for CELL.
struct FormatLetters {
    let letters: String
    let colorsNegatives: Bool
    let hasParentheses: Bool

    init(_ format: NumberFormat) {
        let sections = Self.sections(format.code)
        let first = Self.essence(sections[0])
        colorsNegatives = sections.count > 1 && Self.hasColor(sections[1])
        hasParentheses = first.contains("(")
        letters = Self.letters(first) + (colorsNegatives ? "-" : "") + (hasParentheses ? "()" : "")
    }

    private static func sections(_ code: String) -> [Substring] {
        var sections: [Substring] = []
        var start = code.startIndex
        var isQuoted = false
        for index in code.indices {
            if code[index] == "\"" { isQuoted.toggle() }
            guard code[index] == ";", !isQuoted else { continue }
            sections.append(code[start..<index])
            start = code.index(after: index)
        }
        return sections + [code[start...]]
    }

    private static let colors = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "color"]

    private static func hasColor(_ section: Substring) -> Bool {
        let lower = section.lowercased()
        return colors.contains { lower.contains("[" + $0) }
    }

    /// A section in lower case without what it only shows or pads with; a currency in brackets is its sign `$`.
    private static func essence(_ section: Substring) -> String {
        var result = ""
        var characters = section.lowercased()[...]
        while let character = characters.popFirst() {
            switch character {
            case "\"":
                let literal = characters.prefix { $0 != "\"" }
                characters = characters.dropFirst(literal.count + 1)
                if literal == "$" || literal == "€" || literal == "£" || literal == "¥" { result += "$" }
            case "\\", "_", "*": characters = characters.dropFirst()
            case "[":
                let inner = characters.prefix { $0 != "]" }
                characters = characters.dropFirst(inner.count + 1)
                if inner.first == "$" && inner.dropFirst().first.map({ $0 != "-" }) ?? false { result += "$" }
                if inner.allSatisfy({ "hms".contains($0) }) { result += inner }
            case "€", "£", "¥": result += "$"
            default: result.append(character)
            }
        }
        return result
    }

    private static func letters(_ code: String) -> String {
        if code == "general" || code == "@" || code.isEmpty { return "G" }
        if code.contains("y") || code.contains("d") || code.contains("h") || code.contains("s") || code.contains("m") {
            return dateLetters(code)
        }
        guard code.contains("0") || code.contains("#") else { return "G" }
        let decimals = code.split(separator: ".", maxSplits: 1).dropFirst().first?.prefix { $0 == "0" }.count ?? 0
        if code.contains("e+") || code.contains("e-") { return "S\(decimals)" }
        if code.contains("%") { return "P\(decimals)" }
        if code.contains("?/") { return "G" }
        if code.contains("$") { return "C\(decimals)" }
        return (code.contains("#,##0") || code.contains("0,0") ? "," : "F") + "\(decimals)"
    }

    /// Dates and times by the parts they show, in Excel's nine groups.
    private static func dateLetters(_ code: String) -> String {
        let hasTime = code.contains("h") || code.contains("s")
        let hasDate = code.contains("y") || code.contains("d")
        if hasTime && !hasDate {
            let hasSeconds = code.contains("s")
            if code.contains("am/pm") || code.contains("a/p") { return hasSeconds ? "D6" : "D7" }
            return hasSeconds ? "D8" : "D9"
        }
        let namesMonth = code.contains("mmm")
        if code.contains("y") && code.contains("d") { return namesMonth ? "D1" : "D4" }
        if code.contains("d") { return namesMonth ? "D2" : "D5" }
        return code.contains("m") ? (namesMonth ? "D3" : "D4") : "G"
    }
}
