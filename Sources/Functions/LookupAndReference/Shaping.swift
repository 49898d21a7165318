// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `TRANSPOSE`: rows as columns. ECMA-376-1 §18.17.7.
    static func transpose(_ array: Matrix) -> Matrix { array.transposed }

    /// `TAKE`: the first or, negative, last rows and columns, as a reference where the array is one. Excel's page TAKE.
    static func take(
        _ array: Operand, _ rows: Skippable<Int>, _ columns: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Operand {
        let table = try Table(array, context)
        func kept(_ number: Int?, _ count: Int) throws(CellError) -> Range<Int> {
            guard let number else { return 0..<count }
            guard number != 0 else { throw .calculation }
            return number > 0 ? 0..<min(number, count) : max(count + number, 0)..<count
        }
        return table.part(try kept(rows.value, table.rows), try kept(columns.value, table.columns))
    }

    /// `DROP`: without the first or, negative, last rows and columns, as a reference where the array is one.
    /// Excel's page DROP.
    static func drop(
        _ array: Operand, _ rows: Skippable<Int>, _ columns: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Operand {
        let table = try Table(array, context)
        func kept(_ number: Int?, _ count: Int) throws(CellError) -> Range<Int> {
            let number = number ?? 0
            guard number.magnitude < count else { throw .calculation }
            return number >= 0 ? number..<count : 0..<(count + number)
        }
        return table.part(try kept(rows.value, table.rows), try kept(columns.value, table.columns))
    }

    /// `EXPAND`: an array made larger, the new elements `#N/A` unless told. Excel's page EXPAND.
    static func expand(
        _ array: Matrix, _ rows: Skippable<Int>, _ columns: Skippable<Int>, _ padding: Skippable<CellValue>,
        _ context: CallContext
    ) throws(CellError) -> Matrix {
        let height = rows.value ?? array.rows
        let width = columns.value ?? array.columns
        guard height >= array.rows, width >= array.columns else { throw .value }
        try limit(height, width, context)
        var result = Matrix(rows: height, columns: width, repeating: padding.value ?? .error(.notAvailable))
        result.place(array, atRow: 0, column: 0)
        return result
    }

    /// `VSTACK`: arrays one below another, short rows filled with `#N/A`; functions as a list of them for GROUPBY and
    /// PIVOTBY. Excel's page VSTACK.
    static func vstack(_ arrays: Rest<Operand>, _ context: CallContext) throws(CellError) -> Operand {
        if let functions = FunctionList(arrays.elements, isVertical: true) { return .lambda(functions) }
        let arrays = try matrices(arrays, context)
        let height = arrays.reduce(0) { $0 + $1.rows }
        let width = arrays.map(\.columns).max() ?? 1
        try limit(height, width, context)
        var result = Matrix(rows: height, columns: width, repeating: .error(.notAvailable))
        var row = 0
        for array in arrays {
            result.place(array, atRow: row, column: 0)
            row += array.rows
        }
        return .matrix(result)
    }

    /// `HSTACK`: arrays side by side, short columns filled with `#N/A`; functions as a list of them for GROUPBY and
    /// PIVOTBY. Excel's page HSTACK.
    static func hstack(_ arrays: Rest<Operand>, _ context: CallContext) throws(CellError) -> Operand {
        if let functions = FunctionList(arrays.elements, isVertical: false) { return .lambda(functions) }
        let arrays = try matrices(arrays, context)
        let height = arrays.map(\.rows).max() ?? 1
        let width = arrays.reduce(0) { $0 + $1.columns }
        try limit(height, width, context)
        var result = Matrix(rows: height, columns: width, repeating: .error(.notAvailable))
        var column = 0
        for array in arrays {
            result.place(array, atRow: 0, column: column)
            column += array.columns
        }
        return .matrix(result)
    }

    private static func matrices(_ arrays: Rest<Operand>, _ context: CallContext) throws(CellError) -> [Matrix] {
        var matrices: [Matrix] = []
        for array in arrays.elements { matrices.append(try array.matrix(context)) }
        return matrices
    }

    static func limit(_ rows: Int, _ columns: Int, _ context: CallContext) throws(CellError) {
        let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
        guard !overflows, count <= context.limits.arrayElements else { throw .number }
    }

    /// `CHOOSEROWS`: rows by their numbers, negative ones counted from the end. Excel's page CHOOSEROWS.
    static func chooseRows(
        _ array: Matrix, _ rows: Rest<Matrix>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        let chosen = try positions(rows, array.rows, context)
        try limit(chosen.count, array.columns, context)
        let elements = chosen.flatMap { array.elements[($0 * array.columns)..<(($0 + 1) * array.columns)] }
        return Matrix(rows: chosen.count, columns: array.columns, elements: elements)
    }

    /// `CHOOSECOLS`: columns by their numbers, negative ones counted from the end. Excel's page CHOOSECOLS.
    static func chooseColumns(
        _ array: Matrix, _ columns: Rest<Matrix>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        let chosen = try positions(columns, array.columns, context)
        try limit(chosen.count, array.rows, context)
        let elements = (0..<array.rows).flatMap { row in chosen.map { array[row, $0] } }
        return Matrix(rows: array.rows, columns: chosen.count, elements: elements)
    }

    private static func positions(
        _ numbers: Rest<Matrix>, _ count: Int, _ context: CallContext
    ) throws(CellError) -> [Int] {
        var positions: [Int] = []
        for matrix in numbers.elements {
            for element in matrix.elements {
                let number = try Coercion.number(element, context.workbook.dateSystem).rounded(.towardZero)
                guard number != 0, number.magnitude <= Double(count) else { throw .value }
                positions.append(number > 0 ? Int(number) - 1 : count + Int(number))
            }
        }
        return positions
    }

    /// `TOCOL`: all elements in one column. Excel's page TOCOL.
    static func toColumn(
        _ array: Matrix, _ ignore: Skippable<Int>, _ byColumn: Skippable<Bool>
    ) throws(CellError) -> Matrix {
        Matrix(column: try elements(array, ignore.value, byColumn.value))
    }

    /// `TOROW`: all elements in one row. Excel's page TOROW.
    static func toRow(
        _ array: Matrix, _ ignore: Skippable<Int>, _ byColumn: Skippable<Bool>
    ) throws(CellError) -> Matrix {
        Matrix(row: try elements(array, ignore.value, byColumn.value))
    }

    /// The elements row by row or column by column, without blanks (1), errors (2) or both (3).
    private static func elements(_ array: Matrix, _ ignore: Int?, _ byColumn: Bool?) throws(CellError) -> [CellValue] {
        let ignore = ignore ?? 0
        guard (0...3).contains(ignore) else { throw .value }
        let all = byColumn ?? false ? array.transposed.elements : array.elements
        let kept = all.filter { !($0.isEmpty && ignore & 1 != 0) && !($0.error != nil && ignore & 2 != 0) }
        guard !kept.isEmpty else { throw .calculation }
        return kept
    }

    /// `WRAPROWS`: a vector laid out in rows of so many elements. Excel's page WRAPROWS.
    static func wrapRows(
        _ vector: Matrix, _ count: Int, _ padding: Skippable<CellValue>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        guard vector.rows == 1 || vector.columns == 1 else { throw .value }
        guard count >= 1 else { throw .number }
        // A row longer than the vector is no wider than it.
        let width = min(count, vector.elements.count)
        let height = (vector.elements.count + width - 1) / width
        var result = Matrix(rows: height, columns: width, repeating: padding.value ?? .error(.notAvailable))
        for (index, element) in vector.elements.enumerated() { result.elements[index] = element }
        return result
    }

    /// `WRAPCOLS`: a vector laid out in columns of so many elements. Excel's page WRAPCOLS.
    static func wrapColumns(
        _ vector: Matrix, _ count: Int, _ padding: Skippable<CellValue>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        try wrapRows(vector, count, padding, context).transposed
    }
}

extension Matrix {
    /// Copies a smaller array into this one; it must fit.
    mutating func place(_ other: Matrix, atRow row: Int, column: Int) {
        for line in 0..<other.rows {
            for position in 0..<other.columns { self[row + line, column + position] = other[line, position] }
        }
    }
}
