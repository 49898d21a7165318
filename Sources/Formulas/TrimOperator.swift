// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The colon between the corners of a range, with a dot before or behind it where the blank cells at the range's start
/// or end do not count: `A1.:B9`, `A1:.B9`, `A1.:.B9`. Excel's page TRIMRANGE.
///
/// As files do, an expression holds such a range as a call: `_TRO_TRAILING(A1:B9)`.
struct TrimOperator {
    let isLeading: Bool
    let isTrailing: Bool
    /// Where the other corner begins.
    let end: Int

    /// Nothing when no colon stands at a position.
    init?(_ lexer: FormulaLexer, at start: Int) {
        isLeading = lexer.byte(at: start) == UInt8(ascii: ".")
        let colon = isLeading ? start + 1 : start
        guard lexer.byte(at: colon) == UInt8(ascii: ":") else { return nil }
        isTrailing = lexer.byte(at: colon + 1) == UInt8(ascii: ".")
        end = isTrailing ? colon + 2 : colon + 1
    }

    /// The function that stands for the operator; `nil` for a plain colon.
    var function: String? {
        switch (isLeading, isTrailing) {
        case (false, false): nil
        case (true, false): Self.leading
        case (false, true): Self.trailing
        case (true, true): Self.all
        }
    }

    private static let leading = "_TRO_LEADING"
    private static let trailing = "_TRO_TRAILING"
    private static let all = "_TRO_ALL"

    /// What people write for a call of one of the functions; `nil` for other calls.
    static func spelling(of function: String, _ arguments: [Expression]) -> (ReferenceExpression, colon: String)? {
        guard arguments.count == 1, case .reference(let reference) = arguments[0],
            reference.shape != .cell, reference.shape != .deleted
        else { return nil }
        switch function {
        case leading: return (reference, ".:")
        case trailing: return (reference, ":.")
        case all: return (reference, ".:.")
        default: return nil
        }
    }
}
