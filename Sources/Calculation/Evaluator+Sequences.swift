// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// The path for runs whose cells read those above or below them, as a running balance does: what does not read the own
/// column is calculated as blocks first, the rest row by row.
extension Evaluator {
    /// Calculates rows of the current run in order and writes each result before the next row is calculated.
    func calculateSequence(column: Int32, _ rows: ClosedRange<Int32>, isUpwards: Bool) {
        guard let position = position(sheet) else { return }
        let first = CellAddress(row: rows.lowerBound, column: column)
        move(to: first)
        let target = claimed ?? workbook.sheets[position].values.claim(rows, column: column)
        let own = UnsafeMutableBufferPointer(start: target, count: rows.count)
        withUnsafeTemporaryAllocation(of: BlockValues?.self, capacity: program.nodeCount) { prepared in
            prepared.initialize(repeating: nil)
            prepare(program.root, BlockRows(first: rows.lowerBound, count: rows.count), prepared)
            for step in 0..<rows.count {
                let row = isUpwards ? rows.count - 1 - step : step
                place(at: CellAddress(row: first.row &+ Int32(truncatingIfNeeded: row), column: column))
                var value = self.step(program.root, row, prepared, own)
                if value.isVacant { value = PackedValue(0) }
                note(stored: value)
                write(&value, count: 1, to: target + row)
            }
        }
        memory.used = 0
    }

    /// Calculates the largest parts of an expression that do not read the own column.
    private func prepare(
        _ index: Int32, _ rows: BlockRows, _ prepared: UnsafeMutableBufferPointer<BlockValues?>
    ) {
        guard readsOwnColumn(index) else {
            prepared[Int(index)] = block(index, rows)
            return
        }
        let node = nodes[Int(index)]
        switch node.operation {
        case .negate, .plus, .percent: prepare(node.first, rows, prepared)
        case .add, .subtract, .multiply, .divide, .power, .concatenate, .equal, .notEqual, .less, .lessOrEqual,
            .greater, .greaterOrEqual, .addLast, .subtractLast:
            prepare(node.first, rows, prepared)
            prepare(node.second, rows, prepared)
        case .if: prepare(children[Int(node.first)], rows, prepared)
        default: break
        }
    }

    /// One node for one row, from what is prepared where it is.
    ///
    /// - Parameter own: the rows of the own column that are being calculated.
    private func step(
        _ index: Int32, _ row: Int, _ prepared: UnsafeMutableBufferPointer<BlockValues?>,
        _ own: UnsafeMutableBufferPointer<PackedValue>
    ) -> PackedValue {
        if let values = prepared[Int(index)] { return values[row] }
        let node = nodes[Int(index)]
        switch node.operation {
        case .cell:
            let position = row &+ Int(node.first)
            guard !node.isRowAbsolute, UInt(bitPattern: position) < UInt(bitPattern: own.count), isInOwnColumn(node)
            else { return cell(node) }
            return own[position]
        case .add, .subtract, .addLast, .subtractLast, .multiply, .divide:
            return arithmetic(
                node.operation, step(node.first, row, prepared, own), step(node.second, row, prepared, own))
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return comparison(
                node.operation, step(node.first, row, prepared, own), step(node.second, row, prepared, own))
        case .power, .concatenate:
            return combined(
                node.operation, step(node.first, row, prepared, own), step(node.second, row, prepared, own))
        case .negate: return negated(step(node.first, row, prepared, own))
        case .plus: return step(node.first, row, prepared, own)
        case .percent: return percent(step(node.first, row, prepared, own))
        case .if: return scalarIf(node) { step($0, row, prepared, own) }
        default: return scalar(index)
        }
    }

    /// Whether a node reads any cell of the column that is being calculated.
    private func readsOwnColumn(_ index: Int32) -> Bool {
        let node = nodes[Int(index)]
        switch node.operation {
        case .number, .literal, .text, .boolean, .error, .missing, .matrix, .functionValue: return false
        case .cell: return isInOwnColumn(node)
        case .area:
            let reference = program.references[Int(node.first)]
            let first = reference.isFirstColumnAbsolute ? reference.firstColumn : origin.column &+ reference.firstColumn
            let last = reference.isLastColumnAbsolute ? reference.lastColumn : origin.column &+ reference.lastColumn
            return reference.sheets[0] == sheet && min(first, last) <= origin.column
                && origin.column <= max(first, last)
        case .negate, .plus, .percent, .intersect: return readsOwnColumn(node.first)
        case .power, .multiply, .divide, .add, .subtract, .concatenate, .equal, .notEqual, .less, .lessOrEqual,
            .greater, .greaterOrEqual, .addLast, .subtractLast:
            return readsOwnColumn(node.first) || readsOwnColumn(node.second)
        case .call, .aggregate, .if, .ifError, .ifNA, .ifs, .choose, .switch:
            return (0..<Int(node.count)).contains { readsOwnColumn(children[Int(node.first) + $0]) }
        default: return true
        }
    }

    /// Whether a cell stands in the column that is being calculated.
    @inline(__always) private func isInOwnColumn(_ cell: Node) -> Bool {
        let column = cell.isColumnAbsolute ? cell.second : origin.column &+ cell.second
        return column == origin.column && UInt32(truncatingIfNeeded: cell.count) == sheet.rawValue
    }
}
