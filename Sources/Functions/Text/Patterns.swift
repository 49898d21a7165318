// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Text {
    /// `REGEXTEST`: whether a pattern matches any part of a text. Excel's page REGEXTEST.
    static func regexTest(
        _ text: String, _ pattern: String, _ caseSensitivity: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Bool {
        let expression = try RegularExpression(pattern, ignoresCase: try ignoresCase(caseSensitivity.value), context)
        return try expression.firstMatch(in: Array(text.utf16)) != nil
    }

    /// `REGEXEXTRACT`: the first part of a text that matches (0), all of them (1) or the capturing groups of the first
    /// (2), side by side; `#N/A` when nothing matches. Excel's page REGEXEXTRACT.
    static func regexExtract(
        _ text: String, _ pattern: String, _ returnMode: Skippable<Int>, _ caseSensitivity: Skippable<Int>,
        _ context: CallContext
    ) throws(CellError) -> Operand {
        let expression = try RegularExpression(pattern, ignoresCase: try ignoresCase(caseSensitivity.value), context)
        let units = Array(text.utf16)
        func piece(_ range: Range<Int>?) -> CellValue {
            .text(range.map { String(decoding: units[$0], as: UTF16.self) } ?? "")
        }
        switch returnMode.value ?? 0 {
        case 0:
            guard let match = try expression.firstMatch(in: units) else { throw .notAvailable }
            return .scalar(piece(match[0]))
        case 1:
            let matches = try expression.matches(in: units)
            guard !matches.isEmpty else { throw .notAvailable }
            return .matrix(Matrix(row: matches.map(piece)))
        case 2:
            guard let match = try expression.firstMatch(in: units) else { throw .notAvailable }
            guard match.count > 1 else { throw .value }
            return .matrix(Matrix(row: match.dropFirst().map(piece)))
        default: throw .value
        }
    }

    /// `REGEXREPLACE`: a text with what matches replaced, everywhere (0) or at the nth place, negative ones counted
    /// from the end. Excel's page REGEXREPLACE.
    static func regexReplace(
        _ text: String, _ pattern: String, _ replacement: String, _ occurrence: Skippable<Int>,
        _ caseSensitivity: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> String {
        let expression = try RegularExpression(pattern, ignoresCase: try ignoresCase(caseSensitivity.value), context)
        let units = Array(text.utf16)
        var start = 0
        let occurrence = occurrence.value ?? 0
        let matches = try expression.matches(in: units)
        guard !matches.isEmpty, occurrence.magnitude <= matches.count else { return text }
        if occurrence != 0 {
            start = matches[occurrence > 0 ? occurrence - 1 : matches.count + occurrence].lowerBound
        }
        return try expression.replacing(
            in: units, from: start, all: occurrence == 0, with: Array(replacement.utf16),
            limit: context.limits.textLength)
    }

    /// 0 (the default) minds the case, 1 does not.
    private static func ignoresCase(_ caseSensitivity: Int?) throws(CellError) -> Bool {
        switch caseSensitivity ?? 0 {
        case 0: false
        case 1: true
        default: throw .value
        }
    }
}
