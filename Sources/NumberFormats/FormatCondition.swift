// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A condition in brackets that decides whether a section applies, such as `[<=9999999]`.
struct FormatCondition: Sendable, Hashable {
    enum Comparison: Sendable, Hashable {
        case less, lessOrEqual, equal, notEqual, greaterOrEqual, greater
    }

    let comparison: Comparison
    let limit: Double

    /// Reads the text between the brackets; nil when it is no condition. Spaces after the operator are allowed.
    init?(bracket text: String) {
        let operators: [(String, Comparison)] = [
            ("<=", .lessOrEqual), ("<>", .notEqual), (">=", .greaterOrEqual), ("<", .less), (">", .greater),
            ("=", .equal),
        ]
        guard let (sign, comparison) = operators.first(where: { text.hasPrefix($0.0) }) else { return nil }
        let number = text.dropFirst(sign.count).filter { $0 != " " }
        guard let limit = DecimalText.number(number) else { return nil }
        self.comparison = comparison
        self.limit = limit
    }

    func holds(for number: Double) -> Bool {
        switch comparison {
        case .less: number < limit
        case .lessOrEqual: number <= limit
        case .equal: number == limit
        case .notEqual: number != limit
        case .greaterOrEqual: number >= limit
        case .greater: number > limit
        }
    }

    /// Whether no number above or at zero satisfies the condition: Excel then leaves the minus sign to the section.
    var admitsOnlyNegative: Bool {
        switch comparison {
        case .less: limit <= 0
        case .lessOrEqual, .equal: limit < 0
        case .notEqual, .greaterOrEqual, .greater: false
        }
    }

    /// Whether a negative number that fails the condition shows its sign in the one other section. Excel shows none for
    /// `<`, whatever numbers are left, nor where only negative ones are.
    var leavesSignToOthers: Bool {
        switch comparison {
        case .equal: true
        case .greater, .greaterOrEqual: limit > 0
        case .less, .lessOrEqual, .notEqual: false
        }
    }
}
