// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `GROUPBY`: one row for every group of equal row fields, with the values of its rows aggregated by a function, and
    /// with totals. Excel's page GROUPBY.
    static func groupBy(
        _ rowFields: Matrix, _ values: Matrix, _ function: Operand, _ fieldHeaders: Skippable<Int>,
        _ totalDepth: Skippable<Int>, _ sortOrder: Skippable<Matrix>, _ filter: Skippable<Matrix>,
        _ relationship: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        if case .scalar(.error(let error)) = function { throw error }
        guard rowFields.rows == values.rows, case .lambda(let callee) = function else { throw .value }
        let headers = try Grouping.Headers(fieldHeaders.value, rowFields, values)
        let isTable = relationship.value ?? 0
        guard isTable == 0 || isTable == 1 else { throw .value }
        let totals = try Grouping.Totals(totalDepth.value, fields: rowFields.columns, isTable: isTable == 1)
        var order: [Int] = []
        for element in sortOrder.value?.elements ?? [] {
            let number = try Coercion.number(element, context.workbook.dateSystem).rounded(.towardZero)
            guard number != 0, number.magnitude <= Double(rowFields.columns + values.columns) else { throw .value }
            order.append(Int(number))
        }
        var rows: [Int] = []
        if let filter = filter.value {
            guard filter.columns == 1, filter.rows == rowFields.rows else { throw .value }
            for row in headers.firstRow..<rowFields.rows where try Coercion.boolean(filter[row, 0]) { rows.append(row) }
        } else {
            rows = Array(headers.firstRow..<rowFields.rows)
        }
        guard !rows.isEmpty else { throw .calculation }
        let aggregation = Aggregation(values: values, all: rows, callee: callee, context: context)
        let grouping = Grouping(fields: rowFields, aggregation: aggregation, order: order, isTable: isTable == 1)
        var lines = headers.shown.map { [$0] } ?? []
        lines += try grouping.lines(rows, totals)
        let width = rowFields.columns + values.columns
        try limit(lines.count, width, context)
        return Matrix(rows: lines.count, columns: width, elements: lines.flatMap { $0 })
    }
}

/// What GROUPBY calculates of the values of a group.
struct Aggregation {
    let values: Matrix
    /// The rows that take part at all, which a function with two parameters gets as its second.
    let all: [Int]
    let callee: any Callable
    let context: CallContext

    /// One result for every column of values.
    func results(_ rows: [Int]) throws(CellError) -> [CellValue] {
        // PERCENTOF and LAMBDA(subset, total, …) take the values of everything besides those of the group.
        let wantsAll = callee.arity.lowerBound >= 2 || callee.arity.lowerBound == 0 && callee.arity.upperBound >= 2
        var results: [CellValue] = []
        for column in 0..<values.columns {
            func part(_ rows: [Int]) -> Operand { .matrix(Matrix(column: rows.map { values[$0, column] })) }
            let arguments = wantsAll ? [part(rows), part(all)] : [part(rows)]
            results.append(try callee.call(arguments, context).first(context))
        }
        return results
    }
}

/// Rows gathered by the values of their fields, level by level.
struct Grouping {
    let fields: Matrix
    let aggregation: Aggregation
    /// Columns to sort by, counted from 1, fields before values, negative for descending.
    let order: [Int]
    /// Whether the fields stand side by side, without one being above another.
    let isTable: Bool

    private struct Group {
        let label: CellValue
        var rows: [Int]
    }

    /// The rows of the result, totals included.
    func lines(_ rows: [Int], _ totals: Totals) throws(CellError) -> [[CellValue]] {
        var lines: [[CellValue]] = []
        if isTable {
            lines = try tableLines(rows)
        } else {
            try append(rows, labels: [], totals, to: &lines)
        }
        guard totals.depth > 0 else { return lines }
        let label = totals.depth > 1 ? "Grand Total" : "Total"
        let total = padded([.text(label)]) + (try aggregation.results(rows))
        return totals.isAtTop ? [total] + lines : lines + [total]
    }

