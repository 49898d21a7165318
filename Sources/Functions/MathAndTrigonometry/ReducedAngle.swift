// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// An angle as a number of quarter turns and a rest of at most an eighth of a turn.
///
/// Excel's circular functions know pi to 64 bits only, the precision of the x87 registers they stem
/// from. It shows where
/// the result is near 0 or without bounds: COS(PI()/2) is 6.12574E-17 and not 6.12323E-17.
struct ReducedAngle {
    /// A multiple of pi/2 nearest to the angle, modulo 4.
    private let quarter: Int
    /// What is left of the angle, in radians.
    private let rest: Double

    /// Half of pi to 53 bits, and what rounding it to 64 adds.
    private static let halfPi = (high: 0x1.921fb54442d18p0, low: 0x1.1a8p-54)

    /// `angle` in radians, less than 2^27 in magnitude.
    init(_ angle: Double) {
        guard angle.magnitude > .pi / 4 else {
            (quarter, rest) = (0, angle)
            return
        }
        let turns = (angle / Self.halfPi.high).rounded()
        // The product in two parts, so that nothing is lost before the digits cancel.
        let product = turns * Self.halfPi.high
        let error = (-product).addingProduct(turns, Self.halfPi.high)
        rest = (angle - product) - error - turns * Self.halfPi.low
        quarter = Int(turns) & 3
    }

    var sine: Double {
        switch quarter {
        case 0: Glibc.sin(rest)
        case 1: Glibc.cos(rest)
        case 2: -Glibc.sin(rest)
        default: -Glibc.cos(rest)
        }
    }

    var cosine: Double {
        switch quarter {
        case 0: Glibc.cos(rest)
        case 1: -Glibc.sin(rest)
        case 2: -Glibc.cos(rest)
        default: Glibc.sin(rest)
        }
    }

    var tangent: Double {
        quarter & 1 == 0 ? Glibc.tan(rest) : -1 / Glibc.tan(rest)
    }
}
