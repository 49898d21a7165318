// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension MathAndTrigonometry {
    /// `SUBTOTAL`: one of eleven aggregates of ranges, without other subtotals and without filtered rows; from 101 on
    /// also without rows hidden by hand. ECMA-376-1 §18.17.7.
    static func subtotal(
        _ functionNum: Int, _ values: Rest<Reference>, _ context: CallContext
    ) throws(CellError) -> Double {
        let function = functionNum > 100 ? functionNum - 100 : functionNum
        guard function >= 1, function <= 11 else { throw .value }
        let rows: VisibleCells.Rows = functionNum > 100 ? .shown : .unfiltered
        let cells = try VisibleCells(
            values.elements, rows: rows, skipsSubtotals: true, skipsErrors: false, context: context)
        return try cells.aggregate(function)
    }

    /// `AGGREGATE`: one of nineteen aggregates; the options leave out nested subtotals (0 to 3), hidden rows (odd ones)
    /// and errors (2, 3, 6, 7). From function 14 on an array is taken too, and a rank or fraction. Excel's function
    /// page.
    static func aggregate(
        _ functionNum: Int, _ options: Double, _ array: Rest<Operand>, _ context: CallContext
    ) throws(CellError) -> Double {
        let option = Int(options.rounded(.towardZero).clamped(-1, 8))
        guard functionNum >= 1, functionNum <= 19, option >= 0, option <= 7 else { throw .value }
        let skipsErrors = option & 2 != 0
        var references: [Reference] = []
        let operands = functionNum >= 14 ? [array.elements[0]] : array.elements
        for operand in operands {
            switch operand {
            case .reference(let reference): references.append(reference)
            case .scalar(.error(let error)) where functionNum <= 13: throw error
            default: guard functionNum >= 14 else { throw .value }
            }
        }
        if functionNum <= 13 || !references.isEmpty {
            let cells = try VisibleCells(
                references, rows: option & 1 != 0 ? .shown : .all, skipsSubtotals: option < 4,
                skipsErrors: skipsErrors, context: context)
            if functionNum <= 13 { return try cells.aggregate(functionNum) }
            return try ranked(functionNum, cells.ascending(), array, context)
        }
        let matrix = try operands[0].matrix(context)
        var numbers: [Double] = []
        for element in matrix.elements {
            if let error = element.error, !skipsErrors { throw error }
            if case .number(let number) = element { numbers.append(number) }
        }
        return try ranked(functionNum, numbers.sorted(), array, context)
    }

    /// Functions 14 to 19 over sorted numbers; the second argument after the options is `k`.
    private static func ranked(
        _ function: Int, _ numbers: [Double], _ array: Rest<Operand>, _ context: CallContext
    ) throws(CellError) -> Double {
        guard array.elements.count == 2 else { throw .value }
        let k = try Coercion.number(array.elements[1].first(context), context.workbook.dateSystem)
        switch function {
        case 14: return try StatisticalAggregates.ranked(numbers, k, fromTop: true)
        case 15: return try StatisticalAggregates.ranked(numbers, k, fromTop: false)
        case 16: return try StatisticalAggregates.percentileInclusive(numbers, k)
        case 17: return try StatisticalAggregates.quartileInclusive(numbers, k)
        case 18: return try StatisticalAggregates.percentileExclusive(numbers, k)
        default: return try StatisticalAggregates.quartileExclusive(numbers, k)
        }
    }
}

extension Double {
    fileprivate func clamped(_ low: Double, _ high: Double) -> Double { Swift.min(Swift.max(self, low), high) }
}

/// The cells of ranges that SUBTOTAL and AGGREGATE look at.
struct VisibleCells: NumberSource {
    enum Rows {
        case all, unfiltered, shown
    }

    private let areas: [Area]
    private let rows: Rows
    private let skipsSubtotals: Bool
    private let skipsErrors: Bool
    private let context: CallContext

    /// `#VALUE!` for a reference over several sheets.
    init(
        _ references: [Reference], rows: Rows, skipsSubtotals: Bool, skipsErrors: Bool, context: CallContext
    ) throws(CellError) {
        for reference in references {
            guard reference.areas.allSatisfy({ $0.sheet == reference.areas[0].sheet }) else { throw .value }
        }
        areas = references.flatMap(\.areas)
        self.rows = rows
        self.skipsSubtotals = skipsSubtotals
        self.skipsErrors = skipsErrors
        self.context = context
    }

    /// Visits the cells that hold something, errors too.
    private func forEachCell(_ body: (PackedValue) throws(CellError) -> Void) throws(CellError) {
        let workbook = context.workbook
        for area in areas {
            func visit(_ row: Int32, _ column: Int32, _ value: PackedValue) throws(CellError) {
                if value.isVacant || isHidden(area.sheet, row) { return }
                if skipsSubtotals && workbook.isSubtotal(area.sheet, row, column) { return }
                try body(value)
            }
            if area.range.columnCount > 1 {
                try workbook.forEachByRow(in: area, visit)
                continue
            }
            try workbook.forEachBlock(in: area) { column, firstRow, block throws(CellError) in
                for index in block.indices { try visit(firstRow + Int32(index), column, block[index]) }
            }
        }
    }

    private func isHidden(_ sheet: SheetID, _ row: Int32) -> Bool {
        switch rows {
        case .all: false
        case .unfiltered: context.workbook.isRowFiltered(sheet, row)
        case .shown: context.workbook.isRowHidden(sheet, row)
        }
    }

    func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        try forEachCell { value throws(CellError) in
            if value.isNumber { try body(value.number) } else if value.isError && !skipsErrors { throw value.error }
        }
    }

    private func count(where isCounted: (PackedValue) -> Bool) throws(CellError) -> Double {
        var count = 0.0
        try forEachCell { value throws(CellError) in if isCounted(value) { count += 1 } }
        return count
    }

    /// The variance from the sums of the numbers and of their squares, as SUBTOTAL and AGGREGATE have it in Excel,
    /// which differs from VAR's in the last digits. Where little would be left of the difference, it is VAR's.
    private func runningVariance(ofSample: Bool) throws(CellError) -> Double {
        var (count, sum, squares) = (0.0, 0.0, 0.0)
        try forEach { number throws(CellError) in
            count += 1
            sum += number
            squares += number * number
        }
        let rest = squares - sum * sum / count
        guard rest.isFinite, rest > 1e-6 * squares else { return try variance(ofSample: ofSample) }
        return rest / (ofSample ? count - 1 : count)
    }

    /// The aggregate of a number from 1 to 13, in the order both functions share.
    func aggregate(_ function: Int) throws(CellError) -> Double {
        switch function {
        case 1: try mean()
        case 2: try count { $0.isNumber }
        case 3: try count { !(skipsErrors && $0.isError) }
        case 4: try maximum()
        case 5: try minimum()
        case 6: try product()
        case 7: try runningVariance(ofSample: true).squareRoot()
        case 8: try runningVariance(ofSample: false).squareRoot()
        case 9: try sum()
        case 10: try runningVariance(ofSample: true)
        case 11: try runningVariance(ofSample: false)
        case 12: try StatisticalAggregates.median(ascending())
        default: try StatisticalAggregates.mode(of: self)
        }
    }
}
