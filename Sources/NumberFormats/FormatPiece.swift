// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A part of a compiled section: a literal, or a place for something that the section's kind knows.
enum FormatPiece: Sendable, Hashable {
    case literal(String)
    case digit(DigitPlaceholder)
    /// `General` or `@`.
    case value

    /// The pieces of tokens that hold no number: everything but `General` and `@` is a literal.
    static func pieces(_ tokens: [FormatToken]) -> [FormatPiece] {
        tokens.compactMap { token in
            switch token {
            case .general, .text: .value
            default: literal(token)
            }
        }
    }

    /// The literal that a token is where it has no other meaning; nil for a fill character.
    static func literal(_ token: FormatToken) -> FormatPiece? {
        switch token {
        case .literal(let text): .literal(text)
        case .skip: .literal(" ")
        case .plainDigit(let digit): .literal(String(Unicode.Scalar(digit)))
        case .point: .literal(".")
        case .comma: .literal(",")
        case .percent: .literal("%")
        case .slash: .literal("/")
        case .digit(let placeholder): .digit(placeholder)
        case .exponent(let letter, let showsPlus): .literal(String(Unicode.Scalar(letter)) + (showsPlus ? "+" : "-"))
        case .fill, .general, .text, .date: nil
        }
    }

    @inline(__always)
    func append(to buffer: inout TextBuffer, value: (inout TextBuffer) -> Void) {
        switch self {
        case .literal(let text): buffer.append(text)
        case .digit: break
        case .value: value(&buffer)
        }
    }
}
