// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// Lets references that a file holds as text follow the edits of the workbook.
struct ReferenceFollower {
    let edits: [StructuralEdit]
    let oldNames: SheetNames
    let newNames: SheetNames
    let syntax: FormulaSyntax

    var isIdle: Bool { edits.isEmpty }

    /// Whether an edit moved cells of a sheet.
    func movesCells(of sheet: SheetID) -> Bool {
        edits.contains { edit in
            if case .shift(_, sheet) = edit { true } else { false }
        }
    }

    /// A range on a sheet after the edits; `nil` when it is gone.
    func range(_ range: CellRange, on sheet: SheetID) -> CellRange? {
        let origin = CellAddress(row: 0, column: 0)
        func corner(_ address: CellAddress) -> CellReference {
            CellReference(row: address.row, column: address.column, isRowAbsolute: true, isColumnAbsolute: true)
        }
        let shape: ReferenceExpression.Shape =
            range.isWholeColumns ? .columns : range.isWholeRows ? .rows : range.isSingleCell ? .cell : .area
        let reference = ReferenceExpression(shape: shape, first: corner(range.first), last: corner(range.last))
        guard case .reference(let moved) = follow(.reference(reference), on: sheet, origin) else { return nil }
        return moved.resolved(at: origin)
    }

    /// A list of ranges (ECMA-376-1 §18.18.76 `ST_Sqref`) after the edits; what is not a range stays.
    func list(_ text: String, on sheet: SheetID) -> String {
        text.split(separator: " ").compactMap { part -> String? in
            guard let range = CellRange(a1: String(part)) else { return String(part) }
            return self.range(range, on: sheet)?.a1
        }.joined(separator: " ")
    }

    /// A formula after the edits when it is spelled otherwise then; `origin` is the cell it is written for.
    func formula(_ text: String, on sheet: SheetID, origin: CellAddress) -> String? {
        guard let expression = try? FormulaParser.parse(text, at: origin, sheets: oldNames, syntax: syntax) else {
            return nil
        }
        let newOrigin = range(CellRange(origin), on: sheet)?.first ?? origin
        let followed = follow(expression, on: sheet, origin)
        let before = FormulaPrinter.print(expression, at: origin, sheets: oldNames, syntax: syntax)
        let after = FormulaPrinter.print(followed, at: newOrigin, sheets: newNames, syntax: syntax)
        return before == after ? nil : after
    }

    private func follow(_ expression: Expression, on sheet: SheetID, _ origin: CellAddress) -> Expression {
        var expression = expression
        var origin = origin
        for edit in edits {
            switch edit {
            case .shift(let shift, let edited):
                let newOrigin = edited == sheet ? origin.moved(by: shift) : origin
                expression = expression.shifted(
                    by: shift, on: edited, formulaSheet: sheet, from: origin, to: newOrigin)
                origin = newOrigin
            case .removeSheet(let id, _): expression = expression.removingSheet(id, sheets: oldNames)
            case .renameTable(let old, let new): expression = expression.renamingTable(old, to: new)
            case .renameTableColumn(let table, let old, let new):
                expression = expression.renamingColumn(in: table, from: old, to: new)
            case .rename, .addSheet: continue
            }
        }
        return expression
    }
}

extension CellAddress {
    /// Where the cell is after an edit of its sheet; a deleted one stays.
    fileprivate func moved(by shift: Shift) -> CellAddress {
        var moved = self
        switch shift.axis {
        case .rows where shift.band.contains(column): moved.row = shift.moved(row) ?? row
        case .columns where shift.band.contains(row): moved.column = shift.moved(column) ?? column
        default: break
        }
        return moved
    }
}
