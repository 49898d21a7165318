// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

/// The Bessel functions of Excel: of order 0 and 1 the approximations of about eight digits in Abramowitz and Stegun,
/// *Handbook of Mathematical Functions* §9.4 and §9.8, and J. F. Hart, *Computer Approximations*; Excel's results are
/// those of these polynomials and not of better ones. Higher orders follow by recurrence.
extension Engineering {
    /// `BESSELJ`: the Bessel function of the first kind. Excel's function page BESSELJ.
    static func besselJ(_ x: PlainNumber, _ n: PlainNumber, _ context: CallContext) throws(CellError) -> Double {
        let order = try besselOrder(n, context)
        return BesselFunctions.j(x.value, order)
    }

    /// `BESSELY`: the Bessel function of the second kind. Excel's function page BESSELY.
    static func besselY(_ x: PlainNumber, _ n: PlainNumber, _ context: CallContext) throws(CellError) -> Double {
        let order = try besselOrder(n, context)
        guard x.value > 0 else { throw .number }
        return BesselFunctions.y(x.value, order)
    }

    /// `BESSELI`: the modified Bessel function of the first kind. Excel's function page BESSELI.
    static func besselI(_ x: PlainNumber, _ n: PlainNumber, _ context: CallContext) throws(CellError) -> Double {
        let order = try besselOrder(n, context)
        return BesselFunctions.i(x.value, order)
    }

    /// `BESSELK`: the modified Bessel function of the second kind. Excel's function page BESSELK.
    static func besselK(_ x: PlainNumber, _ n: PlainNumber, _ context: CallContext) throws(CellError) -> Double {
        let order = try besselOrder(n, context)
        guard x.value > 0 else { throw .number }
        return BesselFunctions.k(x.value, order)
    }

    /// Steps that a recurrence takes for each order; some begin at twice the order that is asked for.
    private static let stepsPerOrder = 12

    /// An order cut to a whole number; beyond a million every result is out of range anyway.
    private static func besselOrder(_ n: PlainNumber, _ context: CallContext) throws(CellError) -> Int {
        let order = try n.whole()
        guard n.value >= 0, order <= 1_000_000 else { throw .number }
        try context.charge(order * stepsPerOrder)
        return order
    }
}
