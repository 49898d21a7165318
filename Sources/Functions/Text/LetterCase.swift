// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Text {
    /// `LOWER`: in small letters. ECMA-376-1 §18.17.7.
    static func lower(_ text: String, _ context: CallContext) throws(CellError) -> String {
        try chargeLetters(text, context)
        return text.mappingScalars(\.inLowerCase)
    }

    /// `UPPER`: in capitals. ECMA-376-1 §18.17.7.
    static func upper(_ text: String, _ context: CallContext) throws(CellError) -> String {
        try chargeLetters(text, context)
        return text.mappingScalars(\.inUpperCase)
    }

    /// `PROPER`: a capital wherever a letter follows something that is none, small letters elsewhere.
    /// ECMA-376-1 §18.17.7.
    static func proper(_ text: String, _ context: CallContext) throws(CellError) -> String {
        try chargeLetters(text, context)
        var followsLetter = false
        return text.mappingScalars { scalar in
            defer { followsLetter = scalar.isLetter }
            return followsLetter ? scalar.inLowerCase : scalar.inUpperCase
        }
    }

    /// What is beyond ASCII is looked up in tables, which takes many times what an ASCII letter does.
    private static func chargeLetters(_ text: String, _ context: CallContext) throws(CellError) {
        let beyond = text.utf8.count - text.utf16.count
        if beyond > 0 { try context.charge(beyond * 32) }
    }
}

extension Unicode.Scalar {
    fileprivate var inLowerCase: Unicode.Scalar {
        if isASCII { return value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value) | 0x20) : self }
        return simple(properties.lowercaseMapping)
    }

    fileprivate var inUpperCase: Unicode.Scalar {
        if isASCII { return value >= 0x61 && value <= 0x7A ? Unicode.Scalar(UInt8(value) & 0xDF) : self }
        return simple(properties.uppercaseMapping)
    }

    fileprivate var isLetter: Bool {
        guard isASCII else { return properties.isAlphabetic }
        return value | 0x20 >= 0x61 && value | 0x20 <= 0x7A
    }

    /// A mapping to one character, else none (`ß` stays `ß` in upper case).
    private func simple(_ mapped: String) -> Unicode.Scalar {
        let scalars = mapped.unicodeScalars
        return scalars.count == 1 ? scalars[scalars.startIndex] : self
    }
}
