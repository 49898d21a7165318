// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Evaluator {
    /// The functions that choose which of their arguments to evaluate.
    func branch(_ node: Node) -> Operand {
        let mark = meter.held
        defer { meter.held = mark }
        do throws(CellError) {
            switch node.operation {
            case .if: return try evaluateIf(node)
            case .ifError: return try replaceErrors(node) { _ in true }
            case .ifNA: return try replaceErrors(node) { $0 == .notAvailable }
            case .choose: return try choose(node)
            case .ifs: return try ifs(node)
            default: return try evaluateSwitch(node)
            }
        } catch {
            return .error(error)
        }
    }

    private func child(_ node: Node, _ position: Int) -> Int32 { children[Int(node.first) + position] }

    /// A branch's result; an argument left empty counts as 0.
    private func branchResult(_ index: Int32) -> Operand {
        isMissing(index) ? .scalar(.number(0)) : argument(index)
    }

    /// An argument as an array that stays at hand with others.
    private func part(_ operand: Operand) throws(CellError) -> Matrix {
        try context.hold(operand)
        return try operand.matrix(context)
    }

    private func evaluateIf(_ node: Node) throws(CellError) -> Operand {
        let test = try simplified(argument(child(node, 0)))
        if case .scalar(let value) = test {
            if try Coercion.boolean(value) { return branchResult(child(node, 1)) }
            return node.count > 2 ? branchResult(child(node, 2)) : .scalar(.boolean(false))
        }
        let tests = try part(test)
        let yes = try part(branchResult(child(node, 1)))
        let no = node.count > 2 ? try part(branchResult(child(node, 2))) : Matrix(.boolean(false))
        return try elementwise([tests, yes, no]) { values throws(CellError) in
            try Coercion.boolean(values[0]) ? values[1] : values[2]
        }
    }

    private func replaceErrors(_ node: Node, _ isReplaced: (CellError) -> Bool) throws(CellError) -> Operand {
        let operand = argument(child(node, 0))
        let value = try simplified(operand)
        if case .scalar(let scalar) = value {
            guard let error = scalar.error else { return operand }
            return isReplaced(error) ? branchResult(child(node, 1)) : .error(error)
        }
        let values = try part(value)
        let replacement = try part(branchResult(child(node, 1)))
        return try elementwise([values, replacement]) { pair throws(CellError) in
            guard let error = pair[0].error else { return pair[0] }
            return isReplaced(error) ? pair[1] : pair[0]
        }
    }

    private func choose(_ node: Node) throws(CellError) -> Operand {
        let index = try simplified(argument(child(node, 0)))
        let choices = Int(node.count) - 1
        func position(_ value: CellValue) throws(CellError) -> Int {
            let number = try Coercion.number(value, workbook.dateSystem).rounded(.down)
            guard number >= 1, number <= Double(choices) else { throw .value }
            return Int(number)
        }
        if case .scalar(let value) = index { return branchResult(child(node, try position(value))) }
        var parts = [try part(index)]
        for choice in 1...choices { parts.append(try part(branchResult(child(node, choice)))) }
        return try elementwise(parts) { values throws(CellError) in values[try position(values[0])] }
    }

    private func ifs(_ node: Node) throws(CellError) -> Operand {
        guard node.count % 2 == 0 else { throw .notAvailable }
        for pair in 0..<Int(node.count) / 2 {
            let test = try simplified(argument(child(node, 2 * pair)))
            guard case .scalar(let value) = test else { return try ifsOverArrays(node) }
            if try Coercion.boolean(value) { return branchResult(child(node, 2 * pair + 1)) }
        }
        throw .notAvailable
    }

    private func ifsOverArrays(_ node: Node) throws(CellError) -> Operand {
        var parts: [Matrix] = []
        for position in 0..<Int(node.count) { parts.append(try part(branchResult(child(node, position)))) }
        return try elementwise(parts) { values throws(CellError) in
            for pair in 0..<values.count / 2 where try Coercion.boolean(values[2 * pair]) {
                return values[2 * pair + 1]
            }
            throw .notAvailable
        }
    }

    private func evaluateSwitch(_ node: Node) throws(CellError) -> Operand {
        let subject = try simplified(argument(child(node, 0)))
        let hasDefault = node.count % 2 == 0
        let pairs = (Int(node.count) - 1) / 2
        guard case .scalar(let value) = subject else { return try switchOverArrays(node, pairs, hasDefault) }
        if let error = value.error { throw error }
        for pair in 0..<pairs {
            let candidate = try argument(child(node, 1 + 2 * pair)).first(context)
            if try matches(value, candidate) { return branchResult(child(node, 2 + 2 * pair)) }
        }
        guard hasDefault else { throw .notAvailable }
        return branchResult(child(node, Int(node.count) - 1))
    }

    private func switchOverArrays(_ node: Node, _ pairs: Int, _ hasDefault: Bool) throws(CellError) -> Operand {
        var parts: [Matrix] = []
        for position in 0..<Int(node.count) { parts.append(try part(branchResult(child(node, position)))) }
        return try elementwise(parts) { values throws(CellError) in
            for pair in 0..<pairs where try matches(values[0], values[1 + 2 * pair]) { return values[2 + 2 * pair] }
            guard hasDefault, let last = values.last else { throw .notAvailable }
            return last
        }
    }

    /// SWITCH compares values of one kind only; a blank equals a blank or zero.
    private func matches(_ left: CellValue, _ right: CellValue) throws(CellError) -> Bool {
        switch (left, right) {
        case (.text, .number), (.number, .text), (.boolean, .number), (.number, .boolean), (.text, .boolean),
            (.boolean, .text):
            return false
        default: return try Operators.compare(left, right) == 0
        }
    }

    /// Steps that an element takes beside what is looked at for it.
    private static let stepsPerElement = 16

    /// Combines arrays of possibly different shapes element by element.
    func elementwise(
        _ parts: [Matrix], _ combine: ([CellValue]) throws(CellError) -> CellValue
    ) throws(CellError) -> Operand {
        let rows = parts.map(\.rows).max() ?? 1
        let columns = parts.map(\.columns).max() ?? 1
        guard rows * columns <= context.limits.arrayElements else { throw .number }
        var elements: [CellValue] = []
        elements.reserveCapacity(rows * columns)
        for row in 0..<rows {
            try context.charge(columns * (Self.stepsPerElement + 2 * parts.count))
            for column in 0..<columns {
                do throws(CellError) {
                    elements.append(try combine(parts.map { $0.broadcast(row, column) }))
                } catch {
                    elements.append(.error(error))
                }
            }
        }
        return .matrix(Matrix(rows: rows, columns: columns, elements: elements))
    }
}
