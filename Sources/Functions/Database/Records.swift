// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The records of a database (a range with the fields' names in its first row) that meet the criteria of another range:
/// names in its first row, below them conditions, of which all in a row and any one row must be met.
struct Records {
    private let area: Area
    private let context: CallContext
    private let fields: [CellValue]
    /// For each record in use one when it meets the criteria, else zero.
    private var marks: [UInt8]

    init(_ database: Reference, _ criteria: Reference, _ context: CallContext) throws(CellError) {
        guard let area = database.single, let conditions = criteria.single else { throw .value }
        self.area = area
        self.context = context
        var head = area
        head.range.lastRow = area.range.firstRow
        let usedColumns = area.used(context).columns
        guard usedColumns > 0 else { throw .value }
        head.range.lastColumn = area.range.firstColumn + Int32(usedColumns) - 1
        fields = try Matrix(head, context).elements
        guard conditions.range.rowCount > 1 else { throw .value }
        // A record in which nothing stands is one too, as long as it lies in the range; below the used rows they are
        // only counted by Excel when all criteria let them pass, so the whole height takes part within the limit.
        let rows = area.range.rowCount - 1
        guard rows <= context.limits.arrayElements else { throw .number }
        marks = Array(repeating: 0, count: rows)
        try mark(conditions)
    }

    var count: Int { marks.count(where: { $0 == 1 }) }

    /// How many records meet the criteria; `#VALUE!` for a database that is nothing but its head.
    func counted() throws(CellError) -> Int {
        guard !marks.isEmpty else { throw .value }
        return count
    }

    private mutating func mark(_ conditions: Area) throws(CellError) {
        let used = conditions.used(context)
        guard used.rows > 0, used.columns > 0 else { throw .value }
        var part = conditions
        part.range.lastRow = conditions.range.firstRow + Int32(used.rows) - 1
        part.range.lastColumn = conditions.range.firstColumn + Int32(used.columns) - 1
        let table = try Matrix(part, context)
        // A row of conditions below the used ones is blank, and so lets every record pass.
        if used.rows < conditions.range.rowCount { marks = marks.map { _ in 1 } }
        for row in 1..<max(table.rows, 1) {
            var passing = [UInt8](repeating: 1, count: marks.count)
            for column in 0..<table.columns where !table[row, column].isEmpty {
                try filter(&passing, name: table[0, column], condition: table[row, column])
            }
            for index in marks.indices { marks[index] |= passing[index] }
        }
    }

    private func filter(_ passing: inout [UInt8], name: CellValue, condition: CellValue) throws(CellError) {
        guard let column = column(named: name) else {
            // Under a name that is no field's stands a calculated condition, true or false for all records.
            if case .text = condition {
                passing = passing.map { _ in 0 }
            } else if !((try? Coercion.boolean(condition)) ?? false) {
                passing = passing.map { _ in 0 }
            }
            return
        }
        let criterion = Criterion(condition, context.workbook.dateSystem, matchesPrefix: true)
        try criterion.filter(&passing, recordArea(column), context)
    }

    private func column(named name: CellValue) -> Int? {
        guard let key = Self.key(name) else { return nil }
        return fields.firstIndex { Self.key($0) == key }
    }

    private static func key(_ name: CellValue) -> String? {
        guard !name.isEmpty, let text = try? Coercion.text(name) else { return nil }
        return text.lowercased()
    }

    private func recordArea(_ column: Int) -> Area {
        var area = area.column(column, rows: marks.count + 1)
        area.range.firstRow += 1
        return area
    }

    /// A field by its name or one-based number; `#VALUE!` when there is none such.
    func field(_ field: CellValue) throws(CellError) -> Field {
        var found: Int?
        switch field {
        case .text: found = column(named: field)
        case .boolean(true): found = 0
        case .number(let number) where number.magnitude < 1e6:
            let column = try Coercion.whole(number)
            if column >= 1, column <= area.range.columnCount { found = column - 1 }
        case .error(let error): throw error
        default: break
        }
        guard let found, !marks.isEmpty else { throw .value }
        return Field(area: recordArea(found), marks: marks, context: context)
    }

    /// One field of the records that meet the criteria.
    struct Field: NumberSource {
        fileprivate let area: Area
        fileprivate let marks: [UInt8]
        fileprivate let context: CallContext

        /// Visits the values that are there.
        func forEachValue(_ body: (PackedValue) throws(CellError) -> Void) throws(CellError) {
            try context.workbook.forEachBlock(in: area) { _, firstRow, block throws(CellError) in
                let offset = Int(firstRow - area.range.firstRow)
                for index in block.indices where marks[offset + index] == 1 && !block[index].isVacant {
                    try body(block[index])
                }
            }
        }

        func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
            try forEachValue { value throws(CellError) in
                if value.isNumber { try body(value.number) } else if value.isError { throw value.error }
            }
        }
    }
}
