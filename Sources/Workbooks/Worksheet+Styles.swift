// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Worksheet {
    /// The number of the cell format that shows in a cell: its own, or else its row's or its column's.
    public func effectiveStyle(_ row: Int32, _ column: Int32) -> UInt16 {
        let own = styles[row, column]
        if own != 0 { return own }
        let ofRow = rows[row].style
        return ofRow != 0 ? ofRow : columns[column].style
    }
}
