// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Random numbers and sequences. ECMA-376-1 §18.17.7; RANDARRAY and SEQUENCE from Excel's function pages.
extension MathAndTrigonometry {
    /// `RAND`: from 0 up to, but not including, 1.
    static func rand(_ context: CallContext) -> Double { context.random.unit() }

    /// `RANDBETWEEN`: a whole number, bounds included; `#NUM!` when the bounds are crossed.
    static func randBetween(
        _ bottom: PlainNumber, _ top: PlainNumber, _ context: CallContext
    ) throws(CellError) -> Double {
        guard bottom.value <= top.value else { throw .number }
        let low = bottom.value.rounded(.up)
        return wholeNumber(low, max(top.value.rounded(.down), low), context)
    }

    private static func wholeNumber(_ low: Double, _ high: Double, _ context: CallContext) -> Double {
        min(low + (context.random.unit() * (high - low + 1)).rounded(.down), high)
    }

    /// `RANDARRAY`: rows × columns numbers between bounds (0 and 1), whole ones on request.
    static func randArray(
        _ rows: Skippable<Double>, _ columns: Skippable<Double>, _ min: Skippable<Double>, _ max: Skippable<Double>,
        _ integer: Skippable<Bool>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        let (rows, columns) = try shape(rows.value ?? 1, columns.value ?? 1, context)
        let low = min.value ?? 0
        let high = max.value ?? 1
        let isWhole = integer.value ?? false
        guard low <= high else { throw .value }
        if isWhole { guard low == low.rounded(), high == high.rounded() else { throw .value } }
        var elements: [CellValue] = []
        elements.reserveCapacity(rows * columns)
        for _ in 0..<(rows * columns) {
            let number = isWhole ? wholeNumber(low, high, context) : low + context.random.unit() * (high - low)
            elements.append(.finite(number))
        }
        return Matrix(rows: rows, columns: columns, elements: elements)
    }

    /// `SEQUENCE`: rows × columns numbers that rise by a step, row by row.
    static func sequence(
        _ rows: Skippable<Double>, _ columns: Skippable<Double>, _ start: Skippable<Double>, _ step: Skippable<Double>,
        _ context: CallContext
    ) throws(CellError) -> Matrix {
        let (rows, columns) = try shape(rows.value ?? 1, columns.value ?? 1, context)
        let first = start.value ?? 1
        let step = step.value ?? 1
        let elements = (0..<(rows * columns)).map { CellValue.finite(first + Double($0) * step) }
        return Matrix(rows: rows, columns: columns, elements: elements)
    }

    /// The size of a made array: `#CALC!` when it is empty, `#VALUE!` when it is negative or beyond the grid.
    private static func shape(
        _ rows: Double, _ columns: Double, _ context: CallContext
    ) throws(CellError) -> (rows: Int, columns: Int) {
        let rows = rows.rounded(.towardZero)
        let columns = columns.rounded(.towardZero)
        guard rows >= 0, columns >= 0 else { throw .value }
        guard rows > 0, columns > 0 else { throw .calculation }
        guard rows <= Double(GridLimits.rows), columns <= Double(GridLimits.columns) else { throw .value }
        guard rows * columns <= Double(context.limits.arrayElements) else { throw .number }
        return (Int(rows), Int(columns))
    }
}
