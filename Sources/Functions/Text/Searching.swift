// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Text {
    /// `FIND`, `FINDB`: where a text stands in another, case included, counted from 1. ECMA-376-1 §18.17.7.
    static func find(
        _ sought: String, _ text: String, _ start: Int?, _ context: CallContext
    ) throws(CellError) -> Int {
        let start = (start ?? 1) - 1
        guard start >= 0, start <= text.utf16.count else { throw .value }
        try chargeSearch(sought, text, context)
        guard let place = Array(text.utf16).firstIndex(of: Array(sought.utf16), from: start) else { throw .value }
        return place + 1
    }

    /// `SEARCH`, `SEARCHB`: where a text, perhaps with wildcards, stands in another without regard to case, counted
    /// from 1. ECMA-376-1 §18.17.7.
    static func search(
        _ sought: String, _ text: String, _ start: Int?, _ context: CallContext
    ) throws(CellError) -> Int {
        let start = (start ?? 1) - 1
        guard start >= 0, start <= text.utf16.count else { throw .value }
        try chargeSearch(sought, text, context)
        let units = CaseFolding.units(text)
        guard let place = WildcardPattern(sought).firstMatch(in: units, from: start) else { throw .value }
        return place + 1
    }

    /// `SUBSTITUTE`: a new text in place of an old one, everywhere or at one of its places. ECMA-376-1 §18.17.7.
    static func substitute(
        _ text: String, _ old: String, _ new: String, _ instance: Int?, _ context: CallContext
    ) throws(CellError) -> String {
        if let instance, instance < 1 { throw .value }
        try chargeSearch(old, text, context)
        // The result is put together piece by piece, which may be as many as the text has characters.
        if text.utf8.count > 64 { try context.charge(text.utf8.count * 16) }
        let units = Array(text.utf16)
        let sought = Array(old.utf16)
        guard !sought.isEmpty else { return text }
        let replacement = Array(new.utf16)
        var result: [UInt16] = []
        var position = 0
        var count = 0
        while let place = units.firstIndex(of: sought, from: position) {
            count += 1
            result += units[position..<place]
            result += instance == nil || instance == count ? replacement : sought
            position = place + sought.count
            guard result.count <= context.limits.textLength else { throw .value }
            if instance == count { break }
        }
        guard count > 0 else { return text }
        result += units[position...]
        return try fitting(String(decoding: result, as: UTF16.self), context)
    }
}

extension Text {
    /// What looking for a text at every place of another may take.
    private static func chargeSearch(_ sought: String, _ text: String, _ context: CallContext) throws(CellError) {
        let steps = sought.utf8.count * text.utf8.count / 8
        if steps > 256 { try context.charge(steps) }
    }
}

extension [UInt16] {
    /// Where `other` begins for the first time at or after `start`; an empty one begins at `start`.
    func firstIndex(of other: [UInt16], from start: Int) -> Int? {
        guard start <= count - other.count else { return nil }
        guard let first = other.first else { return start }
        let last = count - other.count
        var place = start
        while place <= last {
            if self[place] == first, self[place..<(place + other.count)].elementsEqual(other) { return place }
            place += 1
        }
        return nil
    }
}
