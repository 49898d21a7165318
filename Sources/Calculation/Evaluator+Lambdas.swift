// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Functions
import Workbooks

/// A LAMBDA with the variables around it.
struct Closure: Callable, @unchecked Sendable {
    unowned let evaluator: Evaluator
    let program: Program
    let parameters: [Int32]
    /// How many of them must be given.
    let required: Int
    let body: Int32
    /// How many nodes the body has.
    let weight: Int
    let variables: [Operand]

    var arity: ClosedRange<Int> { required...parameters.count }

    func call(_ arguments: [Operand], _ context: CallContext) -> Operand {
        evaluator.call(self, arguments)
    }
}

/// A worksheet function where a LAMBDA is expected: `BYROW(A1:C9,SUM)`.
struct NamedFunction: Callable {
    let function: WorksheetFunction

    var arity: ClosedRange<Int> { function.arity }
    var name: String? { function.name }

    func call(_ arguments: [Operand], _ context: CallContext) -> Operand { function.call(arguments, context) }
}

extension Evaluator {
    /// How deep LAMBDAs may call each other; Excel stops recursion with `#NUM!` as well.
    static let maximumLambdaDepth = 1024
    /// Steps that calling a LAMBDA takes, and each node of its body.
    private static let stepsPerLambda = 128
    private static let stepsPerNode = 8

    /// LET, LAMBDA and the functions that call LAMBDAs.
    func higherOrder(_ node: Node) -> Operand {
        let mark = meter.held
        defer { meter.held = mark }
        let children = UnsafeBufferPointer(start: self.children + Int(node.first), count: Int(node.count))
        do throws(CellError) {
            switch node.operation {
            case .let: return try evaluateLet(Array(children))
            case .lambda:
                return .lambda(
                    Closure(
                        evaluator: self, program: program, parameters: Array(children.dropLast()),
                        required: Int(node.second), body: children[children.count - 1], weight: Int(node.number),
                        variables: variables))
            case .invoke:
                let callee: any Callable
                switch operand(children[0]) {
                case .lambda(let closure): callee = closure
                case .scalar(.error(let error)): throw error
                default: throw .value
                }
                let arguments = try held(children.dropFirst())
                guard callee.arity.contains(arguments.count) else { throw .value }
                return callee.call(arguments, context)
            case .isOmitted:
                if case .omitted = operand(children[0]) { return .scalar(.boolean(true)) }
                return .scalar(.boolean(false))
            default: return try callOverArrays(node.operation, held(children[...]))
            }
        } catch {
            return .error(error)
        }
    }

    /// Arguments that are at hand together.
    private func held(_ children: Slice<UnsafeBufferPointer<Int32>>) throws(CellError) -> [Operand] {
        var arguments: [Operand] = []
        arguments.reserveCapacity(children.count)
        for child in children {
            let argument = argument(child)
            try context.hold(argument)
            arguments.append(argument)
        }
        return arguments
    }

    private func evaluateLet(_ children: [Int32]) throws(CellError) -> Operand {
        for index in stride(from: 0, to: children.count - 1, by: 2) {
            let value = argument(children[index + 1])
            try context.hold(value)
            variables[Int(children[index])] = value
        }
        return argument(children[children.count - 1])
    }

    /// Runs a LAMBDA's body with its own variables.
    func call(_ closure: Closure, _ arguments: [Operand]) -> Operand {
        // Its variables are copied for each call.
        guard enterLambda(weight: closure.weight + closure.variables.count) else { return .error(.number) }
        defer { lambdaDepth -= 1 }
        return running(closure.program, closure.variables) {
            for (position, slot) in closure.parameters.enumerated() {
                variables[Int(slot)] = position < arguments.count ? arguments[position] : .omitted
            }
            return argument(closure.body)
        }
    }

    /// Whether the cell may call one more LAMBDA, of so many nodes; the depth counts until it returns.
    private func enterLambda(weight: Int) -> Bool {
        guard lambdaDepth < Self.maximumLambdaDepth, stack.hasRoom else {
            context.giveUp()
            return false
        }
        do throws(CellError) {
            try context.charge(Self.stepsPerLambda + weight * Self.stepsPerNode)
        } catch {
            return false
        }
        lambdaDepth += 1
        return true
    }

    /// Lets another program and its variables take the place of the current ones while `body` runs.
    func running(_ other: Program, _ values: [Operand]? = nil, _ body: () -> Operand) -> Operand {
        let outer = (program, variables)
        defer { (program, variables) = outer }
        program = other
        variables = values ?? Array(repeating: .omitted, count: other.slotCount)
        return body()
    }

