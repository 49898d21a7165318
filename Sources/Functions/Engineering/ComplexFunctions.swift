// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Excel's function pages COMPLEX and IMABS to IMTAN.
extension Engineering {
    /// `COMPLEX`: a complex number of its two parts, with `i` or `j`.
    static func complex(
        _ real: PlainNumber, _ imaginary: PlainNumber, _ suffix: Skippable<String>
    ) throws(CellError) -> ComplexNumber {
        let suffix = suffix.value ?? "i"
        guard suffix == "i" || suffix == "j" || suffix.isEmpty else { throw .value }
        return ComplexNumber(real.value, imaginary.value, suffix.first ?? "i")
    }

    /// `IMABS`: the absolute value of a complex number. Excel's function page IMABS.
    static func modulus(_ number: ComplexNumber) -> Double { number.modulus }

    /// `IMREAL`: the real coefficient of a complex number. Excel's function page IMREAL.
    static func realPart(_ number: ComplexNumber) -> Double { number.real }

    /// `IMAGINARY`: the imaginary coefficient of a complex number. Excel's function page IMAGINARY.
    static func imaginaryPart(_ number: ComplexNumber) -> Double { number.imaginary }

    /// `IMARGUMENT`: the angle of a complex number; 0 has none.
    static func argument(_ number: ComplexNumber) throws(CellError) -> Double {
        guard !number.isZero else { throw .divisionByZero }
        return number.argument
    }

    /// `IMCONJUGATE`: the complex conjugate. Excel's function page IMCONJUGATE.
    static func conjugate(_ number: ComplexNumber) -> ComplexNumber {
        ComplexNumber(number.real, -number.imaginary, number.suffix)
    }

    /// `IMSIN`: the sine of a complex number. Excel's function page IMSIN.
    static func sine(_ number: ComplexNumber) -> ComplexNumber { number.sine }

    /// `IMCOS`: the cosine of a complex number. Excel's function page IMCOS.
    static func cosine(_ number: ComplexNumber) -> ComplexNumber { number.cosine }

    /// `IMSINH`: the hyperbolic sine of a complex number. Excel's function page IMSINH.
    static func hyperbolicSine(_ number: ComplexNumber) -> ComplexNumber { number.hyperbolicSine }

    /// `IMCOSH`: the hyperbolic cosine of a complex number. Excel's function page IMCOSH.
    static func hyperbolicCosine(_ number: ComplexNumber) -> ComplexNumber { number.hyperbolicCosine }

    /// `IMTAN`: the tangent of a complex number. Excel's function page IMTAN.
    static func tangent(_ number: ComplexNumber) throws(CellError) -> ComplexNumber {
        // sin 2x and sinh 2y over a sum that does not overflow before its parts do.
        let (a, b) = (2 * number.real, 2 * number.imaginary)
        if Swift.abs(b) > 700 { return ComplexNumber(0, b > 0 ? 1 : -1, number.suffix) }
        let divisor = cos(a) + cosh(b)
        guard divisor != 0 else { throw .number }
        return ComplexNumber(sin(a) / divisor, sinh(b) / divisor, number.suffix)
    }

    /// `IMCOT`: the cotangent of a complex number; 0 has none. Excel's function page IMCOT.
    static func cotangent(_ number: ComplexNumber) throws(CellError) -> ComplexNumber {
        guard !number.isZero else { throw .number }
        return try tangent(number).reciprocal()
    }

    /// `IMSEC`: the secant of a complex number. Excel's function page IMSEC.
    static func secant(_ number: ComplexNumber) throws(CellError) -> ComplexNumber { try number.cosine.reciprocal() }

    /// `IMCSC`: the cosecant of a complex number. Excel's function page IMCSC.
    static func cosecant(_ number: ComplexNumber) throws(CellError) -> ComplexNumber { try number.sine.reciprocal() }

    /// `IMSECH`: the hyperbolic secant of a complex number. Excel's function page IMSECH.
    static func hyperbolicSecant(_ number: ComplexNumber) throws(CellError) -> ComplexNumber {
        try number.hyperbolicCosine.reciprocal()
    }

