// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A value bound to a parameter of a statement.
enum SQLValue {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    /// Text, or null for nil.
    static func optionalText(_ text: String?) -> SQLValue {
        text.map { .text($0) } ?? .null
    }
}
