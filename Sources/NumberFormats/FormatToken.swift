// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A place for one digit: what it shows where the number has no significant digit.
enum DigitPlaceholder: Sendable, Hashable {
    /// `0` shows a zero.
    case zero
    /// `#` shows nothing.
    case hash
    /// `?` shows a space.
    case question
}

/// One part of a date or a time.
enum DateField: Sendable, Hashable {
    /// Two digits or four.
    case year(digits: Int)
    /// The year of the Buddhist era, `b`.
    case buddhistYear(digits: Int)
    /// The name of the era, `g` to `ggg`.
    case era(length: Int)
    /// The year within the era, `e`.
    case eraYear(digits: Int)
    /// One or two digits, the short name (3), the name (4) or its first letter (5).
    case month(length: Int)
    /// One or two digits, the short name of the weekday (3) or its name (4).
    case day(length: Int)
    case hour(length: Int)
    case minute(length: Int)
    case second(length: Int)
    case elapsedHours(length: Int)
    case elapsedMinutes(length: Int)
    case elapsedSeconds(length: Int)
    /// The decimal point and so many digits of the second.
    case subsecond(digits: Int)
    case meridiem(before: String, after: String)
    /// `AM/PM`, in the words of the section's locale.
    case localMeridiem

    var isElapsed: Bool {
        switch self {
        case .elapsedHours, .elapsedMinutes, .elapsedSeconds, .subsecond: true
        default: false
        }
    }
}

/// The smallest meaningful part of a format code.
enum FormatToken: Sendable, Hashable {
    case literal(String)
    /// `_x`: a gap as wide as x; text shows a space.
    case skip
    /// `*x`: x repeated to the width of the column; text, which knows no width, shows nothing.
    case fill
    case digit(DigitPlaceholder)
    /// A digit from 1 to 9, which counts in a denominator and is a literal elsewhere.
    case plainDigit(UInt8)
    case point
    case comma
    case percent
    case slash
    case exponent(letter: UInt8, showsPlus: Bool)
    case general
    /// `@`: the text itself.
    case text
    case date(DateField)
}
