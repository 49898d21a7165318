// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions

extension Evaluator {
    /// IF: each branch is calculated only for the rows that take it.
    func choice(_ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>) -> BlockValues {
        let tests = block(children[Int(node.first)], rows)
        if tests.isUniform {
            let test = truth(of: tests.base[0])
            if test.isError { return BlockValues(uniform: test, in: target) }
            return branch(node, test.boolean, rows).copied(to: target, count: rows.count)
        }
        var (yes, no) = (PickedRows(pickMemory.take()), PickedRows(pickMemory.take()))
        for position in 0..<rows.count {
            let test = truth(of: tests.base[position])
            if test.isError {
                target[position] = test
            } else if test.boolean {
                yes.append(position, of: rows)
            } else {
                no.append(position, of: rows)
            }
        }
        if yes.count == rows.count { return branch(node, true, rows).copied(to: target, count: rows.count) }
        if no.count == rows.count { return branch(node, false, rows).copied(to: target, count: rows.count) }
        if yes.count > 0 { yes.scatter(branch(node, true, yes.rows(of: rows)), to: target) }
        if no.count > 0 { no.scatter(branch(node, false, no.rows(of: rows)), to: target) }
        return BlockValues(target, count: rows.count)
    }

    /// IFERROR and IFNA: the replacement is calculated only for the rows that need it.
    func replacingErrors(
        _ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues {
        let values = block(children[Int(node.first)], rows)
        let result = values.copied(to: target, count: rows.count)
        if result.areNumbers { return result }
        let onlyMissing = node.operation == .ifNA
        if result.isUniform {
            guard isReplaced(target[0], onlyMissing) else { return result }
            return branch(children[Int(node.first) + 1], rows).copied(to: target, count: rows.count)
        }
        var picked = PickedRows(pickMemory.take())
        for position in 0..<rows.count where isReplaced(target[position], onlyMissing) {
            picked.append(position, of: rows)
        }
        if picked.count == 0 { return result }
        picked.scatter(branch(children[Int(node.first) + 1], picked.rows(of: rows)), to: target)
        return BlockValues(target, count: rows.count)
    }

    private func isReplaced(_ value: PackedValue, _ onlyMissing: Bool) -> Bool {
        value.isError && (!onlyMissing || value.error == .notAvailable)
    }

    private func branch(_ node: Node, _ isTrue: Bool, _ rows: BlockRows) -> BlockValues {
        if isTrue { return branch(children[Int(node.first) + 1], rows) }
        guard node.count > 2 else { return BlockValues(uniform: PackedValue(false), in: memory.take()) }
        return branch(children[Int(node.first) + 2], rows)
    }

    /// An argument left empty counts as 0.
    private func branch(_ index: Int32, _ rows: BlockRows) -> BlockValues {
        isMissing(index) ? BlockValues(uniform: PackedValue(0), in: memory.take()) : block(index, rows)
    }
}
