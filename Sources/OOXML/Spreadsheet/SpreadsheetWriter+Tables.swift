// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

extension SpreadsheetWriter {
    /// Brings the table parts of a sheet up to date; gives the relationships that came and went.
    mutating func writeTables(
        of sheet: Worksheet, _ before: Worksheet, _ part: PartName
    ) throws(PackageError) -> (added: [String], removed: Set<String>) {
        guard sheet.tables != before.tables || !respelled.isEmpty else { return ([], []) }
        var links = try package.relationships(of: part)
        if links.isEmpty { links = Relationships(strict: parts.isStrict) }
        var removed: Set<String> = []
        for table in before.tables where !sheet.tables.contains(where: { $0.id == table.id }) {
            guard let tablePart = parts.tables.removeValue(forKey: table.id) else { continue }
            for link in links where package.resolve(link, from: part) == tablePart {
                removed.insert(link.id)
                links.remove(id: link.id)
            }
            for candidate in [tablePart, tablePart.relationships] where package.contains(candidate) {
                package.remove(candidate)
            }
            types.set(tablePart, nil)
        }
        var added: [String] = []
        for table in sheet.tables {
            let known = before.tables.first { $0.id == table.id }
            if let known, let tablePart = parts.tables[table.id] {
                let respelled = respelledColumns(of: table, on: sheet, before: known, on: before)
                guard table != known || !respelled.isEmpty else { continue }
                let document = try package.document(tablePart)
                let editor = TableEditor(old: known, new: table, document: document, respelled: respelled)
                package.set(tablePart, editor.bytes { formulaText($0, of: table, column: $1, on: sheet) })
                if table.sort != known.sort { sortedTables.insert(tablePart) }
            } else {
                let tablePart = package.freeName("\(parts.workbook.folder)/tables/table", ".xml")
                package.set(
                    tablePart,
                    TableEditor.bytes(of: table, isStrict: parts.isStrict) {
                        formulaText($0, of: table, column: $1, on: sheet)
                    })
                types.set(tablePart, .table)
                parts.tables[table.id] = tablePart
                added.append(links.add(.table, target: relativeTarget(from: part, to: tablePart)))
            }
        }
        package.set(links, of: part)
        return (added, removed)
    }

    /// As Excel writes it, `../tables/table1.xml`, where the sheet's folder is a sibling of the table's.
    private func relativeTarget(from part: PartName, to target: PartName) -> String {
        let root = parts.workbook.folder + "/"
        guard part.folder == root + "worksheets", target.path.hasPrefix(root) else { return target.path }
        return "../" + target.path.dropFirst(root.count)
    }

    /// Positions of the columns whose formula, which is written for the first data row, reads otherwise than before:
    /// the table moved, or a sheet got another name.
    private func respelledColumns(
        of table: Table, on sheet: Worksheet, before known: Table, on before: Worksheet
    ) -> Set<Int> {
        var respelled: Set<Int> = []
        for (position, column) in table.columns.enumerated() where column.calculatedFormula != 0 {
            guard let old = known.columns.firstIndex(where: { $0.id == column.id }),
                known.columns[old].calculatedFormula == column.calculatedFormula
            else { continue }
            let text = formulaText(column.calculatedFormula, of: table, column: position, on: sheet).text
            let oldText = formulaText(
                column.calculatedFormula, of: known, column: old, on: before, isBefore: true
            ).text
            if text != oldText { respelled.insert(position) }
        }
        return respelled
    }

    /// The text and kind of a column's formula as its first data row has it, or had it before.
    private func formulaText(
        _ number: UInt32, of table: Table, column: Int, on sheet: Worksheet, isBefore: Bool = false
    ) -> (text: String, isArray: Bool) {
        let template = new.formulas[number]
        let names = isBefore ? old.sheetNames : new.sheetNames
        let row = table.dataRange?.firstRow ?? min(table.range.firstRow + 1, GridLimits.lastRow)
        let origin = CellAddress(row: row, column: table.range.firstColumn + Int32(column))
        let text =
            template.unparsedText
            ?? FormulaPrinter.print(
                template.expression, at: origin, sheets: names, syntax: functions.syntax, currentTable: table.name)
        return (text, template.kind == .array)
    }
}
