// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupVector {
    /// The first, or last, position whose value equals `value`. With `wildcards` a text may hold `?`, `*` and `~`.
    func exact(_ value: CellValue, wildcards: Bool, last: Bool = false) throws(CellError) -> Int? {
        if wildcards, case .text(let text) = value, WildcardPattern.isNeeded(for: text) {
            let pattern = WildcardPattern(text)
            return try position(last: last) { if case .text(let text) = $0 { pattern.matches(text) } else { false } }
        }
        if let index { return last ? index.last(value) : index.first(value) }
        return try position(last: last) { Self.equal($0, value) }
    }

    /// The first, or last, blank position.
    func blank(last: Bool) -> Int? {
        if last && usedCount < count { return count - 1 }
        let used = 0..<usedCount
        let found = last ? used.last { self[$0].isEmpty } : used.first { self[$0].isEmpty }
        return found ?? (usedCount < count ? usedCount : nil)
    }

    /// The first, or last, position of a text that a regular expression matches; only a text is one.
    func matching(_ pattern: CellValue, last: Bool) throws(CellError) -> Int? {
        guard case .text(let text) = pattern else { return nil }
        let expression = try RegularExpression(text, ignoresCase: false)
        var failure: CellError?
        let found = try position(last: last) { value in
            guard case .text(let text) = value, failure == nil else { return false }
            do throws(CellError) {
                return try expression.firstMatch(in: Array(text.utf16)) != nil
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return found
    }

    private func position(last: Bool, where matches: (CellValue) -> Bool) throws(CellError) -> Int? {
        var found: Int?
        try forEach(from: 0, to: usedCount) { position, value in
            guard matches(value) else { return true }
            found = position
            return last
        }
        return found
    }

    static func equal(_ left: CellValue, _ right: CellValue) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): one == other
        case (.text(let one), .text(let other)): CaseFolding.equal(one, other)
        case (.boolean(let one), .boolean(let other)): one == other
        default: false
        }
    }

    /// The last position, in a binary search, whose value is not beyond `value`: not above it where values ascend, not
    /// below it where they descend.
    ///
    /// As in Excel values of another kind and blanks are passed over, an equal value ends the search at the last of the
    /// equal ones next to it, and on values out of order the search ends where halving leads it.
    func bisect(_ value: CellValue, descending: Bool = false) throws(CellError) -> Int? {
        let kind = TextOrder.rank(value)
        var low = -1
        var high = usedCount
        while high - low > 1 {
            let middle = (low + high) / 2
            guard let probe = try nextOfKind(kind, from: middle, to: high) else {
                high = middle
                continue
            }
            let order = TextOrder.compare(self[probe], value)
            if order == 0, let end = endOfRun(of: value, from: probe, to: high) { return end }
            if descending ? order >= 0 : order <= 0 { low = probe } else { high = middle }
        }
        return low < 0 ? nil : low
    }

    /// The last of the equal values that follow one another; `nil` when there are so many that halving finds the last
    /// sooner.
    private func endOfRun(of value: CellValue, from start: Int, to end: Int) -> Int? {
        let limit = Swift.min(end, start + 1024)
        var position = start + 1
        while position < limit, TextOrder.compare(self[position], value) == 0 { position += 1 }
        return position < limit || limit == end ? position - 1 : nil
    }

    private func nextOfKind(_ kind: Int, from start: Int, to end: Int) throws(CellError) -> Int? {
        if TextOrder.rank(self[start]) == kind { return start }
        var found: Int?
        try forEach(from: start + 1, to: end) { position, value in
            guard TextOrder.rank(value) == kind else { return true }
            found = position
            return false
        }
        return found
    }

    /// The position of the value that comes closest to `value` from below, or from above, in any order of values.
    func nearest(_ value: CellValue, above: Bool, last: Bool) throws(CellError) -> Int? {
        let kind = TextOrder.rank(value)
        var best: (position: Int, value: CellValue)?
        try forEach(from: 0, to: usedCount) { position, candidate in
            guard TextOrder.rank(candidate) == kind else { return true }
            let side = TextOrder.compare(candidate, value)
            guard above ? side > 0 : side < 0 else { return true }
            if let known = best {
                let order = TextOrder.compare(candidate, known.value)
                guard above ? order < 0 : order > 0 else {
                    if order == 0 && last { best = (position, candidate) }
                    return true
                }
            }
            best = (position, candidate)
            return true
        }
        return best?.position
    }
}
