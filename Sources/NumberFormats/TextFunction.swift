// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The worksheet function TEXT.
public enum TextFunction {
    /// TEXT of a number; nil where Excel gives `#VALUE!`: a code it refuses, a date that is none.
    public static func text(
        for number: Double,
        formatCode: String,
        dateSystem: DateSystem = .excel1900
    ) -> String? {
        if formatCode.isEmpty { return "" }
        return text(for: number, format: KnownFormats.format(formatCode), dateSystem: dateSystem)
    }

    /// TEXT of a number with a format compiled before; nil where Excel gives `#VALUE!`.
    public static func text(
        for number: Double,
        format: NumberFormat,
        dateSystem: DateSystem = .excel1900
    ) -> String? {
        guard format.isValid else { return nil }
        return format.displayed(number, dateSystem: dateSystem)?.text
    }

    /// TEXT of a text; nil where Excel gives `#VALUE!`.
    public static func text(for string: String, formatCode: String) -> String? {
        if formatCode.isEmpty { return "" }
        let format = KnownFormats.format(formatCode)
        return format.isValid ? format.text(for: string).text : nil
    }

    /// TEXT of a truth value, which only a section for texts changes.
    public static func text(for boolean: Bool, formatCode: String) -> String? {
        KnownFormats.format(formatCode).text(for: boolean).text
    }
}
