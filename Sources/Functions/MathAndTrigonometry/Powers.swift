// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

// Powers, roots and logarithms. ECMA-376-1 §18.17.7.
extension MathAndTrigonometry {
    /// `ABS`: without its sign.
    static func abs(_ number: Double) -> Double { number.magnitude }

    /// `SIGN`: 1, 0 or -1.
    static func sign(_ number: Double) -> Double { number > 0 ? 1 : number < 0 ? -1 : 0 }

    /// `SQRT`: the square root, `#NUM!` of a negative number.
    static func sqrt(_ number: Double) throws(CellError) -> Double {
        guard number >= 0 else { throw .number }
        return number.squareRoot()
    }

    /// `SQRTPI`: the square root of pi times a number.
    static func sqrtPi(_ number: PlainNumber) throws(CellError) -> Double { try sqrt(number.value * .pi) }

    /// `EXP`: e to a power.
    static func exp(_ number: Double) -> Double { Glibc.exp(number) }

    /// `LN`: the natural logarithm, `#NUM!` from 0 down.
    static func ln(_ number: Double) throws(CellError) -> Double {
        guard number > 0 else { throw .number }
        return Glibc.log(number)
    }

    /// `LOG10`: the logarithm to the base 10.
    static func log10(_ number: Double) throws(CellError) -> Double {
        guard number > 0 else { throw .number }
        return Glibc.log10(number)
    }

    /// `LOG`: the logarithm to a base, 10 when omitted; `#DIV/0!` for the base 1.
    static func log(_ number: Double, _ base: Double?) throws(CellError) -> Double {
        let base = base ?? 10
        guard number > 0, base > 0 else { throw .number }
        if base == 10 { return Glibc.log10(number) }
        if base == 2 { return Glibc.log2(number) }
        guard base != 1 else { throw .divisionByZero }
        return Glibc.log(number) / Glibc.log(base)
    }

    /// `POWER`: the operator `^` as a function.
    static func power(_ number: Double, _ power: Double) throws(CellError) -> Double {
        try Exponentiation.power(number, power)
    }

    /// `SERIESSUM`: the power series a1·x^n + a2·x^(n+m) + a3·x^(n+2m) + …; `#NUM!` where 0^0 occurs.
    static func seriesSum(
        _ x: PlainNumber, _ n: PlainNumber, _ m: PlainNumber, _ coefficients: Operand, _ context: CallContext
    ) throws(CellError) -> Double {
        var sum = 0.0
        var exponent = n.value
        for element in try coefficients.matrix(context).elements {
            let coefficient: Double
            switch element {
            case .number(let number): coefficient = number
            case .empty: coefficient = 0
            case .error(let error): throw error
            case .text, .boolean: throw .value
            }
            sum += coefficient * (try power(x.value, exponent))
            exponent += m.value
        }
        return sum
    }
}
