// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Where values stand in one column or row, for exact matches without a scan.
///
/// Texts match without regard to case, as Excel's lookups do; numbers match numbers only.
public final class LookupIndex: Sendable {
    private let positions: [CellValue: Int32]

    /// `values` in order; of equal values the first counts.
    public init(_ values: [CellValue]) {
        var positions: [CellValue: Int32] = [:]
        positions.reserveCapacity(values.count)
        for (position, value) in values.enumerated() {
            let key = Self.key(value)
            if positions[key] == nil { positions[key] = Int32(position) }
        }
        self.positions = positions
    }

    /// The zero-based position of the first equal value.
    public func first(_ value: CellValue) -> Int? { positions[Self.key(value)].map(Int.init) }

    private static func key(_ value: CellValue) -> CellValue {
        if case .text(let text) = value { .text(text.lowercased()) } else { value }
    }
}
