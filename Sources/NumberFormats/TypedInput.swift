// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a string becomes when it is typed into a cell, in English (United States).
public struct TypedInput: Sendable, Hashable {
    public enum Value: Sendable, Hashable {
        case number(Double)
        case boolean(Bool)
        /// An error as Excel writes it, such as `#N/A`.
        case error(String)
        case text(String)
    }

    public let value: Value
    /// The format code that Excel gives a cell that was `General`; nil when it leaves the format alone.
    public let formatCode: String?
    /// Whether the number is a date or a time.
    public let isMoment: Bool

    public init(value: Value, formatCode: String? = nil, isMoment: Bool = false) {
        self.value = value
        self.formatCode = formatCode
        self.isMoment = isMoment
    }

    /// Reads what was typed. Formulas are not looked for: a text that starts with `=` stays text.
    ///
    /// - Parameters:
    ///   - typed: the string as typed; a leading apostrophe makes it text and is dropped.
    ///   - currentYear: the year that a date without one falls into.
    public static func parse(_ typed: String, currentYear: Int, dateSystem: DateSystem = .excel1900) -> TypedInput {
        let bytes = Array(typed.utf8)
        if bytes.first == UInt8(ascii: "'") {
            return TypedInput(value: .text(String(typed.dropFirst())))
        }
        let trimmed = trim(bytes)
        // No number, date, truth value or error is longer, and long texts are common.
        guard !trimmed.isEmpty, trimmed.count <= 255 else { return TypedInput(value: .text(typed)) }
        // Behind a blank only numbers are looked for: that is how one keeps Excel from making 1/2 a date.
        let isIndented = bytes.first == .space
        if !isIndented, let input = word(trimmed) { return input }
        guard trimmed.contains(where: { $0 >= .zero && $0 <= UInt8(ascii: "9") }) else {
            return TypedInput(value: .text(typed))
        }
        if let (number, code) = TypedNumber.parse(trimmed) {
            return TypedInput(value: .number(number), formatCode: code)
        }
        if !isIndented,
            let (number, code) = TypedDate.parse(trimmed, currentYear: currentYear, system: dateSystem)
        {
            return TypedInput(value: .number(number), formatCode: code, isMoment: true)
        }
        return TypedInput(value: .text(typed))
    }

    /// The error values that may be typed.
    public static let errors = [
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
    ]

    private static func trim(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var slice = bytes[...]
        while slice.first == .space { slice.removeFirst() }
        while slice.last == .space { slice.removeLast() }
        return slice
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> TypedInput? {
        guard let first = bytes.first, bytes.count <= 13 else { return nil }
        switch first {
        case UInt8(ascii: "#"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"): break
        default: return nil
        }
        let upper = String(decoding: bytes, as: UTF8.self).uppercased()
        if upper == "TRUE" { return TypedInput(value: .boolean(true)) }
        if upper == "FALSE" { return TypedInput(value: .boolean(false)) }
        return errors.contains(upper) ? TypedInput(value: .error(upper)) : nil
    }
}