    private func padded(_ labels: [CellValue]) -> [CellValue] {
        labels + Array(repeating: .text(""), count: fields.columns - labels.count)
    }

    private func append(
        _ rows: [Int], labels: [CellValue], _ totals: Totals, to lines: inout [[CellValue]]
    ) throws(CellError) {
        let level = labels.count
        for (group, results) in try sorted(groups(rows, level), level) {
            let labels = labels + [group.label]
            if labels.count == fields.columns {
                lines.append(labels + results)
                continue
            }
            let hasTotal = level + 1 < totals.depth
            if hasTotal && totals.isAtTop { lines.append(padded(labels) + results) }
            try append(group.rows, labels: labels, totals, to: &lines)
            if hasTotal && !totals.isAtTop { lines.append(padded(labels) + results) }
        }
    }

    /// The groups of one level in the order of their first rows.
    private func groups(_ rows: [Int], _ level: Int) -> [Group] {
        var positions: [CellValue: Int] = [:]
        var groups: [Group] = []
        for row in rows {
            let key = LookupAndReference.folded(fields[row, level])
            if let position = positions[key] {
                groups[position].rows.append(row)
            } else {
                positions[key] = groups.count
                groups.append(Group(label: fields[row, level], rows: [row]))
            }
        }
        return groups
    }

    /// The groups of one level with their results: by their labels, ascending unless told, or by a column of results.
    private func sorted(_ groups: [Group], _ level: Int) throws(CellError) -> [(Group, [CellValue])] {
        var results: [[CellValue]] = []
        for group in groups { results.append(try aggregation.results(group.rows)) }
        var keys: [SortKey] = []
        if let column = order.first(where: { $0.magnitude > fields.columns }) {
            let index = Int(column.magnitude) - fields.columns - 1
            keys.append(SortKey(values: results.map { $0[index] }, isDescending: column < 0))
        }
        keys.append(SortKey(values: groups.map(\.label), isDescending: order.contains(-(level + 1))))
        return SortKey.sorted(groups.indices, by: keys).map { (groups[$0], results[$0]) }
    }

    /// One line for every combination of fields, sorted without regard to levels.
    private func tableLines(_ rows: [Int]) throws(CellError) -> [[CellValue]] {
        var combinations: [(labels: [CellValue], rows: [Int])] = [([], rows)]
        for level in 0..<fields.columns {
            combinations = combinations.flatMap { combination in
                groups(combination.rows, level).map { (combination.labels + [$0.label], $0.rows) }
            }
        }
        var lines: [[CellValue]] = []
        for combination in combinations {
            lines.append(combination.labels + (try aggregation.results(combination.rows)))
        }
        let columns = order + (1...fields.columns).filter { !order.contains($0) && !order.contains(-$0) }
        let keys = columns.map { column in
            SortKey(values: lines.map { $0[Int(column.magnitude) - 1] }, isDescending: column < 0)
        }
        return SortKey.sorted(lines.indices, by: keys).map { lines[$0] }
    }
}

extension Grouping {
    /// Which totals are there: none (0), the grand total (1), that and the subtotals of so many levels less one; negative
    /// for totals above what they sum up.
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
        let shown: [CellValue]?

        /// Names are there and hidden (1) or shown (3), not there (0) or made up (2); without a number they are there when
        /// a text stands above a number, and shown where there are several fields.
        init(_ number: Int?, _ fields: Matrix, _ values: Matrix) throws(CellError) {
            var kind = number ?? 0
            if number == nil, values.rows > 1, case .text = values[0, 0], case .number = values[1, 0] {
                kind = fields.columns > 1 ? 3 : 1
            }
            guard (0...3).contains(kind) else { throw .value }
            firstRow = kind == 1 || kind == 3 ? 1 : 0
            switch kind {
            case 2:
                shown =
                    (1...fields.columns).map { .text("Row Field \($0)") }
                    + (1...values.columns).map { .text("Value \($0)") }
            case 3: shown = fields.row(0).elements + values.row(0).elements
            default: shown = nil
            }
        }
    }
}
