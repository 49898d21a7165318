// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

extension FunctionTable {
    /// Excel's category Engineering.
    static let engineering: [WorksheetFunction] = [
        .init("BESSELI(x, n)", Engineering.besselI),
        .init("BESSELJ(x, n)", Engineering.besselJ),
        .init("BESSELK(x, n)", Engineering.besselK),
        .init("BESSELY(x, n)", Engineering.besselY),
        .init("BIN2DEC(number)", Engineering.binaryToDecimal),
        .init("BIN2HEX(number, places)", Engineering.binaryToHexadecimal),
        .init("BIN2OCT(number, places)", Engineering.binaryToOctal),
        .init("BITAND(number1, number2)", Engineering.bitAnd, .future),
        .init("BITLSHIFT(number, shiftAmount)", Engineering.bitShiftLeft, .future),
        .init("BITOR(number1, number2)", Engineering.bitOr, .future),
        .init("BITRSHIFT(number, shiftAmount)", Engineering.bitShiftRight, .future),
        .init("BITXOR(number1, number2)", Engineering.bitXor, .future),
        .init("COMPLEX(realNum, iNum, suffix)", Engineering.complex),
        .init("CONVERT(number, fromUnit, toUnit)", Engineering.convert),
        .init("DEC2BIN(number, places)", Engineering.decimalToBinary),
        .init("DEC2HEX(number, places)", Engineering.decimalToHexadecimal),
        .init("DEC2OCT(number, places)", Engineering.decimalToOctal),
        .init("DELTA(number1, number2)", Engineering.delta),
        .init("ERF(lowerLimit, upperLimit)", Engineering.errorFunction),
        .init("ERF.PRECISE(X)", Engineering.preciseErrorFunction, .future),
        .init("ERFC(x)", Engineering.complementaryErrorFunction),
        .init("ERFC.PRECISE(x)", Engineering.complementaryErrorFunction, .future),
        .init("GESTEP(number, step)", Engineering.step),
        .init("HEX2BIN(number, places)", Engineering.hexadecimalToBinary),
        .init("HEX2DEC(number)", Engineering.hexadecimalToDecimal),
        .init("HEX2OCT(number, places)", Engineering.hexadecimalToOctal),
        .init("IMABS(inumber)", Engineering.modulus),
        .init("IMAGINARY(inumber)", Engineering.imaginaryPart),
        .init("IMARGUMENT(inumber)", Engineering.argument),
        .init("IMCONJUGATE(inumber)", Engineering.conjugate),
        .init("IMCOS(inumber)", Engineering.cosine),
        .init("IMCOSH(inumber)", Engineering.hyperbolicCosine, .future),
        .init("IMCOT(inumber)", Engineering.cotangent, .future),
        .init("IMCSC(inumber)", Engineering.cosecant, .future),
        .init("IMCSCH(inumber)", Engineering.hyperbolicCosecant, .future),
        .init("IMDIV(inumber1, inumber2)", Engineering.quotient),
        .init("IMEXP(inumber)", Engineering.exponential),
        .init("IMLN(inumber)", Engineering.logarithm),
        .init("IMLOG10(inumber)", Engineering.decimalLogarithm),
        .init("IMLOG2(inumber)", Engineering.binaryLogarithm),
        .init("IMPOWER(inumber, number)", Engineering.power),
        .init("IMPRODUCT(values)", Engineering.product),
        .init("IMREAL(inumber)", Engineering.realPart),
        .init("IMSEC(inumber)", Engineering.secant, .future),
        .init("IMSECH(inumber)", Engineering.hyperbolicSecant, .future),
        .init("IMSIN(inumber)", Engineering.sine),
        .init("IMSINH(inumber)", Engineering.hyperbolicSine, .future),
        .init("IMSQRT(inumber)", Engineering.squareRoot),
        .init("IMSUB(inumber1, inumber2)", Engineering.difference),
        .init("IMSUM(values)", Engineering.sum),
        .init("IMTAN(inumber)", Engineering.tangent, .future),
        .init("OCT2BIN(number, places)", Engineering.octalToBinary),
        .init("OCT2DEC(number)", Engineering.octalToDecimal),
        .init("OCT2HEX(number, places)", Engineering.octalToHexadecimal),
    ]
}

/// Excel's category Engineering.
enum Engineering {}
