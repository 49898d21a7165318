// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CNumbers
internal import Glibc

/// A number that is not negative as decimal digits, 0.d₁d₂…dₙ × 10^point, without trailing zeros.
///
/// Excel rounds a value to fifteen significant digits before it formats it; all later rounding is decimal, half away
/// from zero.
struct SignificantDigits {
    static let limit = 15

    private var digits = InlineArray<16, UInt8>(repeating: 0)
    /// How many digits there are; zero has none.
    private(set) var count = 0
    /// Where the decimal point stands, counted from before the first digit.
    private(set) var point = 0

    init(_ magnitude: Double) {
        guard magnitude > 0, magnitude.isFinite else { return }
        if magnitude < 1e15, magnitude == magnitude.rounded(.towardZero) {
            readInteger(UInt64(magnitude))
        } else {
            readScientific(magnitude)
        }
        trim()
    }

    private mutating func readInteger(_ number: UInt64) {
        var size = 0
        var rest = number
        while rest > 0 {
            rest /= 10
            size += 1
        }
        rest = number
        for index in stride(from: size - 1, through: 0, by: -1) {
            digits[index] = UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count = size
        point = size
    }

    private mutating func readScientific(_ magnitude: Double) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 48) { text in
            let length = cnumbers_print_scientific(magnitude, CInt(Self.limit), text.baseAddress)
            var index = 0
            while index < length, UInt8(bitPattern: text[index]) != UInt8(ascii: "e") {
                if UInt8(bitPattern: text[index]) != .point {
                    digits[count] = UInt8(bitPattern: text[index]) &- .zero
                    count += 1
                }
                index += 1
            }
            let isSmall = UInt8(bitPattern: text[index + 1]) == .minus
            var exponent = 0
            for position in (index + 2)..<length {
                exponent = exponent * 10 + Int(UInt8(bitPattern: text[position]) &- .zero)
            }
            point = (isSmall ? -exponent : exponent) + 1
        }
    }

    private mutating func trim() {
        while count > 0, digits[count - 1] == 0 { count -= 1 }
        if count == 0 { point = 0 }
    }

    var isZero: Bool { count == 0 }
    /// How many digits stand before the decimal point; none for a number below one.
    var integerCount: Int { isZero ? 0 : max(0, point) }
    /// How many digits stand after the decimal point, zeros behind it included.
    var decimalCount: Int { isZero ? 0 : max(0, count - point) }

    /// The digit worth 10^position: 0 is the units, -1 the tenths.
    func digit(at position: Int) -> UInt8 {
        let index = point - 1 - position
        return index >= 0 && index < count ? digits[index] : 0
    }

    mutating func scale(byPowerOfTen power: Int) {
        if !isZero { point += power }
    }

    /// Rounds to so many decimals, half away from zero.
    mutating func round(toDecimals decimals: Int) {
        round(toSignificant: point + decimals)
    }

    /// Rounds to so many significant digits, half away from zero; a negative number of digits leaves zero.
    mutating func round(toSignificant size: Int) {
        guard size < count else { return }
        guard size >= 0 else {
            count = 0
            point = 0
            return
        }
        let roundsUp = digits[size] >= 5
        count = size
        if roundsUp { increment() }
        trim()
    }

    /// Adds one to the last digit kept and carries.
    private mutating func increment() {
        var index = count - 1
        while index >= 0 {
            if digits[index] < 9 {
                digits[index] += 1
                count = index + 1
                return
            }
            index -= 1
        }
        digits[0] = 1
        count = 1
        point += 1
    }

    /// The number.
    var value: Double {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 48) { text in
            var length = 0
            for index in 0..<count {
                text[index] = CChar(truncatingIfNeeded: .zero + digits[index])
                length += 1
            }
            guard length > 0 else { return 0 }
            for byte in "e\(point - count)".utf8 {
                text[length] = CChar(truncatingIfNeeded: byte)
                length += 1
            }
            var number = 0.0
            _ = cnumbers_parse(text.baseAddress, length, &number)
            return number
        }
    }

    /// Appends the number in plain notation, such as `0.00012` or `1200`.
    func appendFixed(to buffer: inout TextBuffer) {
        if integerCount == 0 {
            buffer.append(.zero)
        }
        for position in stride(from: integerCount - 1, through: 0, by: -1) {
            buffer.append(.zero + digit(at: position))
        }
        if decimalCount > 0 {
            buffer.append(.point)
            for position in 1...decimalCount { buffer.append(.zero + digit(at: -position)) }
        }
    }

    /// Appends the number in scientific notation with two exponent digits or more, such as `1.2E-10`.
    func appendScientific(to buffer: inout TextBuffer) {
        var mantissa = self
        mantissa.scale(byPowerOfTen: 1 - point)
        mantissa.appendFixed(to: &buffer)
        buffer.append(UInt8(ascii: "E"))
        let exponent = isZero ? 0 : point - 1
        buffer.append(exponent < 0 ? .minus : UInt8(ascii: "+"))
        buffer.append(abs(exponent), width: 2)
    }
}
