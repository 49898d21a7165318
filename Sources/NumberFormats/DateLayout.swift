// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A compiled date or time section.
struct DateLayout: Sendable {
    enum Piece: Sendable, Hashable {
        case literal(String)
        case field(DateField)
    }

    private(set) var pieces: [Piece] = []
    let locale: FormatLocale
    let calendar: FormatCalendar
    let numerals: FormatNumerals
    /// The digits of the second after the point: 0 to 3.
    private(set) var subsecondDigits = 0
    private(set) var usesTwelveHours = false
    /// Only such sections show negative numbers in the 1900 system.
    private(set) var isElapsedOnly = true

    init(_ lexed: LexedSection, isValid: inout Bool) {
        locale = lexed.locale
        calendar = lexed.calendar
        numerals = lexed.numerals
        var tokens = lexed.tokens
        switch lexed.systemFormat {
        case .longDate: tokens = FormatLexer("dddd, mmmm d, yyyy").sections[0].tokens
        case .time: tokens = FormatLexer("h:mm:ss AM/PM").sections[0].tokens
        case nil: break
        }
        readPieces(tokens, isValid: &isValid)
        resolveMinutes()
        inspectFields(isValid: &isValid)
    }

    private mutating func readPieces(_ tokens: [FormatToken], isValid: inout Bool) {
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            index += 1
            switch token {
            case .date(let field): pieces.append(.field(field))
            case .point:
                var digits = 0
                while index < tokens.count, tokens[index] == .digit(.zero) {
                    digits += 1
                    index += 1
                }
                if digits > 3 { isValid = false }
                pieces.append(digits == 0 ? .literal(".") : .field(.subsecond(digits: min(digits, 3))))
            case .digit, .percent, .general, .text, .exponent: isValid = false
            default:
                if case .literal(let text) = FormatPiece.literal(token) { pieces.append(.literal(text)) }
            }
        }
    }

    /// `m` and `mm` are minutes directly after hours or directly before seconds.
    private mutating func resolveMinutes() {
        let fields = pieces.indices.filter { index in
            switch pieces[index] {
            case .literal, .field(.localMeridiem), .field(.meridiem): false
            case .field: true
            }
        }
        for (order, index) in fields.enumerated() {
            guard case .field(.month(let length)) = pieces[index], length <= 2 else { continue }
            var isMinute = false
            if order > 0 {
                switch pieces[fields[order - 1]] {
                case .field(.hour), .field(.elapsedHours): isMinute = true
                default: break
                }
            }
            if order + 1 < fields.count {
                switch pieces[fields[order + 1]] {
                case .field(.second), .field(.elapsedSeconds): isMinute = true
                default: break
                }
            }
            if isMinute { pieces[index] = .field(.minute(length: length)) }
        }
    }

    private mutating func inspectFields(isValid: inout Bool) {
        var seesTime = false
        for case .field(let field) in pieces {
            if !field.isElapsed { isElapsedOnly = false }
            switch field {
            case .subsecond(let digits): subsecondDigits = max(subsecondDigits, digits)
            case .meridiem, .localMeridiem: usesTwelveHours = true
            case .elapsedHours, .elapsedMinutes, .elapsedSeconds:
                // An elapsed part counts everything above it, so that nothing may count before it.
                if seesTime { isValid = false }
                seesTime = true
            case .hour, .minute, .second: seesTime = true
            default: break
            }
        }
    }
}
