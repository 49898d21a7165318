// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Evaluator {
    /// A lookup of one value. The arguments that give values are evaluated once, whichever way the call then goes.
    func lookup(_ node: Node) -> PackedValue {
        // While the order of calculation is not known, reading must notice cells that are not calculated yet.
        guard pending == nil else { return pack(value(of: call(node))) }
        return withArguments(of: node) { lookup(node, $0) }
    }

    func lookup(_ node: Node, _ values: UnsafeBufferPointer<PackedValue>) -> PackedValue {
        indexed(node, values) ?? pack(value(of: call(node, values)))
    }

    /// The arguments of a call that give values; rectangles are left blank.
    @inline(__always) func withArguments(
        of node: Node, _ body: (UnsafeBufferPointer<PackedValue>) -> PackedValue
    ) -> PackedValue {
        withUnsafeTemporaryAllocation(of: PackedValue.self, capacity: Int(node.count)) { values in
            for position in 0..<Int(node.count) {
                let child = children[Int(node.first) + position]
                values[position] = nodes[Int(child)].operation == .area ? .empty : scalar(child)
            }
            return body(UnsafeBufferPointer(values))
        }
    }

    /// The call through the table of functions, with the arguments that are evaluated already.
    func call(_ node: Node, _ values: UnsafeBufferPointer<PackedValue>) -> Operand {
        var operands: [Operand] = []
        operands.reserveCapacity(values.count)
        for (position, value) in values.enumerated() {
            let child = children[Int(node.first) + position]
            switch nodes[Int(child)].operation {
            case .area, .cell, .missing: operands.append(operand(child))
            default: operands.append(.scalar(value.value))
            }
        }
        return table.functions[Int(node.second)].call(operands, context)
    }

    private func indexed(_ node: Node, _ values: UnsafeBufferPointer<PackedValue>) -> PackedValue? {
        let lookup = node.lookup
        guard let area = rectangle(children[Int(node.first) + lookup.rectangle]) else { return nil }
        switch lookup {
        case .vlookup, .hlookup: return tableLookup(node, area, isVertical: lookup == .vlookup, values)
        case .match: return match(node, area, values)
        case .xmatch, .xlookup: return extendedLookup(node, area, values)
        case .lookup: return vectorLookup(node, area, values)
        case .index: return element(of: area, values)
        }
    }

    /// A rectangle argument and the position of its sheet; `nil` when either is gone.
    struct Rectangle {
        var child: Int32
        var sheet: SheetID
        var position: Int
        var range: CellRange
    }

    @inline(__always) func rectangle(_ child: Int32) -> Rectangle? {
        // References lie in the program without being counted when they are looked at by pointer only.
        let (sheet, range) = program.references.withUnsafeBufferPointer {
            let reference = $0[Int(nodes[Int(child)].first)]
            return (reference.sheets[0], reference.range(at: origin))
        }
        guard let range, let position = position(sheet) else { return nil }
        return Rectangle(child: child, sheet: sheet, position: position, range: range)
    }

    private func stored(_ area: Rectangle, row: Int32, column: Int32) -> PackedValue {
        workbook.sheets[area.position].values[row, column]
    }

    private func tableLookup(
        _ node: Node, _ area: Rectangle, isVertical: Bool, _ values: UnsafeBufferPointer<PackedValue>
    ) -> PackedValue? {
        let range = area.range
        guard let step = step(values[2], area, isVertical),
            let isApproximate = values.count > 3 ? Self.truth(values[3]) : true
        else { return nil }
        let sought = LineSearch.sought(values[0])
        if sought.isError { return sought }
        guard
            let found = isApproximate
                ? halving(sought, area, isVertical: isVertical, descending: false)
                : exact(sought, area, isVertical: isVertical)
        else { return nil }
        guard let position = found.position else { return PackedValue(CellError.notAvailable) }
        return isVertical
            ? stored(area, row: position, column: range.firstColumn + step)
            : stored(area, row: range.firstRow + step, column: position)
    }

    /// How far the column or row of a table that a number means lies from the first; `nil` when there is none.
    func step(_ line: PackedValue, _ area: Rectangle, _ isVertical: Bool) -> Int32? {
        guard line.isNumber, line.number >= 1,
            line.number < Double((isVertical ? area.range.columnCount : area.range.rowCount) + 1)
        else { return nil }
        return Int32(line.number) - 1
    }

    static func truth(_ value: PackedValue) -> Bool? {
        if value.isNumber { return value.number != 0 }
        return value.kind == .boolean ? value.boolean : value.isVacant ? false : nil
    }

    private func match(
        _ node: Node, _ area: Rectangle, _ values: UnsafeBufferPointer<PackedValue>
    ) -> PackedValue? {
        guard let isVertical = area.direction else { return nil }
        var type = 1.0
        if values.count > 2 {
            guard values[2].isNumber || values[2].isVacant else { return nil }
            type = values[2].isVacant ? 0 : values[2].number
        }
        let sought = LineSearch.sought(values[0])
        if sought.isError { return sought }
        guard
            let found = type == 0
                ? exact(sought, area, isVertical: isVertical)
                : halving(sought, area, isVertical: isVertical, descending: type < 0)
        else { return nil }
        return found.counted(from: area.first(isVertical))
    }

    /// XMATCH and XLOOKUP for an equal value from the first or the last on.
    private func extendedLookup(
        _ node: Node, _ area: Rectangle, _ values: UnsafeBufferPointer<PackedValue>
    ) -> PackedValue? {
        let isPosition = node.lookup == .xmatch
        let modes = isPosition ? 2 : 4
        guard let isVertical = area.direction, !values[0].isVacant,
            Self.mode(values, modes, 0) == 0
        else { return nil }
        let order = Self.mode(values, modes + 1, 1)
        guard order == 1 || order == -1 else { return nil }
        if values[0].isError { return values[0] }
        let found = exact(values[0], area, isVertical: isVertical, hasPatterns: false, last: order == -1)
        guard let found else { return nil }
        if isPosition { return found.counted(from: area.first(isVertical)) }
        return result(node, found, area, isVertical, values)
    }

    /// A mode that is given, or what it is when left out; NaN where no number is given.
    private static func mode(_ values: UnsafeBufferPointer<PackedValue>, _ position: Int, _ usual: Double) -> Double {
        guard position < values.count, !values[position].isVacant else { return usual }
        return values[position].isNumber ? values[position].number : .nan
    }

    /// What XLOOKUP gives for a position found.
    private func result(
        _ node: Node, _ found: Found, _ area: Rectangle, _ isVertical: Bool,
        _ values: UnsafeBufferPointer<PackedValue>
    ) -> PackedValue? {
        guard let results = results(of: node, beside: area, isVertical) else { return nil }
        let range = results.range
        guard let position = found.position else {
            let isOmitted = values.count < 4 || nodes[Int(children[Int(node.first) + 3])].operation == .missing
            return isOmitted ? PackedValue(CellError.notAvailable) : values[3]
        }
        let step = position - area.first(isVertical)
        return isVertical
            ? stored(results, row: range.firstRow + step, column: range.firstColumn)
            : stored(results, row: range.firstRow, column: range.firstColumn + step)
    }

    /// The column or row beside the one XLOOKUP searches; `nil` when it is not as long.
    func results(of node: Node, beside area: Rectangle, _ isVertical: Bool) -> Rectangle? {
        guard let results = rectangle(children[Int(node.first) + 2]), results.direction == isVertical,
            isVertical
                ? results.range.rowCount == area.range.rowCount : results.range.columnCount == area.range.columnCount,
            !area.range.isSingleCell
        else { return nil }
        return results
    }

    private func vectorLookup(
        _ node: Node, _ area: Rectangle, _ values: UnsafeBufferPointer<PackedValue>
    ) -> PackedValue? {
        let sought = LineSearch.sought(values[0])
        if sought.isError { return sought }
        let isVertical = area.range.columnCount <= area.range.rowCount
        guard let found = halving(sought, area, isVertical: isVertical, descending: false) else { return nil }
        guard let position = found.position else { return PackedValue(CellError.notAvailable) }
        guard values.count > 2 else {
            return isVertical
                ? stored(area, row: position, column: area.range.lastColumn)
                : stored(area, row: area.range.lastRow, column: position)
        }
        guard let results = rectangle(children[Int(node.first) + 2]), let isDown = results.direction else { return nil }
        let step = position - area.first(isVertical)
        guard step < (isDown ? results.range.rowCount : results.range.columnCount) else {
            return PackedValue(CellError.notAvailable)
        }
        return isDown
            ? stored(results, row: results.range.firstRow + step, column: results.range.firstColumn)
            : stored(results, row: results.range.firstRow, column: results.range.firstColumn + step)
    }

    /// INDEX where neither number is 0.
    private func element(of area: Rectangle, _ values: UnsafeBufferPointer<PackedValue>) -> PackedValue? {
        let range = area.range
        for position in 1..<values.count {
            if values[position].isError { return values[position] }
            guard values[position].isNumber, values[position].number >= 1, values[position].number < 0x1p31 else {
                return nil
            }
        }
        var row = Int(values[1].number)
        var column = values.count > 2 ? Int(values[2].number) : 1
        if values.count == 2 {
            if range.rowCount == 1 { (row, column) = (1, row) } else if range.columnCount != 1 { return nil }
        }
        guard row <= range.rowCount, column <= range.columnCount else { return PackedValue(CellError.reference) }
        return stored(area, row: range.firstRow + Int32(row) - 1, column: range.firstColumn + Int32(column) - 1)
    }
}

extension Evaluator.Rectangle {
    /// Whether it is one column (true) or one row (false); `nil` when it has several of both.
    var direction: Bool? { range.columnCount == 1 ? true : range.rowCount == 1 ? false : nil }

    func first(_ isVertical: Bool) -> Int32 { isVertical ? range.firstRow : range.firstColumn }
}
