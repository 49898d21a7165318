// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The tokens of one section and what its brackets say.
struct LexedSection: Sendable {
    private(set) var tokens: [FormatToken] = []
    var color: FormatColor?
    var condition: FormatCondition?
    var locale = FormatLocale.english
    var calendar = FormatCalendar.gregorian
    private var codedNumerals = FormatNumerals.western
    /// The number of `[DBNum1]` to `[DBNum4]`.
    private var nativeKind: Int?
    /// In the language of the section, which may be named behind the request for its numerals.
    var numerals: FormatNumerals { nativeKind.map { FormatNumerals(native: $0, locale) } ?? codedNumerals }
    /// Whether there is nothing but brackets that stand for no text.
    var isBare: Bool { tokens.isEmpty && systemFormat == nil }
    /// The whole section stands for the long date (`[$-F800]`) or the time (`[$-F400]`) of the system.
    var systemFormat: SystemFormat?

    enum SystemFormat: Sendable, Hashable {
        case longDate, time
    }

    /// Whether a digit placeholder has been read.
    private(set) var hasDigits = false

    mutating func append(_ token: FormatToken) {
        tokens.append(token)
        if case .digit = token { hasDigits = true }
    }

    /// Takes the text between brackets; false when Excel would refuse it.
    mutating func apply(bracket text: String) -> Bool {
        if text.hasPrefix("$") {
            applyLocale(text.dropFirst())
            return true
        }
        if let color = FormatColor(bracket: text) {
            self.color = color
            return true
        }
        if let condition = FormatCondition(bracket: text) {
            self.condition = condition
            return true
        }
        if let field = Self.elapsed(text) {
            append(.date(field))
            return true
        }
        if text.lowercased().hasPrefix("dbnum"), let kind = Int(text.dropFirst(5)), (1...4).contains(kind) {
            nativeKind = kind
            return true
        }
        // Older files mark the language of a section by three capitals, such as [ENG] or [JPN].
        return text.utf8.count == 3 && text.utf8.allSatisfy { $0 >= 65 && $0 <= 90 }
    }

    private static func elapsed(_ text: String) -> DateField? {
        switch text.lowercased() {
        case "h": .elapsedHours(length: 1)
        case "hh": .elapsedHours(length: 2)
        case "m": .elapsedMinutes(length: 1)
        case "mm": .elapsedMinutes(length: 2)
        case "s": .elapsedSeconds(length: 1)
        case "ss": .elapsedSeconds(length: 2)
        default: nil
        }
    }

    /// `[$symbol-locale]`: a currency symbol, a locale, or both.
    private mutating func applyLocale(_ text: Substring) {
        let symbol = text.prefix { $0 != "-" }
        if text.isEmpty {
            append(.literal("$"))
        } else if !symbol.isEmpty {
            append(.literal(String(symbol)))
        }
        guard symbol.count < text.count else { return }
        let name = text.dropFirst(symbol.count + 1).prefix { $0 != "," }.lowercased()
        if name == "f800" || name == "x-sysdate" {
            systemFormat = .longDate
        } else if name == "f400" || name == "x-systime" {
            systemFormat = .time
        } else if let identifier = UInt32(name, radix: 16) {
            locale = FormatLocale(identifier: UInt16(truncatingIfNeeded: identifier))
            if let calendar = FormatCalendar(code: UInt8(truncatingIfNeeded: identifier >> 16)) {
                self.calendar = calendar
            }
            if let numerals = FormatNumerals(code: UInt8(truncatingIfNeeded: identifier >> 24)) {
                codedNumerals = numerals
            }
        } else {
            locale = FormatLocale(tag: name)
        }
    }
}
