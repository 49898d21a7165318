// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import NumberFormats

/// Excel's operators on single values. ECMA-376-1 §18.17.2.2; the limits of 15 digits are Excel's own.
enum Operators {
    static func apply(
        _ operation: Node.Operation, _ left: CellValue, _ right: CellValue, _ dates: DateSystem
    ) -> CellValue {
        do throws(CellError) {
            switch operation {
            case .concatenate: return try concatenate(left, right)
            case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
                return .boolean(holds(operation, try compare(left, right)))
            default:
                let first = try Coercion.number(left, dates)
                let second = try Coercion.number(right, dates)
                return try arithmetic(operation, first, second)
            }
        } catch {
            return .error(error)
        }
    }

    private static func arithmetic(
        _ operation: Node.Operation, _ left: Double, _ right: Double
    ) throws(CellError) -> CellValue {
        switch operation {
        case .add: return .finite(left + right)
        case .subtract: return .finite(left - right)
        case .addLast: return .finite(addLast(left, right))
        case .subtractLast: return .finite(addLast(left, -right))
        case .multiply: return .finite(left * right)
        case .divide:
            guard right != 0 else { throw .divisionByZero }
            return .finite(left / right)
        default:
            return .finite(try Exponentiation.power(left, right))
        }
    }

    /// The sum with which a formula ends; one that is nothing but the rounding error of its terms is 0. Sums that enter
    /// further operations, be it only parentheses, keep theirs in Excel: `=0.5-0.4-0.1` is 0, `=(0.5-0.4-0.1)` is not.
    @inline(__always) static func addLast(_ left: Double, _ right: Double) -> Double {
        let sum = left + right
        // The result lost more than 50 of 53 bits: what is left is noise.
        if sum.magnitude < left.magnitude * 0x1p-50 { return 0 }
        return sum
    }

    @inline(__always) static func divide(_ left: Double, _ right: Double) -> PackedValue {
        right == 0 ? PackedValue(CellError.divisionByZero) : PackedValue(left / right)
    }

    static func negate(_ value: CellValue, _ dates: DateSystem) -> CellValue {
        do throws(CellError) { return .number(-(try Coercion.number(value, dates))) } catch { return .error(error) }
    }

    static func percent(_ value: CellValue, _ dates: DateSystem) -> CellValue {
        do throws(CellError) {
            return .finite(try Coercion.number(value, dates) / 100)
        } catch {
            return .error(error)
        }
    }

    private static func concatenate(_ left: CellValue, _ right: CellValue) throws(CellError) -> CellValue {
        let text = try Coercion.text(left) + Coercion.text(right)
        // Excel counts UTF-16 units; a text can only be too long when its bytes are.
        if text.utf8.count > 32_767, text.utf16.count > 32_767 { throw .value }
        return .text(text)
    }

    /// Whether a comparison operator holds for an order (-1, 0, 1).
    static func holds(_ operation: Node.Operation, _ order: Int) -> Bool {
        switch operation {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        default: order >= 0
        }
    }

    /// Numbers come before texts, texts before booleans; a blank is the zero of the other's kind; texts compare without
    /// regard to case.
    static func compare(_ left: CellValue, _ right: CellValue) throws(CellError) -> Int {
        switch (left, right) {
        case (.error(let error), _), (_, .error(let error)): throw error
        case (.number(let first), .number(let second)): return compare(first, second)
        case (.text(let first), .text(let second)): return compare(first, second)
        case (.boolean(let first), .boolean(let second)): return (first ? 1 : 0) - (second ? 1 : 0)
        case (.empty, .empty): return 0
        case (.empty, _): return try compare(zero(like: right), right)
        case (_, .empty): return try compare(left, zero(like: left))
        default: return (rank(left) - rank(right)).signum()
        }
    }

    private static func zero(like value: CellValue) -> CellValue {
        switch value {
        case .text: .text("")
        case .boolean: .boolean(false)
        default: .number(0)
        }
    }

    private static func rank(_ value: CellValue) -> Int {
        switch value {
        case .empty, .number: 0
        case .text: 1
        case .boolean: 2
        case .error: 3
        }
    }

    /// Orders numbers by their 15 significant digits.
    @inline(__always) static func compare(_ left: Double, _ right: Double) -> Int {
        if left == right { return 0 }
        let difference = left - right
        if difference.magnitude > max(left.magnitude, right.magnitude) * 1e-14 { return difference < 0 ? -1 : 1 }
        return compareDigits(left, right)
    }

    private static func compareDigits(_ left: Double, _ right: Double) -> Int {
        let first = Coercion.rounded(toDigits: 15, left)
        let second = Coercion.rounded(toDigits: 15, right)
        return first == second ? 0 : first < second ? -1 : 1
    }

    private static func compare(_ left: String, _ right: String) -> Int {
        if left == right { return 0 }
        if let order = compareASCII(left, right) { return order }
        let first = left.lowercased()
        let second = right.lowercased()
        return first == second ? 0 : first < second ? -1 : 1
    }

    /// The order of texts of ASCII letters alone, found without making new ones; `nil` where others occur.
    private static func compareASCII(_ left: String, _ right: String) -> Int? {
        var (first, second) = (left.utf8.makeIterator(), right.utf8.makeIterator())
        var order = 0
        while true {
            let (one, other) = (first.next(), second.next())
            // Beyond the first difference only the kind of letters still matters.
            if (one ?? 0) | (other ?? 0) >= 0x80 { return nil }
            if one == nil && other == nil { return order }
            if order == 0 {
                order = (rank(one) - rank(other)).signum()
            }
        }
    }

    /// A letter in lower case; the end of a text comes before all letters.
    private static func rank(_ letter: UInt8?) -> Int {
        guard let letter else { return -1 }
        return Int(letter &- 0x41 < 26 ? letter | 0x20 : letter)
    }
}
