// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// One criterion of a sort, for functions and for ranges alike.
public struct SortKey: Sendable {
    /// In what sorts differ that order values of one kind.
    public struct Rules: Sendable {
        /// Whether errors stand in the order of their ERROR.TYPE numbers; else all are equal.
        var ordersErrors: Bool
        /// Whether of texts that differ in case alone the one whose first such letter is small comes first; else they
        /// are equal.
        var matchesCase: Bool

        /// As SORT and its kin.
        static let functions = Rules(ordersErrors: true, matchesCase: false)

        /// As the sorting of ranges and tables.
        public static func ranges(matchesCase: Bool) -> Rules { Rules(ordersErrors: false, matchesCase: matchesCase) }
    }

    private let values: [CellValue]
    private let isDescending: Bool
    private let matchesCase: Bool
    /// What tells most values apart without looking at them again.
    private let leading: [Leading]

    /// The place of a value's kind among the kinds, then what orders those of its kind: all of it, but of a text only
    /// how it begins.
    private struct Leading {
        let kind: UInt8
        let order: UInt64
    }

    init(values: [CellValue], isDescending: Bool) {
        self.init(values: values, isDescending: isDescending, .functions)
    }

    public init(values: [CellValue], isDescending: Bool, _ rules: Rules) {
        self.values = values
        self.isDescending = isDescending
        matchesCase = rules.matchesCase
        leading = values.map { Leading(kind: UInt8(TextOrder.rank($0)), order: Self.order(of: $0, rules)) }
    }

    private static func order(of value: CellValue, _ rules: Rules) -> UInt64 {
        switch value {
        case .empty: return 0
        case .number(let number):
            // The bits of numbers are in their order, those of negative ones in the opposite one; 0 and -0 are equal.
            let bits = (number + 0).bitPattern
            return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
        case .text(let text): return TextOrder.beginning(of: text)
        case .boolean(let boolean): return boolean ? 1 : 0
        case .error(let error): return rules.ordersErrors ? UInt64(error.rawValue) : 0
        }
    }

    /// The same as the other, charged to a formula.
    static func sorted(
        _ positions: Range<Int>, by keys: [SortKey], _ context: CallContext
    ) throws(CellError) -> [Int] {
        // Comparing values of any kind takes more than comparing numbers; most are told apart by the first key.
        try context.chargeSorting(positions.count, keys: 2 + 2 * keys.count)
        // A text is compared with about as many others as the number of texts has binary digits.
        let comparisons = Int.bitWidth - positions.count.leadingZeroBitCount
        for key in keys {
            for case .text(let text) in key.values where text.utf8.count > 64 {
                try context.charge(text.utf8.count * comparisons)
            }
        }
        return sorted(positions, by: keys)
    }

    /// Positions in the order of the keys; equal ones keep theirs, blanks come last in either direction.
    public static func sorted(_ positions: Range<Int>, by keys: [SortKey]) -> [Int] {
        positions.sorted { left, right in
            for key in keys {
                let order = key.order(left, right)
                if order != 0 { return order < 0 }
            }
            return left < right
        }
    }

    private func order(_ left: Int, _ right: Int) -> Int {
        let (one, other) = (leading[left], leading[right])
        var order = Int(one.kind) - Int(other.kind)
        if order == 0 {
            order = one.order < other.order ? -1 : one.order > other.order ? 1 : 0
            if order == 0, case .text(let first) = values[left], case .text(let second) = values[right] {
                order = TextOrder.compare(first, second)
                if order == 0, matchesCase { order = Self.compareCase(first, second) }
            }
        }
        let hasBlank = values[left].isEmpty || values[right].isEmpty
        return isDescending && !hasBlank ? -order : order
    }

    private static func compareCase(_ left: String, _ right: String) -> Int {
        for (one, other) in zip(left.utf16, right.utf16) where one != other {
            return CaseFolding.lowercase(one) == one ? -1 : 1
        }
        return 0
    }
}
