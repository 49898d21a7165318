// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Factorials, combinations, divisors. ECMA-376-1 §18.17.7 and Excel's function pages. Arguments are cut to whole
// numbers.
extension MathAndTrigonometry {
    /// `FACT`: n!, `#NUM!` below 0 and above 170.
    static func fact(_ number: Double) throws(CellError) -> Double {
        let n = number.rounded(.towardZero)
        guard number >= 0, n <= 170 else { throw .number }
        return stepProduct(n, by: 1)
    }

    /// `FACTDOUBLE`: n·(n-2)·(n-4)…, 1 for 0 and -1, `#NUM!` below and above 300.
    static func factDouble(_ number: PlainNumber) throws(CellError) -> Double {
        let n = number.value.rounded(.towardZero)
        guard n >= -1, n <= 300 else { throw .number }
        return stepProduct(n, by: 2)
    }

    /// n·(n-step)·…, multiplied from the small factors up so that it is exact as long as it fits in 53 bits.
    private static func stepProduct(_ n: Double, by step: Int) -> Double {
        guard n > 1 else { return 1 }
        let last = Int(n)
        return stride(from: last % step == 0 ? step : 1, through: last, by: step).reduce(1) { $0 * Double($1) }
    }

    /// `COMBIN`: ways to choose from a number of things; exact as far as binary64 goes.
    static func combin(_ number: Double, _ numberChosen: Double, _ context: CallContext) throws(CellError) -> Double {
        let n = number.rounded(.towardZero)
        let k = numberChosen.rounded(.towardZero)
        guard number >= 0, numberChosen >= 0, k <= n, n < 2_147_483_647 else { throw .number }
        return try binomial(n, k, context)
    }

    /// `COMBINA`: the same with repetitions.
    static func combinA(_ number: Double, _ numberChosen: Double, _ context: CallContext) throws(CellError) -> Double {
        let n = number.rounded(.towardZero)
        let k = numberChosen.rounded(.towardZero)
        guard number >= 0, numberChosen >= 0, n < 2_147_483_648, k < 2_147_483_648 else { throw .number }
        if k == 0 { return 1 }
        guard n > 0 else { throw .number }
        return try binomial(n + k - 1, k, context)
    }

    /// n over k. While the product fits in 128 bits every step divides without remainder; later steps go on in
    /// binary64 and stop when they overflow, which is after about a thousand.
    private static func binomial(_ n: Double, _ k: Double, _ context: CallContext) throws(CellError) -> Double {
        let k = min(k, n - k)
        try context.charge(Int(min(k, 1_000)) * 2)
        var exact: UInt128 = 1
        var step = 1.0
        while step <= k {
            let (product, overflow) = exact.multipliedReportingOverflow(by: UInt128(n - k + step))
            if overflow { break }
            exact = product / UInt128(step)
            step += 1
        }
        var result = Double(exact)
        while step <= k, result.isFinite {
            result = result * ((n - k + step) / step)
            step += 1
        }
        return result
    }

    /// `MULTINOMIAL`: the factorial of a sum over the product of the factorials.
    static func multinomial(_ values: Rest<Values>, _ context: CallContext) throws(CellError) -> Double {
        var sum = 0.0
        var result = 1.0
        try AnalysisNumbers(values: values).forEach { number throws(CellError) in
            let n = number.rounded(.towardZero)
            guard n >= 0, sum + n < 0x1p53 else { throw .number }
            sum += n
            result *= try binomial(sum, n, context)
        }
        return result
    }

    /// `GCD`: the greatest common divisor; `#NUM!` for negative numbers and from 2^53 on, `#VALUE!` of nothing.
    static func gcd(_ values: Rest<Values>) throws(CellError) -> Double {
        var result: UInt64?
        try AnalysisNumbers(values: values).forEach { number throws(CellError) in
            result = greatestDivisor(result ?? 0, try whole(number))
        }
        guard let result else { throw .value }
        return Double(result)
    }

    /// `LCM`: the least common multiple, 0 when a number is 0; `#NUM!` when it reaches 2^53, `#VALUE!` of nothing.
    static func lcm(_ values: Rest<Values>) throws(CellError) -> Double {
        var result: UInt64 = 1
        var isZero = false
        var isEmpty = true
        try AnalysisNumbers(values: values).forEach { number throws(CellError) in
            isEmpty = false
            let factor = try whole(number)
            if factor == 0 { isZero = true }
            guard !isZero else { return }
            let (product, overflow) = result.multipliedReportingOverflow(by: factor / greatestDivisor(result, factor))
            guard !overflow, product < 1 << 53 else { throw .number }
            result = product
        }
        guard !isEmpty else { throw .value }
        return isZero ? 0 : Double(result)
    }

    private static func whole(_ number: Double) throws(CellError) -> UInt64 {
        guard number >= 0, number < 0x1p53 else { throw .number }
        return UInt64(number)
    }

    private static func greatestDivisor(_ one: UInt64, _ other: UInt64) -> UInt64 {
        var (one, other) = (one, other)
        while other != 0 { (one, other) = (other, one % other) }
        return one
    }
}
