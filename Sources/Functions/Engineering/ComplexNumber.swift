// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc
internal import NumberFormats

/// A complex number as the IM functions read it from a number or a text ("3+4i", "-j"), and write it.
struct ComplexNumber: FunctionParameter, FunctionResult, Hashable {
    var real: Double
    var imaginary: Double
    /// `i` or `j`; `nil` for a real number that named neither.
    var suffix: Character?

    init(_ real: Double, _ imaginary: Double, _ suffix: Character? = nil) {
        self.real = real
        self.imaginary = imaginary
        self.suffix = suffix
    }

    static var isLifted: Bool { true }
    static var refusesRanges: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> ComplexNumber {
        guard !arguments.isAtOmitted else { throw .notAvailable }
        return try ComplexNumber(arguments.scalar())
    }

    /// Truth values are refused (`#VALUE!`), a text that is no complex number is `#NUM!`, a blank is 0.
    init(_ value: CellValue) throws(CellError) {
        switch value {
        case .number(let number): self.init(number, 0)
        case .empty: self.init(0, 0)
        case .boolean: throw .value
        case .error(let error): throw error
        case .text(let text):
            guard let number = ComplexNumber(text: text) else { throw .number }
            self = number
        }
    }

    /// Reads `x`, `yi` or `x+yi`; the imaginary unit alone counts 1.
    init?(text: String) {
        guard let last = text.last else { return nil }
        guard last == "i" || last == "j" else {
            guard let number = Self.number(text[...]) else { return nil }
            self.init(number, 0)
            return
        }
        let body = text.dropLast()
        // The sign that starts the imaginary part is the last one that does not belong to an exponent.
        var split = body.startIndex
        var previous: Character = "e"
        for index in body.indices {
            let character = body[index]
            if (character == "+" || character == "-") && previous != "e" && previous != "E" { split = index }
            previous = character
        }
        guard let imaginary = Self.coefficient(body[split...]) else { return nil }
        if split == body.startIndex {
            self.init(0, imaginary, last)
        } else {
            guard let real = Self.number(body[..<split]) else { return nil }
            self.init(real, imaginary, last)
        }
    }

    private static func coefficient(_ text: Substring) -> Double? {
        switch text {
        case "", "+": 1
        case "-": -1
        default: number(text)
        }
    }

    /// A plain decimal number; dates, percentages and blanks are none.
    private static func number(_ text: Substring) -> Double? {
        var previous: UInt8 = 0x65
        for character in text.utf8 {
            switch character {
            case 0x30...0x39, 0x2E, 0x45, 0x65: break
            case 0x2B, 0x2D:
                // A sign stands at the start or begins an exponent.
                guard previous == 0x65 || previous == 0x45 else { return nil }
            default: return nil
            }
            previous = character
        }
        return Coercion.number(text: String(text), .excel1900)
    }

    var operand: Operand {
        guard real.isFinite, imaginary.isFinite else { return .error(.number) }
        return .scalar(.text(text))
    }

    /// As Excel writes it, with 15 digits.
    var text: String {
        let realText = Coercion.text(number: real)
        let unit = String(suffix ?? "i")
        if imaginary == 0 { return realText }
        let part: String
        switch imaginary {
        case 1: part = unit
        case -1: part = "-" + unit
        default: part = Coercion.text(number: imaginary) + unit
        }
        if real == 0 { return part }
        return realText + (imaginary > 0 ? "+" : "") + part
    }

    var modulus: Double { hypot(real, imaginary) }
    var argument: Double { atan2(imaginary, real) }
    var isZero: Bool { real == 0 && imaginary == 0 }

    static func + (left: ComplexNumber, right: ComplexNumber) -> ComplexNumber {
        ComplexNumber(left.real + right.real, left.imaginary + right.imaginary, left.suffix ?? right.suffix)
    }

    static func - (left: ComplexNumber, right: ComplexNumber) -> ComplexNumber {
        ComplexNumber(left.real - right.real, left.imaginary - right.imaginary, left.suffix ?? right.suffix)
    }

    static func * (left: ComplexNumber, right: ComplexNumber) -> ComplexNumber {
        ComplexNumber(
            left.real * right.real - left.imaginary * right.imaginary,
            left.real * right.imaginary + left.imaginary * right.real, left.suffix ?? right.suffix)
    }

    static func / (left: ComplexNumber, right: ComplexNumber) -> ComplexNumber {
        let size = right.real * right.real + right.imaginary * right.imaginary
        return ComplexNumber(
            (left.real * right.real + left.imaginary * right.imaginary) / size,
            (left.imaginary * right.real - left.real * right.imaginary) / size, left.suffix ?? right.suffix)
    }

    /// The number with this modulus and argument.
    func polar(_ modulus: Double, _ argument: Double) -> ComplexNumber {
        ComplexNumber(modulus * Glibc.cos(argument), modulus * Glibc.sin(argument), suffix)
    }

    func reciprocal() throws(CellError) -> ComplexNumber {
        guard !isZero else { throw .number }
        return ComplexNumber(1, 0, suffix) / self
    }

    var sine: ComplexNumber {
        ComplexNumber(sin(real) * cosh(imaginary), cos(real) * sinh(imaginary), suffix)
    }

    var cosine: ComplexNumber {
        ComplexNumber(cos(real) * cosh(imaginary), -(sin(real) * sinh(imaginary)), suffix)
    }

    var hyperbolicSine: ComplexNumber {
        ComplexNumber(sinh(real) * cos(imaginary), cosh(real) * sin(imaginary), suffix)
    }

    var hyperbolicCosine: ComplexNumber {
        ComplexNumber(cosh(real) * cos(imaginary), sinh(real) * sin(imaginary), suffix)
    }

    var logarithm: ComplexNumber { ComplexNumber(log(modulus), argument, suffix) }
}
