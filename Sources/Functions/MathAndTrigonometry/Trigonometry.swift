// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

// Circular and hyperbolic functions. ECMA-376-1 §18.17.7; COT, SEC and their kin from Excel's function pages.
extension MathAndTrigonometry {
    /// An angle as Excel's circular functions take it: 2^27 and beyond is `#NUM!`.
    private static func angle(_ number: Double) throws(CellError) -> Double {
        guard number.magnitude < 0x1p27 else { throw .number }
        return number
    }

    /// One over `denominator`; `#DIV/0!` when it is zero.
    private static func reciprocal(_ denominator: Double) throws(CellError) -> Double {
        guard denominator != 0 else { throw .divisionByZero }
        return 1 / denominator
    }

    private static func within(_ number: Double, _ limit: Double) throws(CellError) -> Double {
        guard number.magnitude <= limit else { throw .number }
        return number
    }

    /// `SIN`: the sine of an angle in radians.
    static func sin(_ number: Double) throws(CellError) -> Double { ReducedAngle(try angle(number)).sine }
    /// `COS`: the cosine of an angle in radians.
    static func cos(_ number: Double) throws(CellError) -> Double { ReducedAngle(try angle(number)).cosine }
    /// `TAN`: the tangent of an angle in radians.
    static func tan(_ number: Double) throws(CellError) -> Double { ReducedAngle(try angle(number)).tangent }
    /// `COT`: the cotangent, `#DIV/0!` at 0.
    static func cot(_ number: Double) throws(CellError) -> Double { try reciprocal(tan(number)) }
    /// `SEC`: the secant.
    static func sec(_ number: Double) throws(CellError) -> Double { try reciprocal(cos(number)) }
    /// `CSC`: the cosecant, `#DIV/0!` at 0.
    static func csc(_ number: Double) throws(CellError) -> Double { try reciprocal(sin(number)) }

    /// `ASIN`: the arcsine, `#NUM!` outside -1 ... 1.
    static func asin(_ number: Double) throws(CellError) -> Double { Glibc.asin(try within(number, 1)) }
    /// `ACOS`: the arccosine, `#NUM!` outside -1 ... 1.
    static func acos(_ number: Double) throws(CellError) -> Double { Glibc.acos(try within(number, 1)) }
    /// `ATAN`: the arctangent.
    static func atan(_ number: Double) -> Double { Glibc.atan(number) }
    /// `ACOT`: the arccotangent between 0 and pi.
    static func acot(_ number: Double) -> Double { Glibc.atan2(1, number) }

    /// `ATAN2`: the angle of the point (x, y), x first; `#DIV/0!` for the origin.
    static func atan2(_ xNum: Double, _ yNum: Double) throws(CellError) -> Double {
        guard xNum != 0 || yNum != 0 else { throw .divisionByZero }
        return Glibc.atan2(yNum, xNum)
    }

    /// `SINH`: the hyperbolic sine.
    static func sinh(_ number: Double) -> Double { Glibc.sinh(number) }
    /// `COSH`: the hyperbolic cosine.
    static func cosh(_ number: Double) -> Double { Glibc.cosh(number) }
    /// `TANH`: the hyperbolic tangent.
    static func tanh(_ number: Double) -> Double { Glibc.tanh(number) }
    /// `COTH`: the hyperbolic cotangent, `#DIV/0!` at 0.
    static func coth(_ number: Double) throws(CellError) -> Double { try reciprocal(Glibc.tanh(number)) }
    /// `SECH`: the hyperbolic secant.
    static func sech(_ number: Double) throws(CellError) -> Double { try reciprocal(Glibc.cosh(number)) }
    /// `CSCH`: the hyperbolic cosecant, `#DIV/0!` at 0.
    static func csch(_ number: Double) throws(CellError) -> Double { try reciprocal(Glibc.sinh(number)) }

    /// `ASINH`: the inverse hyperbolic sine.
    static func asinh(_ number: Double) -> Double { Glibc.asinh(number) }

    /// `ACOSH`: the inverse hyperbolic cosine, `#NUM!` below 1.
    static func acosh(_ number: Double) throws(CellError) -> Double {
        guard number >= 1 else { throw .number }
        return Glibc.acosh(number)
    }

    /// `ATANH`: the inverse hyperbolic tangent, `#NUM!` unless strictly between -1 and 1.
    static func atanh(_ number: Double) throws(CellError) -> Double {
        guard number.magnitude < 1 else { throw .number }
        return Glibc.atanh(number)
    }

    /// `ACOTH`: the inverse hyperbolic cotangent, `#NUM!` from -1 to 1.
    static func acoth(_ number: Double) throws(CellError) -> Double {
        guard number.magnitude > 1 else { throw .number }
        return Glibc.atanh(1 / number)
    }

    /// `DEGREES`: radians as degrees.
    static func degrees(_ angle: Double) -> Double { angle * 180 / .pi }
    /// `RADIANS`: degrees as radians.
    static func radians(_ angle: Double) -> Double { angle * .pi / 180 }
    /// `PI`: 3.14159265358979.
    static func pi() -> Double { .pi }
}
