// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Functions in a row or column, as HSTACK and VSTACK give them to GROUPBY and PIVOTBY.
struct FunctionList: Callable {
    let functions: [any Callable]
    /// Whether their results stand one below the other.
    let isVertical: Bool

    /// Nothing unless every operand is a function.
    init?(_ operands: [Operand], isVertical: Bool) {
        var functions: [any Callable] = []
        for operand in operands {
            guard case .lambda(let function) = operand else { return nil }
            // A list within a list is part of it.
            functions += (function as? FunctionList)?.functions ?? [function]
        }
        self.functions = functions
        self.isVertical = isVertical
    }

    /// A list cannot be called.
    var arity: ClosedRange<Int> { 0...0 }
    func call(_ arguments: [Operand], _ context: CallContext) -> Operand { .error(.value) }
}

/// What GROUPBY and PIVOTBY calculate of the values of a group.
struct Aggregation {
    let values: Matrix
    let context: CallContext
    private let functions: [any Callable]
    /// Whether the results of several functions stand one below the other.
    private let isVertical: Bool
    /// The names of the functions where there is a list of them.
    private let names: [CellValue]?

    init(_ function: Operand, of values: Matrix, _ context: CallContext) throws(CellError) {
        if case .scalar(.error(let error)) = function { throw error }
        guard case .lambda(let callee) = function else { throw .value }
        self.values = values
        self.context = context
        guard let list = callee as? FunctionList else {
            (functions, isVertical, names) = ([callee], false, nil)
            return
        }
        functions = list.functions
        isVertical = list.isVertical
        names = list.functions.map { .text($0.name ?? "CUSTOM") }
    }

    /// How many columns the results of one group take.
    var width: Int { values.columns * (isVertical ? 1 : functions.count) }

    /// The names of functions that stand one below the other, in a column of their own; `nil` when there is none.
    var lineNames: [CellValue]? { isVertical ? names : nil }

    /// The names of functions that stand side by side, over all their columns; `nil` when there is one function.
    var columnNames: [CellValue]? {
        isVertical ? nil : names.map { names in (0..<values.columns).flatMap { _ in names } }
    }

    /// The names of the columns of values over all their results.
    func headings(_ names: [CellValue]) -> [CellValue] {
        isVertical ? names : names.flatMap { Array(repeating: $0, count: functions.count) }
    }

    /// Steps that taking a row into a group takes.
    static let stepsPerRow = 8

    /// The results of a group: one line, or one for each function where these stand one below the other.
    ///
    /// A function with two parameters gets the values of `all` as its second.
    func lines(_ rows: [Int], _ all: [Int]) throws(CellError) -> [[CellValue]] {
        guard isVertical else {
            var line: [CellValue] = []
            for column in 0..<values.columns {
                for function in functions { line.append(try result(function, column, rows, all)) }
            }
            return [line]
        }
        var lines: [[CellValue]] = []
        for function in functions {
            var line: [CellValue] = []
            for column in 0..<values.columns { line.append(try result(function, column, rows, all)) }
            lines.append(line)
        }
        return lines
    }

    private func result(
        _ function: any Callable, _ column: Int, _ rows: [Int], _ all: [Int]
    ) throws(CellError) -> CellValue {
        func part(_ rows: [Int]) -> Operand { .matrix(Matrix(column: rows.map { values[$0, column] })) }
        // PERCENTOF and LAMBDA(subset, total, …) take the values of everything besides those of the group.
        let wantsAll =
            function.arity.lowerBound >= 2 || function.arity.lowerBound == 0 && function.arity.upperBound >= 2
        try context.charge((rows.count + (wantsAll ? all.count : 0)) * Self.stepsPerRow)
        return try function.call(wantsAll ? [part(rows), part(all)] : [part(rows)], context).first(context)
    }
}