    /// A name inside its own formula: its program is bound once more and evaluated here.
    func recursiveName(_ node: Node) -> Operand {
        let name = program.texts[Int(node.first)].string
        let key = "\(sheet.rawValue) \(name.lowercased())"
        let bound: Program
        if let known = recursivePrograms[key] {
            bound = known
        } else {
            var binder = Binder(workbook, sheet: sheet, origin: origin, kind: .dynamic)
            let root = binder.bind(.name(NameExpression(name: name)))
            bound = binder.finish(root)
            recursivePrograms[key] = bound
        }
        guard bound.weight <= Binder.maximumRecursiveWeight, enterLambda(weight: bound.weight) else {
            return .error(.number)
        }
        defer { lambdaDepth -= 1 }
        return running(bound) { argument(bound.root) }
    }

    private func callOverArrays(_ operation: Node.Operation, _ arguments: [Operand]) throws(CellError) -> Operand {
        guard case .lambda(let callee)? = arguments.last else { throw .value }
        switch operation {
        case .map: return try map(arguments.dropLast(), callee)
        case .reduce, .scan: return try fold(arguments, callee, keepsSteps: operation == .scan)
        case .byRow, .byColumn: return try byLine(arguments[0], callee, isRow: operation == .byRow)
        default: return try makeArray(arguments, callee)
        }
    }

    /// Calls a function with as many arguments as it must take.
    private func call(_ callee: any Callable, _ arguments: [Operand]) throws(CellError) -> Operand {
        guard callee.arity.contains(arguments.count) else { throw .value }
        return callee.call(arguments, context)
    }

    private func map(_ arrays: ArraySlice<Operand>, _ callee: any Callable) throws(CellError) -> Operand {
        var parts: [PartedArray] = []
        for array in arrays { parts.append(try PartedArray(array, context)) }
        guard callee.arity.contains(parts.count) else { throw .value }
        let rows = parts.map(\.rows).max() ?? 1
        let columns = parts.map(\.columns).max() ?? 1
        return try elementwise(rows, columns, of: parts.count) { row, column throws(CellError) in
            try arrayElement(callee.call(parts.map { $0.element(row, column) }, context))
        }
    }

    private func fold(
        _ arguments: [Operand], _ callee: any Callable, keepsSteps: Bool
    ) throws(CellError) -> Operand {
        guard arguments.count == 3 else { throw .value }
        let array = try PartedArray(arguments[1], context)
        var accumulator = arguments[0]
        var steps: [CellValue] = []
        for row in 0..<array.rows {
            for column in 0..<array.columns {
                let element = array.element(row, column)
                if row == 0, column == 0, case .omitted = accumulator {
                    accumulator = try simplified(element)
                } else {
                    accumulator = try call(callee, [accumulator, element])
                }
                if keepsSteps {
                    steps.append(try arrayElement(accumulator))
                } else {
                    try context.charge(Self.stepsPerNode)
                }
            }
        }
        return keepsSteps ? .matrix(Matrix(rows: array.rows, columns: array.columns, elements: steps)) : accumulator
    }

    private func byLine(_ operand: Operand, _ callee: any Callable, isRow: Bool) throws(CellError) -> Operand {
        let array = try PartedArray(operand, context)
        try context.charge(array.rows * array.columns * Self.stepsPerNode)
        var results: [CellValue] = []
        for line in 0..<(isRow ? array.rows : array.columns) {
            results.append(try arrayElement(call(callee, [isRow ? array.row(line) : array.column(line)])))
        }
        return .matrix(isRow ? Matrix(column: results) : Matrix(row: results))
    }

    private func makeArray(_ arguments: [Operand], _ callee: any Callable) throws(CellError) -> Operand {
        guard arguments.count == 3 else { throw .value }
        let rows = try Coercion.number(arguments[0].first(context), workbook.dateSystem).rounded(.down)
        let columns = try Coercion.number(arguments[1].first(context), workbook.dateSystem).rounded(.down)
        guard rows >= 1, columns >= 1 else { throw .value }
        guard rows * columns <= Double(context.limits.arrayElements) else { throw .number }
        var elements: [CellValue] = []
        for row in 1...Int(rows) {
            try context.charge(Int(columns) * Self.stepsPerNode)
            for column in 1...Int(columns) {
                let place: [Operand] = [.number(Double(row)), .number(Double(column))]
                elements.append(try arrayElement(call(callee, place)))
            }
        }
        return .matrix(Matrix(rows: Int(rows), columns: Int(columns), elements: elements))
    }

    /// The result of a LAMBDA as an element of an array; ends the array when the formula may go on no longer.
    private func arrayElement(_ result: Operand) throws(CellError) -> CellValue {
        let value = try single(result)
        try context.charge(Self.stepsPerNode)
        try context.charge(element: value)
        return value
    }

    /// The result of a LAMBDA that must give one value: errors are kept as values, an array is `#CALC!`.
    private func single(_ result: Operand) throws(CellError) -> CellValue {
        switch try simplified(result) {
        case .scalar(let value): return value
        default: throw .calculation
        }
    }
}
