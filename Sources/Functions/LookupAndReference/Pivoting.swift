// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `PIVOTBY`: groups of row fields down, groups of column fields across, and where they meet the values of the rows
    /// they share, aggregated by a function. Excel's page PIVOTBY.
    static func pivotBy(
        _ rowFields: Matrix, _ columnFields: Matrix, _ values: Matrix, _ function: Operand,
        _ fieldHeaders: Skippable<Int>, _ rowTotals: Skippable<Int>, _ rowOrder: Skippable<Matrix>,
        _ columnTotals: Skippable<Int>, _ columnOrder: Skippable<Matrix>, _ filter: Skippable<Matrix>,
        _ relativeTo: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        let aggregation = try Aggregation(function, of: values, context)
        guard rowFields.rows == values.rows, columnFields.rows == values.rows,
            let relation = PivotTable.Relation(rawValue: relativeTo.value ?? 0)
        else { throw .value }
        let headers = try PivotTable.Headers(fieldHeaders.value, rowFields, columnFields, values)
        let rows = try Grouping.rows(from: headers.firstRow, to: rowFields.rows, filter.value)
        func lines(_ fields: Matrix, _ totals: Int?, _ order: Matrix?) throws(CellError) -> [Grouping.Line] {
            let grouping = Grouping(
                fields: fields, all: rows, aggregation: aggregation,
                order: try Grouping.order(order, fields.columns + aggregation.width, context), isTable: false)
            return try grouping.lines(try Grouping.Totals(totals, fields: fields.columns, isTable: false))
        }
        let table = PivotTable(
            down: try lines(rowFields, rowTotals.value, rowOrder.value),
            across: try lines(columnFields, columnTotals.value, columnOrder.value), all: rows,
            aggregation: aggregation, relation: relation)
        let heading = table.heading(headers, rowFields: rowFields.columns, columnFields: columnFields.columns)
        let names = aggregation.lineNames
        try limit(
            heading.count + table.down.count * (names?.count ?? 1),
            rowFields.columns + (names == nil ? 0 : 1) + table.width, context)
        return try table.matrix(below: heading)
    }
}

/// The result of PIVOTBY before it is laid out.
struct PivotTable {
    /// What a function with two parameters gets as its second.
    enum Relation: Int {
        case columnTotal, rowTotal, grandTotal, parentColumn, parentRow
    }

    let down: [Grouping.Line]
    let across: [Grouping.Line]
    let all: [Int]
    let aggregation: Aggregation
    let relation: Relation

    /// Columns of results.
    var width: Int { across.count * aggregation.width }

    /// The rows above the results: the labels of the columns, and around them the names of the fields when they show.
    func heading(_ headers: Headers, rowFields: Int, columnFields: Int) -> [[CellValue]] {
        let nameColumn: [CellValue] = aggregation.lineNames == nil ? [] : [.text("")]
        let blank = Array(repeating: CellValue.text(""), count: rowFields) + nameColumn
        var rows: [[CellValue]] = []
        if let names = headers.columnNames {
            let row = blank + names
            rows.append(
                Array((row + Array(repeating: .text(""), count: blank.count + width)).prefix(blank.count + width)))
        }
        for level in 0..<columnFields {
            rows.append(blank + across.flatMap { Array(repeating: $0.labels[level], count: aggregation.width) })
        }
        if let rowNames = headers.rowNames, let valueNames = headers.valueNames {
            rows.append(rowNames + nameColumn + across.flatMap { _ in aggregation.headings(valueNames) })
        }
        if let names = aggregation.columnNames { rows.append(blank + across.flatMap { _ in names }) }
        return rows
    }

    func matrix(below heading: [[CellValue]]) throws(CellError) -> Matrix {
        if relation == .parentColumn { try aggregation.context.meter.hold(2 * across.count * all.count) }
        var elements = heading.flatMap { $0 }
        let columns = across.map { Set($0.rows) }
        let parents = relation == .parentColumn ? across.map { Set($0.parent) } : []
        let names = aggregation.lineNames
        for line in down {
            try aggregation.context.charge(line.rows.count * across.count * Aggregation.stepsPerRow)
            var parts: [[[CellValue]]] = []
            for (position, column) in across.enumerated() {
                let rows = line.rows.filter(columns[position].contains)
                guard !rows.isEmpty else {
                    let blank = Array(repeating: CellValue.text(""), count: aggregation.width)
                    parts.append(Array(repeating: blank, count: names?.count ?? 1))
                    continue
                }
                let base =
                    switch relation {
                    case .columnTotal: column.rows
                    case .rowTotal: line.rows
                    case .grandTotal: all
                    case .parentColumn: line.rows.filter(parents[position].contains)
                    case .parentRow: line.parent.filter(columns[position].contains)
                    }
                parts.append(try aggregation.lines(rows, base))
            }
            for index in 0..<(names?.count ?? 1) {
                elements += line.labels + (names.map { [$0[index]] } ?? []) + parts.flatMap { $0[index] }
            }
        }
        let height = heading.count + down.count * (names?.count ?? 1)
        return Matrix(rows: height, columns: elements.count / height, elements: elements)
    }

    /// Whether the first row holds the fields' names, and the names that show.
    struct Headers {
        let firstRow: Int
        let rowNames: [CellValue]?
        let columnNames: [CellValue]?
        let valueNames: [CellValue]?

        /// The numbers mean what they mean to GROUPBY; without one names show where rows or columns have several
        /// levels.
        init(_ number: Int?, _ rows: Matrix, _ columns: Matrix, _ values: Matrix) throws(CellError) {
            var kind = number ?? 0
            if number == nil, values.rows > 1, case .text = values[0, 0], case .number = values[1, 0] {
                kind = rows.columns > 1 || columns.columns > 1 ? 3 : 1
            }
            guard (0...3).contains(kind) else { throw .value }
            firstRow = kind == 1 || kind == 3 ? 1 : 0
            func names(_ fields: Matrix, _ title: String) -> [CellValue]? {
                switch kind {
                case 2: (1...fields.columns).map { .text("\(title) \($0)") }
                case 3: fields.row(0).elements
                default: nil
                }
            }
            rowNames = names(rows, "Row Field")
            columnNames = names(columns, "Column Field")
            valueNames = names(values, "Value")
        }
    }
}
