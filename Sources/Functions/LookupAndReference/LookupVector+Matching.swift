// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupVector {
    /// The first, or last, position whose value equals `value`. With `wildcards` a text may hold `?`, `*` and `~`.
    func exact(_ value: CellValue, wildcards: Bool, last: Bool = false) throws(CellError) -> Int? {
        if wildcards, case .text(let text) = value, WildcardPattern.isNeeded(for: text) {
            let pattern = WildcardPattern(text)
            return try position(last: last, reading: pattern.matches)
        }
        if let (index, bounds) = valueIndex {
            return find(value) { value in
                last
                    ? index.table.last(value, bounds.lowerBound, bounds.upperBound)
                    : index.table.first(value, bounds.lowerBound, bounds.upperBound)
            }.map { Int($0 - bounds.lowerBound) }
        }
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
        let expression = try RegularExpression(text, ignoresCase: false, context)
        var failure: CellError?
        let found = try position(
            last: last,
            reading: { text in
                guard failure == nil else { return false }
                do throws(CellError) {
                    return try expression.firstMatch(in: Array(text.utf16)) != nil
                } catch {
                    failure = error
                    return false
                }
            })
        if let failure { throw failure }
        return found
    }

    /// Asks an index for a value, which it takes packed; blanks and errors are never found.
    private func find(_ value: CellValue, _ ask: (PackedValue) -> Int32?) -> Int32? {
        switch value {
        case .number(let number): ask(PackedValue(number))
        case .boolean(let boolean): ask(PackedValue(boolean))
        case .text(let string): withExtendedLifetime(CellText(string)) { ask(PackedValue(unowned: $0)) }
        case .empty, .error: nil
        }
    }

    /// The position of a text that `matches`, which reads all of it.
    private func position(last: Bool, reading matches: (String) -> Bool) throws(CellError) -> Int? {
        var steps = 0
        let found = try position(last: last) { value in
            guard case .text(let text) = value else { return false }
            steps += Self.stepsPerText + text.utf8.count
            return matches(text)
        }
        try context.charge(steps)
        return found
    }

    /// Steps that matching a text takes besides reading it.
    private static let stepsPerText = 16

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

    /// The last position, in a binary search, whose value is not beyond `value` (`HalvedValues.bisect`).
    func bisect(_ value: CellValue, descending: Bool = false) throws(CellError) -> Int? {
        if !descending, case .number(let number) = value, let (index, bounds) = orderIndex(sorts: false),
            index.numbers.agreesWithHalving
        {
            return index.numbers.last(notAbove: number, bounds.lowerBound, bounds.upperBound)
                .map { Int($0 - bounds.lowerBound) }
        }
        return try Halves(vector: self, value: value).bisect(count: usedCount, descending: descending)
    }

    private struct Halves: HalvedValues {
        let vector: LookupVector
        let value: CellValue

        func isOfKind(_ position: Int) -> Bool { TextOrder.rank(vector[position]) == TextOrder.rank(value) }

        func order(_ position: Int) -> Int { TextOrder.compare(vector[position], value) }

        func next(from start: Int, to end: Int) throws(CellError) -> Int? {
            let kind = TextOrder.rank(value)
            var found: Int?
            try vector.forEach(from: start, to: end) { position, candidate in
                guard TextOrder.rank(candidate) == kind else { return true }
                found = position
                return false
            }
            return found
        }
    }

    /// The position of the value that comes closest to `value` from below, or from above, in any order of values.
    func nearest(_ value: CellValue, above: Bool, last: Bool) throws(CellError) -> Int? {
        if case .number(let number) = value, let (index, bounds) = orderIndex(sorts: true), index.covers(bounds) {
            return index.numbers.nearest(number, above: above, last: last).map { Int($0 - bounds.lowerBound) }
        }
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
