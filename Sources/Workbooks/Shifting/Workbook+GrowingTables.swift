// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Lets references that held the whole data of a table's columns, with the header or without, hold the rows that
    /// `shift` added to it as well. Rows inside have stretched them already; this is for the two ends.
    ///
    /// - Parameter table: the table as it was before.
    mutating func growReferences(to table: Table, by shift: Shift, sheetIndex: Int) -> Change {
        guard let data = table.dataRange, let moved = data.shifted(by: shift) else { return Change() }
        let added = shift.edited
        var change = growReferences(from: moved, to: moved.union(added), sheetIndex: sheetIndex)
        if let header = table.headerRange, let all = header.union(data).shifted(by: shift) {
            change += growReferences(from: all, to: all.union(added), sheetIndex: sheetIndex)
        }
        return change
    }

    private mutating func growReferences(from data: CellRange, to grown: CellRange, sheetIndex: Int) -> Change {
        guard data != grown else { return Change() }
        let sheet = sheets[sheetIndex].id
        var change = Change()
        let mayFollow = formulas.templates.map { $0.mayHold(data.rowCount) }
        for index in sheets.indices where mayFollow.contains(true) {
            let own = sheets[index].id
            var followed: [(row: Int32, column: Int32, number: UInt32)] = []
            let cells = sheets[index].formulas
            cells.forEach(in: .wholeSheet) { row, column, number in
                guard mayFollow[Int(number) - 1] else { return }
                let template = formulas[number]
                let old = template.expression
                let expression = old.following(
                    data, grownTo: grown, on: sheet, formulaSheet: own, origin: CellAddress(row: row, column: column))
                if expression == old { return }
                followed.append((row, column, formulas.intern(FormulaTemplate(expression, kind: template.kind))))
            }
            for (row, column, number) in followed {
                sheets[index].formulas.set(number, row: row, column: column)
                change.formulas.append(Area(sheet: own, range: CellRange(CellAddress(row: row, column: column))))
            }
            for table in sheets[index].tables.indices { growCalculatedFormulas(index, table, sheet, data, grown) }
        }
        change.formulas += growNames(sheet, data, grown)
        edits.append(.growData(sheet, from: data, to: grown))
        return change
    }

    private mutating func growCalculatedFormulas(
        _ sheetIndex: Int, _ table: Int, _ sheet: SheetID, _ data: CellRange, _ grown: CellRange
    ) {
        let place = sheets[sheetIndex].tables[table]
        guard let first = place.dataRange?.first else { return }
        for column in place.columns.indices where place.columns[column].calculatedFormula != 0 {
            let template = formulas[place.columns[column].calculatedFormula]
            guard template.unparsedText == nil else { continue }
            let expression = template.expression.following(
                data, grownTo: grown, on: sheet, formulaSheet: sheets[sheetIndex].id,
                origin: CellAddress(row: first.row, column: first.column + Int32(column)))
            if expression == template.expression { continue }
            sheets[sheetIndex].tables[table].columns[column].calculatedFormula = formulas.intern(
                FormulaTemplate(expression, kind: template.kind))
        }
    }

    /// As with shifts, only what is absolute in a name follows; returns the formulas that use a name that changed.
    private mutating func growNames(_ sheet: SheetID, _ data: CellRange, _ grown: CellRange) -> [Area] {
        rewriteNames { part, place in
            part.following(
                data, grownTo: grown, on: sheet, formulaSheet: place ?? sheet, origin: CellAddress(row: 0, column: 0))
        }
    }

    /// Rewrites the absolute references of names, each for the sheet its name belongs to; returns the formulas that use
    /// a name that changed. What is relative in a name is an offset from wherever it is used and stays.
    mutating func rewriteNames(_ rewrite: (_ reference: Expression, _ scope: SheetID?) -> Expression) -> [Area] {
        var changed: Set<String> = []
        for index in names.indices {
            guard let expression = names[index].expression else { continue }
            let scope = names[index].scope
            let rewritten = expression.mapped { part in
                guard case .reference(let reference) = part, reference.isAbsolute else { return nil }
                return rewrite(part, scope)
            }
            if rewritten == expression { continue }
            names[index].expression = rewritten
            changed.insert(names[index].name.lowercased())
        }
        if changed.isEmpty { return [] }
        return formulaCells { part in
            switch part {
            case .name(let name): changed.contains(name.name.lowercased())
            case .call(let name, _): changed.contains(name.lowercased())
            default: false
            }
        }
    }
}

extension FormulaTemplate {
    /// Whether an area in it has a number of rows, as far as that can be told without its cell.
    fileprivate func mayHold(_ rowCount: Int) -> Bool {
        guard unparsedText == nil else { return false }
        var mayHold = false
        shape.forEachReference { reference in
            guard reference.shape == .area, !mayHold else { return }
            mayHold =
                reference.first.isRowAbsolute != reference.last.isRowAbsolute
                || Int(reference.last.row) - Int(reference.first.row) + 1 == rowCount
        }
        return mayHold
    }
}
