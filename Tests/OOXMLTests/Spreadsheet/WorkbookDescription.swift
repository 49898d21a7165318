// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats
import Workbooks

@testable import OOXML

/// A workbook as text, one line for everything it holds, so that two can be compared and their difference be seen.
struct WorkbookDescription: Equatable {
    private(set) var lines: [String] = []

    init(_ workbook: Workbook) {
        for sheet in workbook.sheets {
            lines.append("sheet \(sheet.name) \(sheet.visibility) \(sheet.uid)")
            cells(of: sheet, workbook)
            sheet.rows.forEach(in: 0...GridLimits.lastRow) { row, properties in
                lines.append("row \(row) \(properties.height ?? -1) \(properties.isHidden) \(properties.style)")
            }
            for span in sheet.columns.spans {
                lines.append("columns \(span.columns) \(span.properties.width ?? -1) \(span.properties.isHidden)")
            }
            lines.append("default \(sheet.rows.defaultHeight) \(sheet.columns.defaultWidth)")
            lines += sheet.merges.map { "merge \($0.a1)" }
            lines += sheet.arrays.compactMap { $0 }.map { "array \($0.range.a1) \($0.isDynamic)" }.sorted()
            for table in sheet.tables { self.table(table, sheet, workbook) }
            lines.append("filter \(sheet.filterRange?.a1 ?? "none") protection \(String(describing: sheet.protection))")
        }
        for name in workbook.names {
            let scope = name.scope.flatMap { workbook.sheet($0)?.name } ?? "workbook"
            let text = name.expression.map { print($0, at: CellAddress(row: 0, column: 0), workbook) } ?? name.text
            lines.append("name \(name.name) \(scope) \(text) \(name.isHidden) \(name.comment)")
        }
        lines.append("active \(workbook.activeSheet) \(workbook.dateSystem) \(workbook.settings)")
    }

    private mutating func cells(of sheet: Worksheet, _ workbook: Workbook) {
        guard let used = sheet.usedRange(valuesOnly: false) else { return }
        var found: [(CellAddress, String)] = []
        for column in used.firstColumn...used.lastColumn {
            for row in used.firstRow...used.lastRow {
                let value = sheet.values[row, column]
                let number = sheet.formulas[row, column]
                let style = sheet.styles[row, column]
                guard !value.isVacant || number != 0 || style != 0 else { continue }
                let place = CellAddress(row: row, column: column)
                var line = "cell \(place.a1) \(value.value) style \(style) \(workbook.styles[style])"
                line += " \(workbook.styles.numberFormat(ofStyle: style).code)"
                if number != 0 {
                    line += " \(workbook.formulas[number].kind)"
                    line += " \(workbook.formulaText(at: place, on: sheet.id) ?? "")"
                }
                found.append((place, line))
            }
        }
        lines += found.map(\.1)
    }

    private mutating func table(_ table: Table, _ sheet: Worksheet, _ workbook: Workbook) {
        lines.append(
            "table \(table.id) \(table.name) \(table.range.a1) \(table.hasHeaders) \(table.hasTotals) \(table.style)"
                + " \(table.showsFilterButton) \(table.uid ?? "")")
        for (position, column) in table.columns.enumerated() {
            let origin = CellAddress(
                row: table.dataRange?.firstRow ?? 0, column: table.range.firstColumn + Int32(position))
            let formula =
                column.calculatedFormula == 0
                ? "" : print(workbook.formulas[column.calculatedFormula].expression, at: origin, workbook)
            lines.append(
                "column \(column.id) \(column.name) \(column.totalsFunction ?? "") \(column.totalsLabel ?? "") \(formula)"
            )
        }
    }

    private func print(_ expression: Expression, at origin: CellAddress, _ workbook: Workbook) -> String {
        FormulaPrinter.print(expression, at: origin, sheets: workbook.sheetNames, syntax: FormulaSyntax())
    }

    /// The first lines that differ, for a message.
    func difference(from other: WorkbookDescription) -> String {
        let mine = Set(lines)
        let others = Set(other.lines)
        let missing = other.lines.filter { !mine.contains($0) }.prefix(4)
        let extra = lines.filter { !others.contains($0) }.prefix(4)
        return "only before: \(missing.joined(separator: " | ")); only after: \(extra.joined(separator: " | "))"
    }
}
