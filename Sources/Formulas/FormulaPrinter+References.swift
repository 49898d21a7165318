// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FormulaPrinter {
    /// Appends a reference; one that leaves the grid from this cell is `#REF!`.
    ///
    /// - Parameter colon: what stands between its corners, with dots where it is trimmed.
    mutating func append(_ reference: ReferenceExpression, colon: String = ":") {
        append(reference.prefix)
        // What is absolute is the same everywhere.
        if leavesGaps, !reference.isAbsolute { return leaveGap(for: reference, colon: colon) }
        appendPlace(reference, colon: colon)
    }

    /// Appends a reference without what stands before its exclamation mark.
    mutating func appendPlace(_ reference: ReferenceExpression, colon: String) {
        guard reference.resolved(at: origin) != nil else { return append(CellError.reference.text) }
        let (first, last) = (reference.first, reference.last)
        switch (reference.shape, syntax.notation) {
        case (.deleted, _): append(CellError.reference.text)
        case (.cell, .a1): appendA1(first)
        case (.cell, .r1c1): appendR1C1(first)
        case (.area, .a1):
            appendA1(first)
            append(colon)
            appendA1(last)
        case (.area, .r1c1):
            appendR1C1(first)
            append(colon)
            appendR1C1(last)
        case (.columns, .a1):
            appendLetters(first)
            append(colon)
            appendLetters(last)
        case (.rows, .a1):
            appendRow(first)
            append(colon)
            appendRow(last)
        case (.columns, .r1c1):
            appendC(first)
            if colon == ":", (first.column, first.isColumnAbsolute) == (last.column, last.isColumnAbsolute) { return }
            append(colon)
            appendC(last)
        case (.rows, .r1c1):
            appendR(first)
            if colon == ":", (first.row, first.isRowAbsolute) == (last.row, last.isRowAbsolute) { return }
            append(colon)
            appendR(last)
        }
    }

    private mutating func appendA1(_ corner: CellReference) {
        appendLetters(corner)
        appendRow(corner)
    }

    private mutating func appendLetters(_ corner: CellReference) {
        if corner.isColumnAbsolute { append("$") }
        let column = corner.resolved(at: origin).column
        if column >= 702 { appendLetter((column - 702) / 676) }
        if column >= 26 { appendLetter((column - 26) / 26 % 26) }
        appendLetter(column % 26)
    }

    private mutating func appendLetter(_ index: Int32) { text.append(UInt8(truncatingIfNeeded: 65 + index)) }

    private mutating func appendRow(_ corner: CellReference) {
        if corner.isRowAbsolute { append("$") }
        append(corner.resolved(at: origin).row + 1)
    }

    private mutating func appendR1C1(_ corner: CellReference) {
        appendR(corner)
        appendC(corner)
    }

    /// One whole row is `R2`, more are `R2:R4`.
    private mutating func appendR(_ corner: CellReference) {
        append("R")
        append(corner.row, isAbsolute: corner.isRowAbsolute)
    }

    private mutating func appendC(_ corner: CellReference) {
        append("C")
        append(corner.column, isAbsolute: corner.isColumnAbsolute)
    }

    private mutating func append(_ position: Int32, isAbsolute: Bool) {
        if isAbsolute {
            append(position + 1)
        } else if position != 0 {
            append("[")
            append(position)
            append("]")
        }
    }

    // MARK: Sheets

    /// Appends what stands before a reference, with its exclamation mark.
    mutating func append(_ prefix: SheetPrefix) {
        switch prefix {
        case .none: return
        case .missing: return append(CellError.reference.text)
        case .sheet(let id):
            guard let name = sheets.name(of: id) else { return append(CellError.reference.text) }
            appendSheets(name, needsQuotes: SheetQuoting.isNeeded(for: name))
        case .span(let first, let last):
            guard let first = sheets.name(of: first), let last = sheets.name(of: last) else {
                return append(CellError.reference.text)
            }
            appendSheets(
                first + ":" + last,
                needsQuotes: SheetQuoting.isNeeded(for: first) || SheetQuoting.isNeeded(for: last))
        case .external(let text): appendSheets(text, needsQuotes: SheetQuoting.isNeeded(forExternal: text))
        }
        append("!")
    }

    private mutating func appendSheets(_ text: String, needsQuotes: Bool) {
        if needsQuotes {
            append(text, quotedBy: UInt8(ascii: "'"))
        } else {
            append(text)
        }
    }
}

extension ReferenceExpression {
    /// Whether it is written the same in every cell.
    fileprivate var isAbsolute: Bool {
        first.isRowAbsolute && first.isColumnAbsolute && last.isRowAbsolute && last.isColumnAbsolute
    }
}
