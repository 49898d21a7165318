// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One compiled section of a format code. A class, so that choosing a section copies one reference and no layout.
final class FormatSection: Sendable {
    enum Kind: Sendable {
        /// Literals around `General`.
        case general([FormatPiece])
        case number(NumberLayout)
        case fraction(FractionLayout)
        case date(DateLayout)
        /// Literals around `@`.
        case text([FormatPiece])
    }

    let kind: Kind
    let color: FormatColor?
    let condition: FormatCondition?
    let numerals: FormatNumerals

    /// What a number shows in that meets none of the conditions, where one section alone has one.
    static let general: FormatSection = {
        var isValid = true
        return FormatSection(FormatLexer("General").sections[0], isValid: &isValid)
    }()

    /// Compiles a section; clears `isValid` when Excel would refuse it.
    init(_ lexed: LexedSection, isValid: inout Bool) {
        color = lexed.color
        condition = lexed.condition
        numerals = lexed.numerals
        kind = Self.kind(of: lexed, isValid: &isValid)
    }

    private static func kind(of lexed: LexedSection, isValid: inout Bool) -> Kind {
        let tokens = lexed.tokens
        if tokens.contains(where: { if case .date = $0 { true } else { false } }) || lexed.systemFormat != nil {
            return .date(DateLayout(lexed, isValid: &isValid))
        }
        let hasDigits = lexed.hasDigits
        if tokens.contains(.general) {
            if hasDigits { isValid = false }
            return .general(FormatPiece.pieces(tokens))
        }
        if tokens.contains(.text) {
            if hasDigits { isValid = false }
            return .text(FormatPiece.pieces(tokens))
        }
        if let fraction = FractionLayout(tokens) { return .fraction(fraction) }
        return .number(NumberLayout(tokens, isValid: &isValid))
    }

    var isText: Bool {
        if case .text = kind { true } else { false }
    }

    var isDate: Bool {
        if case .date = kind { true } else { false }
    }

    /// Whether it can be the fourth section, which is for texts: digits and dates may not stand there.
    var takesText: Bool {
        switch kind {
        case .general, .text: true
        case .number(let layout): !layout.hasPlaceholders
        case .fraction, .date: false
        }
    }

    var isPercent: Bool {
        if case .number(let layout) = kind { layout.isPercent } else { false }
    }

    /// Appends the number; false when the section cannot show it, such as a negative date.
    ///
    /// - Parameter keepsSign: whether a negative number gets a minus sign.
    func append(_ number: Double, keepsSign: Bool, system: DateSystem, to buffer: inout TextBuffer) -> Bool {
        let isNegative = number < 0 && keepsSign
        switch kind {
        case .general(let pieces), .text(let pieces):
            if isNegative { buffer.append(.minus) }
            for piece in pieces { piece.append(to: &buffer) { appendGeneral(number.magnitude, to: &$0) } }
        case .number(let layout):
            layout.append(number.magnitude, isNegative: isNegative, to: &buffer)
        case .fraction(let layout):
            layout.append(number.magnitude, isNegative: isNegative, to: &buffer)
        case .date(let layout):
            return layout.append(keepsSign ? number : number.magnitude, system: system, to: &buffer)
        }
        return true
    }

    private func appendGeneral(_ magnitude: Double, to buffer: inout TextBuffer) {
        if numerals == .western { return GeneralNumber.append(magnitude, to: &buffer) }
        // Words are not limited to what a cell shows in digits.
        let isLong = magnitude >= 1e11 && magnitude < 1e16
        buffer.append(
            numerals.general(isLong ? GeneralNumber.unabridgedText(for: magnitude) : GeneralNumber.text(for: magnitude))
        )
    }

    /// Appends a string where the section is the one for text.
    func append(_ string: String, to buffer: inout TextBuffer) {
        switch kind {
        case .general(let pieces), .text(let pieces):
            for piece in pieces { piece.append(to: &buffer) { $0.append(string) } }
        case .number(let layout): layout.appendLiterals(to: &buffer)
        case .fraction, .date: break
        }
    }
}
