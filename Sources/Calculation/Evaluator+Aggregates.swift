// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// The aggregates that most formulas are made of, evaluated straight from the pages of the grid: SUM, MIN, MAX,
/// AVERAGE and COUNT whose arguments are single values and rectangles. Everything else goes through the table of
/// functions, with the same result.
enum Aggregate: UInt8 {
    case sum, minimum, maximum, average, count

    init?(_ function: String) {
        switch function {
        case "SUM": self = .sum
        case "MIN": self = .minimum
        case "MAX": self = .maximum
        case "AVERAGE": self = .average
        case "COUNT": self = .count
        default: return nil
        }
    }
}

/// What has been met so far.
struct AggregateState {
    var total = 0.0
    var lowest = Double.infinity
    var highest = -Double.infinity
    var count = 0

    @inline(__always) mutating func take(_ number: Double) {
        total += number
        lowest = min(lowest, number)
        highest = max(highest, number)
        count += 1
    }

    func result(_ aggregate: Aggregate) -> PackedValue {
        switch aggregate {
        case .sum: PackedValue(total)
        case .minimum: PackedValue(count == 0 ? 0 : lowest)
        case .maximum: PackedValue(count == 0 ? 0 : highest)
        case .average: count == 0 ? PackedValue(CellError.divisionByZero) : PackedValue(total / Double(count))
        case .count: PackedValue(Double(count))
        }
    }
}

/// A rectangle that has been aggregated, for the next row of a filled-down `SUM(A$1:A9)`: it only adds what is new, in
/// the same order.
struct AggregatedPrefix {
    var range: CellRange
    var state: AggregateState
}

extension Evaluator {
    func aggregate(_ node: Node, _ aggregate: Aggregate) -> PackedValue {
        var state = AggregateState()
        for position in 0..<Int(node.count) {
            let child = children[Int(node.first) + position]
            let argument = nodes[Int(child)]
            if argument.operation == .area {
                if let error = take(argument, child, isOnly: node.count == 1, aggregate, &state) {
                    return PackedValue(error)
                }
                continue
            }
            let value = scalar(child)
            if value.isNumber {
                state.take(value.number)
            } else if let error = take(value, isReference: argument.operation == .cell, aggregate, &state) {
                return PackedValue(error)
            }
        }
        return state.result(aggregate)
    }

    /// One value that is not a number: in a cell texts and booleans do not count, given directly they are coerced.
    func take(
        _ value: PackedValue, isReference: Bool, _ aggregate: Aggregate, _ state: inout AggregateState
    ) -> CellError? {
        if value.isError { return aggregate == .count ? nil : value.error }
        if isReference { return nil }
        do throws(CellError) {
            state.take(try Coercion.number(value.value, workbook.dateSystem))
            return nil
        } catch {
            return aggregate == .count ? nil : error
        }
    }

    private func take(
        _ argument: Node, _ child: Int32, isOnly: Bool, _ aggregate: Aggregate, _ state: inout AggregateState
    ) -> CellError? {
        let reference = program.references[Int(argument.first)]
        guard let range = reference.range(at: origin), let position = position(reference.sheets[0]) else {
            return .reference
        }
        // A prefix may be kept only while nothing in it can change: a run that does not spill writes its own column
        // alone.
        let isPrefix =
            isOnly && lambdaDepth == 0 && !(kind == .dynamic && program.mayGiveArray) && range.columnCount == 1
            && reference.isFirstRowAbsolute && !reference.isLastRowAbsolute
            && (reference.sheets[0] != sheet || origin.column != range.firstColumn)
        guard isPrefix else { return scan(range, position, aggregate, &state) }
        var rest = range
        if let known = prefixes[child], known.range.firstRow == range.firstRow,
            known.range.firstColumn == range.firstColumn, known.range.lastRow <= range.lastRow
        {
            state = known.state
            rest.firstRow = known.range.lastRow + 1
        }
        if rest.firstRow <= rest.lastRow, let error = scan(rest, position, aggregate, &state) { return error }
        prefixes[child] = AggregatedPrefix(range: range, state: state)
        return nil
    }

    /// Adds the numbers of a rectangle, column by column, top to bottom; the first error ends it.
    func scan(
        _ range: CellRange, _ position: Int, _ aggregate: Aggregate, _ state: inout AggregateState
    ) -> CellError? {
        var failure: CellError?
        var running = state
        var visited = 0
        workbook.sheets[position].values.visitBlocks(in: range) { _, _, block in
            visited += block.count
            for value in block {
                if value.isNumber {
                    running.take(value.number)
                } else if value.isError, aggregate != .count {
                    failure = value.error
                    return false
                }
            }
            return true
        }
        state = running
        return failure ?? failureOfCharging(visited)
    }

    /// Counts cells that were read; `#NUM!` when the formula may read no more.
    func failureOfCharging(_ cells: Int) -> CellError? {
        if cells < Self.smallestCharge { return nil }
        do throws(CellError) {
            try context.charge(cells)
            return nil
        } catch {
            return error
        }
    }

    /// Fewer cells are not worth counting: so many formulas of them as fit into one take no time.
    private static let smallestCharge = 1024
}
