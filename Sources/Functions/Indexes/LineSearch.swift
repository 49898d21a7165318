// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// A search in one column or row of the grid, by an index where there is one and in place where there is none, with the
/// same result.
public struct LineSearch {
    private let line: GridLine
    private let low: Int32
    private let high: Int32
    private let table: ValueIndex.Table?
    private let numbers: OrderIndex.Numbers?

    /// A search from `low` to `high`; both indexes must cover them.
    @inline(__always) public init(
        _ line: GridLine, _ low: Int32, _ high: Int32, table: ValueIndex.Table?, numbers: OrderIndex.Numbers?
    ) {
        self.line = line
        self.low = low
        self.high = high
        self.table = table
        self.numbers = numbers
    }

    /// Whether a value is a text with wildcards.
    @inline(__always) public static func isPattern(_ value: PackedValue) -> Bool {
        value.isText && value.withText { TextDigest($0).needsPattern }
    }

    /// Whether a text is looked for as it is where wildcards have a meaning and long texts are refused.
    @inline(__always) static func isSoughtAsItIs(_ text: PackedValue) -> Bool {
        text.withText { !TextDigest($0).needsPattern && $0.string.utf8.count <= 255 }
    }

    /// What LOOKUP, MATCH, HLOOKUP and VLOOKUP make of a value they look for: a blank is 0, and no text longer than 255
    /// characters is looked for.
    @inline(__always) public static func sought(_ value: PackedValue) -> PackedValue {
        if value.isVacant { return PackedValue(0) }
        if value.isText, value.text.string.utf8.count > 255, value.text.string.utf16.count > 255 {
            return PackedValue(CellError.value)
        }
        return value
    }

    /// The first, or last, position whose value equals one that is neither blank nor an error.
    @inline(__always) public func exact(_ value: PackedValue, last: Bool = false) -> Int32? {
        if let table { return last ? table.last(value, low, high) : table.first(value, low, high) }
        return last ? line.last(value, low, high) : line.first(value, low, high)
    }

    /// The last position whose value is not beyond one, found by halving.
    ///
    /// - Parameter used: the last position that holds anything; `low - 1` when there is none.
    @inline(__always) public func halving(_ value: PackedValue, descending: Bool, used: Int32) -> Int32? {
        if !descending, value.isNumber, let numbers, numbers.agreesWithHalving {
            return numbers.last(notAbove: value.number, low, high)
        }
        return LineHalving(line: line, low: low, value: value).position(Int(used - low) + 1, descending)
    }
}

/// Halving over cells where they lie.
private struct LineHalving: HalvedValues {
    let line: GridLine
    let low: Int32
    let value: PackedValue

    func position(_ count: Int, _ descending: Bool) -> Int32? {
        // Cells of the grid are read without fail.
        (try? bisect(count: count, descending: descending)).flatMap { $0 }.map { low + Int32($0) }
    }

    private func element(_ position: Int) -> PackedValue { line[low + Int32(truncatingIfNeeded: position)] }

    func isOfKind(_ position: Int) -> Bool { element(position).kind == value.kind }

    func order(_ position: Int) -> Int {
        let element = element(position)
        if element.isNumber, value.isNumber {
            return element.number < value.number ? -1 : element.number > value.number ? 1 : 0
        }
        return TextOrder.compare(element.value, value.value)
    }

    func next(from start: Int, to end: Int) -> Int? {
        var position = start
        while position < end {
            if isOfKind(position) { return position }
            position += 1
        }
        return nil
    }
}

/// Values that are searched as if they were sorted.
protocol HalvedValues {
    /// Whether the value at a position is of the kind of the one sought; others are passed over.
    func isOfKind(_ position: Int) -> Bool
    /// Below zero, zero or above zero as the value at a position comes before, equals or comes after the one sought.
    func order(_ position: Int) -> Int
    /// The first position of the kind sought from one on, before another.
    func next(from start: Int, to end: Int) throws(CellError) -> Int?
}

extension HalvedValues {
    /// The last position, in a binary search, whose value is not beyond the one sought: not above it where values
    /// ascend, not below it where they descend.
    ///
    /// As in Excel values of another kind and blanks are passed over, an equal value ends the search at the last of the
    /// equal ones next to it, and on values out of order the search ends where halving leads it.
    func bisect(count: Int, descending: Bool) throws(CellError) -> Int? {
        var low = -1
        var high = count
        while high - low > 1 {
            let middle = (low + high) / 2
            guard let probe = isOfKind(middle) ? middle : try next(from: middle + 1, to: high) else {
                high = middle
                continue
            }
            let order = order(probe)
            if order == 0, let end = endOfRun(from: probe, to: high) { return end }
            if descending ? order >= 0 : order <= 0 { low = probe } else { high = middle }
        }
        return low < 0 ? nil : low
    }

    /// The last of the equal values that follow one another; `nil` when there are so many that halving finds the last
    /// sooner.
    private func endOfRun(from start: Int, to end: Int) -> Int? {
        let limit = Swift.min(end, start + 1024)
        var position = start + 1
        while position < limit, isOfKind(position), order(position) == 0 { position += 1 }
        return position < limit || limit == end ? position - 1 : nil
    }
}
