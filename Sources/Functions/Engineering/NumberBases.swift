// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

/// Digits in base 2, 8 or 16 as text or number, at most ten; of ten digits the first holds the sign (two's complement).
struct BaseDigits: FunctionParameter {
    let text: String

    static var isLifted: Bool { true }
    static var refusesRanges: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> BaseDigits {
        guard !arguments.isAtOmitted else { throw .notAvailable }
        let value = try arguments.scalar()
        if case .boolean = value { throw .value }
        let text = try Coercion.text(value)
        guard text.utf8.count <= 10 else { throw .number }
        return BaseDigits(text: text)
    }

    /// The number they stand for, of `base` with `bits` for a digit.
    func number(bits: Int) throws(CellError) -> Int {
        var number = 0
        for character in text.utf8 {
            guard let digit = Character(UnicodeScalar(character)).hexDigitValue, digit < 1 << bits else {
                throw .number
            }
            number = number << bits + digit
        }
        let width = bits * 10
        return text.utf8.count == 10 && number >= 1 << (width - 1) ? number - 1 << width : number
    }
}

/// A number to be written in another base; its errors wait until the places have been looked at.
struct DecimalNumber: FunctionParameter {
    let content: Result<Int, CellError>

    static var isLifted: Bool { true }
    static var refusesRanges: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> DecimalNumber {
        guard !arguments.isAtOmitted else { throw .notAvailable }
        let value = try arguments.scalar()
        if case .boolean = value { return DecimalNumber(content: .failure(.value)) }
        let system = arguments.context.workbook.dateSystem
        return DecimalNumber(
            content: Result { () throws(CellError) in
                try PlainNumber(value: Coercion.number(value, system)).whole()
            })
    }
}

extension Engineering {

    /// `BIN2DEC`: a binary number as a decimal one. Excel's function page BIN2DEC.
    static func binaryToDecimal(_ number: BaseDigits) throws(CellError) -> Int { try number.number(bits: 1) }

    /// `OCT2DEC`: an octal number as a decimal one. Excel's function page OCT2DEC.
    static func octalToDecimal(_ number: BaseDigits) throws(CellError) -> Int { try number.number(bits: 3) }

    /// `HEX2DEC`: a hexadecimal number as a decimal one. Excel's function page HEX2DEC.
    static func hexadecimalToDecimal(_ number: BaseDigits) throws(CellError) -> Int { try number.number(bits: 4) }

    /// `BIN2OCT`: a binary number as an octal one. Excel's function page BIN2OCT.
    static func binaryToOctal(_ number: BaseDigits, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.number(bits: 1), bits: 3, places)
    }

    /// `BIN2HEX`: a binary number as a hexadecimal one. Excel's function page BIN2HEX.
    static func binaryToHexadecimal(_ number: BaseDigits, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.number(bits: 1), bits: 4, places)
    }

    /// `OCT2BIN`: an octal number as a binary one. Excel's function page OCT2BIN.
    static func octalToBinary(_ number: BaseDigits, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.number(bits: 3), bits: 1, places)
    }

    /// `OCT2HEX`: an octal number as a hexadecimal one. Excel's function page OCT2HEX.
    static func octalToHexadecimal(_ number: BaseDigits, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.number(bits: 3), bits: 4, places)
    }

    /// `HEX2BIN`: a hexadecimal number as a binary one. Excel's function page HEX2BIN.
    static func hexadecimalToBinary(_ number: BaseDigits, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.number(bits: 4), bits: 1, places)
    }

    /// `HEX2OCT`: a hexadecimal number as an octal one. Excel's function page HEX2OCT.
    static func hexadecimalToOctal(_ number: BaseDigits, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.number(bits: 4), bits: 3, places)
    }

    /// `DEC2BIN`: a decimal number as a binary one. Excel's function page DEC2BIN.
    static func decimalToBinary(_ number: DecimalNumber, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.content.get(), bits: 1, places)
    }

    /// `DEC2OCT`: a decimal number as an octal one. Excel's function page DEC2OCT.
    static func decimalToOctal(_ number: DecimalNumber, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.content.get(), bits: 3, places)
    }

    /// `DEC2HEX`: a decimal number as a hexadecimal one. Excel's function page DEC2HEX.
    static func decimalToHexadecimal(_ number: DecimalNumber, _ places: PlainNumber?) throws(CellError) -> String {
        try digits(of: number.content.get(), bits: 4, places)
    }

    /// The digits of a number that ten of them can hold, `places` wide with leading zeros; a negative number always
    /// takes ten. Excel's function pages DEC2BIN and so on.
    private static func digits(
        of number: @autoclosure () throws(CellError) -> Int, bits: Int, _ places: PlainNumber?
    ) throws(CellError) -> String {
        let places = try places?.whole()
        if let places, places < 1 || places > 10 { throw .number }
        let width = bits * 10
        let limit = 1 << (width - 1)
        let number = try number()
        guard number >= -limit, number < limit else { throw .number }
        if number < 0 { return String(number + 1 << width, radix: 1 << bits, uppercase: true) }
        let text = String(number, radix: 1 << bits, uppercase: true)
        guard let places else { return text }
        guard text.utf8.count <= places else { throw .number }
        return String(repeating: "0", count: places - text.utf8.count) + text
    }
}
