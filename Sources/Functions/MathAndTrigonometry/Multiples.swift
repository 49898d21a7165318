// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// CEILING, FLOOR and what became of them. ECMA-376-1 §18.17.7 and Excel's function pages. Quotients are judged by their
// 15 significant digits, so CEILING(1.1, 0.1) stays 1.1.
extension MathAndTrigonometry {
    /// `CEILING`: to a multiple, away from zero where the signs agree, up for a negative number and a positive
    /// multiple.
    static func ceiling(_ number: Double, _ significance: Double) throws(CellError) -> Double {
        if number == 0 || significance == 0 { return 0 }
        guard number < 0 || significance > 0 else { throw .number }
        return multiple(DecimalRounding.ceiling(number / significance), significance)
    }

    /// `FLOOR`: to a multiple, towards zero where the signs agree, down for a negative number and a positive multiple.
    static func floor(_ number: Double, _ significance: Double) throws(CellError) -> Double {
        if number == 0 { return 0 }
        guard significance != 0 else { throw .divisionByZero }
        guard number < 0 || significance > 0 else { throw .number }
        return multiple(DecimalRounding.floor(number / significance), significance)
    }

    /// `CEILING.PRECISE`, `ISO.CEILING`, `ECMA.CEILING`: up to a multiple whatever the signs.
    static func ceilingPrecise(_ number: Double, _ significance: Double?) -> Double {
        let step = (significance ?? 1).magnitude
        return step == 0 ? 0 : multiple(DecimalRounding.ceiling(number / step), step)
    }

    /// `FLOOR.PRECISE`: down to a multiple whatever the signs.
    static func floorPrecise(_ number: Double, _ significance: Double?) -> Double {
        let step = (significance ?? 1).magnitude
        return step == 0 ? 0 : multiple(DecimalRounding.floor(number / step), step)
    }

    /// `CEILING.MATH`: up to a multiple; with a mode other than 0 negative numbers go away from zero.
    static func ceilingMath(_ number: Double, _ significance: Skippable<Double>, _ mode: Double?) -> Double {
        let turns = number < 0 && (mode ?? 0) != 0
        return turns ? floorPrecise(number, significance.value) : ceilingPrecise(number, significance.value)
    }

    /// `FLOOR.MATH`: down to a multiple; with a mode other than 0 negative numbers go towards zero.
    static func floorMath(_ number: Double, _ significance: Skippable<Double>, _ mode: Double?) -> Double {
        let turns = number < 0 && (mode ?? 0) != 0
        return turns ? ceilingPrecise(number, significance.value) : floorPrecise(number, significance.value)
    }

    private static func multiple(_ count: Double, _ step: Double) -> Double { count == 0 ? 0 : count * step }
}
