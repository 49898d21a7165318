// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// SUMIFS and its kin over columns that grow with the row, `SUMIFS(A$1:A9,E$1:E9,"x")` filled down: the first row of a
/// block is calculated as any other, the next ones add what is new to it.
extension Evaluator {
    /// `nil` when the columns do not grow together, or the criteria are not the same for all rows.
    func growingConditionals(
        _ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues? {
        guard rows.count > 1, rows.picked == nil, pending == nil, grows(node, rows) else { return nil }
        return withUnsafeTemporaryAllocation(of: PackedValue.self, capacity: Int(node.count)) { values in
            for position in 0..<Int(node.count) {
                let child = children[Int(node.first) + position]
                if nodes[Int(child)].operation == .area {
                    values[position] = .empty
                    continue
                }
                let criteria = block(child, rows)
                guard criteria.isUniform else { return nil }
                values[position] = criteria.base[0]
            }
            return growing(node, UnsafeBufferPointer(values), rows, target)
        }
    }

    /// Whether every range begins in a fixed row and ends as far from the formula as the others.
    private func grows(_ node: Node, _ rows: BlockRows) -> Bool {
        var end: Int32?
        for position in 0..<Int(node.count) {
            let argument = nodes[Int(children[Int(node.first) + position])]
            guard argument.operation == .area else { continue }
            let reference = program.references[Int(argument.first)]
            let last = CellAddress(row: rows[rows.count - 1], column: origin.column)
            guard reference.isFirstRowAbsolute, !reference.isLastRowAbsolute,
                end ?? reference.lastRow == reference.lastRow, rows.first &+ reference.lastRow >= reference.firstRow,
                reference.range(at: last) != nil
            else { return false }
            end = reference.lastRow
        }
        return end != nil
    }

    private func growing(
        _ node: Node, _ values: UnsafeBufferPointer<PackedValue>, _ rows: BlockRows,
        _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues? {
        let number = conditionalSite(node)
        var site = ConditionalSite(node: node.first)
        swap(&site, &conditionalSites[number])
        defer { swap(&site, &conditionalSites[number]) }
        var plan = ConditionalPlan()
        place(at: CellAddress(row: rows.first, column: origin.column))
        guard let first = aggregated(node, values, &site, &plan), !plan.isWritten else { return nil }
        target[0] = first
        let line = plan.values.map {
            GridLine(workbook.sheets[$0.position].values, isVertical: true, number: $0.range.firstColumn)
        }
        for row in 1..<rows.count {
            let offset = Int32(truncatingIfNeeded: plan.rowCount - 1 + row)
            if offset < plan.usedCount, site.failure == nil, site.conditions.hold(at: offset) {
                if let line, let start = plan.values?.range.firstRow {
                    let value = line[start &+ offset]
                    if value.isNumber {
                        site.state.take(value.number)
                    } else if value.isError {
                        site.failure = value.error
                    }
                } else {
                    site.state.count += 1
                }
            }
            target[row] = site.failure.map { PackedValue($0) } ?? site.state.result(node.conditional.aggregate)
        }
        // The state is that of the last row now, and not of what was noted.
        site.last = nil
        return BlockValues(target, count: rows.count)
    }
}
