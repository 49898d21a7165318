// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The texts that saving adds behind the entries of the shared string table. ECMA-376-1 §18.4.
struct AddedStrings: Sendable {
    /// Entries of the table that rewriting does not change.
    private let storedCount: Int
    /// Positions of the texts that Cellar itself has put into the table, now or when it saved before.
    private(set) var positions: [String: Int]
    /// What is not in the part yet.
    private(set) var pending: [String] = []

    init(storedCount: Int, positions: [String: Int]) {
        self.storedCount = storedCount
        self.positions = positions
    }

    /// How many entries the table has in the end.
    var count: Int { storedCount + pending.count }

    /// The position of a text, that of the entry it was read from where it has one, which keeps rich text.
    mutating func position(of text: CellText) -> Int {
        if text.sharedIndex >= 0, Int(text.sharedIndex) < storedCount { return Int(text.sharedIndex) }
        if let known = positions[text.string] { return known }
        let position = count
        pending.append(text.string)
        positions[text.string] = position
        return position
    }
}
