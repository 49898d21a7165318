// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// Lookups for a block of rows: what all rows have in common, the rectangle, its index and where results stand, is
/// found once. Each value is the one that `lookup` gives.
extension Evaluator {
    /// How the rows of a block find a number or a text, without a look at anything but the index.
    private enum Finder {
        case exact(ValueIndex.Table)
        case halving(OrderIndex.Numbers)
    }

    /// Where the rows of a block find what they give.
    private struct Plan {
        var finder: Finder
        var low: Int32
        var high: Int32
        /// The line the result stands in; `nil` for MATCH and XMATCH, which count positions.
        var results: GridLine?
        /// How far the result's position lies from the one found.
        var shift: Int32
        /// Whether `?`, `*` and `~` have a meaning, and long texts none.
        var hasPatterns: Bool
    }

    func lookups(
        _ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>
    ) -> BlockValues {
        withUnsafeTemporaryAllocation(of: BlockValues.self, capacity: Int(node.count)) { arguments in
            var isUniform = true
            for position in 0..<Int(node.count) {
                let child = children[Int(node.first) + position]
                guard nodes[Int(child)].operation != .area else {
                    isUniform = isUniform && isFixed(child)
                    arguments.initializeElement(at: position, to: BlockValues(uniform: .empty, in: memory.take()))
                    continue
                }
                let values = block(child, rows)
                arguments.initializeElement(at: position, to: values)
                isUniform = isUniform && values.isUniform
            }
            let count = isUniform ? 1 : rows.count
            let arguments = UnsafeBufferPointer(arguments)
            if count > 1, node.lookup == .index, elements(node, arguments, rows, target) {
                return BlockValues(target, count: count)
            }
            if count > 1, let plan = plan(node, arguments, searches: count) {
                follow(plan, node, arguments, rows, target)
                return BlockValues(target, count: count)
            }
            for row in 0..<count { target[row] = lookup(node, arguments, rows, row) }
            return isUniform ? BlockValues(uniform: target[0], in: target) : BlockValues(target, count: count)
        }
    }

    /// One row on its own.
    @inline(never) private func lookup(
        _ node: Node, _ arguments: UnsafeBufferPointer<BlockValues>, _ rows: BlockRows, _ row: Int
    ) -> PackedValue {
        place(at: CellAddress(row: rows[row], column: origin.column))
        return withUnsafeTemporaryAllocation(of: PackedValue.self, capacity: arguments.count) { values in
            for position in 0..<arguments.count { values[position] = arguments[position][row] }
            return lookup(node, UnsafeBufferPointer(values))
        }
    }

    /// What the rows have in common; `nil` when they have not enough of it, or no index.
    private func plan(_ node: Node, _ arguments: UnsafeBufferPointer<BlockValues>, searches: Int) -> Plan? {
        let lookup = node.lookup
        let child = children[Int(node.first) + 1]
        guard lookup != .index, lookup != .lookup, isFixed(child), let area = rectangle(child),
            let isVertical = lookup == .vlookup ? true : lookup == .hlookup ? false : area.direction,
            let isExact = isExact(lookup, arguments)
        else { return nil }
        let number = isVertical ? area.range.firstColumn : area.range.firstRow
        let low = area.first(isVertical)
        let site = site(area, isVertical, number)
        let high = min(isVertical ? area.range.lastRow : area.range.lastColumn, sites[site].used.upperBound - 1)
        guard high - low >= Self.smallestIndexed, let finder = finder(site, low, high, isExact, searches) else {
            return nil
        }
        var plan = Plan(
            finder: finder, low: low, high: high, results: nil, shift: 0,
            hasPatterns: lookup != .xlookup && lookup != .xmatch)
        switch lookup {
        case .match, .xmatch: plan.shift = 1 - low
        case .xlookup:
            guard let results = results(of: node, beside: area, isVertical), isFixed(results.child) else { return nil }
            plan.results = line(of: results, isVertical, results.first(!isVertical))
            plan.shift = results.first(isVertical) - low
        default:
            guard arguments[2].isUniform, let step = step(arguments[2][0], area, isVertical) else { return nil }
            plan.results = line(of: area, isVertical, number + step)
        }
        return plan
    }

    private func line(of area: Rectangle, _ isVertical: Bool, _ number: Int32) -> GridLine {
        GridLine(workbook.sheets[area.position].values, isVertical: isVertical, number: number)
    }

