// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A compiled section with digit placeholders, plain or scientific.
struct NumberLayout: Sendable {
    private(set) var integers: [FormatPiece] = []
    private(set) var decimals: [FormatPiece] = []
    private(set) var hasPoint = false
    private(set) var integerPlaceholders = 0
    private(set) var decimalPlaceholders = 0
    private(set) var groupsThousands = false
    /// Two for each percent sign, minus three for each comma after the last digit.
    private(set) var scale = 0
    private(set) var isPercent = false
    private(set) var exponent: Exponent?

    /// The part behind the E of a scientific section.
    struct Exponent: Sendable {
        let letter: UInt8
        let showsPlus: Bool
        var pieces: [FormatPiece] = []
        var placeholders = 0
    }

    init(_ tokens: [FormatToken], isValid: inout Bool) {
        let firstDigit = tokens.firstIndex { if case .digit = $0 { true } else { false } }
        let commas = Self.commaRoles(tokens)
        for (index, token) in tokens.enumerated() {
            switch token {
            case .digit(let placeholder): addPlaceholder(placeholder)
            case .point where !hasPoint && exponent == nil:
                hasPoint = true
            case .comma where firstDigit != nil && commas[index] == .grouping:
                groupsThousands = true
            case .comma where firstDigit != nil && commas[index] == .scaling:
                scale -= 3
            case .percent:
                scale += 2
                isPercent = true
                addLiteral("%")
            case .exponent(let letter, let showsPlus):
                if exponent != nil { isValid = false }
                exponent = Exponent(letter: letter, showsPlus: showsPlus)
            case .slash: isValid = false
            default:
                if case .literal(let text) = FormatPiece.literal(token) { addLiteral(text) }
            }
        }
        if let exponent, exponent.pieces.isEmpty { isValid = false }
    }

    private enum CommaRole { case none, grouping, scaling, literal }

    /// What each comma means: between two integer placeholders it groups, directly after the last placeholder before
    /// the point or before the end it scales, elsewhere it is text.
    private static func commaRoles(_ tokens: [FormatToken]) -> [CommaRole] {
        var roles = [CommaRole](repeating: .none, count: tokens.count)
        var seesDigit = false
        // Whether nothing but commas stands between the last placeholder, or the point, and this token.
        var touchesDigit = false
        for (index, token) in tokens.enumerated() {
            switch token {
            case .digit:
                seesDigit = true
                touchesDigit = true
            case .point: touchesDigit = true
            case .comma: roles[index] = touchesDigit ? .scaling : seesDigit ? .none : .literal
            default: touchesDigit = false
            }
        }
        // Going back, a placeholder that follows on the same side of the point makes the comma a separator.
        var digitFollows = false
        for (index, token) in tokens.enumerated().reversed() {
            switch token {
            case .digit: digitFollows = true
            case .point: digitFollows = false
            case .comma where digitFollows && roles[index] != .literal: roles[index] = .grouping
            case .comma where roles[index] == .none: roles[index] = .literal
            default: break
            }
        }
        return roles
    }

    private mutating func addPlaceholder(_ placeholder: DigitPlaceholder) {
        if exponent != nil {
            exponent?.pieces.append(.digit(placeholder))
            exponent?.placeholders += 1
        } else if hasPoint {
            decimals.append(.digit(placeholder))
            decimalPlaceholders += 1
        } else {
            integers.append(.digit(placeholder))
            integerPlaceholders += 1
        }
    }

    private mutating func addLiteral(_ text: String) {
        if exponent != nil {
            exponent?.pieces.append(.literal(text))
        } else if hasPoint {
            decimals.append(.literal(text))
        } else {
            integers.append(.literal(text))
        }
    }

    var hasPlaceholders: Bool { integerPlaceholders + decimalPlaceholders > 0 }
}
