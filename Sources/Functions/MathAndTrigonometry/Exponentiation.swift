// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
internal import Glibc

/// The operator `^` and POWER. ECMA-376-1 §18.17.2.2.
public enum Exponentiation {
    /// A number to a power: `#NUM!` for 0^0, `#DIV/0!` for negative powers of 0, and of the fractional powers of a
    /// negative number only the odd roots, as Excel has it: (-8)^(1/3) is -2, and what is not finite becomes `#NUM!`.
    public static func power(_ base: Double, _ exponent: Double) throws(CellError) -> Double {
        if base == 0 {
            if exponent == 0 { throw .number }
            if exponent < 0 { throw .divisionByZero }
        }
        if base < 0, isOddRoot(exponent) { return -pow(-base, exponent) }
        return pow(base, exponent)
    }

    /// Whether an exponent is one over an odd number other than 1, as far as its digits tell.
    private static func isOddRoot(_ exponent: Double) -> Bool {
        guard exponent.magnitude < 0.5 else { return false }
        let root = (1 / exponent).rounded()
        guard root.magnitude < 0x1p53, root.truncatingRemainder(dividingBy: 2) != 0 else { return false }
        return Swift.abs(1 / root - exponent) <= Swift.abs(exponent) * 0x1p-50
    }
}
