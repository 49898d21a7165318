// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CPCRE2
import Cells

/// A pattern of the REGEX functions, which Excel reads as PCRE2 does, over the UTF-16 units of a text.
///
/// A pattern that does not compile and a match that takes too many steps are `#VALUE!`.
final class RegularExpression {
    private let code: OpaquePointer
    private let match: OpaquePointer
    private let context: OpaquePointer
    private let caller: CallContext
    /// How far the next match may backtrack.
    private var limit = stepLimit

    /// Steps of one match; a pattern that backtracks without end stops there.
    private static let stepLimit: UInt32 = 1_000_000
    /// Steps that hardly a match needs more of: only one that does is charged for what it may take.
    private static let usualSteps: UInt32 = 1_000
    /// KiB that one match may take.
    private static let memoryLimit: UInt32 = 65_536

    /// - Parameter caller: charged for what matching takes.
    init(_ pattern: String, ignoresCase: Bool, _ caller: CallContext) throws(CellError) {
        try caller.charge(Int(Self.usualSteps))
        let units = Array(pattern.utf16)
        var error: Int32 = 0
        var place = 0
        let options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | (ignoresCase ? PCRE2_CASELESS : 0)
        guard let code = pcre2_compile_16(units, units.count, options, &error, &place, nil) else { throw .value }
        guard let match = pcre2_match_data_create_from_pattern_16(code, nil) else {
            pcre2_code_free_16(code)
            throw .value
        }
        guard let context = pcre2_match_context_create_16(nil) else {
            pcre2_match_data_free_16(match)
            pcre2_code_free_16(code)
            throw .value
        }
        pcre2_set_heap_limit_16(context, Self.memoryLimit)
        self.code = code
        self.match = match
        self.context = context
        self.caller = caller
    }

    deinit {
        pcre2_match_context_free_16(context)
        pcre2_match_data_free_16(match)
        pcre2_code_free_16(code)
    }

    /// The ranges of the match and its capturing groups, the first match at or after `start`; a group that took no part
    /// is `nil`.
    func firstMatch(
        in units: [UInt16], from start: Int = 0, options: UInt32 = 0
    ) throws(CellError) -> [Range<Int>?]? {
        let count = try step(in: units, from: start, options)
        if count == PCRE2_ERROR_NOMATCH { return nil }
        guard count > 0, let offsets = pcre2_get_ovector_pointer_16(match) else { throw .value }
        return (0..<Int(pcre2_get_ovector_count_16(match))).map { group in
            let (lower, upper) = (offsets[2 * group], offsets[2 * group + 1])
            // PCRE2 marks an unset group by the largest number, and `\K` can put a start behind its end.
            return group < Int(count) && lower <= upper && upper <= units.count ? Int(lower)..<Int(upper) : nil
        }
    }

    private func step(in units: [UInt16], from start: Int, _ options: UInt32) throws(CellError) -> Int32 {
        pcre2_set_match_limit_16(context, min(limit, Self.usualSteps))
        let count = pcre2_match_16(code, units, units.count, start, options, match, context)
        guard count == PCRE2_ERROR_MATCHLIMIT, limit > Self.usualSteps else { return count }
        try caller.charge(8 * Int(limit))
        pcre2_set_match_limit_16(context, limit)
        return pcre2_match_16(code, units, units.count, start, options, match, context)
    }

    /// All matches in order, none overlapping another.
    func matches(in units: [UInt16]) throws(CellError) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        var options: UInt32 = 0
        defer { limit = Self.stepLimit }
        while start <= units.count {
            // Many matches share the steps, so that a long text cannot multiply them.
            limit = max(5000, 4 * Self.stepLimit / UInt32(found.count + 4))
            guard let range = try firstMatch(in: units, from: start, options: options)?[0] else {
                if options == 0 { break }
                // No other match begins where an empty one was: go on one character later.
                options = 0
                start += start + 1 < units.count && UTF16.isLeadSurrogate(units[start]) ? 2 : 1
                continue
            }
            if range.upperBound < start { throw .value }
            found.append(range)
            start = range.upperBound
            options = range.isEmpty ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0
        }
        return found
    }

    /// The text with a replacement, in which `$1` or `${name}` stand for groups, for all matches or for the one that
    /// begins at `start`; both are known to be found within the limits (`matches`).
    func replacing(
        in units: [UInt16], from start: Int, all: Bool, with replacement: [UInt16], limit: Int
    ) throws(CellError) -> String {
        var result = [UInt16](repeating: 0, count: limit + 1)
        var length = result.count
        pcre2_set_match_limit_16(context, Self.stepLimit)
        let options = PCRE2_SUBSTITUTE_UNSET_EMPTY | (all ? PCRE2_SUBSTITUTE_GLOBAL : 0)
        let count = pcre2_substitute_16(
            code, units, units.count, start, options, match, context, replacement, replacement.count, &result, &length)
        guard count >= 0 else { throw .value }
        return String(decoding: result[..<length], as: UTF16.self)
    }
}
