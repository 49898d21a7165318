// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One thing that is not as it should be in a package.
public struct Finding: Sendable, Hashable {
    /// How much it matters.
    public enum Severity: String, Sendable, Hashable {
        /// Readers cope with it.
        case warning
        /// Excel would repair or refuse the file, or show something else than the writer meant.
        case error
    }

    public let severity: Severity
    /// The name of the part, `/xl/workbook.xml`; empty for the archive as a whole.
    public let part: String
    /// Where it stands in bytes of the part's UTF-8 form, counted from zero; nil for the part as a whole.
    public let offset: Int?
    public let rule: VerificationRule
    /// What is wrong, with the names and numbers that it is about.
    public let message: String
}

extension Finding: CustomStringConvertible {
    /// One line: `error /xl/workbook.xml:120 [sheet-id, ECMA-376-1 §18.2.19] two sheets have the sheetId 1`.
    public var description: String {
        let place = part.isEmpty ? "archive" : part + (offset.map { ":\($0)" } ?? "")
        return "\(severity.rawValue) \(place) [\(rule.name), \(rule.source)] \(message)"
    }
}
