// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Payments in the order in which they stand, row by row: of a range or an array only the numbers count, a value given
/// directly is coerced.
struct CashFlows: FunctionParameter {
    let amounts: [Double]

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> CashFlows {
        let context = arguments.context
        let operand = arguments.operand()
        switch operand {
        case .scalar(let value):
            return CashFlows(amounts: [try Coercion.number(value, context.workbook.dateSystem)])
        case .omitted: return CashFlows(amounts: [0])
        case .lambda: throw .calculation
        case .matrix(let matrix): return CashFlows(amounts: try numbers(of: matrix))
        case .reference(let reference):
            var amounts: [Double] = []
            for area in reference.areas {
                guard let area = area.clipped(context) else { continue }
                amounts += try numbers(of: Matrix(area, context))
            }
            return CashFlows(amounts: amounts)
        }
    }

    static func numbers(of matrix: Matrix) throws(CellError) -> [Double] {
        var amounts: [Double] = []
        for element in matrix.elements {
            switch element {
            case .number(let number): amounts.append(number)
            case .error(let error): throw error
            default: continue
            }
        }
        return amounts
    }
}

extension Area {
    /// The part of an area that a sheet uses; `nil` when it is blank there.
    func clipped(_ context: CallContext) -> Area? {
        guard range.cellCount > 4096 else { return self }
        guard let used = context.workbook.usedRange(of: sheet), let common = range.intersection(used) else {
            return nil
        }
        return Area(sheet: sheet, range: common)
    }
}

extension Financial {
    /// `NPV`: net present value of payments at the end of periods. ECMA-376-1 §18.17.7.
    static func netPresentValue(
        _ rate: Double, _ values: Rest<CashFlows>, _ context: CallContext
    ) throws(CellError) -> Double {
        guard rate != -1 else { throw .divisionByZero }
        return try worth(values.elements.flatMap(\.amounts), rate: rate, context) / (1 + rate)
    }

    /// What payments are worth when the first is made.
    private static func worth(
        _ amounts: [Double], rate: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        try context.charge(amounts.count * stepsPerPayment)
        var sum = 0.0
        for (index, amount) in amounts.enumerated() where amount != 0 { sum += amount / pow(1 + rate, Double(index)) }
        return sum
    }

    /// `IRR`: the rate at which payments are worth nothing. ECMA-376-1 §18.17.7.
    static func internalRate(
        _ values: CashFlows, _ guess: Skippable<Double>, _ context: CallContext
    ) throws(CellError) -> Double {
        let amounts = values.amounts
        guard amounts.contains(where: { $0 > 0 }), amounts.contains(where: { $0 < 0 }) else { throw .number }
        let guess = guess.value ?? 0.1
        guard guess > -1 else { throw .value }
        for start in [1 / (1 + guess), 1 + guess] {
            if let rate = try secantRate(amounts, start, context) { return rate }
        }
        let rate = try rateRoot(near: guess) { rate throws(CellError) in
            try worth(amounts, rate: rate, context)
        }
        guard let rate else { throw .number }
        return rate
    }

    /// The rate as Excel narrows it down, and as far: by secants over the discount factor, the second point 0.001 above
    /// the first where the payments are worth something there, else below it, until the factor changes by less than
    /// 1E-7. `nil` where they do not lead to a zero.
    private static func secantRate(
        _ amounts: [Double], _ start: Double, _ context: CallContext
    ) throws(CellError) -> Double? {
        func value(_ factor: Double) throws(CellError) -> Double {
            try worth(amounts, rate: 1 / factor - 1, context)
        }
        var before = start
        var valueBefore = try value(before)
        var factor = valueBefore > 0 ? before + 0.001 : before - 0.001
        var here = try value(factor)
        for _ in 0..<200 {
            guard here.isFinite, valueBefore.isFinite, here != valueBefore else { return nil }
            let next = factor - (factor - before) * (here / (here - valueBefore))
            (before, valueBefore, factor) = (factor, here, next)
            guard factor > 0 else { return nil }
            here = try value(factor)
            guard Swift.abs(factor - before) >= 1e-7, here != 0 else {
                let rate = 1 / factor - 1
                return try Swift.abs(here) <= 1e-7 * worth(amounts.map(Swift.abs), rate: rate, context) ? rate : nil
            }
        }
        return nil
    }

    /// `MIRR`: the rate of return when costs are financed and incomes reinvested at given rates. ECMA-376-1 §18.17.7.
    static func modifiedInternalRate(
        _ values: CashFlows, _ finance: Double, _ reinvest: Double, _ context: CallContext
    ) throws(CellError) -> Double {
        let amounts = values.amounts
        let count = Double(amounts.count)
        guard amounts.contains(where: { $0 < 0 }) else { throw .divisionByZero }
        var income = 0.0
        for (index, amount) in amounts.enumerated() where amount > 0 {
            income += amount * pow(1 + reinvest, count - 1 - Double(index))
        }
        let cost = try worth(amounts.map { min($0, 0) }, rate: finance, context)
        let ratio = -income / cost
        guard ratio >= 0 else { throw .number }
        return pow(ratio, 1 / (count - 1)) - 1
    }

    /// `FVSCHEDULE`: future value after a series of interest rates; anything but numbers and blanks is `#VALUE!`.
    /// Excel's function page FVSCHEDULE.
    static func scheduledValue(_ principal: PlainNumber, _ schedule: Matrix) throws(CellError) -> Double {
        var value = principal.value
        for element in schedule.elements {
            switch element {
            case .number(let rate): value *= 1 + rate
            case .empty: continue
            case .error(let error): throw error
            case .text, .boolean: throw .value
            }
        }
        return value
    }
}
