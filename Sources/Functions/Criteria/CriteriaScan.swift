// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The cells that meet the criteria on equally shaped ranges, found column by column without reading a range whole.
///
/// Only the rows and columns in use are walked; the empty rest is counted by arithmetic.
struct CriteriaScan {
    private let conditions: [(area: Area, criterion: Criterion)]
    private let context: CallContext
    /// The rows and columns of every range.
    let rows: Int
    let columns: Int
    /// How many of them hold anything in any range.
    private let usedRows: Int
    private let usedColumns: Int

    /// Throws `#VALUE!` unless every range is one rectangle of the same shape; `values` is the range that is summed.
    init(
        _ pairs: [(range: Reference, criterion: Criterion)], values: Area? = nil, _ context: CallContext
    ) throws(CellError) {
        var conditions: [(area: Area, criterion: Criterion)] = []
        for pair in pairs {
            guard let area = pair.range.single else { throw .value }
            conditions.append((area, pair.criterion))
        }
        guard let shape = (values ?? conditions.first?.area)?.range else { throw .value }
        rows = shape.rowCount
        columns = shape.columnCount
        var usedRows = 0
        var usedColumns = 0
        for area in conditions.map(\.area) + (values.map { [$0] } ?? []) {
            guard area.range.rowCount == rows, area.range.columnCount == columns else { throw .value }
            let used = area.used(context)
            usedRows = max(usedRows, used.rows)
            usedColumns = max(usedColumns, used.columns)
        }
        self.usedRows = usedRows
        self.usedColumns = usedColumns
        self.conditions = conditions
        self.context = context
    }

    /// Visits each used column with a mark for each used row: one where it counts, else zero.
    private func forEachColumn(
        _ body: (_ column: Int, _ marks: [UInt8]) throws(CellError) -> Void
    ) throws(CellError) {
        guard usedRows > 0 else { return }
        var marks: [UInt8] = []
        for column in 0..<usedColumns {
            marks.removeAll(keepingCapacity: true)
            marks.append(contentsOf: repeatElement(1, count: usedRows))
            for (area, criterion) in conditions {
                try criterion.filter(&marks, area.column(column, rows: usedRows), context)
            }
            try body(column, marks)
        }
    }

    /// How many cells meet all criteria.
    func count() throws(CellError) -> Int {
        var count = 0
        try forEachColumn { _, marks throws(CellError) in
            for mark in marks { count += Int(mark) }
        }
        let unused = rows * columns - usedRows * usedColumns
        if unused > 0 && conditions.allSatisfy(\.criterion.matchesEmpty) { count += unused }
        return count
    }

    /// Visits the values of an area of the same shape whose cells meet all criteria, but no blanks.
    func forEachValue(in values: Area, _ body: (PackedValue) throws(CellError) -> Void) throws(CellError) {
        try forEachColumn { column, marks throws(CellError) in
            let area = values.column(column, rows: usedRows)
            try context.workbook.forEachBlock(in: area) { _, firstRow, block throws(CellError) in
                let offset = Int(firstRow - area.range.firstRow)
                for index in block.indices where marks[offset + index] == 1 && !block[index].isVacant {
                    try body(block[index])
                }
            }
        }
    }
}

/// The numbers of a range whose cells meet the criteria; errors among them end it.
struct SelectedNumbers: NumberSource {
    let scan: CriteriaScan
    let values: Area

    func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        try scan.forEachValue(in: values) { value throws(CellError) in
            if value.isNumber { try body(value.number) } else if value.isError { throw value.error }
        }
    }
}

extension Area {
    /// How many rows and columns from the top-left corner on may hold anything.
    func used(_ context: CallContext) -> (rows: Int, columns: Int) {
        guard let used = context.workbook.usedRange(of: sheet), let part = used.intersection(range) else {
            return (0, 0)
        }
        return (Int(part.lastRow - range.firstRow) + 1, Int(part.lastColumn - range.firstColumn) + 1)
    }

    /// The first rows of one column, counted from the area's own.
    func column(_ column: Int, rows: Int) -> Area {
        var area = self
        area.range.firstColumn += Int32(column)
        area.range.lastColumn = area.range.firstColumn
        area.range.lastRow = area.range.firstRow + Int32(rows) - 1
        return area
    }
}
