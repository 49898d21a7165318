// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// Bessel functions of whole order by classical approximations of orders 0 and 1.
enum BesselFunctions {
    /// 2/π to the digits of the approximations.
    private static let twoOverPi = 0.636619772
    /// Where recurrences are scaled back.
    private static let large = 1e10

    private static func j0(_ x: Double) -> Double {
        let size = abs(x)
        if size >= 8 {
            // Excel's coefficient of y here is not the one of the table, which it does use for Y.
            let y = 64 / (size * size)
            let p = polynomial(y, 1, -0.1098628267e-2, 0.2734510407e-4, -0.2073370639e-5, 0.2093887211e-6)
            let wave = wave0(size)
            return sqrt(twoOverPi / size) * (cos(wave.angle) * p - 8 / size * sin(wave.angle) * wave.q)
        }
        let y = x * x
        return polynomial(
            y, 57568490574, -13362590354, 651619640.7, -11214424.18, 77392.33017, -184.9052456)
            / polynomial(y, 57568490411, 1029532985, 9494680.718, 59272.64853, 267.8532712, 1)
    }

    private static func y0(_ x: Double) -> Double {
        if x >= 8 {
            let wave = wave0(x)
            return sqrt(twoOverPi / x) * (sin(wave.angle) * wave.p + 8 / x * cos(wave.angle) * wave.q)
        }
        let y = x * x
        return polynomial(
            y, -2957821389, 7062834065, -512359803.6, 10879881.29, -86327.92757, 228.4622733)
            / polynomial(y, 40076544269, 745249964.8, 7189466.438, 47447.26470, 226.1030244, 1)
            + twoOverPi * j0(x) * log(x)
    }

    /// The phase and the two amplitudes of order 0 at a large argument.
    private static func wave0(_ x: Double) -> (angle: Double, p: Double, q: Double) {
        let y = 64 / (x * x)
        return (
            x - 0.785398164,
            polynomial(y, 1, -0.1098628627e-2, 0.2734510407e-4, -0.2073370639e-5, 0.2093887211e-6),
            polynomial(y, -0.1562499995e-1, 0.1430488765e-3, -0.6911147651e-5, 0.7621095161e-6, -0.934935152e-7)
        )
    }

    private static func j1(_ x: Double) -> Double {
        let size = abs(x)
        if size >= 8 {
            // Excel has the coefficient of y² twice here, though not for Y.
            let y = 64 / (size * size)
            let p = polynomial(
                y, 1, 0.183105e-2, -0.3516396496e-4, -0.3516396496e-4, 0.2457520174e-5, -0.240337019e-6)
            let wave = wave1(size)
            let value = sqrt(twoOverPi / size) * (cos(wave.angle) * p - 8 / size * sin(wave.angle) * wave.q)
            return x < 0 ? -value : value
        }
        let y = x * x
        return x
            * polynomial(y, 72362614232, -7895059235, 242396853.1, -2972611.439, 15704.48260, -30.16036606)
            / polynomial(y, 144725228442, 2300535178, 18583304.74, 99447.43394, 376.9991397, 1)
    }

    private static func y1(_ x: Double) -> Double {
        if x >= 8 {
            let wave = wave1(x)
            return sqrt(twoOverPi / x) * (sin(wave.angle) * wave.p + 8 / x * cos(wave.angle) * wave.q)
        }
        let y = x * x
        return x
            * polynomial(
                y, -0.4900604943e13, 0.1275274390e13, -0.5153438139e11, 0.7349264551e9, -0.4237922726e7, 0.8511937935e4)
            / polynomial(
                y, 0.2499580570e14, 0.4244419664e12, 0.3733650367e10, 0.2245904002e8, 0.1020426050e6, 0.3549632885e3, 1)
            + twoOverPi * (j1(x) * log(x) - 1 / x)
    }

    private static func wave1(_ x: Double) -> (angle: Double, p: Double, q: Double) {
        let y = 64 / (x * x)
        return (
            x - 2.356194491,
            polynomial(y, 1, 0.183105e-2, -0.3516396496e-4, 0.2457520174e-5, -0.240337019e-6),
            polynomial(y, 0.04687499995, -0.2002690873e-3, 0.8449199096e-5, -0.88228987e-6, 0.105787412e-6)
        )
    }

    private static func i0(_ x: Double) -> Double {
        let size = abs(x)
        if size < 3.75 {
            let y = (x / 3.75) * (x / 3.75)
            return polynomial(y, 1, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.360768e-1, 0.45813e-2)
        }
        let y = 3.75 / size
        return exp(size) / sqrt(size)
            * polynomial(
                y, 0.39894228, 0.1328592e-1, 0.225319e-2, -0.157565e-2, 0.916281e-2, -0.2057706e-1, 0.2635537e-1,
                -0.1647633e-1, 0.392377e-2)
    }

