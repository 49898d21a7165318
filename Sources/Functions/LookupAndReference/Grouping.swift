// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `GROUPBY`: one row for every group of equal row fields, with the values of its rows aggregated by a function,
    /// and with totals. Excel's page GROUPBY.
    static func groupBy(
        _ rowFields: Matrix, _ values: Matrix, _ function: Operand, _ fieldHeaders: Skippable<Int>,
        _ totalDepth: Skippable<Int>, _ sortOrder: Skippable<Matrix>, _ filter: Skippable<Matrix>,
        _ relationship: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        let aggregation = try Aggregation(function, of: values, context)
        guard rowFields.rows == values.rows else { throw .value }
        let headers = try Grouping.Headers(fieldHeaders.value, rowFields, values)
        let isTable = relationship.value ?? 0
        guard isTable == 0 || isTable == 1 else { throw .value }
        let totals = try Grouping.Totals(totalDepth.value, fields: rowFields.columns, isTable: isTable == 1)
        let order = try Grouping.order(sortOrder.value, rowFields.columns + aggregation.width, context)
        let rows = try Grouping.rows(from: headers.firstRow, to: rowFields.rows, filter.value)
        let grouping = Grouping(
            fields: rowFields, all: rows, aggregation: aggregation, order: order, isTable: isTable == 1)
        let nameColumn: [CellValue] = aggregation.lineNames == nil ? [] : [.text("")]
        var lines: [[CellValue]] = []
        if let shown = headers.shown {
            lines.append(shown.fields + nameColumn + aggregation.headings(shown.values))
        }
        if let names = aggregation.columnNames {
            lines.append(Array(repeating: .text(""), count: rowFields.columns) + names)
        }
        for line in try grouping.lines(totals) {
            for (index, results) in try aggregation.lines(line.rows, rows).enumerated() {
                lines.append(line.labels + (aggregation.lineNames.map { [$0[index]] } ?? []) + results)
            }
        }
        let width = rowFields.columns + nameColumn.count + aggregation.width
        try limit(lines.count, width, context)
        return Matrix(rows: lines.count, columns: width, elements: lines.flatMap { $0 })
    }
}

/// Rows gathered by the values of their fields, level by level.
struct Grouping {
    let fields: Matrix
    /// The rows that take part at all; never empty.
    let all: [Int]
    let aggregation: Aggregation
    /// Columns to sort by, counted from 1, fields before values, negative for descending.
    let order: [Int]
    /// Whether the fields stand side by side, without one being above another.
    let isTable: Bool

    /// A group or a total: its labels, one for every field, its rows and those of the group it is part of.
    struct Line {
        var labels: [CellValue]
        var rows: [Int]
        var parent: [Int]
    }

    /// The lines of the result, totals included.
    func lines(_ totals: Totals) throws(CellError) -> [Line] {
        var lines: [Line] = []
        if isTable {
            lines = try tableLines()
        } else {
            try append(Line(labels: [], rows: all, parent: all), totals, to: &lines)
        }
        guard totals.depth > 0 else { return lines }
        let label = totals.depth > 1 ? "Grand Total" : "Total"
        let total = padded(Line(labels: [.text(label)], rows: all, parent: all))
        return totals.isAtTop ? [total] + lines : lines + [total]
    }

    private func padded(_ line: Line) -> Line {
        var line = line
        line.labels += Array(repeating: .text(""), count: fields.columns - line.labels.count)
        return line
    }

    private func append(_ parent: Line, _ totals: Totals, to lines: inout [Line]) throws(CellError) {
        let level = parent.labels.count
        try aggregation.context.charge(parent.rows.count * 4 * Aggregation.stepsPerRow)
        for group in try sorted(groups(parent, level), level) {
            if level + 1 == fields.columns {
                lines.append(group)
                continue
            }
            let hasTotal = level + 1 < totals.depth
            if hasTotal && totals.isAtTop { lines.append(padded(group)) }
            try append(group, totals, to: &lines)
            if hasTotal && !totals.isAtTop { lines.append(padded(group)) }
        }
    }

    /// The groups of one level in the order of their first rows.
    private func groups(_ parent: Line, _ level: Int) -> [Line] {
        var positions: [CellValue: Int] = [:]
        var groups: [Line] = []
        for row in parent.rows {
            let key = LookupAndReference.folded(fields[row, level])
            if let position = positions[key] {
                groups[position].rows.append(row)
            } else {
                positions[key] = groups.count
                groups.append(Line(labels: parent.labels + [fields[row, level]], rows: [row], parent: parent.rows))
            }
        }
        return groups
    }

