// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why a text is not a formula.
public struct FormulaError: Error, Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
        /// More UTF-16 units than `FormulaLimits.length`.
        case tooLong
        /// Parentheses, calls or signs nested deeper than `FormulaLimits.depth`.
        case tooDeep
        /// More operators than `FormulaLimits.operators`.
        case tooManyOperators
        /// The text ends where an operand, a bracket or a quote was expected.
        case unexpectedEnd
        /// Something stands where the grammar allows nothing of its kind.
        case unexpectedToken
        /// A byte that begins no token.
        case unexpectedCharacter
        /// A number beyond the finite doubles.
        case numberTooLarge
        /// Rows of different lengths, or something else than a literal, in braces.
        case invalidArray
        /// A table reference whose brackets do not follow the grammar.
        case invalidStructuredReference
        /// A cell, column or row that is not on the grid, or half of one (`$A`).
        case invalidReference
    }

    /// Where the trouble begins, as a UTF-8 offset into the text that was given (its `=` included).
    public var position: Int
    public var reason: Reason

    public init(position: Int, reason: Reason) {
        self.position = position
        self.reason = reason
    }
}
