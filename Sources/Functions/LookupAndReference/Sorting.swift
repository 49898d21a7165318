// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `SORT`: rows (or columns) in the order of one or more of the columns (or rows). Excel's page SORT.
    static func sort(
        _ array: Matrix, _ index: Skippable<Matrix>, _ order: Skippable<Matrix>, _ byColumn: Skippable<Bool>,
        _ context: CallContext
    ) throws(CellError) -> Matrix {
        if let error = array.soleError { throw error }
        let sortsColumns = byColumn.value ?? false
        let table = sortsColumns ? array.transposed : array
        let system = context.workbook.dateSystem
        let orders = try (order.value ?? Matrix(.number(1))).elements.map { element throws(CellError) in
            try direction(Coercion.number(element, system))
        }
        var keys: [SortKey] = []
        for (place, element) in (index.value ?? Matrix(.number(1))).elements.enumerated() {
            let number = try Coercion.number(element, system).rounded(.towardZero)
            guard number >= 1, number <= Double(table.columns) else { throw .value }
            let values = table.column(Int(number) - 1).elements
            guard orders.count == 1 || place < orders.count else { throw .value }
            keys.append(SortKey(values: values, isDescending: orders[orders.count == 1 ? 0 : place]))
        }
        let sorted = table.rows(at: try SortKey.sorted(0..<table.rows, by: keys, context))
        return sortsColumns ? sorted.transposed : sorted
    }

    /// `SORTBY`: rows or columns in the order of other vectors. Excel's page SORTBY.
    static func sortBy(
        _ array: Matrix, _ first: Matrix, _ rest: SortPairs, _ context: CallContext
    ) throws(CellError) -> Matrix {
        if let error = array.soleError ?? first.soleError { throw error }
        // The first vector says what is sorted: a column as long as the array is high its rows.
        let sortsRows = first.columns == 1 && first.rows == array.rows
        guard sortsRows || first.rows == 1 && first.columns == array.columns else { throw .value }
        var keys = [SortKey(values: first.elements, isDescending: try direction(rest.firstOrder))]
        for (vector, order) in rest.others {
            guard vector.rows == first.rows, vector.columns == first.columns else { throw .value }
            keys.append(SortKey(values: vector.elements, isDescending: try direction(order)))
        }
        let table = sortsRows ? array : array.transposed
        let sorted = table.rows(at: try SortKey.sorted(0..<table.rows, by: keys, context))
        return sortsRows ? sorted : sorted.transposed
    }

    /// Whether an order is descending: -1 is, 1 is not, anything else is `#VALUE!`.
    private static func direction(_ order: Double) throws(CellError) -> Bool {
        switch order.rounded(.towardZero) {
        case 1: false
        case -1: true
        default: throw .value
        }
    }

    /// `UNIQUE`: rows (or columns) without repetitions, or only those that stand once. Excel's page UNIQUE.
    static func unique(
        _ array: Matrix, _ byColumn: Skippable<Bool>, _ exactlyOnce: Skippable<Bool>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        let comparesColumns = byColumn.value ?? false
        let table = comparesColumns ? array.transposed : array
        // Every row is hashed and compared, and every element folded before.
        try context.charge((table.rows + table.elements.count) * 64)
        for case .text(let text) in table.elements where text.utf8.count > 64 {
            try context.charge(text.utf8.count * 4)
        }
        let isOnceOnly = exactlyOnce.value ?? false
        let kept = DistinctRows(table).found.filter { !isOnceOnly || $0.count == 1 }.map(\.row)
        guard !kept.isEmpty else { throw .calculation }
        let result = table.rows(at: kept)
        return comparesColumns ? result.transposed : result
    }

    /// A value in a form in which those that Excel takes for equal are equal.
    static func folded(_ value: CellValue) -> CellValue {
        if case .text(let text) = value { return .text(String(decoding: CaseFolding.units(text), as: UTF16.self)) }
        return value == .number(0) ? .number(0) : value
    }

    /// `FILTER`: the rows or columns for which a vector of truth values holds. Excel's page FILTER.
    static func filter(
        _ array: Matrix, _ include: Matrix, _ otherwise: Skippable<Operand>
    ) throws(CellError) -> Operand {
        if let error = array.soleError ?? include.soleError { throw error }
        let filtersRows = include.columns == 1 && include.rows == array.rows
        guard filtersRows || include.rows == 1 && include.columns == array.columns else { throw .value }
        var kept: [Int] = []
        for (position, element) in include.elements.enumerated() {
            if case .text = element { throw .value }
            if try Coercion.boolean(element) { kept.append(position) }
        }
        guard !kept.isEmpty else { return otherwise.value ?? .error(.calculation) }
        return .matrix(filtersRows ? array.rows(at: kept) : array.transposed.rows(at: kept).transposed)
    }
}

/// What comes after the first vector of SORTBY: its order, then more vectors each with an order, 1 where none is given.
struct SortPairs: FunctionParameter {
    let firstOrder: Double
    let others: [(vector: Matrix, order: Double)]

    static var isOptional: Bool { true }
    static var isRest: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> SortPairs {
        let firstOrder = try order(&arguments)
        var others: [(Matrix, Double)] = []
        while !arguments.isAtEnd {
            let vector = try Matrix.take(from: &arguments)
            others.append((vector, try order(&arguments)))
        }
        return SortPairs(firstOrder: firstOrder, others: others)
    }

    private static func order(_ arguments: inout ArgumentCursor) throws(CellError) -> Double {
        try Skippable<Double>.take(from: &arguments).value ?? 1
    }
}

extension Matrix {
    /// The error that stands here in place of an array.
    var soleError: CellError? { isSingle ? elements[0].error : nil }

    /// The rows at some positions, in that order; there must be one at least.
    func rows(at positions: [Int]) -> Matrix {
        let elements = positions.flatMap { self.elements[($0 * columns)..<(($0 + 1) * columns)] }
        return Matrix(rows: positions.count, columns: columns, elements: elements)
    }
}
