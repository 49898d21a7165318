// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions

/// The aggregates under criteria, evaluated straight from the grid and its indexes where the ranges are columns and
/// each criterion is one value. Everything else goes through the table of functions, with the same result.
enum ConditionalAggregate: UInt8 {
    case sumIf, averageIf, countIf, sumIfs, averageIfs, countIfs, maxIfs, minIfs

    init?(_ function: String) {
        switch function {
        case "SUMIF": self = .sumIf
        case "AVERAGEIF": self = .averageIf
        case "COUNTIF": self = .countIf
        case "SUMIFS": self = .sumIfs
        case "AVERAGEIFS": self = .averageIfs
        case "COUNTIFS": self = .countIfs
        case "MAXIFS": self = .maxIfs
        case "MINIFS": self = .minIfs
        default: return nil
        }
    }

    var isCount: Bool { self == .countIf || self == .countIfs }

    /// Where the aggregated range stands among `count` arguments; `nil` when there is none.
    func valuesPosition(_ count: Int) -> Int? {
        switch self {
        case .countIf, .countIfs: nil
        case .sumIf, .averageIf: count > 2 ? 2 : 0
        case .sumIfs, .averageIfs, .maxIfs, .minIfs: 0
        }
    }

    /// Where the pairs of range and criterion begin, and where they end.
    func pairs(_ count: Int) -> StrideTo<Int> {
        switch self {
        case .countIf, .sumIf, .averageIf: stride(from: 0, to: 2, by: 2)
        case .countIfs: stride(from: 0, to: count, by: 2)
        case .sumIfs, .averageIfs, .maxIfs, .minIfs: stride(from: 1, to: count, by: 2)
        }
    }

    var aggregate: Aggregate {
        switch self {
        case .sumIf, .sumIfs: .sum
        case .averageIf, .averageIfs: .average
        case .countIf, .countIfs: .count
        case .maxIfs: .maximum
        case .minIfs: .minimum
        }
    }
}

extension Binder {
    /// The aggregate a call may be evaluated as; `nil` when its arguments are not simple enough.
    func conditionalAggregate(_ name: String, _ operands: [Int32]) -> ConditionalAggregate? {
        guard let aggregate = ConditionalAggregate(name) else { return nil }
        var isRange = [Bool](repeating: false, count: operands.count)
        for pair in aggregate.pairs(operands.count) { isRange[pair] = true }
        if let values = aggregate.valuesPosition(operands.count) { isRange[values] = true }
        for (position, operand) in operands.enumerated() {
            let node = nodes[Int(operand)]
            guard isRange[position] ? node.operation == .area : node.isScalar else { return nil }
        }
        return aggregate
    }
}

extension Node {
    /// Which aggregate a node of that kind is.
    var conditional: ConditionalAggregate { ConditionalAggregate(rawValue: UInt8(number)) ?? .sumIfs }
}
