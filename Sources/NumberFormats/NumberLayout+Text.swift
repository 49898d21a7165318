// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension NumberLayout {
    /// Appends a number that is not negative, behind a minus sign if it had one and still shows a digit other than zero.
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

    /// Appends what the section holds besides digits.
    func appendLiterals(to buffer: inout TextBuffer) {
        for case .literal(let text) in integers + decimals { buffer.append(text) }
    }

    private func appendMantissa(_ digits: SignificantDigits, to buffer: inout TextBuffer) {
        appendIntegers(digits, to: &buffer)
        guard hasPoint else { return }
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

    /// Digits fill the placeholders from the right; those that are too many stand before the first placeholder.
    private func appendIntegers(_ digits: SignificantDigits, to buffer: inout TextBuffer) {
        var position = integerPlaceholders - 1
        var isFirst = true
        for piece in integers {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .digit(let placeholder):
                if isFirst {
                    isFirst = false
                    appendDigits(digits, from: digits.integerCount - 1, downTo: position + 1, to: &buffer)
                }
                if position < digits.integerCount {
                    appendDigits(digits, from: position, downTo: position, to: &buffer)
                } else {
                    placeholder.appendFiller(to: &buffer)
                    if groupsThousands, position > 0, position % 3 == 0 { placeholder.appendSeparator(to: &buffer) }
                }
                position -= 1
            case .value: break
            }
        }
        if isFirst, hasPoint { appendDigits(digits, from: digits.integerCount - 1, downTo: 0, to: &buffer) }
    }

    private func appendDigits(_ digits: SignificantDigits, from: Int, downTo end: Int, to buffer: inout TextBuffer) {
        var position = from
        while position >= end {
            buffer.append(.zero + digits.digit(at: position))
            if groupsThousands, position > 0, position % 3 == 0 { buffer.append(.comma) }
            position -= 1
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
        exponent.append(abs(power), to: &buffer)
    }
}

extension NumberLayout.Exponent {
    func append(_ power: Int, to buffer: inout TextBuffer) {
        let digits = SignificantDigits(Double(power))
        var position = placeholders - 1
        var isFirst = true
        for piece in pieces {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .digit(let placeholder):
                if isFirst {
                    isFirst = false
                    for extra in stride(from: digits.integerCount - 1, to: position, by: -1) {
                        buffer.append(.zero + digits.digit(at: extra))
                    }
                }
                if position < digits.integerCount {
                    buffer.append(.zero + digits.digit(at: position))
                } else {
                    placeholder.appendFiller(to: &buffer)
                }
                position -= 1
            case .value: break
            }
        }
    }
}

extension DigitPlaceholder {
    /// What stands where the number has no significant digit.
    @inline(__always)
    func appendFiller(to buffer: inout TextBuffer) {
        switch self {
        case .zero: buffer.append(.zero)
        case .hash: break
        case .question: buffer.append(.space)
        }
    }

    /// The thousands separator after such a place.
    func appendSeparator(to buffer: inout TextBuffer) {
        switch self {
        case .zero: buffer.append(.comma)
        case .hash: break
        case .question: buffer.append(.space)
        }
    }
}
