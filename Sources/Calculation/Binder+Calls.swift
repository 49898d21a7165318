// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Functions
import Workbooks

extension Binder {
    mutating func bindCall(_ name: String, _ arguments: [Expression]) -> Int32 {
        if let variable = scope.last(where: { $0.name == name.lowercased() }) {
            let callee = add(Node(operation: .variable, isScalar: false, first: variable.slot))
            return addInvoke(callee, arguments)
        }
        guard let number = table.index(of: name) else {
            if workbook.definedName(name, on: sheet) != nil {
                return bindInvoke(.name(NameExpression(name: name)), arguments)
            }
            // The arguments are bound all the same, so that a change in them makes the result `#NAME?`.
            for argument in arguments { _ = bind(argument) }
            callsUnknownFunction = true
            return addError(.name)
        }
        let function = table.functions[number]
        traits.formUnion(function.traits)
        readsFormats = readsFormats || ["SUBTOTAL", "AGGREGATE", "CELL"].contains(function.name)
        guard function.accepts(arguments.count) else { return addError(.value) }
        if function.traits.contains(.syntax) { return bindSyntax(function.name, arguments) }
        var operands: [Int32] = []
        var isScalar = function.givesScalar
        let wasReadingArrays = readsArrays
        defer { readsArrays = wasReadingArrays }
        let takesArrays = Self.arrayFunctions.contains(function.name)
        for (position, argument) in arguments.enumerated() {
            readsArrays = wasReadingArrays || takesArrays && !function.isLifted(at: position)
            var operand = bind(argument)
            if function.isLifted(at: position) {
                if !function.refusesRanges(at: position) { operand = intersected(operand) }
                isScalar = isScalar && self.isScalar(operand)
            }
            operands.append(operand)
        }
        readsElsewhere = readsElsewhere || readsBeyond(function.name, operands)
        let call = addMany(.call, operands, isScalar: isScalar, second: Int32(number))
        if let aggregate = Aggregate(function.name), operands.allSatisfy(isDirect) {
            nodes[Int(call)].operation = .aggregate
            nodes[Int(call)].number = Double(aggregate.rawValue)
        } else if let lookup = indexedLookup(function.name, operands) {
            nodes[Int(call)].operation = .lookup
            nodes[Int(call)].number = Double(lookup.rawValue)
            nodes[Int(call)].isScalar = true
        } else if let aggregate = conditionalAggregate(function.name, operands) {
            nodes[Int(call)].operation = .conditional
            nodes[Int(call)].number = Double(aggregate.rawValue)
        }
        return call
    }

    /// Whether a function may read cells beyond the references it is given: SUMIF and AVERAGEIF sum a range of the
    /// shape of the one they test.
    private func readsBeyond(_ function: String, _ operands: [Int32]) -> Bool {
        switch function {
        case "GETPIVOTDATA": return true
        case "SUMIF", "AVERAGEIF":
            guard operands.count > 2 else { return false }
            let (tested, summed) = (nodes[Int(operands[0])], nodes[Int(operands[2])])
            guard tested.operation == .area, summed.operation == .area else { return true }
            return !references[Int(tested.first)].hasShape(of: references[Int(summed.first)])
        default: return false
        }
    }

    /// Whether an argument is a single value, or a rectangle on one sheet, that can be read straight from the grid.
    private func isDirect(_ operand: Int32) -> Bool {
        let node = nodes[Int(operand)]
        return node.operation == .area || node.operation == .cell || node.isScalar && !node.mayGiveReference
    }

    /// Functions whose arguments for arrays are calculated as arrays in formulas of the old kind too, so that
    /// SUMPRODUCT(A1:A3*B1:B3) needs no Ctrl+Shift+Enter.
    private static let arrayFunctions: Set<String> = [
        "AGGREGATE", "CHISQ.TEST", "CHITEST", "CORREL", "COVAR", "COVARIANCE.P", "COVARIANCE.S", "F.TEST", "FORECAST",
        "FORECAST.LINEAR", "FTEST", "GROWTH", "INDEX", "INTERCEPT", "LINEST", "LOGEST", "LOOKUP", "MDETERM", "MINVERSE",
        "MMULT", "MODE", "MODE.MULT", "MODE.SNGL", "PEARSON", "PROB", "RSQ", "SLOPE", "STEYX", "SUMPRODUCT",
        "SUMX2MY2", "SUMX2PY2", "SUMXMY2", "T.TEST", "TREND", "TTEST",
    ]

    mutating func addMany(
        _ operation: Node.Operation, _ operands: [Int32], isScalar: Bool, second: Int32 = 0
    ) -> Int32 {
        let first = Int32(children.count)
        children.append(contentsOf: operands)
        return add(
            Node(
                operation: operation, isScalar: isScalar, count: Int32(operands.count), first: first, second: second))
    }

