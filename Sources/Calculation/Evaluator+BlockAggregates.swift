// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// SUM, MIN, MAX, AVERAGE and COUNT for a block of rows, in the order in which `aggregate` takes the values of one row,
/// so that sums round alike.
extension Evaluator {
    /// How many cells of a column may be taken for each row as blocks; above that a scan of the column is as fast.
    private static let tallestWindow: Int32 = 8

    /// What each row has met so far; one state stands for all rows until an argument tells them apart.
    private struct States {
        let memory: UnsafeMutableBufferPointer<AggregateState>
        /// By row, the error that ended it; vacant while there is none.
        let failures: UnsafeMutablePointer<PackedValue>
        let rows: Int
        var isUniform = true

        var count: Int { isUniform ? 1 : rows }

        mutating func spread() {
            guard isUniform else { return }
            isUniform = false
            memory[1...].update(repeating: memory[0])
            failures.update(repeating: failures[0], count: rows)
        }
    }

    /// `nil` when an argument is a rectangle that has to be scanned row by row.
    func aggregates(
        _ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues? {
        guard let aggregate = Aggregate(rawValue: UInt8(node.number)) else { return nil }
        if node.count == 1, let values = prefixes(node, aggregate, rows, target) { return values }
        for position in 0..<Int(node.count) {
            let argument = nodes[Int(children[Int(node.first) + position])]
            guard argument.operation != .area || isWindow(argument) || position == 0 && isFixed(argument) else {
                return nil
            }
        }
        return withUnsafeTemporaryAllocation(of: AggregateState.self, capacity: rows.count) { memory in
            memory.initialize(repeating: AggregateState())
            target[0] = .empty
            var states = States(memory: memory, failures: target, rows: rows.count)
            for position in 0..<Int(node.count) {
                take(children[Int(node.first) + position], aggregate, rows, &states)
            }
            for row in 0..<states.count where target[row].isVacant { target[row] = memory[row].result(aggregate) }
            if states.isUniform { return BlockValues(uniform: target[0], in: target) }
            return BlockValues(target, count: rows.count)
        }
    }

    /// `SUM(A$1:A9)` filled down: each row adds what is new to what the row before has met. `nil` for anything else.
    private func prefixes(
        _ node: Node, _ aggregate: Aggregate, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues? {
        let argument = nodes[Int(children[Int(node.first)])]
        guard argument.operation == .area, rows.picked == nil else { return nil }
        let reference = program.references[Int(argument.first)]
        let end = rows[rows.count - 1]
        guard reference.isFirstRowAbsolute, !reference.isLastRowAbsolute,
            rows.first &+ reference.lastRow >= reference.firstRow,
            let first = reference.range(at: CellAddress(row: rows.first, column: origin.column)),
            reference.range(at: CellAddress(row: end, column: origin.column)) != nil, first.columnCount == 1,
            let position = position(reference.sheets[0])
        else { return nil }
        var state = AggregateState()
        var failure = scan(first, position, aggregate, &state)
        let fresh = memory.take()
        workbook.sheets[position].values.read(
            row: first.lastRow, column: first.firstColumn, count: rows.count, into: fresh)
        for row in 0..<rows.count {
            if row > 0, failure == nil {
                let value = fresh[row]
                if value.isNumber {
                    state.take(value.number)
                } else {
                    failure = take(value, isReference: true, aggregate, &state)
                }
            }
            target[row] = failure.map { PackedValue($0) } ?? state.result(aggregate)
        }
        return BlockValues(target, count: rows.count)
    }

    /// A rectangle that goes along with the row and is low enough to be taken as whole blocks.
    private func isWindow(_ argument: Node) -> Bool {
        let reference = program.references[Int(argument.first)]
        return !reference.isFirstRowAbsolute && !reference.isLastRowAbsolute
            && (reference.lastRow &- reference.firstRow).magnitude < Self.tallestWindow
    }

    /// A rectangle that is the same for every row.
    private func isFixed(_ argument: Node) -> Bool {
        let reference = program.references[Int(argument.first)]
        return reference.isFirstRowAbsolute && reference.isLastRowAbsolute
    }

    private func take(_ child: Int32, _ aggregate: Aggregate, _ rows: BlockRows, _ states: inout States) {
        let argument = nodes[Int(child)]
        let mark = memory.used
        defer { memory.used = mark }
        guard argument.operation == .area else {
            let values = block(child, rows)
            if !values.isUniform { states.spread() }
            return add(values, isReference: argument.operation == .cell, aggregate, states)
        }
        let reference = program.references[Int(argument.first)]
        if isFixed(argument) {
            guard let range = reference.range(at: origin), let position = position(reference.sheets[0]) else {
                return fail(.reference, states)
            }
            if let error = scan(range, position, aggregate, &states.memory[0]) { fail(error, states) }
            return
        }
        states.spread()
        takeWindow(reference, aggregate, rows, states)
    }

    /// A rectangle beside each row, row by row, left to right.
    private func takeWindow(
        _ reference: BoundReference, _ aggregate: Aggregate, _ rows: BlockRows, _ states: States
    ) {
        let top = CellAddress(row: rows.first, column: origin.column)
        let bottom = CellAddress(row: rows[rows.count - 1], column: origin.column)
        guard let first = reference.range(at: top), reference.range(at: bottom) != nil,
            let position = position(reference.sheets[0])
        else { return takeWindowRowByRow(reference, aggregate, rows, states) }
        let values = memory.take()
        // What is beyond the last column in use is blank, and blanks add nothing.
        let lastColumn = min(first.lastColumn, Int32(workbook.sheets[position].values.columns.count) - 1)
        guard first.firstColumn <= lastColumn else { return }
        for row in first.firstRow...first.lastRow {
            for column in first.firstColumn...lastColumn {
                if let picked = rows.picked {
                    for index in 0..<rows.count {
                        values[index] = workbook.sheets[position].values[row &+ picked[index], column]
                    }
                } else {
                    workbook.sheets[position].values.read(row: row, column: column, count: rows.count, into: values)
                }
                add(BlockValues(values, areNumbers: false), isReference: true, aggregate, states)
            }
        }
    }

    /// The same where some of the rectangles leave the grid.
    private func takeWindowRowByRow(
        _ reference: BoundReference, _ aggregate: Aggregate, _ rows: BlockRows, _ states: States
    ) {
        for row in 0..<rows.count where states.failures[row].isVacant {
            let origin = CellAddress(row: rows[row], column: origin.column)
            guard let range = reference.range(at: origin), let position = position(reference.sheets[0]) else {
                states.failures[row] = PackedValue(CellError.reference)
                continue
            }
            if let error = scan(range, position, aggregate, &states.memory[row]) {
                states.failures[row] = PackedValue(error)
            }
        }
    }

    private func add(_ values: BlockValues, isReference: Bool, _ aggregate: Aggregate, _ states: States) {
        for row in 0..<states.count {
            let value = values[row]
            if value.isNumber {
                states.memory[row].take(value.number)
            } else if states.failures[row].isVacant,
                let error = take(value, isReference: isReference, aggregate, &states.memory[row])
            {
                states.failures[row] = PackedValue(error)
            }
        }
    }

    private func fail(_ error: CellError, _ states: States) {
        for row in 0..<states.count where states.failures[row].isVacant { states.failures[row] = PackedValue(error) }
    }
}
