// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Positions of texts in the shared string table by the texts' bits, while a sheet is written: cells often share a
/// text, which then need not be looked at again. It forgets what others push out of its place.
struct TextPositions {
    private var entries: [(bits: UInt64, position: Int)]
    private let shift: UInt64

    /// - Parameter cells: how many may be written.
    init(cells: Int) {
        let width = min(max(UInt64(64 - cells.leadingZeroBitCount), 9), 20) - 3
        entries = Array(repeating: (0, 0), count: 1 << Int(width))
        shift = 64 - width
    }

    /// The position of a text, found by its bits or by a search. The texts outlive this.
    @inline(__always) mutating func position(of text: PackedValue, _ search: () -> Int) -> Int {
        let slot = Int(truncatingIfNeeded: (text.bits &* 0x9E37_79B9_7F4A_7C15) >> shift)
        if entries[slot].bits == text.bits { return entries[slot].position }
        let position = search()
        entries[slot] = (text.bits, position)
        return position
    }
}
