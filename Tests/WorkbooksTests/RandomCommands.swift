// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// One command of every kind, with all members set.
enum RandomCommands {
    static let sheet = SheetID(rawValue: 1)

    static let samples: [any Command] = [
        UpdateRange(
            sheet: sheet, range: CellRange(firstRow: 1, firstColumn: 2, lastRow: 3, lastColumn: 300),
            values: CellInputs("x"), formulas: CellInputs("=A1"), formulasR1C1: CellInputs(.unchanged),
            numberFormat: CellInputs("0.00"), rowHidden: true, columnHidden: false, currentYear: 2026),
        ClearRange(sheet: sheet, range: .wholeSheet, applyTo: .contents),
        AddWorksheet(name: "Ärger", uid: "{8B1C7F5E-3A0D-4C52-9E6B-0F6D1C2A3B4C}"),
        UpdateWorksheet(sheet: sheet, newName: "x", position: 3, visibility: .veryHidden),
        DeleteWorksheet(sheet: sheet),
    ]
}
