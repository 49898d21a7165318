// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Counts which texts of the shared string table were put into cells without being retained, and retains them at last,
/// text by text in the order in which they lie in memory. To do so cell by cell would mean waiting for memory in each.
final class LentTexts {
    private let strings: SharedStrings
    private let counts: UnsafeMutablePointer<UInt32>

    init(_ strings: SharedStrings) {
        self.strings = strings
        counts = .allocate(capacity: strings.count)
        counts.initialize(repeating: 0, count: strings.count)
    }

    deinit { counts.deallocate() }

    /// Counts a text by its position in the table.
    @inline(__always) func note(_ index: Int) { counts[index] &+= 1 }

    /// Retains every text as often as it was lent since the last time.
    func settle() {
        for (index, value) in strings.values.enumerated() where counts[index] > 0 {
            for _ in 0..<counts[index] { value.retain() }
            counts[index] = 0
        }
    }
}
