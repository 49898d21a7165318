// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Zeros of rising functions on the whole line, which charge for themselves, for the inverses of distributions.
enum MonotoneInverse {
    /// Newton's method kept between bounds that close in; `function` gives value and slope.
    static func solve(
        from start: Double, _ function: (Double) throws(CellError) -> (value: Double, slope: Double)
    ) throws(CellError) -> Double {
        var low = -Double.infinity
        var high = Double.infinity
        var x = start
        var stride = 1.0
        for _ in 0..<200 {
            let (value, slope) = try function(x)
            if value == 0 || value.isNaN { return x }
            if value < 0 { low = x } else { high = x }
            var next = x - value / slope
            if !next.isFinite || abs(next - x) > 40 || next <= low || next >= high {
                // Without bounds on both sides the step doubles; within them they are halved.
                if low.isInfinite || high.isInfinite {
                    next = low.isInfinite ? high - stride : low + stride
                    stride *= 2
                } else {
                    next = low + (high - low) / 2
                }
            }
            if abs(next - x) <= 2e-16 * max(abs(x), 1e-3) || next == low || next == high { return next }
            x = next
        }
        return x
    }
}
