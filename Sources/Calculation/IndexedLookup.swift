// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions

/// The lookups that most formulas are made of, evaluated straight from the grid and its indexes where one value is
/// sought in a rectangle. Everything else goes through the table of functions, with the same result.
enum IndexedLookup: UInt8 {
    case vlookup, hlookup, lookup, match, xmatch, xlookup, index

    init?(_ function: String) {
        switch function {
        case "VLOOKUP": self = .vlookup
        case "HLOOKUP": self = .hlookup
        case "LOOKUP": self = .lookup
        case "MATCH": self = .match
        case "XMATCH": self = .xmatch
        case "XLOOKUP": self = .xlookup
        case "INDEX": self = .index
        default: return nil
        }
    }

    /// Which argument is a rectangle that is read, and which other one, if any.
    var rectangle: Int { self == .index ? 0 : 1 }
    var results: Int? { self == .xlookup || self == .lookup ? 2 : nil }
    /// Whether the result is a cell rather than what it holds.
    var givesReference: Bool { self == .xlookup || self == .index }
}

extension Binder {
    /// The lookup a call may be evaluated as; `nil` when its arguments are not simple enough.
    func indexedLookup(_ name: String, _ operands: [Int32]) -> IndexedLookup? {
        guard let lookup = IndexedLookup(name), lookup != .index || operands.count <= 3 else { return nil }
        for (position, operand) in operands.enumerated() {
            let node = nodes[Int(operand)]
            if position == lookup.rectangle || position == lookup.results {
                guard node.operation == .area else { return nil }
            } else {
                guard node.isScalar, position == 0 || givesValue(node) else { return nil }
            }
        }
        switch lookup {
        case .vlookup, .hlookup, .match, .xmatch: return lookup
        case .lookup: return operands.count == 2 || isLine(operands[2]) ? lookup : nil
        case .xlookup: return isLine(operands[1]) && isLine(operands[2]) ? lookup : nil
        case .index: return operands.dropFirst().allSatisfy(isPosition) ? lookup : nil
        }
    }

    /// Whether a node that gives one value gives a value that is no reference, or just a cell.
    private func givesValue(_ node: Node) -> Bool {
        switch node.operation {
        case .call: table.functions[Int(node.second)].givesScalar
        case .lookup: !node.lookup.givesReference
        case .cell, .missing: true
        default: !node.mayGiveReference
        }
    }

    /// Whether a rectangle is one column or one row wherever the formula stands.
    private func isLine(_ operand: Int32) -> Bool {
        let reference = references[Int(nodes[Int(operand)].first)]
        return reference.isFirstColumnAbsolute == reference.isLastColumnAbsolute
            && reference.firstColumn == reference.lastColumn
            || reference.isFirstRowAbsolute == reference.isLastRowAbsolute && reference.firstRow == reference.lastRow
    }

    /// Whether a number is never 0, so that INDEX gives one cell: what MATCH finds, or a constant.
    private func isPosition(_ operand: Int32) -> Bool {
        let node = nodes[Int(operand)]
        if node.operation == .lookup { return node.lookup == .match || node.lookup == .xmatch }
        return node.operation == .number && node.number >= 1
    }
}

extension Node {
    /// Which lookup a node of that kind is.
    var lookup: IndexedLookup { IndexedLookup(rawValue: UInt8(number)) ?? .vlookup }
}