    /// `IMCSCH`: the hyperbolic cosecant of a complex number. Excel's function page IMCSCH.
    static func hyperbolicCosecant(_ number: ComplexNumber) throws(CellError) -> ComplexNumber {
        try number.hyperbolicSine.reciprocal()
    }

    /// `EXPONDIST`: the exponential of a complex number. Excel's function page EXPONDIST.
    static func exponential(_ number: ComplexNumber) -> ComplexNumber {
        number.polar(exp(number.real), number.imaginary)
    }

    /// `IMLN`: the natural logarithm of a complex number; 0 has none. Excel's function page IMLN.
    static func logarithm(_ number: ComplexNumber) throws(CellError) -> ComplexNumber {
        guard !number.isZero else { throw .number }
        return number.logarithm
    }

    /// `IMLOG10`: the base-10 logarithm of a complex number. Excel's function page IMLOG10.
    static func decimalLogarithm(_ number: ComplexNumber) throws(CellError) -> ComplexNumber {
        guard !number.isZero else { throw .number }
        return ComplexNumber(log10(number.modulus), number.argument / M_LN10, number.suffix)
    }

    /// `IMLOG2`: the base-2 logarithm of a complex number. Excel's function page IMLOG2.
    static func binaryLogarithm(_ number: ComplexNumber) throws(CellError) -> ComplexNumber {
        guard !number.isZero else { throw .number }
        return ComplexNumber(log2(number.modulus), number.argument / M_LN2, number.suffix)
    }

    /// `IMPOWER`: a complex number to a real power.
    static func power(_ number: ComplexNumber, _ exponent: PlainNumber) throws(CellError) -> ComplexNumber {
        let power = exponent.value
        if number.isZero {
            guard power > 0 else { throw .number }
            return ComplexNumber(0, 0, number.suffix)
        }
        return number.polar(pow(number.modulus, power), number.argument * power)
    }

    /// `IMSQRT`: the principal square root of a complex number. Excel's function page IMSQRT.
    static func squareRoot(_ number: ComplexNumber) -> ComplexNumber {
        number.isZero ? number : number.polar(sqrt(number.modulus), number.argument / 2)
    }

    /// `IMDIV`: one complex number divided by another. Excel's function page IMDIV.
    static func quotient(_ dividend: ComplexNumber, _ divisor: ComplexNumber) throws(CellError) -> ComplexNumber {
        try checkSuffixes(dividend, divisor)
        guard !divisor.isZero else { throw .number }
        return dividend / divisor
    }

    /// `IMSUB`: one complex number less another. Excel's function page IMSUB.
    static func difference(_ first: ComplexNumber, _ second: ComplexNumber) throws(CellError) -> ComplexNumber {
        try checkSuffixes(first, second)
        return first - second
    }

    /// `IMSUM`: the sum of numbers, of ranges without their blanks, while a single blank cell is 0.
    static func sum(_ values: Rest<Operand>, _ context: CallContext) throws(CellError) -> ComplexNumber {
        try fold(values, context, +)
    }

    /// `IMPRODUCT`: the product of numbers, of ranges without their blanks, while a single blank cell is 0.
    static func product(_ values: Rest<Operand>, _ context: CallContext) throws(CellError) -> ComplexNumber {
        try fold(values, context, *)
    }

    private static func fold(
        _ values: Rest<Operand>, _ context: CallContext, _ combine: (ComplexNumber, ComplexNumber) -> ComplexNumber
    ) throws(CellError) -> ComplexNumber {
        var result: ComplexNumber?
        for operand in values.elements {
            if case .omitted = operand { throw .notAvailable }
            let matrix = try operand.matrix(context)
            for element in matrix.elements {
                if element.isEmpty && !matrix.isSingle { continue }
                let number = try ComplexNumber(element)
                if let sofar = result {
                    try checkSuffixes(sofar, number)
                    result = combine(sofar, number)
                } else {
                    result = number
                }
            }
        }
        return result ?? ComplexNumber(0, 0)
    }

    private static func checkSuffixes(_ first: ComplexNumber, _ second: ComplexNumber) throws(CellError) {
        guard let a = first.suffix, let b = second.suffix else { return }
        guard a == b else { throw .value }
    }
}
