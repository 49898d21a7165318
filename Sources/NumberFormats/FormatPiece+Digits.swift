// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension [FormatPiece] {
    /// How many digits there is room for.
    var placeCount: Int {
        count { if case .digit = $0 { true } else { false } }
    }

    /// Appends the literals, and the integer digits at the right of their places. Digits that are too many stand
    /// before the first place; a place without a digit shows its filler.
    ///
    /// - Parameters:
    ///   - size: how many digits to show, zeros in front included.
    ///   - places: `placeCount`, which the caller has counted once.
    func append(
        _ digits: SignificantDigits,
        size: Int,
        places: Int,
        groupsThousands: Bool = false,
        to buffer: inout TextBuffer
    ) {
        var position = places - 1
        for piece in self {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .digit(let placeholder):
                let first = position == places - 1 ? Swift.max(size - 1, position) : position
                if position < size {
                    digits.append(from: first, downTo: position, groupsThousands: groupsThousands, to: &buffer)
                } else {
                    placeholder.appendFiller(to: &buffer)
                    if groupsThousands, position > 0, position % 3 == 0 { placeholder.appendSeparator(to: &buffer) }
                }
                position -= 1
            case .value: break
            }
        }
    }

    func appendLiterals(to buffer: inout TextBuffer) {
        for case .literal(let text) in self { buffer.append(text) }
    }
}

extension SignificantDigits {
    /// Appends the digits at some positions, highest first, with separators behind every third from the point.
    @inline(__always)
    func append(from first: Int, downTo last: Int, groupsThousands: Bool, to buffer: inout TextBuffer) {
        var position = first
        while position >= last {
            buffer.append(.zero + digit(at: position))
            if groupsThousands, position > 0, position % 3 == 0 { buffer.append(.comma) }
            position -= 1
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
    fileprivate func appendSeparator(to buffer: inout TextBuffer) {
        switch self {
        case .zero: buffer.append(.comma)
        case .hash: break
        case .question: buffer.append(.space)
        }
    }
}
