// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// The path for runs: every node is calculated for up to 256 rows before the next node is looked at, so that walking
/// the program costs once for a block and not once for a cell. Each value is the one that `scalar` gives.
extension Evaluator {
    /// Below this many rows preparing a block costs more than it saves.
    static let shortestBlock = 4

    /// Calculates rows of the current run, none of which reads another, and writes the results.
    func calculateBlock(column: Int32, _ rows: ClosedRange<Int32>) {
        guard let position = position(sheet) else { return }
        move(to: CellAddress(row: rows.lowerBound, column: column))
        let values = block(program.root, BlockRows(first: rows.lowerBound, count: rows.count))
        let results = values.base
        if values.isUniform { results.update(repeating: values.base[0], count: rows.count) }
        if !values.areNumbers {
            // A blank result is 0.
            for position in 0..<rows.count where !results[position].isNumber {
                if results[position].isVacant {
                    results[position] = PackedValue(0)
                } else {
                    note(stored: results[position])
                }
            }
        }
        let target = claimed ?? workbook.sheets[position].values.claim(rows, column: column)
        write(results, count: rows.count, to: target)
        memory.used = 0
    }

    /// The values of a node that always gives one value, for rows of the current run. They stay good until their memory
    /// is given back; on return one block more is in use than before.
    func block(_ index: Int32, _ rows: BlockRows) -> BlockValues {
        let node = nodes[Int(index)]
        let target = memory.take()
        let (mark, pickMark) = (memory.used, pickMemory.used)
        defer { (memory.used, pickMemory.used) = (mark, pickMark) }
        switch node.operation {
        case .literal where runLiterals.stride > 0: return literals(node, rows, target)
        case .number, .literal, .text, .boolean, .error, .missing:
            return BlockValues(uniform: scalar(index), in: target)
        case .cell: return cells(node, rows, target)
        case .plus: return block(node.first, rows).copied(to: target, count: rows.count)
        case .negate, .percent: return unary(node, rows, target)
        case .add, .subtract, .multiply, .divide, .power, .concatenate, .equal, .notEqual, .less, .lessOrEqual,
            .greater, .greaterOrEqual, .addLast, .subtractLast:
            return binary(node, rows, target)
        case .if: return choice(node, rows, target)
        case .ifError, .ifNA: return replacingErrors(node, rows, target)
        case .call:
            if node.count > 0, let function = numericFunctions[Int(node.second)] {
                return numericCalls(function, node, rows, target)
            }
            return each(index, rows, target)
        case .aggregate: return aggregates(node, rows, target) ?? each(index, rows, target)
        case .lookup: return lookups(node, rows, target)
        case .conditional: return growingConditionals(node, rows, target) ?? each(index, rows, target)
        default: return each(index, rows, target)
        }
    }

    /// A node that only knows single cells, row by row.
    private func each(
        _ index: Int32, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues {
        for position in 0..<rows.count {
            place(at: CellAddress(row: rows[position], column: origin.column))
            target[position] = scalar(index)
        }
        return BlockValues(target, count: rows.count)
    }

    private func literals(
        _ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues {
        let numbers = runLiterals.numbers + Int(node.first)
        for position in 0..<rows.count {
            target[position] = PackedValue(numbers[Int(rows[position] &- runRow) &* runLiterals.stride])
        }
        return BlockValues(target, areNumbers: true)
    }

    /// A reference to one cell: of a fixed row it is one value for all.
    private func cells(
        _ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues {
        let column = node.isColumnAbsolute ? node.second : origin.column &+ node.second
        if node.isRowAbsolute { return BlockValues(uniform: cell(node), in: target) }
        let sheet = SheetID(rawValue: UInt32(truncatingIfNeeded: node.count))
        let first = CellAddress(row: rows.first &+ node.first, column: column)
        let last = CellAddress(row: rows[rows.count - 1] &+ node.first, column: column)
        guard let position = self.position(sheet), first.isOnGrid, last.isOnGrid else {
            return BlockValues(target, count: gathered(node, rows, target))
        }
        if let picked = rows.picked {
            for index in 0..<rows.count {
                target[index] = workbook.sheets[position].values[first.row &+ picked[index], column]
            }
        } else {
            workbook.sheets[position].values.read(row: first.row, column: column, count: rows.count, into: target)
        }
        return BlockValues(target, count: rows.count)
    }

    /// Cells of which some are off the grid or on a sheet that is gone.
    private func gathered(_ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>) -> Int {
        for position in 0..<rows.count {
            place(at: CellAddress(row: rows[position], column: origin.column))
            target[position] = cell(node)
        }
        return rows.count
    }

    /// A function of numbers for every row.
    private func numericCalls(
        _ function: (UnsafePointer<Double>) throws(CellError) -> Double, _ node: Node, _ rows: BlockRows,
        _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues {
        withUnsafeTemporaryAllocation(of: BlockValues.self, capacity: Int(node.count)) { arguments in
            var isUniform = true
            for position in 0..<Int(node.count) {
                let values = block(children[Int(node.first) + position], rows)
                arguments.initializeElement(at: position, to: values)
                isUniform = isUniform && values.isUniform
            }
            let count = isUniform ? 1 : rows.count
            var areNumbers = true
            withUnsafeTemporaryAllocation(of: Double.self, capacity: Int(node.count)) { numbers in
                for row in 0..<count {
                    target[row] = result(of: function, arguments, row, numbers)
                    areNumbers = areNumbers && target[row].isNumber
                }
            }
            return BlockValues(target, isUniform: isUniform, areNumbers: areNumbers)
        }
    }

    @inline(__always) private func result(
        of function: (UnsafePointer<Double>) throws(CellError) -> Double,
        _ arguments: UnsafeMutableBufferPointer<BlockValues>, _ row: Int,
        _ numbers: UnsafeMutableBufferPointer<Double>
    ) -> PackedValue {
        do throws(CellError) {
            for position in 0..<arguments.count {
                let value = arguments[position][row]
                numbers[position] =
                    value.isNumber ? value.number : try Coercion.number(value.value, workbook.dateSystem)
            }
            guard let start = numbers.baseAddress else { return PackedValue(CellError.value) }
            return PackedValue(try function(UnsafePointer(start)))
        } catch {
            return PackedValue(error)
        }
    }
}
