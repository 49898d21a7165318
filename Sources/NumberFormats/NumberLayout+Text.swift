// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension NumberLayout {
    /// Appends a number that is not negative, behind a minus sign if it had one and still shows a digit other than
    /// zero.
    func append(_ magnitude: Double, isNegative: Bool, to buffer: inout TextBuffer) {
        var digits = SignificantDigits(magnitude)
        digits.scale(byPowerOfTen: scale)
        guard exponent == nil else {
            appendScientific(digits, isNegative: isNegative, to: &buffer)
            return
        }
        if hasPlaceholders { digits.round(toDecimals: decimalPlaceholders) }
        if isNegative, !digits.isZero { buffer.append(.minus) }
        appendMantissa(digits, to: &buffer)
    }

    /// A number that is not negative as far as its digits show.
    func shown(_ magnitude: Double) -> Double {
        guard hasPlaceholders else { return magnitude }
        var digits = SignificantDigits(magnitude)
        digits.scale(byPowerOfTen: scale)
        if exponent == nil {
            digits.round(toDecimals: decimalPlaceholders)
        } else if !digits.isZero {
            let period = max(1, integerPlaceholders)
            let leading = integerPlaceholders == 0 ? 0 : 1
            let power = DateSerial.floorDivide(digits.point - leading, period) * period
            digits.round(toSignificant: digits.point - power + decimalPlaceholders)
        }
        digits.scale(byPowerOfTen: -scale)
        return digits.value
    }

    /// Appends what the section holds besides digits.
    func appendLiterals(to buffer: inout TextBuffer) {
        integers.appendLiterals(to: &buffer)
        decimals.appendLiterals(to: &buffer)
    }

    private func appendMantissa(_ digits: SignificantDigits, to buffer: inout TextBuffer) {
        let size = digits.integerCount
        integers.append(
            digits,
            size: size,
            places: integerPlaceholders,
            groupsThousands: groupsThousands,
            to: &buffer
        )
        guard hasPoint else { return }
        if integerPlaceholders == 0, decimalPlaceholders > 0 {
            digits.append(from: size - 1, downTo: 0, groupsThousands: groupsThousands, to: &buffer)
        }
        buffer.append(.point)
        let lowest = -digits.decimalCount
        var position = -1
        for piece in decimals {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .digit(let placeholder):
                if position >= lowest {
                    buffer.append(.zero + digits.digit(at: position))
                } else {
                    placeholder.appendFiller(to: &buffer)
                }
                position -= 1
            case .value: break
            }
        }
    }

    /// Several integer placeholders make the exponent a multiple of their number.
    private func appendScientific(_ number: SignificantDigits, isNegative: Bool, to buffer: inout TextBuffer) {
        guard let exponent else { return }
        var digits = number
        let period = max(1, integerPlaceholders)
        var power = 0
        if !digits.isZero {
            let leading = integerPlaceholders == 0 ? 0 : 1
            power = DateSerial.floorDivide(digits.point - leading, period) * period
            digits.round(toSignificant: digits.point - power + decimalPlaceholders)
            power = DateSerial.floorDivide(digits.point - leading, period) * period
            digits.scale(byPowerOfTen: -power)
        }
        if isNegative, !digits.isZero { buffer.append(.minus) }
        appendMantissa(digits, to: &buffer)
        buffer.append(exponent.letter)
        if power < 0 {
            buffer.append(.minus)
        } else if exponent.showsPlus {
            buffer.append(UInt8(ascii: "+"))
        }
        let powerDigits = SignificantDigits(Double(abs(power)))
        exponent.pieces.append(
            powerDigits,
            size: max(1, powerDigits.integerCount),
            places: exponent.placeholders,
            to: &buffer
        )
    }
}