    /// Functions whose arguments are not all evaluated, or not once.
    private mutating func bindSyntax(_ name: String, _ arguments: [Expression]) -> Int32 {
        switch name {
        case "IF": return bindBranches(.if, arguments, tests: [0])
        case "IFERROR": return bindBranches(.ifError, arguments, tests: [0, 1])
        case "IFNA": return bindBranches(.ifNA, arguments, tests: [0, 1])
        case "CHOOSE": return bindBranches(.choose, arguments, tests: [0])
        case "IFS": return bindBranches(.ifs, arguments, tests: Set(stride(from: 0, to: arguments.count, by: 2)))
        case "SWITCH": return bindBranches(.switch, arguments, tests: Set(0..<arguments.count))
        case "LET": return bindLet(arguments)
        case "LAMBDA": return bindLambda(arguments)
        case "MAP": return bindWhole(.map, arguments)
        case "REDUCE": return bindWhole(.reduce, arguments)
        case "SCAN": return bindWhole(.scan, arguments)
        case "BYROW": return bindWhole(.byRow, arguments)
        case "BYCOL": return bindWhole(.byColumn, arguments)
        case "MAKEARRAY": return bindWhole(.makeArray, arguments)
        case "ISOMITTED": return bindWhole(.isOmitted, arguments)
        default: return addError(.name)
        }
    }

    /// Operands at `tests` are single values; the others may be references and are passed on as they are.
    private mutating func bindBranches(
        _ operation: Node.Operation, _ arguments: [Expression], tests: Set<Int>
    ) -> Int32 {
        let wasReadingArrays = readsArrays
        defer { readsArrays = wasReadingArrays }
        // IF takes one value even within SUMPRODUCT, but not within a name.
        readsArrays = !openNames.isEmpty
        var operands: [Int32] = []
        var isScalar = true
        for (position, argument) in arguments.enumerated() {
            var operand = bind(argument)
            if tests.contains(position) { operand = intersected(operand) }
            isScalar = isScalar && self.isScalar(operand)
            operands.append(operand)
        }
        return addMany(operation, operands, isScalar: isScalar)
    }

    private mutating func bindWhole(_ operation: Node.Operation, _ arguments: [Expression]) -> Int32 {
        var operands: [Int32] = []
        for argument in arguments { operands.append(bind(argument)) }
        return addMany(operation, operands, isScalar: false)
    }

    /// `LET(name1, value1, …, result)`: children are slot numbers and values in turn, then the result.
    private mutating func bindLet(_ arguments: [Expression]) -> Int32 {
        guard arguments.count % 2 == 1 else { return addError(.value) }
        let depth = scope.count
        defer { scope.removeLast(scope.count - depth) }
        var operands: [Int32] = []
        for index in stride(from: 0, to: arguments.count - 1, by: 2) {
            guard let name = arguments[index].declaredVariable?.lowercased() else { return addError(.name) }
            let value = bind(arguments[index + 1])
            operands.append(declare(name))
            operands.append(value)
        }
        operands.append(bind(arguments[arguments.count - 1]))
        return addMany(.let, operands, isScalar: false)
    }

    /// `LAMBDA(parameter, …, result)`: children are the parameters' slots, then the result; `second` is the number of
    /// parameters up to the last one that must be given.
    private mutating func bindLambda(_ arguments: [Expression]) -> Int32 {
        let depth = scope.count
        defer { scope.removeLast(scope.count - depth) }
        var operands: [Int32] = []
        var required = 0
        for argument in arguments.dropLast() {
            guard let name = argument.declaredVariable?.lowercased() else { return addError(.value) }
            operands.append(declare(name))
            if !argument.isOptionalParameter { required = operands.count }
        }
        guard let result = arguments.last else { return addError(.value) }
        let before = weight
        operands.append(bind(result))
        let lambda = addMany(.lambda, operands, isScalar: false, second: Int32(required))
        nodes[Int(lambda)].number = Double(weight - before)
        return lambda
    }

    private mutating func declare(_ name: String) -> Int32 {
        let slot = Int32(slotCount)
        slotCount += 1
        scope.append((name, slot))
        return slot
    }

    mutating func bindInvoke(_ callee: Expression, _ arguments: [Expression]) -> Int32 {
        addInvoke(bind(callee), arguments)
    }

    private mutating func addInvoke(_ callee: Int32, _ arguments: [Expression]) -> Int32 {
        var operands = [callee]
        for argument in arguments { operands.append(bind(argument)) }
        return addMany(.invoke, operands, isScalar: false)
    }
}
