// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import OOXML
import Workbooks

/// What is tried with every file that Cellar can open: it comes back as it was, it can be calculated and edited, and
/// what was saved can be opened and holds the same.
enum FileChecks {
    static func run(_ bytes: [UInt8]) throws(FuzzFinding) {
        _ = Package.sniff(bytes)
        guard let file = try? SpreadsheetFile(bytes) else { return }
        try checkUnchanged(file, bytes)
        var state = WorkbookState(file.workbook)
        let inputs = EvaluationInputs(now: 46_000.5, seed: 1)
        try? Calculator.calculate(&state, everything: true, inputs: inputs)
        try checkSaving(state.workbook, in: file)
        for step in 0..<3 {
            do throws(WorkbookError) {
                let change = try edit(step, &state.workbook)
                try Calculator.recalculate(&state, after: change, inputs: inputs)
            } catch {
                // An edit that is refused may leave a draft half done; it would have been dropped.
                return
            }
            try checkSaving(state.workbook, in: file)
        }
    }

    private static func edit(_ step: Int, _ workbook: inout Workbook) throws(WorkbookError) -> Change {
        guard let sheet = workbook.sheets.first?.id else {
            return try AddWorksheet(name: "New").apply(to: &workbook)
        }
        switch step {
        case 0:
            workbook.sheets[0].set(.text("typed"), row: 1, column: 1)
            workbook.sheets[0].set(.number(-0.5), row: 7, column: 4)
            return .values(Area(sheet: sheet, range: CellRange(firstRow: 1, firstColumn: 1, lastRow: 7, lastColumn: 4)))
        case 1:
            let rows = CellRange(firstRow: 2, firstColumn: 0, lastRow: 3, lastColumn: GridLimits.lastColumn)
            return try InsertCells(sheet: sheet, range: rows, shift: .down).apply(to: &workbook)
        default:
            let columns = CellRange(firstRow: 0, firstColumn: 0, lastRow: GridLimits.lastRow, lastColumn: 0)
            return try DeleteCells(sheet: sheet, range: columns, shift: .left).apply(to: &workbook)
        }
    }

    private static func checkUnchanged(_ file: SpreadsheetFile, _ bytes: [UInt8]) throws(FuzzFinding) {
        let saved: [UInt8]
        do {
            saved = try file.saving(file.workbook).bytes
        } catch {
            throw FuzzFinding("a file that opens cannot be saved: \(error)")
        }
        guard saved == bytes else { throw FuzzFinding("a file saved without a change is another") }
    }

    private static func checkSaving(_ workbook: Workbook, in file: SpreadsheetFile) throws(FuzzFinding) {
        let reopened: SpreadsheetFile
        do {
            reopened = try SpreadsheetFile(file.saving(workbook).bytes)
        } catch {
            throw FuzzFinding("a file that opens cannot be saved and opened again: \(error)")
        }
        guard reopened.workbook.sheets.count == workbook.sheets.count else {
            throw FuzzFinding("what was saved has other sheets")
        }
        for (sheet, other) in zip(workbook.sheets, reopened.workbook.sheets) {
            try compare(sheet, workbook, other, reopened.workbook)
        }
    }

    /// Values and formulas of the first cells.
    private static func compare(
        _ sheet: Worksheet, _ workbook: Workbook, _ other: Worksheet, _ reopened: Workbook
    ) throws(FuzzFinding) {
        for row in Int32(0)..<8 {
            for column in Int32(0)..<8 {
                let place = CellAddress(row: row, column: column)
                let formula = workbook.formulaText(at: place, on: sheet.id)
                guard formula == reopened.formulaText(at: place, on: other.id) else {
                    throw FuzzFinding("saving changed the formula of \(place.a1): \(formula ?? "none")")
                }
                let values = (sheet.value(row, column), other.value(row, column))
                guard values.0 == values.1 else {
                    throw FuzzFinding("saving changed \(place.a1): \(values.0) to \(values.1)")
                }
            }
        }
    }
}
