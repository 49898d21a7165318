// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats

/// A table's column that gets another name.
struct ColumnRename {
    var sheetIndex: Int
    var tableID: Int
    var column: Int
    var name: String
}

extension Workbook {
    /// What writing over the headers of tables renames. Headers are texts and unique in their table; the entries are
    /// made so.
    func headerRenames(_ entries: inout RangeEntries, sheetIndex: Int) throws(WorkbookError) -> [ColumnRename] {
        var renames: [ColumnRename] = []
        for table in sheets[sheetIndex].tables {
            guard let headers = table.headerRange?.intersection(entries.range) else { continue }
            var names = table.columns.map(\.name)
            for column in headers.firstColumn...headers.lastColumn {
                let index = Int(column - table.range.firstColumn)
                guard let wanted = try Self.headerText(entries[headers.firstRow, column], index: index) else {
                    continue
                }
                let others = Set(names.enumerated().filter { $0.offset != index }.map { $0.element.lowercased() })
                let name = Self.unique(wanted, among: others)
                entries[headers.firstRow, column] = .constant(.text(name), formatCode: nil, isForcedText: false)
                if name != names[index] {
                    renames.append(
                        ColumnRename(sheetIndex: sheetIndex, tableID: table.id, column: index, name: name))
                }
                names[index] = name
            }
        }
        return renames
    }

    /// The name an entry gives to a column; `nil` when it leaves the header alone.
    private static func headerText(_ entry: CellEntry, index: Int) throws(WorkbookError) -> String? {
        switch entry {
        case .unchanged: return nil
        case .blank: return "Column\(index + 1)"
        case .formula: throw .invalidOperation("The header of a table cannot hold a formula.")
        case .constant(let value, _, _): return headerText(value) ?? "Column\(index + 1)"
        }
    }

    /// A value as a header shows it; `nil` for nothing.
    static func headerText(_ value: CellValue) -> String? {
        switch value {
        case .empty: nil
        case .number(let number): GeneralNumber.unabridgedText(for: number)
        case .text(let text): text.isEmpty ? nil : text
        case .boolean(let boolean): boolean ? "TRUE" : "FALSE"
        case .error(let error): error.text
        }
    }

    /// A name that is not among lower-case names: the wanted one, or with the first number from 2 that makes it new.
    static func unique(_ wanted: String, among others: Set<String>) -> String {
        if !others.contains(wanted.lowercased()) { return wanted }
        var number = 2
        while others.contains(wanted.lowercased() + String(number)) { number += 1 }
        return wanted + String(number)
    }

    /// Renames a column of a table, not its header cell, wherever formulas use it.
    mutating func renameColumn(_ rename: ColumnRename) -> Change {
        guard let position = sheets[rename.sheetIndex].tables.firstIndex(where: { $0.id == rename.tableID }) else {
            return Change()
        }
        let table = sheets[rename.sheetIndex].tables[position]
        let old = table.columns[rename.column].name
        sheets[rename.sheetIndex].tables[position].columns[rename.column].name = rename.name
        edits.append(.renameTableColumn(table: table.name, from: old, to: rename.name))
        return rewriteFormulas { expression in
            expression.renamingColumn(in: table.name, from: old, to: rename.name)
        }
    }
}