    private static func i1(_ x: Double) -> Double {
        let size = abs(x)
        if size < 3.75 {
            let y = (x / 3.75) * (x / 3.75)
            return x * polynomial(y, 0.5, 0.87890594, 0.51498869, 0.15084934, 0.2658733e-1, 0.301532e-2, 0.32411e-3)
        }
        let y = 3.75 / size
        let value =
            exp(size) / sqrt(size)
            * polynomial(
                y, 0.39894228, -0.3988024e-1, -0.362018e-2, 0.163801e-2, -0.1031555e-1, 0.2282967e-1, -0.2895312e-1,
                0.1787654e-1, -0.420059e-2)
        return x < 0 ? -value : value
    }

    private static func k0(_ x: Double) -> Double {
        if x <= 2 {
            return -log(x / 2) * i0(x)
                + polynomial(
                    x * x / 4, -0.57721566, 0.42278420, 0.23069756, 0.3488590e-1, 0.262698e-2, 0.10750e-3, 0.74e-5)
        }
        return exp(-x) / sqrt(x)
            * polynomial(
                2 / x, 1.25331414, -0.7832358e-1, 0.2189568e-1, -0.1062446e-1, 0.587872e-2, -0.251540e-2, 0.53208e-3)
    }

    private static func k1(_ x: Double) -> Double {
        if x <= 2 {
            return log(x / 2) * i1(x)
                + polynomial(
                    x * x / 4, 1, 0.15443144, -0.67278579, -0.18156897, -0.1919402e-1, -0.110404e-2, -0.4686e-4) / x
        }
        return exp(-x) / sqrt(x)
            * polynomial(
                2 / x, 1.25331414, 0.23498619, -0.3655620e-1, 0.1504268e-1, -0.780353e-2, 0.325614e-2, -0.68245e-3)
    }

    /// J: upwards where that is stable, else downwards from a far order, scaled by J₀ + 2J₂ + 2J₄ + … = 1.
    static func j(_ x: Double, _ n: Int) -> Double {
        if n == 0 { return j0(x) }
        if n == 1 { return j1(x) }
        let size = abs(x)
        if size == 0 { return 0 }
        var value: Double
        if size > Double(n) {
            value = upwards(j0(size), j1(size), n) { 2 * Double($0) / size * $1 - $2 }
        } else {
            value = 0
            var (above, here, sum) = (0.0, 1.0, 0.0)
            var counts = false
            for order in stride(from: 2 * ((n + Int(sqrt(40 * Double(n)))) / 2), to: 0, by: -1) {
                (above, here) = (here, Double(order) * 2 / size * here - above)
                if abs(here) > large {
                    here /= large
                    above /= large
                    value /= large
                    sum /= large
                }
                if counts { sum += here }
                counts.toggle()
                if order == n { value = above }
            }
            value /= 2 * sum - here
        }
        return x < 0 && n % 2 == 1 ? -value : value
    }

    static func y(_ x: Double, _ n: Int) -> Double {
        if n == 0 { return y0(x) }
        return n == 1 ? y1(x) : upwards(y0(x), y1(x), n) { 2 * Double($0) / x * $1 - $2 }
    }

    /// I: downwards from a far order, scaled by I₀.
    static func i(_ x: Double, _ n: Int) -> Double {
        if n == 0 { return i0(x) }
        if n == 1 { return i1(x) }
        if x == 0 { return 0 }
        let size = abs(x)
        var value = 0.0
        var (above, here) = (0.0, 1.0)
        for order in stride(from: 2 * (n + Int(sqrt(40 * Double(n)))), to: 0, by: -1) {
            (above, here) = (here, above + Double(order) * 2 / size * here)
            if abs(here) > large {
                value /= large
                here /= large
                above /= large
            }
            if order == n { value = above }
        }
        value *= i0(x) / here
        return x < 0 && n % 2 == 1 ? -value : value
    }

    static func k(_ x: Double, _ n: Int) -> Double {
        if n == 0 { return k0(x) }
        return n == 1 ? k1(x) : upwards(k0(x), k1(x), n) { $2 + 2 * Double($0) / x * $1 }
    }

    private static func upwards(
        _ first: Double, _ second: Double, _ n: Int, _ next: (Int, Double, Double) -> Double
    ) -> Double {
        var (below, here) = (first, second)
        for order in 1..<n { (below, here) = (here, next(order, here, below)) }
        return here
    }

    /// A polynomial by its coefficients from the constant term up.
    private static func polynomial(_ x: Double, _ coefficients: Double...) -> Double {
        var sum = 0.0
        for coefficient in coefficients.reversed() { sum = sum * x + coefficient }
        return sum
    }
}
