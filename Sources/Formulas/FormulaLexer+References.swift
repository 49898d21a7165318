// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Cells, columns and rows in both notations. A word that goes on behind them, or a function's parenthesis or a sheet's
// exclamation mark, makes them something else: `LOG10(`, `A1!B2`, `AB_1`.

extension FormulaLexer {
    /// The reference that begins at a position; `nil` when what stands there is another word.
    func reference(at start: Int) -> FormulaToken? {
        let token = notation == .a1 ? a1(at: start) : r1c1(at: start)
        guard let token else { return nil }
        let next = byte(at: token.end)
        // In `A1.:B2` the dot belongs to the operator.
        if next == UInt8(ascii: "."), byte(at: token.end + 1) == UInt8(ascii: ":") { return token }
        if next.continuesWord || next == UInt8(ascii: "(") || next == UInt8(ascii: "!") || next == UInt8(ascii: "$") {
            return nil
        }
        return token
    }

    private func a1(at start: Int) -> FormulaToken? {
        var end = start
        let isColumnAbsolute = byte(at: end) == UInt8(ascii: "$")
        if isColumnAbsolute { end += 1 }
        let letters = end
        var column: Int32 = 0
        while byte(at: end).isLetter {
            guard end - letters < 3 else { return nil }
            column = column * 26 + Int32(bytes[end] & 0xDF) - 64
            end += 1
        }
        if end == letters {
            return isColumnAbsolute ? row(from: start, digits: end, isAbsolute: true) : nil
        }
        guard column <= GridLimits.columns else { return nil }
        column = isColumnAbsolute ? column - 1 : column - 1 - origin.column
        let isRowAbsolute = byte(at: end) == UInt8(ascii: "$")
        guard var token = row(from: start, digits: isRowAbsolute ? end + 1 : end, isAbsolute: isRowAbsolute) else {
            let next = byte(at: end)
            guard !isRowAbsolute, !next.isDigit, next != UInt8(ascii: "[") else { return nil }
            var token = FormulaToken(.column, start, end)
            token.reference.column = column
            token.reference.isColumnAbsolute = isColumnAbsolute
            return token
        }
        token.kind = .cell
        token.reference.column = column
        token.reference.isColumnAbsolute = isColumnAbsolute
        return token
    }

    /// The row whose digits begin at a position, as a token from `start` on; `nil` when there is none on the grid.
    func row(from start: Int, digits: Int, isAbsolute: Bool) -> FormulaToken? {
        guard let (row, end) = integer(at: digits), row >= 1, row <= GridLimits.rows else { return nil }
        var token = FormulaToken(.row, start, end)
        token.reference.row = isAbsolute ? row - 1 : row - 1 - origin.row
        token.reference.isRowAbsolute = isAbsolute
        return token
    }

    /// Up to seven digits.
    private func integer(at start: Int) -> (value: Int32, end: Int)? {
        var end = start
        var value: Int32 = 0
        while byte(at: end).isDigit {
            guard end - start < 7 else { return nil }
            value = value * 10 + Int32(bytes[end] - 48)
            end += 1
        }
        return end > start ? (value, end) : nil
    }

    private func r1c1(at start: Int) -> FormulaToken? {
        guard let row = part(at: start, letter: UInt8(ascii: "R"), count: GridLimits.rows) else {
            guard let column = part(at: start, letter: UInt8(ascii: "C"), count: GridLimits.columns) else { return nil }
            var token = FormulaToken(.column, start, column.end)
            token.reference.column = column.value
            token.reference.isColumnAbsolute = column.isAbsolute
            return token
        }
        let column = part(at: row.end, letter: UInt8(ascii: "C"), count: GridLimits.columns)
        var token = FormulaToken(column == nil ? .row : .cell, start, column?.end ?? row.end)
        token.reference = CellReference(
            row: row.value, column: column?.value ?? 0, isRowAbsolute: row.isAbsolute,
            isColumnAbsolute: column?.isAbsolute ?? false)
        return token
    }

    /// `R`, `R7` or `R[-7]` with the letter given. `count` is the number of rows or columns of the grid.
    private func part(
        at start: Int, letter: UInt8, count: Int32
    ) -> (value: Int32, isAbsolute: Bool, end: Int)? {
        guard byte(at: start) & 0xDF == letter else { return nil }
        if let (value, end) = integer(at: start + 1) {
            return value >= 1 && value <= count ? (value - 1, true, end) : nil
        }
        guard byte(at: start + 1) == UInt8(ascii: "[") else { return (0, false, start + 1) }
        let isNegative = byte(at: start + 2) == UInt8(ascii: "-")
        guard let (value, end) = integer(at: isNegative ? start + 3 : start + 2), value < count,
            byte(at: end) == UInt8(ascii: "]")
        else { return nil }
        return (isNegative ? -value : value, false, end + 1)
    }
}
