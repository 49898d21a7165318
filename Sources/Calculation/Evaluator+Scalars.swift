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
        case .literal: return PackedValue(literals[Int(node.first)])
        case .cell: return cell(node)
        case .add, .subtract, .addLast, .subtractLast, .multiply, .divide:
            return arithmetic(node.operation, scalar(node.first), scalar(node.second))
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return comparison(node.operation, scalar(node.first), scalar(node.second))
        case .power, .concatenate: return combined(node.operation, scalar(node.first), scalar(node.second))
        case .negate: return negated(scalar(node.first))
        case .plus: return scalar(node.first)
        case .percent: return percent(scalar(node.first))
        case .text: return PackedValue(unowned: program.texts[Int(node.first)])
        case .boolean: return PackedValue(node.first == 1)
        case .error: return PackedValue(CellError(rawValue: UInt8(node.first)) ?? .value)
        case .missing: return .empty
        case .if where node.isScalar: return scalarIf(node) { scalar($0) }
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

    @inline(__always) func cell(_ node: Node) -> PackedValue {
        let at = CellAddress(
            row: node.isRowAbsolute ? node.first : origin.row &+ node.first,
            column: node.isColumnAbsolute ? node.second : origin.column &+ node.second)
        guard at.isOnGrid else { return PackedValue(CellError.reference) }
        return stored(SheetID(rawValue: UInt32(truncatingIfNeeded: node.count)), at.row, at.column)
    }

    @inline(__always) func arithmetic(
        _ operation: Node.Operation, _ left: PackedValue, _ right: PackedValue
    ) -> PackedValue {
        guard left.isNumber && right.isNumber else { return combined(operation, left, right) }
        switch operation {
        case .add: return PackedValue(left.number + right.number)
        case .subtract: return PackedValue(left.number - right.number)
        case .addLast: return PackedValue(Operators.addLast(left.number, right.number))
        case .subtractLast: return PackedValue(Operators.addLast(left.number, -right.number))
        case .multiply: return PackedValue(left.number * right.number)
        default: return Operators.divide(left.number, right.number)
        }
    }

    @inline(__always) func comparison(
        _ operation: Node.Operation, _ left: PackedValue, _ right: PackedValue
    ) -> PackedValue {
        guard left.isNumber && right.isNumber else { return combined(operation, left, right) }
        return PackedValue(Operators.holds(operation, Operators.compare(left.number, right.number)))
    }

    /// An operator between values of any kind.
    func combined(_ operation: Node.Operation, _ left: PackedValue, _ right: PackedValue) -> PackedValue {
        pack(charged(Operators.apply(operation, left.value, right.value, workbook.dateSystem)))
    }

    /// A result, when making it was not too much: a text put together is copied, byte by byte.
    func charged(_ result: CellValue) -> CellValue {
        guard case .text(let text) = result, text.utf8.count > 1_024 else { return result }
        do throws(CellError) {
            try context.charge(text.utf8.count / 16)
            return result
        } catch {
            return .error(error)
        }
    }

    func negated(_ value: PackedValue) -> PackedValue {
        value.isNumber ? PackedValue(-value.number) : pack(Operators.negate(value.value, workbook.dateSystem))
    }

    func percent(_ value: PackedValue) -> PackedValue {
        value.isNumber ? PackedValue(value.number / 100) : pack(Operators.percent(value.value, workbook.dateSystem))
    }

    /// A condition as TRUE, FALSE or the error that keeps it from being either.
    @inline(__always) func truth(of value: PackedValue) -> PackedValue {
        if value.isNumber { return PackedValue(value.number != 0) }
        if value.kind == .boolean { return value }
        do throws(CellError) {
            return PackedValue(try Coercion.boolean(value.value))
        } catch {
            return PackedValue(error)
        }
    }

    /// - Parameter evaluate: gives the value of a child.
    @inline(__always) func scalarIf(_ node: Node, _ evaluate: (Int32) -> PackedValue) -> PackedValue {
        let test = truth(of: evaluate(children[Int(node.first)]))
        if test.isError { return test }
        guard test.boolean || node.count > 2 else { return PackedValue(false) }
        let branch = children[Int(node.first) + (test.boolean ? 1 : 2)]
        return isMissing(branch) ? PackedValue(0) : evaluate(branch)
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
