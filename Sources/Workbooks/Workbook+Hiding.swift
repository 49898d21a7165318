// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension Workbook {
    /// The position of a sheet; throws `itemNotFound` when it is gone.
    public func position(of sheet: SheetID) throws(WorkbookError) -> Int {
        guard let index = index(of: sheet) else { throw .itemNotFound("The worksheet does not exist.") }
        return index
    }

    func checkMayHide(rows: Bool, columns: Bool, sheetIndex: Int) throws(WorkbookError) {
        guard let protection = sheets[sheetIndex].protection else { return }
        guard !rows || protection.allowFormatRows, !columns || protection.allowFormatColumns else {
            throw .accessDenied("The sheet '\(sheets[sheetIndex].name)' is protected against hiding rows or columns.")
        }
    }

    /// Hides or shows the rows of a range.
    mutating func hideRows(of range: CellRange, _ isHidden: Bool, sheetIndex: Int) -> Change {
        for row in range.firstRow...range.lastRow {
            var properties = sheets[sheetIndex].rows[row]
            if properties.isHidden == isHidden { continue }
            properties.isHidden = isHidden
            if !isHidden { properties.isFiltered = false }
            sheets[sheetIndex].rows[row] = properties
        }
        return formatChange(range, sheetIndex)
    }

    mutating func hideColumns(of range: CellRange, _ isHidden: Bool, sheetIndex: Int) -> Change {
        for (columns, properties) in sheets[sheetIndex].columns.parts(of: range.firstColumn...range.lastColumn) {
            var properties = properties
            properties.isHidden = isHidden
            sheets[sheetIndex].columns.set(properties, for: columns)
        }
        return formatChange(range, sheetIndex)
    }

    func formatChange(_ range: CellRange, _ sheetIndex: Int) -> Change {
        var change = Change()
        change.formats = [Area(sheet: sheets[sheetIndex].id, range: range)]
        return change
    }
}