    private func finder(_ site: Int, _ low: Int32, _ high: Int32, _ isExact: Bool, _ searches: Int) -> Finder? {
        if isExact { return table(site, low, high, searches: searches).map { .exact($0) } }
        guard let numbers = numbers(site, low, high, sorts: false, searches: searches), numbers.agreesWithHalving else {
            return nil
        }
        return .halving(numbers)
    }

    /// Whether all rows look for an equal value (true) or the last one not above (false); `nil` for anything else.
    private func isExact(_ lookup: IndexedLookup, _ arguments: UnsafeBufferPointer<BlockValues>) -> Bool? {
        func uniform(_ position: Int) -> PackedValue?? {
            guard position < arguments.count else { return .some(nil) }
            return arguments[position].isUniform ? .some(arguments[position][0]) : nil
        }
        switch lookup {
        case .vlookup, .hlookup:
            guard let given = uniform(3) else { return nil }
            guard let given else { return false }
            return Self.truth(given).map { !$0 }
        case .match:
            guard let given = uniform(2) else { return nil }
            guard let given else { return false }
            if given.isVacant { return true }
            return given.isNumber && given.number >= 0 ? given.number == 0 : nil
        default:
            let modes = lookup == .xmatch ? 2 : 4
            guard let match = uniform(modes), let order = uniform(modes + 1) else { return nil }
            func isUsual(_ given: PackedValue?, _ number: Double) -> Bool {
                given.map { $0.isVacant || $0.isNumber && $0.number == number } ?? true
            }
            return isUsual(match, 0) && isUsual(order, 1) ? true : nil
        }
    }

    private func follow(
        _ plan: Plan, _ node: Node, _ arguments: UnsafeBufferPointer<BlockValues>, _ rows: BlockRows,
        _ target: UnsafeMutablePointer<PackedValue>
    ) {
        let sought = arguments[0]
        let missing = node.lookup == .xlookup ? omittedOrGiven(node, arguments) : nil
        // One value for all rows stands once.
        let count = sought.isUniform ? 1 : rows.count
        let found = pickMemory.take()
        switch plan.finder {
        case .exact(let table):
            table.first(sought.base, count: count, plan.low, plan.high, into: found, hasPatterns: plan.hasPatterns)
        case .halving(let numbers):
            numbers.last(notAbove: sought.base, count: count, plan.low, plan.high, into: found)
        }
        if sought.isUniform { found.update(repeating: found[0], count: rows.count) }
        plan.results?.read(found, count: rows.count, shift: plan.shift, into: target)
        for row in 0..<rows.count {
            if found[row] == -2 {
                target[row] = lookup(node, arguments, rows, row)
            } else if found[row] < 0 {
                target[row] = missing?[row] ?? PackedValue(CellError.notAvailable)
            } else if plan.results == nil {
                target[row] = PackedValue(Double(found[row] &+ plan.shift))
            }
        }
    }

    private func omittedOrGiven(_ node: Node, _ arguments: UnsafeBufferPointer<BlockValues>) -> BlockValues? {
        guard arguments.count > 3, nodes[Int(children[Int(node.first) + 3])].operation != .missing else { return nil }
        return arguments[3]
    }

    /// INDEX in one column or row; false when it is anything else.
    private func elements(
        _ node: Node, _ arguments: UnsafeBufferPointer<BlockValues>, _ rows: BlockRows,
        _ target: UnsafeMutablePointer<PackedValue>
    ) -> Bool {
        guard arguments.count == 2, isFixed(children[Int(node.first)]),
            let area = rectangle(children[Int(node.first)]), let isVertical = area.direction
        else { return false }
        let line = line(of: area, isVertical, area.first(!isVertical))
        let first = area.first(isVertical)
        let count = Double(isVertical ? area.range.rowCount : area.range.columnCount)
        let positions = pickMemory.take()
        for row in 0..<rows.count {
            let position = arguments[1][row]
            let isInside = position.isNumber && position.number >= 1 && position.number < count + 1
            positions[row] = isInside ? first &+ Int32(position.number) &- 1 : -1
        }
        line.read(positions, count: rows.count, shift: 0, into: target)
        for row in 0..<rows.count where positions[row] < 0 { target[row] = lookup(node, arguments, rows, row) }
        return true
    }
}
