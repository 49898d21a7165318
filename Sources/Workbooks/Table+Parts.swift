// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension Table {
    /// The cells of a data row; throws `itemNotFound` when there is none.
    public func row(_ index: Int) throws(WorkbookError) -> CellRange {
        guard var row = dataRange, index >= 0, index < row.rowCount else {
            throw .itemNotFound("The table '\(name)' has no row \(index).")
        }
        row.firstRow += Int32(index)
        row.lastRow = row.firstRow
        return row
    }

    /// The position and the cells, header and totals included, of a column; throws `itemNotFound` when there is none.
    public func column(id: Int) throws(WorkbookError) -> (index: Int, range: CellRange) {
        guard let index = columns.firstIndex(where: { $0.id == id }) else {
            throw .itemNotFound("The table '\(name)' has no such column.")
        }
        var column = range
        column.firstColumn += Int32(index)
        column.lastColumn = column.firstColumn
        return (index, column)
    }
}
