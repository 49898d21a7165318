// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import NumberFormats

extension Criterion {
    /// Whether a cell that holds nothing meets it.
    public var matchesEmpty: Bool { matches(.empty) }

    /// The value whose places are all that meet it, where a text that reads as a number stands with the number; `nil`
    /// for a criterion that more than one value meets.
    public var soleValue: PackedValue? {
        switch test {
        case .number(.equal, let number, _): PackedValue(number)
        case .text(.equal, let text): PackedValue(unowned: text)
        case .boolean(.equal, let boolean): PackedValue(boolean)
        case .error(let error, isNegated: false): PackedValue(error)
        default: nil
        }
    }

    /// The comparison with a number that only numbers meet.
    var numericBound: (comparison: Comparison, number: Double)? {
        guard case .number(let comparison, let number, _) = test, comparison != .equal, comparison != .notEqual else {
            return nil
        }
        return (comparison, number)
    }

    /// Eighths of steps that looking at a cell counts for: a pattern is laid on every text. Comparisons count for less
    /// than they take, as large workbooks live by such scans, which are long but end.
    var eighthsPerCell: Int {
        if case .pattern = test { 128 } else { 1 }
    }

    /// Whether an order of numbers helps to find what meets it.
    public var isNumericBound: Bool { numericBound != nil }

    /// The number a text stands with in an index for criteria.
    public static func numericText(_ dateSystem: DateSystem) -> (CellText) -> Double? {
        { numberLike($0.string, dateSystem) }
    }

    func matches(_ value: PackedValue) -> Bool {
        switch test {
        case .number(let comparison, let number, let dateSystem):
            if value.isNumber { return comparison.holds(value.number, number) }
            return Self.matches(number, comparison, dateSystem, notNumber: value)
        case .pattern(let pattern, let isNegated):
            return (value.isText && pattern.matches(value.text.string)) != isNegated
        case .text(let comparison, let operand):
            guard value.isText else { return comparison.holdsAcrossKinds }
            // "<" and its kin with nothing behind them are met by nothing.
            guard !operand.string.isEmpty else { return false }
            switch comparison {
            case .equal: return value.isEqual(PackedValue(unowned: operand))
            case .notEqual: return !value.isEqual(PackedValue(unowned: operand))
            default: return comparison.holds(TextOrder.compare(value.text.string, operand.string), 0)
            }
        case .boolean(let comparison, let boolean):
            guard value.kind == .boolean else { return comparison.holdsAcrossKinds }
            return comparison.holds(value.boolean ? 1 : 0, boolean ? 1 : 0)
        case .error(let error, let isNegated):
            return (value.isError && value.error == error) != isNegated
        case .blank(let isNegated):
            return value.isVacant != isNegated
        case .blankOrEmptyText:
            return value.isVacant || value.isText && value.text.string.isEmpty
        }
    }

    /// A text that reads as the number is what `=` looks for, but it is also other than the number for `<>`, and has no
    /// order against it.
    private static func matches(
        _ number: Double, _ comparison: Comparison, _ dateSystem: DateSystem, notNumber value: PackedValue
    ) -> Bool {
        guard comparison == .equal else { return comparison.holdsAcrossKinds }
        return value.isText && numberLike(value.text.string, dateSystem) == number
    }

    /// The number a text reads as. Most texts are words, which the first character tells.
    private static func numberLike(_ text: String, _ dateSystem: DateSystem) -> Double? {
        guard let first = text.utf8.first, first < 0x41 || first >= 0x80 else { return nil }
        return Coercion.number(text: text, dateSystem)
    }

    /// What looking at the texts of a block takes beside walking over it: patterns, orders and numbers are looked for
    /// in all of a text.
    private func extraSteps(_ block: UnsafeBufferPointer<PackedValue>) -> Int {
        switch test {
        case .pattern, .number(.equal, _, _): break
        case .text(let comparison, _) where comparison != .equal && comparison != .notEqual: break
        default: return 0
        }
        var steps = 0
        for value in block where value.isText { steps += 32 + value.text.string.utf8.count }
        return steps
    }

    /// Clears the marks, which are one or zero, of the values that do not meet it.
    func filter(_ block: UnsafeBufferPointer<PackedValue>, _ marks: UnsafeMutablePointer<UInt8>) {
        // What is no number has the bits of a NaN, for which no comparison holds.
        func clear(unless isMet: (Double) -> Bool) {
            for index in block.indices { marks[index] &= isMet(block[index].number) ? 1 : 0 }
        }
        switch numericBound {
        case (.less, let bound)?: clear { $0 < bound }
        case (.lessOrEqual, let bound)?: clear { $0 <= bound }
        case (.greater, let bound)?: clear { $0 > bound }
        case (.greaterOrEqual, let bound)?: clear { $0 >= bound }
        default:
            for index in block.indices where marks[index] == 1 { marks[index] = matches(block[index]) ? 1 : 0 }
        }
    }

    /// Clears the marks of the cells of one column that do not meet it, one mark for each row of the area.
    func filter(_ marks: inout [UInt8], _ area: Area, _ context: CallContext) throws(CellError) {
        let keepsEmpty = matchesEmpty
        var next = 0
        func skip(to row: Int, _ marks: inout [UInt8]) {
            if !keepsEmpty && next < row {
                for index in next..<row { marks[index] = 0 }
            }
        }
        try context.workbook.forEachBlock(in: area) { _, firstRow, block throws(CellError) in
            let offset = Int(firstRow - area.range.firstRow)
            skip(to: offset, &marks)
            let longer = extraSteps(block)
            if longer > 0 { try context.charge(longer) }
            marks.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { filter(block, base + offset) }
            }
            next = offset + block.count
        }
        skip(to: marks.count, &marks)
    }
}
