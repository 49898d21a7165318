// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

extension FractionLayout {
    func append(_ magnitude: Double, isNegative: Bool, to buffer: inout TextBuffer) {
        if isNegative { buffer.append(.minus) }
        let parts = split(magnitude)
        if hasInteger {
            appendMixed(parts, to: &buffer)
        } else {
            integer.appendLiterals(to: &buffer)
            separator.appendLiterals(to: &buffer)
            appendFraction(parts, to: &buffer)
        }
        suffix.appendLiterals(to: &buffer)
    }

    /// A number that is not negative as the fraction that shows.
    func shown(_ magnitude: Double) -> Double {
        let parts = split(magnitude)
        return parts.whole + parts.numerator / parts.denominator
    }

    private struct Parts {
        var whole: Double
        var numerator: Double
        var denominator: Double
    }

    private func split(_ magnitude: Double) -> Parts {
        var parts: Parts
        if let fixedDenominator {
            let denominator = Double(fixedDenominator)
            let whole = hasInteger ? magnitude.rounded(.down) : 0
            let numerator = ((magnitude - whole) * denominator).rounded()
            parts = Parts(whole: whole, numerator: numerator, denominator: denominator)
            if hasInteger, numerator >= denominator {
                parts.whole += 1
                parts.numerator = 0
            }
        } else {
            // Excel computes seven digits at most, however many places there are.
            var limit = 1.0
            for _ in 0..<min(denominator.count, 7) { limit *= 10 }
            let (numerator, denominator) = Self.convergent(of: magnitude, limit: limit - 1)
            let whole = hasInteger ? (numerator / denominator).rounded(.down) : 0
            parts = Parts(whole: whole, numerator: numerator - whole * denominator, denominator: denominator)
        }
        return parts
    }

    /// The last convergent of the continued fraction whose denominator does not exceed the limit. Excel shows this one
    /// even where a fraction between two convergents would be nearer.
    private static func convergent(of magnitude: Double, limit: Double) -> (Double, Double) {
        var rest = magnitude
        var numerators = (0.0, 1.0)
        var denominators = (1.0, 0.0)
        for _ in 0..<64 {
            let whole = rest.rounded(.down)
            let next = (whole * numerators.1 + numerators.0, whole * denominators.1 + denominators.0)
            if next.1 > limit { break }
            numerators = (numerators.1, next.0)
            denominators = (denominators.1, next.1)
            if rest - whole < 0.000_000_05 { break }
            rest = 1 / (rest - whole)
        }
        return (numerators.1, denominators.1)
    }

    private func appendMixed(_ parts: Parts, to buffer: inout TextBuffer) {
        let placeholders = integerPlaceholders
        if parts.numerator == 0, !numerator.contains(.zero) {
            appendInteger(parts.whole, to: &buffer)
            // A missing fraction leaves its width when any place of the section is a `?`.
            if placeholders.contains(.question) || numerator.contains(.question) || denominator.contains(.question) {
                buffer.append(.space, times: Self.width(separator) + numerator.count + Self.width(bar))
                buffer.append(.space, times: denominatorWidth + Self.width(denominatorTail))
            }
            return
        }
        let hidesInteger =
            parts.whole == 0
            && (parts.numerator == 0 ? placeholders == [.hash] : !placeholders.contains(.zero))
        if hidesInteger {
            appendHiddenInteger(
                keepsWidth: placeholders.contains(.question) || numerator.contains(.question), to: &buffer)
        } else {
            appendInteger(parts.whole, to: &buffer)
            separator.appendLiterals(to: &buffer)
        }
        appendFraction(parts, to: &buffer)
    }

    /// Zero shows in the last place, whatever that is.
    private static func append(
        _ number: Double, in pieces: [FormatPiece], groupsThousands: Bool = false, to buffer: inout TextBuffer
    ) {
        let digits = SignificantDigits(number)
        pieces.append(
            digits, size: max(1, digits.integerCount), places: pieces.placeCount, groupsThousands: groupsThousands,
            to: &buffer)
    }

    private func appendInteger(_ whole: Double, to buffer: inout TextBuffer) {
        Self.append(whole, in: integer, groupsThousands: groupsThousands, to: &buffer)
    }

    /// An integer part of zero goes, with the separator after it, or leaves spaces.
    private func appendHiddenInteger(keepsWidth: Bool, to buffer: inout TextBuffer) {
        for piece in integer.dropLast() {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .digit(let placeholder): placeholder.appendFiller(to: &buffer)
            case .value: break
            }
        }
        guard keepsWidth else { return }
        if integer.last == .digit(.question) { buffer.append(.space) }
        buffer.append(.space, times: Self.width(separator))
    }

    private func appendFraction(_ parts: Parts, to buffer: inout TextBuffer) {
        Self.append(parts.numerator, in: numerator.map { .digit($0) }, to: &buffer)
        bar.appendLiterals(to: &buffer)
        let digits = SignificantDigits(parts.denominator)
        let size = digits.integerCount
        var zeros = 0
        if let first = denominator.firstIndex(of: .zero) { zeros = max(0, denominator.count - first - size) }
        buffer.append(.zero, times: zeros)
        for position in stride(from: size - 1, through: 0, by: -1) { buffer.append(.zero + digits.digit(at: position)) }
        // The denominator stands at the left of its places, unlike every other number.
        let questions = denominator.count { $0 == .question }
        buffer.append(.space, times: min(questions, denominator.count - size - zeros))
        for piece in denominatorTail {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .digit(let placeholder): placeholder.appendFiller(to: &buffer)
            case .value: break
            }
        }
    }

    private static func width(_ pieces: [FormatPiece]) -> Int {
        pieces.reduce(0) { sum, piece in
            if case .literal(let text) = piece { sum + text.count } else { sum + 1 }
        }
    }

    private var denominatorWidth: Int {
        guard let fixedDenominator else { return denominator.count }
        return SignificantDigits(Double(fixedDenominator)).integerCount
    }
}
