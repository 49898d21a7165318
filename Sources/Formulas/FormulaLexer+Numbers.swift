// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension FormulaLexer {
    /// `12`, `1.5`, `.5`, `1E+3`.
    func number(at start: Int) throws(FormulaError) -> FormulaToken {
        var decimal = Decimal()
        var end = start
        while byte(at: end).isDigit {
            decimal.append(bytes[end], isFraction: false, limit: significantDigits)
            end += 1
        }
        if byte(at: end) == UInt8(ascii: ".") {
            end += 1
            while byte(at: end).isDigit {
                decimal.append(bytes[end], isFraction: true, limit: significantDigits)
                end += 1
            }
            guard end > start + 1 else { throw FormulaError(position: start, reason: .unexpectedCharacter) }
        }
        end = exponent(at: end, into: &decimal)
        guard let value = decimal.value else { throw FormulaError(position: start, reason: .numberTooLarge) }
        var token = FormulaToken(.number, start, end)
        token.number = value
        return token
    }

    /// Reads `E+3` into the decimal and gives the end; where no digits follow the letter, nothing is read.
    private func exponent(at start: Int, into decimal: inout Decimal) -> Int {
        guard byte(at: start) | 0x20 == UInt8(ascii: "e") else { return start }
        var end = start + 1
        let isNegative = byte(at: end) == UInt8(ascii: "-")
        if isNegative || byte(at: end) == UInt8(ascii: "+") { end += 1 }
        guard byte(at: end).isDigit else { return start }
        var exponent = 0
        while byte(at: end).isDigit {
            exponent = min(exponent * 10 + Int(bytes[end] - 48), 100_000)
            end += 1
        }
        decimal.exponent += isNegative ? -exponent : exponent
        return end
    }
}

/// A number as its first significant digits and a power of ten.
private struct Decimal {
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0

    mutating func append(_ byte: UInt8, isFraction: Bool, limit: Int) {
        if digits < limit {
            mantissa = mantissa * 10 + UInt64(byte - 48)
            if mantissa > 0 { digits += 1 }
            if isFraction { exponent -= 1 }
        } else if !isFraction {
            exponent += 1
        }
    }

    /// The nearest double; `nil` when it is infinite.
    var value: Double? {
        // A double holds the mantissa and these powers of ten exactly, so one operation rounds correctly.
        if mantissa < 1 << 53 {
            if exponent == 0 || mantissa == 0 { return Double(mantissa) }
            if exponent > 0 && exponent <= 22 { return Double(mantissa) * Self.powers[exponent] }
            if exponent < 0 && exponent >= -22 { return Double(mantissa) / Self.powers[-exponent] }
        }
        guard let value = Double("\(mantissa)e\(exponent)"), value.isFinite else { return nil }
        return value
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