    /// The groups of one level by their labels, ascending unless told, or by a column of results.
    private func sorted(_ groups: [Line], _ level: Int) throws(CellError) -> [Line] {
        var keys: [SortKey] = []
        if let column = order.first(where: { $0.magnitude > fields.columns }) {
            keys.append(try resultKey(groups, column))
        }
        keys.append(SortKey(values: groups.map { $0.labels[level] }, isDescending: order.contains(-(level + 1))))
        return try SortKey.sorted(groups.indices, by: keys, aggregation.context).map { groups[$0] }
    }

    private func resultKey(_ groups: [Line], _ column: Int) throws(CellError) -> SortKey {
        let index = Int(column.magnitude) - fields.columns - 1
        var values: [CellValue] = []
        for group in groups { values.append(try aggregation.lines(group.rows, all)[0][index]) }
        return SortKey(values: values, isDescending: column < 0)
    }

    /// One line for every combination of fields, sorted without regard to levels.
    private func tableLines() throws(CellError) -> [Line] {
        var lines = [Line(labels: [], rows: all, parent: all)]
        try aggregation.context.charge(all.count * fields.columns * 4 * Aggregation.stepsPerRow)
        for level in 0..<fields.columns { lines = lines.flatMap { groups($0, level) } }
        let columns = order + (1...fields.columns).filter { !order.contains($0) && !order.contains(-$0) }
        var keys: [SortKey] = []
        for column in columns {
            let index = Int(column.magnitude) - 1
            keys.append(
                index < fields.columns
                    ? SortKey(values: lines.map { $0.labels[index] }, isDescending: column < 0)
                    : try resultKey(lines, column))
        }
        return try SortKey.sorted(lines.indices, by: keys, aggregation.context).map { lines[$0] }
    }
}

extension Grouping {
    /// The columns to sort by, each from 1 to `count`, negative for descending.
    static func order(_ argument: Matrix?, _ count: Int, _ context: CallContext) throws(CellError) -> [Int] {
        var order: [Int] = []
        for element in argument?.elements ?? [] {
            let number = try Coercion.number(element, context.workbook.dateSystem).rounded(.towardZero)
            guard number != 0, number.magnitude <= Double(count) else { throw .value }
            order.append(Int(number))
        }
        return order
    }

    /// The rows that a filter lets through; `#CALC!` when there is none.
    static func rows(from first: Int, to end: Int, _ filter: Matrix?) throws(CellError) -> [Int] {
        var rows = Array(first..<end)
        if let filter {
            guard filter.columns == 1, filter.rows == end else { throw .value }
            rows = []
            for row in first..<end where try Coercion.boolean(filter[row, 0]) { rows.append(row) }
        }
        guard !rows.isEmpty else { throw .calculation }
        return rows
    }

    /// Which totals are there: none (0), the grand total (1), that and the subtotals of so many levels less one;
    /// negative for totals above what they sum up.
    struct Totals {
        let depth: Int
        let isAtTop: Bool

        /// Without a number the grand total, and where fields stand in levels their subtotals.
        init(_ number: Int?, fields: Int, isTable: Bool) throws(CellError) {
            let number = number ?? (isTable ? 1 : fields)
            guard number.magnitude <= max(isTable ? 1 : fields, 1) else { throw .value }
            depth = Int(number.magnitude)
            isAtTop = number < 0
        }
    }

    /// Whether the first row holds the fields' names, and the row of names in the result.
    struct Headers {
        let firstRow: Int
        let shown: (fields: [CellValue], values: [CellValue])?

        /// Names are there and hidden (1) or shown (3), not there (0) or made up (2); without a number they are there
        /// when a text stands above a number, and shown where there are several fields.
        init(_ number: Int?, _ fields: Matrix, _ values: Matrix) throws(CellError) {
            var kind = number ?? 0
            if number == nil, values.rows > 1, case .text = values[0, 0], case .number = values[1, 0] {
                kind = fields.columns > 1 ? 3 : 1
            }
            guard (0...3).contains(kind) else { throw .value }
            firstRow = kind == 1 || kind == 3 ? 1 : 0
            switch kind {
            case 2:
                shown = (
                    (1...fields.columns).map { .text("Row Field \($0)") },
                    (1...values.columns).map { .text("Value \($0)") }
                )
            case 3: shown = (fields.row(0).elements, values.row(0).elements)
            default: shown = nil
            }
        }
    }
}
