// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Evaluator {
    /// The result of any node.
    func operand(_ index: Int32) -> Operand {
        let node = nodes[Int(index)]
        switch node.operation {
        case .matrix: return .matrix(program.matrices[Int(node.first)])
        case .missing: return .omitted
        case .cell, .area, .areas: return reference(node)
        case .rangeOperator, .intersection, .union: return combine(node)
        case .intersect: return intersect(node)
        case .spill: return spill(node)
        case .variable: return variables[Int(node.first)]
        case .functionValue: return .lambda(NamedFunction(function: table.functions[Int(node.second)]))
        case .recursiveName: return recursiveName(node)
        case .call: return call(node)
        case .lookup: return node.lookup.givesReference ? call(node) : .scalar(lookup(node).value)
        case .aggregate, .conditional: return .scalar(scalar(index).value)
        case .if, .ifs, .ifError, .ifNA, .choose, .switch: return branch(node)
        case .let, .lambda, .invoke, .map, .reduce, .scan, .byRow, .byColumn, .makeArray, .isOmitted:
            return higherOrder(node)
        case .negate, .plus, .percent: return node.isScalar ? .scalar(scalar(index).value) : lift(node)
        case .power, .multiply, .divide, .add, .subtract, .concatenate, .equal, .notEqual, .less, .lessOrEqual,
            .greater, .greaterOrEqual, .addLast, .subtractLast:
            return node.isScalar ? .scalar(scalar(index).value) : lift(node)
        default: return .scalar(scalar(index).value)
        }
    }

    func call(_ node: Node) -> Operand {
        let mark = meter.held
        defer { meter.held = mark }
        var operands: [Operand] = []
        operands.reserveCapacity(Int(node.count))
        for position in 0..<Int(node.count) {
            let operand = argument(children[Int(node.first) + position])
            guard hold(operand) else { return .error(.number) }
            operands.append(operand)
        }
        return table.functions[Int(node.second)].call(operands, context)
    }

    /// Whether an array may stay in memory while others are made; the caller sets `meter.held` back.
    func hold(_ operand: Operand) -> Bool {
        guard case .matrix = operand else { return true }
        do throws(CellError) {
            try context.hold(operand)
            return true
        } catch {
            return false
        }
    }

    /// An argument: nodes that give one value and are not references go by the fast path.
    func argument(_ index: Int32) -> Operand {
        let node = nodes[Int(index)]
        return node.isScalar && !node.mayGiveReference ? .scalar(scalar(index).value) : operand(index)
    }

    private func reference(_ node: Node) -> Operand {
        let bound = program.references[node.operation == .cell ? node.reference : Int(node.first)]
        guard let range = bound.range(at: origin) else { return .error(.reference) }
        let areas = bound.sheets.map { Area(sheet: $0, range: range) }
        return Reference(areas: areas).map { .reference($0) } ?? .error(.reference)
    }

    /// `@` and the implicit intersection of formulas of the old kind.
    private func intersect(_ node: Node) -> Operand {
        do throws(CellError) {
            switch operand(node.first) {
            case .reference(let reference):
                guard let area = reference.single else { throw .value }
                return .scalar(try context.intersect(area))
            case .matrix(let matrix): return .scalar(matrix.elements[0])
            case let other: return other
            }
        } catch {
            return .error(error)
        }
    }

    /// `A1#`: the range spilled from a cell.
    private func spill(_ node: Node) -> Operand {
        guard case .reference(let reference) = operand(node.first), let area = reference.single,
            area.range.isSingleCell, let position = position(area.sheet)
        else { return .error(.reference) }
        let anchor = area.range.first
        if pending != nil { demand(area.sheet, anchor.row, anchor.column) }
        let sheet = workbook.sheets[position]
        guard let array = sheet.array(at: anchor.row, anchor.column), array.anchor == anchor else {
            // A formula whose array is a single value, or was kept from spilling.
            if sheet.formulas[anchor.row, anchor.column] == 0 { return .error(.reference) }
            return sheet.value(anchor.row, anchor.column).error.map { .error($0) } ?? .reference(reference)
        }
        return .reference(Reference(Area(sheet: area.sheet, range: array.range)))
    }

    /// How many pairs of rectangles an operator between references may have to look at.
    private static let maximumAreas = 1 << 16

    /// `:`, blank and `,` between references.
    private func combine(_ node: Node) -> Operand {
        let (first, second) = (operand(node.first), operand(node.second))
        guard case .reference(let left) = first, case .reference(let right) = second else {
            for case .scalar(.error(let error)) in [first, second] { return .error(error) }
            return .error(.value)
        }
        guard left.areas.count * right.areas.count <= Self.maximumAreas else { return .error(.number) }
        switch node.operation {
        case .union: return Reference(areas: left.areas + right.areas).map { .reference($0) } ?? .error(.null)
        case .rangeOperator:
            guard let one = left.single, let other = right.single, one.sheet == other.sheet else {
                return .error(.value)
            }
            return .reference(Reference(Area(sheet: one.sheet, range: one.range.union(other.range))))
        default:
            var areas: [Area] = []
            for one in left.areas {
                for other in right.areas where one.sheet == other.sheet {
                    if let range = one.range.intersection(other.range) {
                        areas.append(Area(sheet: one.sheet, range: range))
                    }
                }
            }
            return Reference(areas: areas).map { .reference($0) } ?? .error(.null)
        }
    }

    /// Steps that an operator takes for an element of an array.
    private static let stepsPerOperator = 8

    /// An operator over arrays, element by element.
    private func lift(_ node: Node) -> Operand {
        let isUnary = node.operation == .negate || node.operation == .plus || node.operation == .percent
        let mark = meter.held
        defer { meter.held = mark }
        let left = argument(node.first)
        guard isUnary || nodes[Int(node.first)].operation == .variable || hold(left) else { return .error(.number) }
        let right = isUnary ? Operand.omitted : argument(node.second)
        do throws(CellError) {
            if case .scalar(let first) = try simplified(left), case .scalar(let second) = try simplified(right) {
                return .scalar(charged(apply(node.operation, first, second)))
            }
            let first = try left.matrix(context)
            let second = try right.matrix(context)
            let rows = max(first.rows, second.rows)
            let columns = max(first.columns, second.columns)
            guard rows * columns <= context.limits.arrayElements else { throw .number }
            var elements: [CellValue] = []
            elements.reserveCapacity(rows * columns)
            for row in 0..<rows {
                try context.charge(columns * Self.stepsPerOperator)
                for column in 0..<columns {
                    let element = apply(node.operation, first.broadcast(row, column), second.broadcast(row, column))
                    if node.operation == .concatenate { try context.charge(element: element) }
                    elements.append(element)
                }
            }
            return .matrix(Matrix(rows: rows, columns: columns, elements: elements))
        } catch {
            return .error(error)
        }
    }

    private func apply(_ operation: Node.Operation, _ left: CellValue, _ right: CellValue) -> CellValue {
        switch operation {
        case .negate: Operators.negate(left, workbook.dateSystem)
        case .percent: Operators.percent(left, workbook.dateSystem)
        case .plus: left
        default: Operators.apply(operation, left, right, workbook.dateSystem)
        }
    }

    /// A single cell or 1 × 1 array as its value; anything larger as it is.
    func simplified(_ operand: Operand) throws(CellError) -> Operand {
        switch operand {
        case .omitted: return .scalar(.empty)
        case .matrix(let matrix) where matrix.isSingle: return .scalar(matrix.elements[0])
        case .reference(let reference):
            guard let area = reference.single else { throw .value }
            return area.range.isSingleCell ? .scalar(try operand.first(context)) : operand
        case .lambda: throw .calculation
        default: return operand
        }
    }
}

extension Node {
    /// Whether the one value may be a cell, which functions treat differently from what it holds: a choice between
    /// cells is a cell.
    var mayGiveReference: Bool {
        switch operation {
        case .lookup: lookup.givesReference
        case .cell, .missing, .intersect, .call, .if, .ifs, .ifError, .ifNA, .choose, .switch: true
        default: false
        }
    }
}
