// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions

extension Evaluator {
    /// `-` and `%` before or after one operand.
    func unary(_ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>) -> BlockValues {
        let operand = block(node.first, rows)
        let count = operand.isUniform ? 1 : rows.count
        let isNegation = node.operation == .negate
        if operand.areNumbers {
            for row in 0..<count {
                let number = operand.base[row].number
                target[row] = PackedValue(isNegation ? -number : number / 100)
            }
            return BlockValues(target, isUniform: operand.isUniform, areNumbers: true)
        }
        var areNumbers = true
        for row in 0..<count {
            target[row] = isNegation ? negated(operand.base[row]) : percent(operand.base[row])
            areNumbers = areNumbers && target[row].isNumber
        }
        return BlockValues(target, isUniform: operand.isUniform, areNumbers: areNumbers)
    }

    /// An operator between two operands.
    func binary(_ node: Node, _ rows: BlockRows, _ target: UnsafeMutablePointer<PackedValue>) -> BlockValues {
        let left = block(node.first, rows)
        let right = block(node.second, rows)
        let isUniform = left.isUniform && right.isUniform
        let count = isUniform ? 1 : rows.count
        if left.areNumbers, right.areNumbers {
            switch node.operation {
            case .add: return combine(left, right, count, target) { PackedValue($0 + $1) }
            case .subtract: return combine(left, right, count, target) { PackedValue($0 - $1) }
            case .addLast: return combine(left, right, count, target) { PackedValue(Operators.addLast($0, $1)) }
            case .subtractLast: return combine(left, right, count, target) { PackedValue(Operators.addLast($0, -$1)) }
            case .multiply: return combine(left, right, count, target) { PackedValue($0 * $1) }
            case .divide: return combine(left, right, count, target) { Operators.divide($0, $1) }
            case .equal: return combine(left, right, count, target) { PackedValue(Operators.compare($0, $1) == 0) }
            case .less: return combine(left, right, count, target) { PackedValue(Operators.compare($0, $1) < 0) }
            case .greater: return combine(left, right, count, target) { PackedValue(Operators.compare($0, $1) > 0) }
            default: break
            }
        }
        var areNumbers = true
        for row in 0..<count {
            target[row] = combined(node.operation, left[row], right[row])
            areNumbers = areNumbers && target[row].isNumber
        }
        return BlockValues(target, isUniform: isUniform, areNumbers: areNumbers)
    }

    /// Two blocks of numbers, number by number.
    @inline(__always) private func combine(
        _ left: BlockValues, _ right: BlockValues, _ count: Int, _ target: UnsafeMutablePointer<PackedValue>,
        _ body: (Double, Double) -> PackedValue
    ) -> BlockValues {
        let (leftStride, rightStride) = (left.stride, right.stride)
        var areNumbers = true
        for row in 0..<count {
            let value = body(left.base[row &* leftStride].number, right.base[row &* rightStride].number)
            target[row] = value
            areNumbers = areNumbers && value.isNumber
        }
        return BlockValues(target, isUniform: left.isUniform && right.isUniform, areNumbers: areNumbers)
    }
}
