// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Text {
    /// `LOWER`: in small letters. ECMA-376-1 §18.17.7.
    static func lower(_ text: String) -> String { text.mappingScalars(\.lowercaseMapping) }

    /// `UPPER`: in capitals. ECMA-376-1 §18.17.7.
    static func upper(_ text: String) -> String { text.mappingScalars(\.uppercaseMapping) }

    /// `PROPER`: a capital wherever a letter follows something that is none, small letters elsewhere.
    /// ECMA-376-1 §18.17.7.
    static func proper(_ text: String) -> String {
        var followsLetter = false
        return text.mappingScalars { properties in
            defer { followsLetter = properties.isAlphabetic }
            return followsLetter ? properties.lowercaseMapping : properties.uppercaseMapping
        }
    }
}
