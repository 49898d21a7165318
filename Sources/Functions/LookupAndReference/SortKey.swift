// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// One criterion of a sort.
struct SortKey {
    private let values: [CellValue]
    private let isDescending: Bool
    /// What tells most values apart without looking at them again.
    private let leading: [Leading]

    /// The place of a value's kind among the kinds, then what orders those of its kind: all of it, but of a text only
    /// how it begins.
    private struct Leading {
        let kind: UInt8
        let order: UInt64
    }

    init(values: [CellValue], isDescending: Bool) {
        self.values = values
        self.isDescending = isDescending
        leading = values.map { Leading(kind: UInt8(TextOrder.rank($0)), order: Self.order(of: $0)) }
    }

    private static func order(of value: CellValue) -> UInt64 {
        switch value {
        case .empty: return 0
        case .number(let number):
            // The bits of numbers are in their order, those of negative ones in the opposite one; 0 and -0 are equal.
            let bits = (number + 0).bitPattern
            return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
        case .text(let text): return TextOrder.beginning(of: text)
        case .boolean(let boolean): return boolean ? 1 : 0
        // Errors stand in the order of their ERROR.TYPE numbers.
        case .error(let error): return UInt64(error.rawValue)
        }
    }

    /// Positions in the order of the keys; equal ones keep theirs, blanks come last in either direction.
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
        return positions.sorted { left, right in
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
            }
        }
        let hasBlank = values[left].isEmpty || values[right].isEmpty
        return isDescending && !hasBlank ? -order : order
    }
}
