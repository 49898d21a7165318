// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Moves, grows, shrinks or removes the tables of a sheet, before its cells move. Returns the names of the columns
    /// each table lost; all of them for a table that is gone.
    mutating func shiftTables(_ shift: Shift, _ sheetIndex: Int) -> [(table: String, columns: [String]?)] {
        var lost: [(table: String, columns: [String]?)] = []
        var kept: [Table] = []
        for table in sheets[sheetIndex].tables {
            guard let range = table.range.shifted(by: shift) else {
                lost.append((table.name, nil))
                continue
            }
            var table = table
            shiftCalculatedFormulas(of: &table, shift, sheets[sheetIndex].id)
            if shift.axis == .rows {
                if let totals = table.totalsRange, totals.shifted(by: shift) == nil { table.hasTotals = false }
            } else if range.columnCount != table.columns.count {
                let removed = Self.shiftColumns(of: &table, shift)
                if !removed.isEmpty { lost.append((table.name, removed)) }
            }
            table.range = range
            kept.append(table)
        }
        sheets[sheetIndex].tables = kept
        return lost
    }

    /// Adds or removes columns; returns the names of those removed.
    private static func shiftColumns(of table: inout Table, _ shift: Shift) -> [String] {
        let offset = Int(shift.index - table.range.firstColumn)
        guard shift.isInsertion else {
            let low = max(offset, 0)
            let high = min(offset - Int(shift.count), table.columns.count)
            let removed = table.columns[low..<high].map(\.name)
            table.columns.removeSubrange(low..<high)
            return removed
        }
        for position in 0..<Int(shift.count) {
            table.lastColumnID += 1
            let name = table.newColumnName()
            table.columns.insert(TableColumn(id: table.lastColumnID, name: name), at: offset + position)
        }
        return []
    }

    private mutating func shiftCalculatedFormulas(of table: inout Table, _ shift: Shift, _ sheet: SheetID) {
        guard let data = table.dataRange else { return }
        for index in table.columns.indices where table.columns[index].calculatedFormula != 0 {
            let template = formulas[table.columns[index].calculatedFormula]
            let origin = CellAddress(row: data.firstRow, column: table.range.firstColumn + Int32(index))
            guard template.unparsedText == nil, let target = shift.moved(origin) else { continue }
            let shifted = template.expression.shifted(
                by: shift, on: sheet, formulaSheet: sheet, from: origin, to: target)
            if shifted == template.expression { continue }
            table.columns[index].calculatedFormula = formulas.intern(
                FormulaTemplate(shifted, kind: template.kind))
        }
    }

    /// Writes the headers of columns that were inserted into tables.
    mutating func nameNewHeaders(_ sheetIndex: Int) {
        for table in sheets[sheetIndex].tables {
            guard let header = table.headerRange else { continue }
            for (index, column) in table.columns.enumerated() {
                let place = header.firstColumn + Int32(index)
                if sheets[sheetIndex].values[header.firstRow, place].isVacant {
                    sheets[sheetIndex].set(.text(column.name), row: header.firstRow, column: place)
                }
            }
        }
    }

    /// Rewrites references to columns of a table that are gone, or to all of a table, to `#REF!`.
    mutating func forget(_ columns: [String]?, of table: String) -> Change {
        let tables: Set<String> = [table.lowercased()]
        guard let columns else { return rewriteFormulas { $0.removingTables(tables) } }
        let removed = Set(columns.map { $0.lowercased() })
        return rewriteFormulas { expression in
            expression.mapped { part in
                guard case .structured(let reference) = part, reference.book == nil,
                    reference.table?.lowercased() == table.lowercased(), reference.uses(removed)
                else { return nil }
                return .error(.reference)
            }
        }
    }
}

extension StructuredReference {
    /// Whether one of some columns, in lower case, is named in it.
    func uses(_ columns: Set<String>) -> Bool {
        switch self.columns {
        case .all: false
        case .one(let name): columns.contains(name.lowercased())
        case .span(let first, let last):
            columns.contains(first.lowercased()) || columns.contains(last.lowercased())
        }
    }
}

extension Table {
    /// The first `ColumnN` that is free.
    func newColumnName() -> String {
        let known = Set(columns.map { $0.name.lowercased() })
        var number = 1
        while known.contains("column\(number)") { number += 1 }
        return "Column\(number)"
    }
}
