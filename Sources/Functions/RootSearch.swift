// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Zeros of continuous functions of one variable, which charge for themselves.
enum RootSearch {
    /// The zero between two points where the function has different signs, to the last bits (Brent's method); `nil`
    /// when the signs are the same or a value is not a number.
    static func root(
        _ low: Double, _ high: Double, of function: (Double) throws(CellError) -> Double
    ) throws(CellError) -> Double? {
        var (a, b) = (low, high)
        var (fa, fb) = (try function(a), try function(b))
        if fa == 0 { return a }
        if fb == 0 { return b }
        guard fa * fb < 0 || (fa.sign != fb.sign && !fa.isNaN && !fb.isNaN) else { return nil }
        var (c, fc) = (a, fa)
        var step = b - a
        var previousStep = step
        for _ in 0..<500 {
            if (fb > 0) == (fc > 0) {
                (c, fc) = (a, fa)
                step = b - a
                previousStep = step
            }
            if abs(fc) < abs(fb) { (a, fa, b, fb, c, fc) = (b, fb, c, fc, b, fb) }
            let tolerance = 2 * Double.ulpOfOne * abs(b) + 1e-300
            let half = (c - b) / 2
            if abs(half) <= tolerance || fb == 0 { return b }
            if abs(previousStep) >= tolerance && abs(fa) > abs(fb) {
                let candidate = interpolated(a, fa, b, fb, c, fc)
                let isInside =
                    2 * candidate.p
                    < min(
                        3 * half * candidate.q - abs(tolerance * candidate.q),
                        abs(previousStep * candidate.q))
                previousStep = isInside ? step : half
                step = isInside ? candidate.p / candidate.q : half
            } else {
                step = half
                previousStep = half
            }
            (a, fa) = (b, fb)
            b += abs(step) > tolerance ? step : (half > 0 ? tolerance : -tolerance)
            fb = try function(b)
            if fb.isNaN { return nil }
        }
        return b
    }

    /// The secant or inverse quadratic step p / q, p not negative.
    private static func interpolated(
        _ a: Double, _ fa: Double, _ b: Double, _ fb: Double, _ c: Double, _ fc: Double
    ) -> (p: Double, q: Double) {
        let s = fb / fa
        var p: Double
        var q: Double
        if a == c {
            p = (c - b) * s
            q = 1 - s
        } else {
            q = fa / fc
            let r = fb / fc
            p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1))
            q = (q - 1) * (r - 1) * (s - 1)
        }
        if p > 0 { q = -q }
        return (abs(p), q)
    }
}
