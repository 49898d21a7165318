// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// Tells of a formula whether it may give more than one value, which decides how a file marks it. Where it is in doubt
/// the answer is yes: such a formula spills as it does here, while without the mark Excel would cut it to one value.
struct ArrayAnalysis {
    let workbook: Workbook
    let sheet: SheetID
    let functions: FileFunctions

    /// Names may lead to names.
    private static let maximumNames = 16

    func mayGiveArray(_ expression: Expression, names: Int = 0) -> Bool {
        switch expression {
        case .number, .text, .boolean, .error, .missing: return false
        case .array: return true
        case .reference(let reference): return reference.shape != .cell && reference.shape != .deleted
        case .name(let name): return mayGiveArray(name, names)
        case .structured(let reference):
            guard reference.items == .thisRow, case .one = reference.columns else { return true }
            return false
        case .unary(.spill, _): return true
        case .unary(.implicitIntersection, _): return false
        case .unary(_, let inner), .parenthesized(let inner), .spaced(_, let inner, _):
            return mayGiveArray(inner, names: names)
        case .binary(.range, _, _), .binary(.intersection, _, _), .binary(.union, _, _): return true
        case .binary: return anyOperand(of: expression, names)
        case .invoke: return true
        case .call(let name, let arguments): return mayGiveArray(name, arguments, names)
        }
    }

    /// The left side of a chain is walked in a loop, as `1+1+1…` makes it deep.
    private func anyOperand(of chain: Expression, _ names: Int) -> Bool {
        var current = chain
        while case .binary(let binary, let left, let right) = current {
            if binary == .range || binary == .union || binary == .intersection { return true }
            if mayGiveArray(right, names: names) { return true }
            current = left
        }
        return mayGiveArray(current, names: names)
    }

    private func mayGiveArray(_ name: NameExpression, _ names: Int) -> Bool {
        var scope: SheetID? = sheet
        if case .sheet(let id) = name.prefix { scope = id }
        guard names < Self.maximumNames, let found = workbook.definedName(name.name, on: scope),
            let expression = found.expression
        else { return true }
        return mayGiveArray(expression, names: names + 1)
    }

    private func mayGiveArray(_ function: String, _ arguments: [Expression], _ names: Int) -> Bool {
        if functions.givesArray(function) { return true }
        // INDEX gives a whole row or column where its position is zero or left out.
        if function == "INDEX", arguments.dropFirst().contains(where: { !isPosition($0) }) { return true }
        return arguments.enumerated().contains { position, argument in
            guard functions.takesArray(function, position) != true else { return false }
            return mayGiveArray(argument, names: names)
        }
    }

    private func isPosition(_ expression: Expression) -> Bool {
        switch expression {
        case .missing: false
        case .number(let number): number != 0
        default: true
        }
    }
}
