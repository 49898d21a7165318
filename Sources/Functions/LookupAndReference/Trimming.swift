// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `TRIMRANGE`: a range without the blank rows and columns at its edges; the modes say at which: none (0), the
    /// leading (1), the trailing (2), both (3). Excel's page TRIMRANGE.
    static func trimRange(
        _ range: Operand, _ rowMode: Skippable<Int>, _ columnMode: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Operand {
        try trimmed(range, rowMode.value ?? 3, columnMode.value ?? 3, context)
    }

    /// `A1.:.B9`: a range without the blank rows and columns at all its edges. Excel's page TRIMRANGE.
    static func trimAll(_ range: Operand, _ context: CallContext) throws(CellError) -> Operand {
        try trimmed(range, 3, 3, context)
    }

    /// `A1.:B9`: a range without the blank rows at its top and the blank columns at its left. Excel's page TRIMRANGE.
    static func trimLeading(_ range: Operand, _ context: CallContext) throws(CellError) -> Operand {
        try trimmed(range, 1, 1, context)
    }

    /// `A1:.B9`: a range without the blank rows at its bottom and the blank columns at its right. Excel's page
    /// TRIMRANGE.
    static func trimTrailing(_ range: Operand, _ context: CallContext) throws(CellError) -> Operand {
        try trimmed(range, 2, 2, context)
    }

    private static func trimmed(
        _ range: Operand, _ rowMode: Int, _ columnMode: Int, _ context: CallContext
    ) throws(CellError) -> Operand {
        guard (0...3).contains(rowMode), (0...3).contains(columnMode) else { throw .value }
        let table = try Table(range, context)
        guard let used = try occupied(range, context) else { throw .reference }
        func kept(_ used: ClosedRange<Int>, _ count: Int, _ mode: Int) -> Range<Int> {
            (mode & 1 != 0 ? used.lowerBound : 0)..<(mode & 2 != 0 ? used.upperBound + 1 : count)
        }
        return table.part(kept(used.rows, table.rows, rowMode), kept(used.columns, table.columns, columnMode))
    }

    /// The rows and columns, counted from 0, between which everything that is not blank stands.
    private static func occupied(
        _ operand: Operand, _ context: CallContext
    ) throws(CellError) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
        var rows: ClosedRange<Int>?
        var columns: ClosedRange<Int>?
        func note(_ row: Int, _ column: Int) {
            rows = rows.map { min($0.lowerBound, row)...max($0.upperBound, row) } ?? row...row
            columns = columns.map { min($0.lowerBound, column)...max($0.upperBound, column) } ?? column...column
        }
        if case .reference(let reference) = operand, let area = reference.single {
            try context.workbook.forEachBlock(in: area) { column, firstRow, block throws(CellError) in
                let column = Int(column - area.range.firstColumn)
                let first = Int(firstRow - area.range.firstRow)
                if let top = block.firstIndex(where: { !$0.isVacant }) { note(first + top, column) }
                if let bottom = block.lastIndex(where: { !$0.isVacant }) { note(first + bottom, column) }
            }
        } else {
            let matrix = try operand.matrix(context)
            for (index, element) in matrix.elements.enumerated() where !element.isEmpty {
                note(index / matrix.columns, index % matrix.columns)
            }
        }
        guard let rows, let columns else { return nil }
        return (rows, columns)
    }
}
