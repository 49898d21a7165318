// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Evaluator {
    /// The value of a node that always gives one value.
    func scalar(_ index: Int32) -> PackedValue {
        let node = nodes[Int(index)]
        switch node.operation {
        case .number: return PackedValue(node.number)
        case .cell: return cell(node)
        case .add, .subtract, .multiply, .divide: return arithmetic(node)
        case .negate:
            let value = scalar(node.first)
            return value.isNumber
                ? PackedValue(-value.number) : pack(Operators.negate(value.value, workbook.dateSystem))
        case .plus: return scalar(node.first)
        case .percent:
            let value = scalar(node.first)
            return value.isNumber
                ? PackedValue(value.number / 100) : pack(Operators.percent(value.value, workbook.dateSystem))
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return comparison(node)
        case .power, .concatenate:
            return pack(
                Operators.apply(
                    node.operation, scalar(node.first).value, scalar(node.second).value, workbook.dateSystem))
        case .text: return PackedValue(unowned: program.texts[Int(node.first)])
        case .boolean: return PackedValue(node.first == 1)
        case .error: return PackedValue(CellError(rawValue: UInt8(node.first)) ?? .value)
        case .missing: return .empty
        case .if where node.isScalar: return scalarIf(node)
        case .call where node.isScalar: return numericCall(node) ?? pack(value(of: call(node)))
        case .aggregate:
            // While the order of calculation is not known, reading must notice cells that are not calculated yet.
            guard pending == nil, let aggregate = Aggregate(rawValue: UInt8(node.number)) else {
                return pack(value(of: call(node)))
            }
            return self.aggregate(node, aggregate)
        case .lookup: return lookup(node)
        case .conditional: return conditional(node)
        default: return pack(value(of: operand(index)))
        }
    }

    @inline(__always) private func cell(_ node: Node) -> PackedValue {
        let at = CellAddress(
            row: node.isRowAbsolute ? node.first : origin.row &+ node.first,
            column: node.isColumnAbsolute ? node.second : origin.column &+ node.second)
        guard at.isOnGrid else { return PackedValue(CellError.reference) }
        return stored(SheetID(rawValue: UInt32(truncatingIfNeeded: node.count)), at.row, at.column)
    }

    @inline(__always) private func arithmetic(_ node: Node) -> PackedValue {
        let left = scalar(node.first)
        let right = scalar(node.second)
        if left.isNumber && right.isNumber {
            switch node.operation {
            case .add: return PackedValue(Operators.add(left.number, right.number))
            case .subtract: return PackedValue(Operators.add(left.number, -right.number))
            case .multiply: return PackedValue(left.number * right.number)
            default:
                return right.number == 0
                    ? PackedValue(CellError.divisionByZero) : PackedValue(left.number / right.number)
            }
        }
        return pack(Operators.apply(node.operation, left.value, right.value, workbook.dateSystem))
    }

    private func comparison(_ node: Node) -> PackedValue {
        let left = scalar(node.first)
        let right = scalar(node.second)
        if left.isNumber && right.isNumber {
            return PackedValue(Operators.holds(node.operation, Operators.compare(left.number, right.number)))
        }
        return pack(Operators.apply(node.operation, left.value, right.value, workbook.dateSystem))
    }

    private func scalarIf(_ node: Node) -> PackedValue {
        let test = scalar(children[Int(node.first)])
        let isTrue: Bool
        if test.isNumber {
            isTrue = test.number != 0
        } else {
            do throws(CellError) {
                isTrue = try Coercion.boolean(test.value)
            } catch {
                return PackedValue(error)
            }
        }
        if isTrue {
            let branch = scalar(children[Int(node.first) + 1])
            return branch.isVacant && isMissing(children[Int(node.first) + 1]) ? PackedValue(0) : branch
        }
        guard node.count > 2 else { return PackedValue(false) }
        let branch = scalar(children[Int(node.first) + 2])
        return branch.isVacant && isMissing(children[Int(node.first) + 2]) ? PackedValue(0) : branch
    }

    /// A function of numbers; `nil` when it is not one. What is no number is coerced here, so that no argument is ever
    /// evaluated twice.
    private func numericCall(_ node: Node) -> PackedValue? {
        guard node.count > 0, let function = numericFunctions[Int(node.second)] else { return nil }
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: Int(node.count)) { numbers in
            guard let start = numbers.baseAddress else { return nil }
            do throws(CellError) {
                for position in 0..<Int(node.count) {
                    let value = scalar(children[Int(node.first) + position])
                    numbers[position] =
                        value.isNumber ? value.number : try Coercion.number(value.value, workbook.dateSystem)
                }
                return PackedValue(try function(UnsafePointer(start)))
            } catch {
                return PackedValue(error)
            }
        }
    }

    func isMissing(_ index: Int32) -> Bool { nodes[Int(index)].operation == .missing }

    /// The one value of an operand: an array gives its first element, a reference by implicit intersection in formulas
    /// of the old kind and its first cell otherwise.
    func value(of operand: Operand) -> CellValue {
        do throws(CellError) {
            if kind == .implicit, case .reference(let reference) = operand {
                guard let area = reference.single else { throw .value }
                return try context.intersect(area)
            }
            return try operand.first(context)
        } catch {
            return .error(error)
        }
    }
}
