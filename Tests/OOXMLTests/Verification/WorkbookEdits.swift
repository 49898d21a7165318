// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Workbooks

/// One change of every kind, by the commands that clients send.
enum WorkbookEdits {
    typealias Edit = (name: String, run: @Sendable (inout Workbook) throws -> Void)

    static let all: [Edit] = [
        (
            "cell",
            { workbook in
                try enter("text & <more>", at: "B3", &workbook)
                try enter("=SUM(A1:A4)*2", at: "C2", &workbook)
            }
        ),
        (
            "format",
            { workbook in
                let sheet = workbook.sheets[0].id
                _ = try UpdateRange(
                    sheet: sheet, range: range("A1:D6"), numberFormat: CellInputs(.text("0.000 \"<kg>\"")),
                    currentYear: 2026
                ).apply(to: &workbook)
            }
        ),
        (
            "rows inserted",
            { workbook in
                let rows = CellRange(firstRow: 1, firstColumn: 0, lastRow: 2, lastColumn: GridLimits.lastColumn)
                _ = try InsertCells(sheet: workbook.sheets[0].id, range: rows, shift: .down).apply(to: &workbook)
            }
        ),
        (
            "columns deleted",
            { workbook in
                let columns = CellRange(firstRow: 0, firstColumn: 1, lastRow: GridLimits.lastRow, lastColumn: 1)
                _ = try DeleteCells(sheet: workbook.sheets[0].id, range: columns, shift: .left).apply(to: &workbook)
            }
        ),
        (
            "sheets added, renamed and moved",
            { workbook in
                _ = try AddWorksheet(name: "New & <sheet>").apply(to: &workbook)
                _ = try UpdateWorksheet(sheet: workbook.sheets[0].id, newName: "It's renamed").apply(to: &workbook)
                guard let last = workbook.sheets.last?.id else { return }
                _ = try UpdateWorksheet(sheet: last, position: 0).apply(to: &workbook)
                try enter("=1+1", at: "B2", &workbook)
            }
        ),
        (
            "sheet deleted",
            { workbook in
                _ = try AddWorksheet(name: "Stays").apply(to: &workbook)
                _ = try DeleteWorksheet(sheet: workbook.sheets[0].id).apply(to: &workbook)
            }
        ),
        (
            "table",
            { workbook in
                _ = try AddWorksheet(name: "Tables").apply(to: &workbook)
                guard let sheet = workbook.sheets.last?.id else { return }
                _ = try AddTable(sheet: sheet, range: range("B2:D4"), hasHeaders: false).apply(to: &workbook)
                guard let table = workbook.sheets.last?.tables.first?.id else { return }
                let row = try CellInputs([[.number(1), .text("two\nlines"), .text("=1+1")]])
                _ = try AddTableRows(tableID: table, values: row, currentYear: 2026).apply(to: &workbook)
            }
        ),
        (
            "name and merge",
            { workbook in
                _ = try AddName(name: "Cellar_name", formula: "=$B$2:$C$4", comment: "why").apply(to: &workbook)
                let last = CellRange(firstRow: 5_000, firstColumn: 1, lastRow: 5_001, lastColumn: 3)
                _ = try MergeCells(sheet: workbook.sheets[0].id, range: last).apply(to: &workbook)
            }
        ),
        (
            "protection",
            { workbook in
                let sheet = workbook.sheets[0].id
                _ = try ProtectSheet(sheet: sheet).apply(to: &workbook)
            }
        ),
    ]

    private static func enter(_ text: String, at cell: String, _ workbook: inout Workbook) throws {
        _ = try UpdateRange(
            sheet: workbook.sheets[0].id, range: range(cell), formulas: CellInputs(.text(text)), currentYear: 2026
        ).apply(to: &workbook)
    }

    private static func range(_ text: String) throws -> CellRange {
        guard let range = CellRange(a1: text) else { throw NotARange(text: text) }
        return range
    }

    struct NotARange: Error {
        let text: String
    }
}
