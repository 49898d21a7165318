// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// References from two corners given in any order, as Excel keeps them: the smaller row and the smaller column first,
// each with its own dollar sign, and areas of full height or width as whole columns or rows.

extension ReferenceExpression {
    /// `#REF!`, with the sheet that is still known: `Sheet1!#REF!`.
    public static func deleted(prefix: SheetPrefix = .none) -> ReferenceExpression {
        let corner = CellReference(row: 0, column: 0, isRowAbsolute: true, isColumnAbsolute: true)
        return ReferenceExpression(prefix: prefix, shape: .deleted, first: corner, last: corner)
    }

    static func area(
        prefix: SheetPrefix, _ one: CellReference, _ other: CellReference, at origin: CellAddress
    ) -> ReferenceExpression {
        let reference = ReferenceExpression(prefix: prefix, shape: .area, first: one, last: other).ordered(at: origin)
        let (first, last) = (reference.first.resolved(at: origin), reference.last.resolved(at: origin))
        if first.column == 0, last.column == GridLimits.lastColumn {
            return rows(prefix: prefix, reference.first, reference.last, at: origin)
        }
        if first.row == 0, last.row == GridLimits.lastRow {
            return columns(prefix: prefix, reference.first, reference.last, at: origin)
        }
        return reference
    }

    static func columns(
        prefix: SheetPrefix, _ one: CellReference, _ other: CellReference, at origin: CellAddress
    ) -> ReferenceExpression {
        var reference = ReferenceExpression(prefix: prefix, shape: .columns, first: one, last: other)
            .ordered(at: origin)
        reference.first.row = 0
        reference.last.row = GridLimits.lastRow
        reference.first.isRowAbsolute = true
        reference.last.isRowAbsolute = true
        return reference
    }

    static func rows(
        prefix: SheetPrefix, _ one: CellReference, _ other: CellReference, at origin: CellAddress
    ) -> ReferenceExpression {
        var reference = ReferenceExpression(prefix: prefix, shape: .rows, first: one, last: other).ordered(at: origin)
        reference.first.column = 0
        reference.last.column = GridLimits.lastColumn
        reference.first.isColumnAbsolute = true
        reference.last.isColumnAbsolute = true
        return reference
    }

    private func ordered(at origin: CellAddress) -> ReferenceExpression {
        var ordered = self
        let (one, other) = (first.resolved(at: origin), last.resolved(at: origin))
        if one.row > other.row {
            (ordered.first.row, ordered.last.row) = (last.row, first.row)
            (ordered.first.isRowAbsolute, ordered.last.isRowAbsolute) = (last.isRowAbsolute, first.isRowAbsolute)
        }
        if one.column > other.column {
            (ordered.first.column, ordered.last.column) = (last.column, first.column)
            (ordered.first.isColumnAbsolute, ordered.last.isColumnAbsolute) =
                (last.isColumnAbsolute, first.isColumnAbsolute)
        }
        return ordered
    }
}
