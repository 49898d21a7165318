// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Numbers in the `General` format, at any width.
public enum GeneralNumber {
    /// The number of characters that a cell shows at most, the minus sign not counted.
    public static let cellWidth = 11

    /// The text of a number in `General`: plain notation while it fits, else scientific with up to six digits.
    ///
    /// - Parameter width: the number of characters there is room for, the minus sign not counted.
    public static func text(for number: Double, width: Int = cellWidth) -> String {
        TextBuffer.string { append(number, width: width, to: &$0) }
    }

    /// The text that a number becomes when a formula joins it to text: up to fifteen significant digits, plain
    /// notation while it takes no more than twenty characters after the sign.
    public static func unabridgedText(for number: Double) -> String {
        TextBuffer.string { buffer in
            let digits = SignificantDigits(number.magnitude)
            if number < 0, !digits.isZero { buffer.append(.minus) }
            let length = max(1, digits.integerCount) + (digits.decimalCount > 0 ? digits.decimalCount + 1 : 0)
            if length <= 21 {
                digits.appendFixed(to: &buffer)
            } else {
                digits.appendScientific(to: &buffer)
            }
        }
    }

    static func append(_ number: Double, width: Int = cellWidth, to buffer: inout TextBuffer) {
        guard number.isFinite else {
            buffer.append("#NUM!")
            return
        }
        var digits = SignificantDigits(number.magnitude)
        let fitsPlain = fit(&digits, width: max(1, min(width, 400)))
        if number < 0, !digits.isZero { buffer.append(.minus) }
        if fitsPlain {
            digits.appendFixed(to: &buffer)
        } else {
            digits.appendScientific(to: &buffer)
        }
    }

    /// Rounds the digits to what the width can show; false when the number needs scientific notation.
    private static func fit(_ digits: inout SignificantDigits, width: Int) -> Bool {
        guard !digits.isZero else { return true }
        if digits.point > width {
            return shorten(&digits, width: width)
        }
        let integers = max(1, digits.point)
        let room = max(0, width - integers - 1)
        if digits.decimalCount <= room { return true }
        // Below 0.0001 plain notation would lose digits that scientific notation can show.
        if digits.point < -3 { return shorten(&digits, width: width) }
        var rounded = digits
        rounded.round(toDecimals: room)
        if rounded.integerCount > width { return shorten(&digits, width: width) }
        digits = rounded
        return true
    }

    /// Rounds for scientific notation: six digits, fewer when the exponent or the width leave less room.
    private static func shorten(_ digits: inout SignificantDigits, width: Int) -> Bool {
        let exponentLength = abs(digits.point - 1) >= 100 ? 5 : 4
        let room = width - exponentLength
        digits.round(toSignificant: max(1, min(6, room - 1)))
        return false
    }
}
